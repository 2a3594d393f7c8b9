"""A case told step by step, purely: no database, no Django. It keeps entries as the record keeps them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from amends.rules.actors import SYSTEM, Actor, Role
from amends.rules.authority import EVERYTHING, Authority, Colleague, Limit, Powers
from amends.rules.entries import KINDS, LETTER_FIELDS, Draft, Entry
from amends.rules.facts import Facts
from amends.rules.fold import fold
from amends.rules.next_steps import Next, next_steps
from amends.rules.packfiles import Registry, builtin_folder, load_all
from amends.rules.regimes import Regime
from amends.rules.rulings import Ruling, Scene
from amends.rules.steps import STEPS
from amends.rules.steps.response import PART_FIELDS

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
"""A Monday morning, in winter time: London's clocks show the same."""
REFERENCE = "C-26-000001"

AMIRA = Actor("staff:1", frozenset({Role.HANDLER}), frozenset({"payments"}))
BEN = Actor("staff:2", frozenset({Role.HANDLER}), frozenset({"payments"}))
CAROL = Actor("staff:3", frozenset({Role.LEADER}), frozenset({"payments"}))
DILIP = Actor("staff:4", frozenset({Role.QUALITY}), frozenset({"payments"}))
EVA = Actor("staff:5", frozenset({Role.ASSESSOR}), frozenset({"payments"}))
FRANK = Actor("staff:6", frozenset({Role.ADMIN}), frozenset({"payments"}))
GITA = Actor("staff:7", frozenset({Role.HANDLER}), frozenset({"meters"}))
CUSTOMER = Actor(f"customer:{REFERENCE}", frozenset({Role.CUSTOMER}))
MACHINE = Actor("key:3", frozenset({Role.HANDLER}), frozenset({"payments"}))
PEOPLE = (AMIRA, BEN, CAROL, DILIP, EVA, FRANK, GITA, CUSTOMER, MACHINE, SYSTEM)

ALWAYS = date(2000, 1, 1)
HANDLERS = {
    "apology": 0,
    "explanation": 0,
    "other": 5000,
    "goodwill": 5000,
    "compensation": 10000,
    EVERYTHING: 30000,
    **dict.fromkeys(("put_right", "repair", "replace", "refund", "price_reduction"), 25000),
}
LEADERS = {**{kind: pence * 10 for kind, pence in HANDLERS.items()}, "change": 0}
POWERS = Powers(
    limits=(
        *(Limit("handler", kind, pence, ALWAYS) for kind, pence in HANDLERS.items()),
        *(Limit("leader", kind, pence, ALWAYS) for kind, pence in LEADERS.items()),
        *(Limit("quality", kind, None, ALWAYS) for kind in LEADERS),
    ),
    people=tuple(
        Colleague(actor.id, name, actor.roles, actor.teams)
        for actor, name in ((AMIRA, "Amira"), (BEN, "Ben"), (CAROL, "Carol"), (DILIP, "Dilip"), (EVA, "Eva"))
    ),
)
AUTHORITY = Authority(lambda: POWERS)
"""Handlers up to £300 on a case, of which £50 goodwill; Carol, who leads, ten times that; Dilip without limit."""

REGIMES = (
    "general",
    "uk-fca-disp",
    "uk-fca-disp-psd-emd",
    "uk-housing-ombudsman-code-2024",
    "uk-nhs-social-care-eng-2009",
    "us-cfpb-portal",
)
POINTS = ("received", "recognised", "acknowledged", "understood", "decided", "answered", "asked", "closed")
"""How far a story can be told in one word (see `told`)."""

RECEIVED = {
    "channel": "phone",
    "subject": "Charged twice",
    "story": "I was charged 64 pounds twice and told it was my fault.",
    "wants": "The money back and an apology.",
    "customer_name": "Jo Marsh",
    "customer_email": "jo@example.org",
    "team": "payments",
}


@cache
def registry() -> Registry:
    return load_all([builtin_folder()])


class Story:
    """`take` a step and its entries are kept; `refused` is for steps that the rules must not allow."""

    def __init__(self, regime: str = "general", *, at: datetime = START, own: Regime | None = None) -> None:
        self.at = at
        self.regime = own or registry().regime(regime, on=at.date())
        self.calendar = registry().calendar(self.regime.calendar)
        self.entries: list[Entry] = []
        self.facts = Facts()

    def scene(self, by: Actor = AMIRA) -> Scene:
        return Scene(self.facts, by, self.at, self.regime, self.calendar, AUTHORITY)

    def take(self, name: str, by: Actor = AMIRA, **fields: Any) -> Entry:
        """The first entry that the step wrote."""
        return self.took(name, by, **fields)[0]

    def took(self, name: str, by: Actor = AMIRA, **fields: Any) -> list[Entry]:
        """Every entry that the step wrote. Fails when it is refused."""
        step, scene = STEPS[name].model_validate(fields), self.scene(by)
        ruling = step.ruling(scene)
        assert ruling, f"{name} was refused: {ruling.rule}: {ruling.reason} {[str(part) for part in ruling.missing]}"
        drafts = step.entries(scene)
        assert {draft.kind for draft in drafts} <= set(STEPS[name].writes)
        new = [self._kept(draft, name, by, number) for number, draft in enumerate(drafts, len(self.entries) + 1)]
        self.entries += new
        self.facts = fold(self.entries)
        return new

    def refused(self, name: str, by: Actor = AMIRA, *, rule: str, words: str | None = None, **fields: Any) -> Ruling:
        """The refusal, once it is sure that the step is refused by this rule, in these words."""
        ruling = STEPS[name].model_validate(fields).ruling(self.scene(by))
        assert not ruling, f"{name} was allowed"
        assert ruling.rule == rule, (ruling.rule, str(ruling.reason))
        if words is not None:
            assert ruling.reason == words
        return ruling

    def go_on(self, days: float = 0, *, hours: float = 0) -> Story:
        self.at += timedelta(days=days, hours=hours)
        return self

    def wanted(self, by: Actor = AMIRA) -> list[Next]:
        return next_steps(self.scene(by))

    def first_wanted(self) -> tuple[str, date | None, str]:
        first = self.wanted()[0]
        return first.step, first.due_on, first.whose

    def _kept(self, draft: Draft, step: str, by: Actor, number: int) -> Entry:
        """As the record keeps it: plain data through JSON, personal fields apart, empty ones left out."""
        assert set(draft.content) <= set(KINDS[draft.kind].personal), draft.kind
        assert not set(draft.data) & set(KINDS[draft.kind].personal), draft.kind
        data = json.loads(json.dumps(dict(draft.data)))
        content = {name: text for name, text in draft.content.items() if text}
        return Entry(number, draft.kind, step, by.id, self.at, draft.happened_at or self.at, data, content)


def told(upto: str = "received", regime: str = "general", *, at: datetime = START, **received: Any) -> Story:
    """A case that has come this far, by Amira's hand, an hour between the steps."""
    story = Story(regime, at=at)
    story.take("receive", **{**RECEIVED, **received})
    for point in POINTS[1 : POINTS.index(upto) + 1]:
        _ON[point](story.go_on(hours=1))
    return story


def _recognised(story: Story) -> None:
    story.take("recognise", limb=story.regime.definition[0].id)
    story.take("assign", to=AMIRA.id)


def acknowledge(story: Story, by: Actor = AMIRA) -> Entry:
    says = [part.id for part in story.scene().stage.acknowledgement_parts]
    return story.take("acknowledge", by, message="We have your complaint.", says=says)


def _understood(story: Story) -> None:
    story.take("add_issue", title="The second charge", about="charge")
    story.take("confirm_understanding", **UNDERSTANDING)


def decide(story: Story, by: Actor = AMIRA) -> None:
    """Every issue, on a piece of evidence."""
    evidence = story.take("add_evidence", by, title="The ledger", source="our records").number_of("evidence")
    for issue in story.facts.undecided_issues():
        story.take("find", by, issue=issue.number, evidence=[evidence], **JUSTIFIED)


def report(story: Story, by: Actor = AMIRA) -> Entry:
    return story.take("report_findings", by, **WHOLE_RESPONSE)


def close(story: Story, by: Actor = AMIRA) -> Entry:
    return story.take("close", by, because="final_response", **CLOSING)


UNDERSTANDING = {
    "nature": "A charge was taken twice.",
    "cause": "A retry after a timeout.",
    "implications": "64 pounds short for a week.",
    "wants": "The money back.",
    "confirmed": "by the customer",
}
JUSTIFIED = {
    "outcome": "justified",
    "reasons": "The ledger shows two charges for one bill.",
    "cause": "The retry does not look for an earlier charge.",
    "let_down_by": "systems",
}
WHOLE_RESPONSE = {"message": "This is our answer.", **{name: f"On {name}." for name in PART_FIELDS}}
ALL_PARTS = {name: f"On {name}." for name in LETTER_FIELDS}
"""Every part that a regime may want in a letter."""
CLOSING = {"reasons": "Answered in full.", "message": "You can still turn to the ombudsman."}

_ON = {
    "recognised": _recognised,
    "acknowledged": acknowledge,
    "understood": _understood,
    "decided": decide,
    "answered": report,
    "asked": lambda story: story.take("check_satisfaction", message="Is it sorted?"),
    "closed": close,
}


REFUND = {"kind": "refund", "title": "Pay back the second charge", "pence": 6400}
WEIGHED = {
    "benefits_customer": "The money is back.",
    "drawbacks_customer": "It does not undo the week.",
    "benefits_us": "It is over.",
    "drawbacks_us": "64 pounds.",
    "meets": "fully",
}
LOW = {"cost_likelihood": "low", "cost_impact": "low", "why_cost": "A small sum."}


def weigh(story: Story, by: Actor = AMIRA, **option: Any) -> int:
    """One more option, weighed and its risk assessed; its number."""
    number = story.take("identify_option", by, **{**REFUND, **option}).number_of("option")
    story.take("weigh_option", by, option=number, **WEIGHED)
    story.take("assess_risk", by, option=number, **LOW)
    return number


def selected(story: Story, by: Actor = AMIRA, **option: Any) -> int:
    """Two options weighed, of which the first is selected; its number."""
    chosen = weigh(story, by, **option)
    weigh(story, by, kind="nothing", title="Leave it as it is", pence=None)
    story.take("select_option", by, option=chosen, rationale="It is what they lost.")
    return chosen


def offered(story: Story, by: Actor = AMIRA, **option: Any) -> int:
    """An offer of the selected option; its number."""
    chosen = selected(story, by, **option)
    return story.take("offer", by, options=[chosen], message="We would pay it back.").number_of("offer")


def asked_for(story: Story, pence: int, by: Actor = AMIRA) -> int:
    """Approval sought for a refund of so much; its number."""
    chosen = selected(story, by, pence=pence)
    due_on = (story.at + timedelta(days=2)).date()
    story.take("seek_approval", by, options=[chosen], due_on=due_on, message="More than I may give.")
    return max(story.facts.resolution.approvals)


def referred(story: Story, by: Actor = AMIRA) -> int:
    """The customer went to the independent body; the number of the referral."""
    return story.take("refer", by, body="Ombudsman", reason="The refund.").number_of("referral")


def second_stage(regime: str = "general") -> Story:
    """Asked for by the customer after Amira's answer; Ben is to decide it."""
    story = told("asked", regime)
    story.go_on(1).take("answer_satisfaction", CUSTOMER, answer="no", comment="My lost interest is not in it.")
    story.take("next_stage", CUSTOMER, request="I still want the interest.")
    story.go_on(hours=1).take("assign", CAROL, to=BEN.id)
    return story
