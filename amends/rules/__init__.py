"""DECIDES. Pure: only the standard library and Pydantic, no clock of its own, no database."""
