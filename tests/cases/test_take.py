"""Taking a step: all of it or nothing of it, and a refusal in words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NoReturn

import pytest

from amends.cases import take as taking
from amends.cases.models import Case, Counter, Outgoing
from amends.cases.take import Refused, facts_of, take
from amends.people.models import Customer
from amends.record.append import Moved
from amends.record.attachments import keep
from amends.record.read import read
from amends.rules.steps import STEPS
from tests.cases.stored import counts
from tests.cast import START, Cast, cast, customer, days, received, take_step

__all__ = ["cast"]
LATER = START + days(1)


def broken(*_: object, **__: object) -> NoReturn:
    raise RuntimeError("the disk is full")


def test_a_step_writes_its_entry_and_the_row_of_the_case(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    taken = take_step(reference, "assign", cast.carol.actor(), LATER, to=cast.ben.actor_id, reason="Knows the tariff")
    (entry,) = taken.entries
    assert (entry.number, entry.kind, entry.step, entry.by) == (2, "assigned", "assign", cast.carol.actor_id)
    assert [one.kind for one in read(reference)[0]] == ["received", "assigned"]
    row = Case.objects.get(reference=reference)
    assert (row.number, row.owner, taken.facts.owner) == (2, cast.ben.actor_id, cast.ben.actor_id)


def test_a_step_keeps_when_it_happened_and_when_it_was_written_down(cast: Cast) -> None:
    reference = received(cast.amira.actor(), happened_at=START - days(4)).reference
    (entry,), _ = read(reference)
    assert (entry.at, entry.happened_at) == (START, START - days(4))
    assert Case.objects.get(reference=reference).received_at == START - days(4)


def test_a_refused_step_leaves_nothing(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    before = counts()
    with pytest.raises(Refused) as refused:
        take_step(reference, "assign", cast.eva.actor(), LATER, to=cast.ben.actor_id)
    assert refused.value.ruling.rule == "role"
    assert refused.value.ruling.who_could
    assert counts() == before


def test_a_refused_case_leaves_nothing(cast: Cast) -> None:
    before = counts()
    with pytest.raises(Refused):
        received(cast.eva.actor())
    assert counts() == before


@pytest.mark.parametrize("part", ["append", "project", "follow"])
def test_when_one_part_fails_the_whole_step_is_undone(cast: Cast, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    reference = received(cast.amira.actor()).reference
    before, row = counts(), Case.objects.filter(reference=reference).values().get()
    monkeypatch.setattr(taking, part, broken)
    with pytest.raises(RuntimeError):
        take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
    assert counts() == before
    assert Case.objects.filter(reference=reference).values().get() == row


@pytest.mark.parametrize("part", ["append", "project", "follow", "customer_of"])
def test_when_one_part_fails_the_whole_case_is_undone(cast: Cast, monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    before = counts()
    monkeypatch.setattr(taking, part, broken)
    with pytest.raises(RuntimeError):
        received(cast.amira.actor(), channel="web")
    assert counts() == before
    assert not Customer.objects.exists()
    assert not Counter.objects.exists()


def test_rows_and_mail_are_written_in_the_transaction_of_the_entry(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last thing that happens fails, after everything else was written."""
    reference = received(cast.amira.actor()).reference
    before = counts()

    def after_all(*args: object, **kwargs: object) -> NoReturn:
        assert counts()["record.Entry"] == before["record.Entry"] + 1
        broken()

    monkeypatch.setattr(taking, "follow", after_all)
    with pytest.raises(RuntimeError):
        take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
    assert counts() == before


def test_whoever_saw_an_earlier_state_is_told_that_the_case_moved_on(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "keep_as", cast.ben.actor(), LATER, kind="query", reason="Asks for a copy")
    step = STEPS["keep_as"].model_validate({"kind": "problem", "reason": "Something is broken"})
    with pytest.raises(Refused) as refused:
        take(reference, step, by=cast.amira.actor(), at=LATER, seen=1)
    assert str(refused.value).startswith("The case moved on while you were writing. ")
    with pytest.raises(Refused) as plain:
        take(reference, step, by=cast.amira.actor(), at=LATER, seen=2)
    assert "moved on" not in str(plain.value)


def test_a_step_that_is_still_allowed_is_taken_although_the_case_moved_on(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "note", cast.ben.actor(), LATER, note="First.")
    step = STEPS["note"].model_validate({"note": "Second."})
    assert take(reference, step, by=cast.amira.actor(), at=LATER, seen=1).facts.number == 3


def test_a_step_is_ruled_on_again_when_someone_else_was_quicker(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = received(cast.amira.actor()).reference
    append, tries = taking.append, []

    def slow(*args: object, **kwargs: object) -> object:
        tries.append(1)
        if len(tries) < 3:
            raise Moved(reference)
        return append(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(taking, "append", slow)
    assert take_step(reference, "note", cast.ben.actor(), LATER, note="At last.").facts.number == 2
    assert len(tries) == 3


def test_when_others_are_always_quicker_it_is_refused_in_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    reference = received(cast.amira.actor()).reference

    def moved(*_: object, **__: object) -> NoReturn:
        raise Moved(reference)

    monkeypatch.setattr(taking, "append", moved)
    with pytest.raises(Refused, match="The case moved on: others are working on it") as refused:
        take_step(reference, "note", cast.ben.actor(), LATER, note="Never.")
    assert refused.value.ruling.rule == "case_moved_on"


def test_references_are_given_in_order_and_a_year_starts_again_at_one(cast: Cast) -> None:
    by, next_year = cast.amira.actor(), datetime(2027, 1, 4, 9, tzinfo=UTC)
    given = [received(by, at).reference for at in (START, START, next_year, START, next_year)]
    assert given == ["C-26-000001", "C-26-000002", "C-27-000001", "C-26-000003", "C-27-000002"]


def test_the_same_address_is_the_same_customer(cast: Cast) -> None:
    by = cast.amira.actor()
    one = received(by, customer_email="Jo@Example.org").facts.customer
    again = received(by, customer_email=" jo@example.org", customer_name="J. Marsh").facts.customer
    other = received(by, customer_email="sam@example.org").facts.customer
    assert one == again != other
    assert Customer.objects.count() == 2


def test_customers_without_an_address_are_never_taken_for_one_another(cast: Cast) -> None:
    by = cast.amira.actor()
    one, other = (received(by, customer_email="", customer_phone="01632 960001") for _ in range(2))
    assert one.facts.customer != other.facts.customer


def test_a_customer_who_was_chosen_is_kept(cast: Cast) -> None:
    by = cast.amira.actor()
    known = received(by).facts.customer
    assert received(by, customer=known, customer_email="new@example.org").facts.customer == known
    assert received(by, customer="nobody", customer_email="new@example.org").facts.customer != "nobody"


def test_the_facts_of_a_case_are_the_fold_of_its_entries(cast: Cast) -> None:
    taken = received(cast.amira.actor())
    facts, entries = facts_of(taken.reference)
    assert facts == taken.facts
    assert [entry.number for entry in entries] == [1]


def test_a_file_of_another_case_is_refused(cast: Cast) -> None:
    mine, other = (received(cast.amira.actor()).reference for _ in range(2))
    kept = keep(other, "bill.pdf", [b"%PDF-"], START)
    with pytest.raises(Refused, match="not among those of this case") as refused:
        take_step(mine, "note", cast.amira.actor(), LATER, note="The bill", files=[kept.id])
    assert refused.value.ruling.rule == "known_file"
    assert take_step(other, "note", cast.amira.actor(), LATER, note="The bill", files=[kept.id]).facts.number == 2


def test_a_customer_acts_on_their_own_case(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    taken = take_step(reference, "receive_message", customer(reference), LATER, message="Any news?")
    assert taken.entries[0].by == f"customer:{reference}"
    assert Case.objects.get(reference=reference).last_speaker == "customer"


def test_a_moment_in_the_future_is_refused(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    with pytest.raises(Refused, match="has not come yet"):
        take_step(reference, "note", cast.amira.actor(), LATER, note="x", happened_at=LATER + timedelta(hours=1))


def test_what_is_queued_tells_which_entry_it_is_about(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    taken = take_step(reference, "send_update", cast.amira.actor(), LATER, message="We are looking.")
    assert Outgoing.objects.get().entry == taken.entries[0].number
