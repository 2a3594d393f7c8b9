"""The bundle for an independent body: choose, remove names, look at it, keep it."""
