"""One module a group of pages. A view reads the clock once, asks, and says what came of it."""
