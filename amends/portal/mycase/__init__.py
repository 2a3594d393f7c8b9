"""What a customer's page shows of their case: only what they said, what was said to them, and what follows from it."""
