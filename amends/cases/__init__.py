"""DOES. Takes steps in one transaction, keeps the rows that lists need, and holds the doors to cases."""
