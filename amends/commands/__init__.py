"""The commands of `amends`, a module each. A module's `register` adds them; what is heavy is imported when it runs."""
