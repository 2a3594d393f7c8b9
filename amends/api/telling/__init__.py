"""What we say: facts, entries, clocks and steps as plain data. `shapes` has the same for the reader of the OpenAPI."""
