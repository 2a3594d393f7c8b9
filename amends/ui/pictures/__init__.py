"""Pictures: pure functions from data to SVG text. Each says its finding in its title and has a table as its twin."""
