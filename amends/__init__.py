"""Amends: software for handling customers' complaints, from the first word to the lesson learnt."""

__version__ = "0.1.0"
