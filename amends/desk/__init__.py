"""The desk: where staff work. It asks; the rules decide, and `cases` does."""
