"""The demonstration: an invented organisation, its people, and a year and a half of cases, told step by step."""
