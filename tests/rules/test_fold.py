"""`fold`: the facts are what the entries say, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from unittest import mock

import pytest

from amends.rules.actors import Actor
from amends.rules.entries import KINDS, Entry
from amends.rules.facts import Facts, PromiseState
from amends.rules.fold import fold, put_right
from amends.rules.folding import ON
from tests.rules.steps.ready import PAUSE, READY
from tests.rules.story import AMIRA, BEN, CUSTOMER, START, Story, second_stage, told


def long_story(length: int) -> Story:
    story = told("understood")
    while len(story.entries) < length:
        story.take("note", note="x")
    return story


def test_nothing_has_happened_in_an_empty_case() -> None:
    facts = fold([])
    assert facts == Facts()
    assert not facts.is_open
    assert not facts.is_complaint
    with pytest.raises(KeyError):
        _ = facts.received_at


def test_every_kind_of_entry_is_folded() -> None:
    assert set(ON) == set(KINDS)


def test_a_kind_that_nobody_declared_is_an_error() -> None:
    stranger = replace(told().entries[0], kind="abducted")
    with pytest.raises(KeyError):
        fold([stranger])


def test_each_entry_is_handled_once() -> None:
    """The cost of a fold grows with the entries and with nothing else."""
    story = long_story(200)
    story.entries = story.entries[:200]
    seen: list[int] = []

    def counting(on):
        return lambda facts, entry: (seen.append(entry.number), on(facts, entry))

    with mock.patch.dict("amends.rules.fold.ON", {kind: counting(on) for kind, on in ON.items()}):
        fold(story.entries)
    assert seen == list(range(1, 201))


def test_a_correction_does_not_make_the_fold_go_over_the_entries_again() -> None:
    story = told()
    for number in range(20):
        story.take("correct", entry=1, field="story", value=f"Version {number}", reason="x")
    with mock.patch("amends.rules.fold.replace", wraps=replace) as copied:
        assert fold(story.entries).story == "Version 19"
    assert copied.call_count == 1


@pytest.mark.parametrize("story", [told("closed"), second_stage()], ids=["one stage", "two stages"])
def test_facts_are_the_same_each_time_and_every_beginning_folds(story: Story) -> None:
    assert fold(story.entries) == fold(list(story.entries)) == story.facts
    for number in range(len(story.entries) + 1):
        facts = fold(story.entries[:number])
        assert facts.number == number
        assert facts.kinds == [entry.kind for entry in story.entries[:number]]


def test_folding_changes_no_entry() -> None:
    story = told("closed")
    before = [replace(entry) for entry in story.entries]
    fold(story.entries)
    assert story.entries == before


def test_entries_without_their_words_fold_to_the_same_case() -> None:
    story = second_stage()
    facts = fold([replace(entry, content={}) for entry in story.entries])
    assert (facts.stage, facts.kind, facts.owner, facts.moments) == (
        story.facts.stage,
        story.facts.kind,
        story.facts.owner,
        story.facts.moments,
    )


def test_facts_know_when_each_entry_happened() -> None:
    story = told("recognised")
    story.take("correct", entry=1, field="happened_at", value="2026-03-01T09:00+00:00", reason="x")
    assert story.facts.happened[0] == START - timedelta(days=1, minutes=30)
    assert len(story.facts.happened) == story.facts.number


def test_the_last_contact_is_the_latest_whatever_the_order_of_writing() -> None:
    story = told().go_on(5)
    story.take("send_update", message="Today.")
    story.take("send_update", message="On Tuesday.", happened_at=(START + timedelta(days=1)).isoformat())
    assert story.facts.moments["last_contact"] == story.at


@pytest.mark.parametrize(
    ("name", "by"),
    [(name, ready.by) for name, ready in READY.items() if name not in ("receive", "report_findings")],
)
def test_the_last_words_of_each_side_are_known(name: str, by: Actor) -> None:
    ready = READY[name]
    story = ready.case()
    entry = story.take(name, by, **ready.fields)
    kind = KINDS[entry.kind]
    assert (story.facts.last_from_customer == entry.number) is kind.from_customer
    assert (story.facts.last_to_customer == entry.number) is kind.to_customer


def test_a_pause_that_ended_before_it_began_ends_at_once() -> None:
    """A correction of the beginning may move it past the end."""
    story = told("recognised")
    story.go_on(1).take("pause_clock", **PAUSE)
    story.go_on(1).take("resume_clock", explanation="x")
    number = story.facts.kinds.index("clock_paused") + 1
    story.go_on(1).take("correct", entry=number, field="happened_at", value=story.at.isoformat(), reason="x")
    pause = story.facts.pauses[0]
    assert pause.until_at == pause.from_at == story.at


def test_took_part_is_counted_by_stage() -> None:
    story = second_stage()
    story.take("ask", BEN, message="Which interest?")
    assert story.facts.took_part[1] == {AMIRA.id}
    assert story.facts.took_part[2] == {BEN.id}
    assert all(not person.startswith("customer:") for people in story.facts.took_part.values() for person in people)


def test_every_promise_has_one_state() -> None:
    story = told("recognised")
    for what in ("a", "b", "c", "d"):
        story.take("promise", what=what, due_on="2026-03-06")
    story.take("keep_promise", promise=1, proof="x")
    story.take("break_promise", promise=2, reason="x")
    story.take("release_promise", CUSTOMER, promise=3, reason="x")
    assert [promise.state for promise in story.facts.promises.values()] == [
        PromiseState.KEPT,
        PromiseState.BROKEN,
        PromiseState.RELEASED,
        PromiseState.OPEN,
    ]


# entries


def entry(**changes: object) -> Entry:
    return replace(told().entries[0], **changes)


def test_an_entry_reads_its_data_by_type() -> None:
    one = entry(data={"n": 3, "yes": True, "w": "x", "ws": ["a", 1, "b"], "ns": [1, "x", 2]}, content={"t": "text"})
    assert (one.number_of("n"), one.word("w"), one.words("ws"), one.numbers("ns")) == (3, "x", ("a", "b"), (1, 2))
    assert (one.word("n"), one.words("w"), one.numbers("w"), one.word("none")) == ("", (), (), "")
    assert (one.text("t"), one.text("gone")) == ("text", "")
    for name in ("w", "yes", "none"):
        with pytest.raises(ValueError, match=f"entry 1: {name} is not a number"):
            one.number_of(name)


def test_what_a_correction_gives_is_read_in_one_place() -> None:
    assert put_right(entry(data={"moment": "2026-03-01T09:00+00:00"}, content={})) == "2026-03-01T09:00+00:00"
    assert put_right(entry(data={"plain": "letter"}, content={})) == "letter"
    assert put_right(entry(data={}, content={"value": "x"})) == "x"
    assert put_right(entry(data={"blank": True}, content={})) == ""
    assert put_right(entry(data={}, content={})) is None
