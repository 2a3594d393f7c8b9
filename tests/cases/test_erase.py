"""Erasing: every place that knew something forgets it; what was done, when and by whom still verifies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from amends.cases.models import Case, Outgoing
from amends.cases.search import search
from amends.cases.take import Refused, facts_of
from amends.people.models import Customer
from amends.record import models
from amends.record.attachments import keep, path_of
from amends.record.verify import verify
from tests.cast import START, Cast, cast, days, received, take_step

__all__ = ["cast"]
CANARY = "Quetzalcoatl"
"""A word that is in everything the customer told us, and nowhere else."""


@pytest.fixture
def closed(cast: Cast) -> str:
    """A query that was answered and closed, full of the canary."""
    by = cast.amira.actor()
    reference = received(
        by, subject=f"{CANARY} bill", story=f"The {CANARY} bill came twice.", wants=CANARY,
        customer_name=f"Jo {CANARY}", customer_email=f"jo@{CANARY.lower()}.example", customer_phone=CANARY,
        customer_address=CANARY, representative=CANARY, need=CANARY,
    ).reference  # fmt: skip
    kept = keep(reference, f"{CANARY}.pdf", [b"%PDF- " + CANARY.encode()], START)
    at = START + days(1)
    take_step(reference, "assign", by, at, to=by.id)
    take_step(reference, "note", by, at, note=f"{CANARY} again", files=[kept.id])
    take_step(reference, "keep_as", by, at, kind="query", reason=f"Asks about {CANARY}")
    take_step(reference, "close", by, at, because="answered", reasons=CANARY, message=f"Dear {CANARY}")
    return reference


def erase(cast: Cast, reference: str) -> None:
    take_step(reference, "erase", cast.dilip.actor(), START + days(2), ground="request of the customer", sure=True)


def everything() -> str:
    """All rows of ours, as text."""
    rows: list[Any] = []
    for label in ("record", "cases", "people"):
        for model in apps.get_app_config(label).get_models():
            rows.extend(model.objects.values_list())
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM cases_words")
        rows.extend(cursor.fetchall())
    return repr(rows).lower()


def files_with_it() -> list[Path]:
    """Files of this test's cases that hold the canary."""
    paths = [path_of(file) for file in models.Attachment.objects.values_list("id", flat=True)]
    return [path for path in paths if path.is_file() and CANARY.encode() in path.read_bytes()]


def test_nothing_of_what_the_customer_told_us_is_left(
    cast: Cast, closed: str, django_capture_on_commit_callbacks: Any
) -> None:
    assert CANARY.lower() in everything()
    assert files_with_it()
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast, closed)
    assert CANARY.lower() not in everything()
    assert files_with_it() == []


def test_what_was_done_stays_and_verifies(cast: Cast, closed: str, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast, closed)
    facts, entries = facts_of(closed)
    assert [entry.kind for entry in entries] == ["received", "assigned", "noted", "kept_as", "closed", "erased"]
    assert entries[-1].by == cast.dilip.actor_id
    assert facts.erased
    verified = verify()
    assert verified.is_clean
    assert verified.erased == 13


def test_what_was_erased_cannot_be_guessed_from_its_digest(
    cast: Cast, closed: str, django_capture_on_commit_callbacks: Any
) -> None:
    """With the true text in hand, nothing confirms it: the salt is gone."""
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast, closed)
    assert not models.Content.objects.filter(case=closed).exists()
    assert set(models.Attachment.objects.values_list("salt", flat=True)) == {""}


def test_nothing_that_waits_to_be_sent_goes_out_any_more(
    cast: Cast, closed: str, django_capture_on_commit_callbacks: Any
) -> None:
    assert Outgoing.objects.filter(next_try_at__isnull=False).exists()
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast, closed)
    assert not Outgoing.objects.filter(next_try_at__isnull=False).exists()
    assert set(Outgoing.objects.values_list("to", "subject", "body")) == {("", "", "")}


def test_the_case_is_found_by_its_reference_and_by_nothing_else(
    cast: Cast, closed: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast, closed)
    assert not search(Case.objects.all(), CANARY).exists()
    assert search(Case.objects.all(), closed).count() == 1


def test_a_customer_with_another_case_is_not_forgotten_before_that_is_erased_too(
    cast: Cast, closed: str, django_capture_on_commit_callbacks: Any
) -> None:
    other = received(cast.amira.actor(), START + days(1), customer=facts_of(closed)[0].customer).reference
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast, closed)
    assert Customer.objects.get().name
    take_step(other, "keep_as", cast.amira.actor(), START + days(2), kind="query", reason="A question")
    take_step(
        other, "close", cast.amira.actor(), START + days(2), because="answered", reasons="Told", message="Told you"
    )
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast, other)
    assert not Customer.objects.exclude(name="", email="", phone="", address="").exists()


def test_an_open_case_is_not_erased(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    with pytest.raises(Refused, match="The case is open"):
        erase(cast, reference)
    assert models.Content.objects.filter(case=reference).exists()


def test_nobody_erases_their_own_case(cast: Cast, closed: str) -> None:
    cast.amira.roles = ["quality"]
    cast.amira.save()
    with pytest.raises(Refused, match="You own this case"):
        take_step(closed, "erase", cast.amira.actor(), START + days(2), ground="request of the customer", sure=True)
