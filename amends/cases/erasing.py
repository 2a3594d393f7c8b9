"""Erasing a case's personal data: from the record, the customer, what is drafted or waits to be sent, the search."""

from __future__ import annotations

from django.db import transaction

from amends.cases.models import Case, Draft, Outgoing
from amends.cases.search import let_go
from amends.people.customers import forget
from amends.record.attachments import erase_files
from amends.record.erase import erase as erase_content
from amends.rules.facts import Facts


def erase(reference: str, facts: Facts) -> None:
    """Remove what is personal, inside the caller's transaction. The projector then writes empty rows."""
    erase_content(reference, facts.number)
    erase_files(reference)
    Outgoing.objects.filter(case=reference).update(to="", subject="", body="", next_try_at=None)
    Draft.objects.filter(case=reference).delete()
    transaction.on_commit(let_go, robust=True)
    others = Case.objects.filter(customer=facts.customer).exclude(reference=reference)
    if not others.exclude(customer_name="").exists():  # a row without a name is that of an erased case
        forget(facts.customer)
