from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from amends.cases.models import Case, Outgoing
from amends.cases.rebuild import differences
from amends.cases.take import facts_of
from amends.demo.build import build
from amends.demo.organisation import PASSWORD, STAFF, sign_ins
from amends.people.models import Customer, Organisation, Staff
from amends.record.read import chains, read
from amends.record.verify import verify
from amends.rules.actors import Role
from amends.rules.entries import KINDS
from amends.rules.facts import PromiseState
from amends.rules.status import Phase
from amends.rules.steps import STEPS

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CASES = 135


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demonstration, smaller than usual: built once, and taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(now=NOON, seed=7, cases=CASES, address="http://127.0.0.1:8400")
        yield
        transaction.set_rollback(True)


def test_the_stories_have_everything_and_every_record_verifies(built: None) -> None:
    steps, kinds = Counter[str](), Counter[str]()
    for case in chains():
        entries = read(case)[0]
        steps.update({(entry.step, entry.at): entry.step for entry in entries}.values())
        kinds.update(entry.kind for entry in entries)
    assert {name for name in STEPS if steps[name] < 3} == set()
    assert {name for name in KINDS if kinds[name] < 3} == set()
    assert verify().is_clean
    assert differences() == []


def test_cases_are_in_every_state_under_several_regimes(built: None) -> None:
    assert CASES - 5 <= Case.objects.count() <= CASES
    assert set(Case.objects.values_list("phase", flat=True)) == {phase.value for phase in Phase}
    assert len(set(Case.objects.values_list("regime", flat=True))) >= 5
    assert Case.objects.filter(stage=2).exists()
    assert Case.objects.filter(is_open=True, next_due_on__lt=NOON.date()).count() >= 3
    assert Case.objects.filter(is_open=True, next_due_on__gt=NOON.date()).exists()
    assert Case.objects.exclude(about_staff="").exists()
    oldest = Case.objects.earliest("received_at").received_at
    assert 400 < (NOON - oldest).days < 580


def test_promises_are_kept_late_broken_and_released(built: None) -> None:
    promises = [promise for case in chains() for promise in facts_of(case)[0].promises.values()]
    settled = {promise.state for promise in promises}
    assert {PromiseState.KEPT, PromiseState.BROKEN, PromiseState.RELEASED} <= settled
    assert any(p.settled_at.date() > p.due_on for p in promises if p.state is PromiseState.KEPT and p.settled_at)


def test_the_outage_and_the_contractor_are_stories_of_many_linked_cases(built: None) -> None:
    reasons = Counter(entry.text("reason") for case in chains() for entry in read(case)[0] if entry.kind == "linked")
    assert reasons["Billing run of the outage"] >= 4
    assert reasons["Brightway Repairs"] >= 2


def test_nothing_waits_to_be_sent(built: None) -> None:
    assert Outgoing.objects.exists()
    assert not Outgoing.objects.filter(next_try_at__isnull=False).exists()
    assert Organisation.objects.get().demo


def test_nobody_can_be_reached_at_the_addresses_and_numbers(built: None) -> None:
    written = " ".join(text for case in chains() for entry in read(case)[0] for text in entry.content.values())
    assert set(re.findall(r"@[\w.]+\.(\w+)", written)) <= {"example"}
    numbers = re.findall(r"\b0\d{4} \d{6}\b", written)
    assert numbers
    assert all(number.startswith(("01632 960", "07700 900")) for number in numbers)


def test_no_entry_lies_in_the_future_or_before_the_one_before_it(built: None) -> None:
    for case in chains():
        moments = [entry.at for entry in read(case)[0]]
        assert moments == sorted(moments)
        assert moments[-1] < NOON.replace(hour=0)


def test_there_is_staff_of_every_role_and_they_can_sign_in(built: None) -> None:
    assert {role for member in STAFF for role in member.roles} == set(Role) - {Role.CUSTOMER, Role.SYSTEM}
    for _name, email, _roles in sign_ins():
        assert Staff.objects.get(email=email).check_password(PASSWORD)
    assert Customer.objects.filter(email__endswith=".example").exists()
