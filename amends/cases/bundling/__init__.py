"""The bundle for an independent body: what could go in, what is chosen, how it is made and kept."""
