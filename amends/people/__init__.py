"""Who: staff, teams, roles, customers, API keys; signing in; and making an Actor of whoever asks."""
