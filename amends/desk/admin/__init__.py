"""Administration: people, teams, the organisation, its procedures, keys, health. For administrators only."""
