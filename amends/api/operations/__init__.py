"""The addresses, one module a subject. Each has a `router`."""
