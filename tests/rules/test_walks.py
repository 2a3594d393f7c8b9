"""Random people do random things to a case. Whatever they do, the rules answer in words and the case stays sound."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, timedelta
from enum import Enum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from amends.rules.actors import Actor, Role
from amends.rules.choices import choices
from amends.rules.deadlines import reckonings
from amends.rules.entries import Entry
from amends.rules.facts import CaseKind, Facts, PromiseState
from amends.rules.fold import fold
from amends.rules.next_steps import next_steps
from amends.rules.status import phase, sentence
from amends.rules.steps import STEPS
from amends.rules.steps.base import Step
from amends.rules.steps.keeping import correctable_fields
from amends.rules.steps.time import NOTED, pause_reasons
from tests.rules.story import AMIRA, PEOPLE, RECEIVED, REGIMES, START, Story, told

ELSEWHERE = frozenset({"happened", "aware", "sent_to_company", *NOTED})
"""Moments that may lie before the receipt: they are of what is complained of, not of the complaint."""
TEXTS = st.sampled_from(["x", "{x}", "{0} }{", "Überfällig\nzweite Zeile", "%s", "<b>", "ع", "👩‍👧"])
STAFF = st.sampled_from([actor.id for actor in PEOPLE if actor.is_staff])
OF_THE_ORGANISATION: dict[str, st.SearchStrategy[str]] = {
    "staff": STAFF,
    "staff_and_teams": STAFF | st.just("team:it"),
    "teams": st.sampled_from(["", "payments", "meters"]),
    "regimes": st.just(""),
    "customers": st.just(""),
    "cases": st.sampled_from(["C-26-000002", "C-26-000003"]),
    "files": st.sampled_from(["f1", "f2"]),
}


def value_of(name: str, info: FieldInfo, story: Story) -> st.SearchStrategy[Any]:
    """Something that a person might put into this field, right or wrong."""
    of = (info.json_schema_extra or {}).get("choices") if isinstance(info.json_schema_extra, dict) else None
    kind = info.annotation
    if of:
        found = choices(str(of), story.scene())
        one: st.SearchStrategy[Any] = (
            OF_THE_ORGANISATION[str(of)] if found is None else st.sampled_from([*(v for v, _ in found), "1", "moon"])
        )
        return st.lists(one, max_size=2, unique=True) if get_origin(kind) is list else one
    named = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    kind = named[0] if named and NoneType in get_args(info.annotation) else kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    return plain_value(name, kind, story)


def plain_value(name: str, kind: Any, story: Story) -> st.SearchStrategy[Any]:
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(0, story.facts.number + 1)
    if kind is date:
        return st.integers(-2, 90).map(lambda days: story.at.date() + timedelta(days=days))
    if kind is str and name == "value":
        return (
            TEXTS
            | st.integers(-900, 2).map(lambda hours: (story.at + timedelta(hours=hours)).isoformat())
            | st.just("")
        )
    if kind is str:
        return TEXTS
    return st.integers(-60, 1).map(lambda hours: story.at + timedelta(hours=hours))  # a moment


def fields_of(step: type[Step], story: Story, draw: Any) -> dict[str, Any]:
    """What a form of this step would say: every required field, some of the others."""
    fields = {}
    for name, info in step.model_fields.items():
        wanted = info.is_required() or (name != "happened_at" and draw(st.integers(0, 9)) < 7)
        if name == "field":
            kinds = story.facts.kinds
            number = min(max(fields["entry"], 1), len(kinds))
            fields[name] = draw(st.sampled_from([*correctable_fields(kinds[number - 1]), "moon"]))
        elif wanted or (name == "happened_at" and draw(st.integers(0, 9)) == 0):
            fields[name] = draw(value_of(name, info, story))
    return fields


class Case(RuleBasedStateMachine):
    """One case, from its receipt on. What each entry found before it is kept for the invariants."""

    story: Story

    @initialize(
        regime=st.sampled_from(REGIMES),
        upto=st.sampled_from(["received", "acknowledged", "decided", "asked", "closed"]),
    )
    def received(self, regime: str, upto: str) -> None:
        self.story = told(upto, regime, sent_to_company_at=START.isoformat(), **RECEIVED)

    @rule(hours=st.sampled_from([1, 5, 30, 200]))
    def time_passes(self, hours: int) -> None:
        self.story.go_on(hours=hours)

    @rule(data=st.data(), by=st.sampled_from(PEOPLE), hours=st.sampled_from([0, 0, 1]))
    def someone_tries(self, data: st.DataObject, by: Actor, hours: int) -> None:
        """Anybody, anything."""
        self.story.go_on(hours=hours)
        self.attempt(STEPS[data.draw(st.sampled_from(sorted(STEPS)))], by, data.draw)

    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def someone_does_what_is_open(self, data: st.DataObject, by: Actor) -> None:
        scene = self.story.scene(by)
        open_steps = [step for step in STEPS.values() if step.opening(scene)]
        if open_steps:
            self.attempt(data.draw(st.sampled_from(open_steps)), by, data.draw)

    @precondition(lambda self: self.story.wanted())
    @rule(data=st.data(), by=st.sampled_from(PEOPLE))
    def someone_does_what_is_wanted(self, data: st.DataObject, by: Actor) -> None:
        wanted = data.draw(st.sampled_from(self.story.wanted()))
        self.attempt(STEPS[wanted.step], by, data.draw)

    def attempt(self, step: type[Step], by: Actor, draw: Any) -> None:
        story = self.story
        try:
            said = step.model_validate(fields_of(step, story, draw))
        except ValidationError:
            return
        before = deepcopy(story.facts)
        opening, ruling = step.opening(story.scene(by)), said.ruling(story.scene(by))
        assert story.facts == before, "a ruling changes nothing"
        assert opening or not ruling
        if not ruling:
            assert ruling.rule
            assert ruling.reason.endswith((".", "!"))
            return
        event(step.name)
        earlier = list(story.entries)
        drafts = said.entries(story.scene(by))
        story.entries += [
            story._kept(draft, step.name, by, number) for number, draft in enumerate(drafts, len(earlier) + 1)
        ]
        story.facts = fold(story.entries)
        assert story.entries[: len(earlier)] == earlier, "what was written stays"
        for new in story.entries[len(earlier) :]:
            self.sound(new, by, before)

    def sound(self, new: Entry, by: Actor, before: Facts) -> None:
        """What must have been so before an entry of this kind."""
        assert by.id not in before.about_staff
        if new.kind == "closed":
            closes_loudly(new, before)
        if new.kind in ("found", "findings_reported") and self.story.scene().stage.fresh_eyes:
            assert by.id not in before.took_part.get(1, set())
        if new.kind == "satisfaction_answered":
            assert by.has(Role.CUSTOMER)
        if new.kind == "erased":
            assert by.id != before.owner
        if new.kind == "findings_reported" and new.data["audience"] == "customer":
            assert before.is_complaint
            assert before.undecided_issues() == []
        if new.kind == "clock_paused":
            assert new.word("reason") in pause_reasons(self.story.scene())

    @invariant()
    def facts_are_what_the_entries_say(self) -> None:
        story = self.story
        assert fold(story.entries) == story.facts
        half = fold(story.entries[: len(story.entries) // 2])
        assert half.kinds == story.facts.kinds[: half.number]

    @invariant()
    def every_promise_ends_or_is_open_in_an_open_case(self) -> None:
        facts = self.story.facts
        for promise in facts.promises.values():
            assert (promise.state is PromiseState.OPEN) is (promise.settled_at is None)
        assert facts.is_open or not facts.owed_promises()

    @invariant()
    def at_most_one_pause_runs_and_only_before_the_answer(self) -> None:
        facts = self.story.facts
        assert sum(pause.until_at is None for pause in facts.pauses) <= 1
        assert facts.paused is None or (facts.is_open and facts.stage not in facts.reported)

    @invariant()
    def everything_that_is_read_can_be_said(self) -> None:
        story = self.story
        assert sentence(story.facts, story.at.date())
        assert phase(story.facts)
        for reckoning in reckonings(story.facts, story.regime, story.calendar):
            assert reckoning.lines
            assert reckoning.state(story.at)
        for by in (AMIRA, PEOPLE[-1]):
            for one in next_steps(story.scene(by)):
                assert one.step in STEPS
                assert one.what

    @invariant()
    def a_case_has_one_kind_and_its_moments_are_in_order(self) -> None:
        facts = self.story.facts
        assert facts.kind in CaseKind
        assert facts.stage <= self.story.regime.last_stage
        received = facts.moments["received"]
        ours = {name: at for name, at in facts.moments.items() if name not in ELSEWHERE}
        assert all(at >= received for at in ours.values()), ours
        assert all(isinstance(at, datetime) and at.tzinfo for at in facts.moments.values())


def closes_loudly(closed: Entry, before: Facts) -> None:
    """Nothing closes silently."""
    assert before.owed_promises() == []
    assert before.open_requests() == []
    assert before.open_escalations() == []
    assert before.open_referrals() == []
    assert before.open_reviews() == []
    assert before.resolution.open_approvals() == []
    assert closed.text("reasons")
    assert closed.text("message")
    assert before.kind is not CaseKind.UNDECIDED
    if before.is_complaint and closed.word("because") != "withdrawn":
        assert before.undecided_issues() == []
        assert before.issues
        assert before.stage in before.reported
        assert before.unreported_findings() == []
        assert before.satisfaction
        assert not before.dissatisfied or before.reasons_given_at
    if closed.word("because") == "resolved":
        assert before.satisfaction
        assert before.satisfaction.answer == "yes"


TestWalks = Case.TestCase
TestWalks.settings = settings(max_examples=80, stateful_step_count=40)
