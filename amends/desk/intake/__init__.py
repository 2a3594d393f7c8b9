"""Intake by staff: what a customer says on the phone, in a letter or at the counter."""
