"""Customers: found again by their address, or new. What a case knows of them is in its record."""

from __future__ import annotations

from amends.people.models import Customer
from amends.rules.steps.intake import Receive


def customer_of(step: Receive) -> str:
    """The id of the customer who raised this: as chosen, else the one with the same email address, else a new one."""
    if step.customer and Customer.objects.filter(id=step.customer).exists():
        return step.customer
    email = step.customer_email.strip().lower()
    known = Customer.objects.filter(email=email).first() if email else None
    if known:
        return known.id
    new = Customer(name=step.customer_name, email=email, phone=step.customer_phone, address=step.customer_address)
    new.save(force_insert=True)
    return new.id


def forget(customer: str) -> None:
    """Erase what is kept of a customer outside the record."""
    Customer.objects.filter(id=customer).update(name="", email="", phone="", address="")
