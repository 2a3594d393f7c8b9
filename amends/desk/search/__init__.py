"""Search: words and `field:value` in one box."""
