"""The organisation's side of a negotiation, by steps: what its customer then sees and does is the journey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from amends.cases.take import open_case, take
from amends.now import now
from amends.people.models import Staff
from amends.rules.actors import Actor
from amends.rules.steps import STEPS
from amends.rules.steps.intake import Receive
from tests.journeys.complaining import JO

EARLIER = timedelta(minutes=2)
"""So long ago that what is said then has gone, and that the authority of today holds."""
UNDERSTOOD = {"nature": "Charged twice", "cause": "A fault", "implications": "Rent unpaid", "wants": "Money back"}
WEIGHED = {
    "benefits_customer": "It is over.",
    "drawbacks_customer": "The week is not undone.",
    "benefits_us": "It is over.",
    "drawbacks_us": "It costs something.",
    "meets": "fully",
}
LOW = {"cost_likelihood": "low", "cost_impact": "low", "why_cost": "A small sum."}
OPTIONS = (
    {"kind": "refund", "title": "Pay back the second charge", "pence": 6400},
    {"kind": "apology", "title": "A letter of apology"},
    {"kind": "refund", "title": "Pay back the second charge and the fee", "pence": 8000},
)
BEYOND = (
    {"kind": "nothing", "title": "Do nothing"},
    {"kind": "refund", "title": "Pay back the whole year", "pence": 40000},
)
"""What is beyond a handler, and not beyond a leader."""
WANTED = {
    "general": ("service", ["received", "next"]),
    "uk-fca-disp": ("financial_loss", ["in_hand", "deadline"]),
}
"""By procedure: which part of its definition a complaint fits, and what its acknowledgement says."""
Story = list[tuple[str, dict[str, Any]]]
Options = Sequence[Mapping[str, Any]]


def weighed(options: Options = OPTIONS, selected: int = 1, *, procedure: str = "general") -> Story:
    """From the complaint to an option that is selected."""
    limb, says = WANTED[procedure]
    story: Story = [
        ("recognise", {"limb": limb}),
        ("assign", {"to": "staff:me"}),
        ("acknowledge", {"message": "We have it.", "says": says}),
        ("add_issue", {"title": "Charged twice"}),
        ("confirm_understanding", {**UNDERSTOOD, "confirmed": "by the customer"}),
    ]
    for number, option in enumerate(options, start=1):
        story += [("identify_option", {**option}), ("weigh_option", {"option": number, **WEIGHED})]
        story += [("assess_risk", {"option": number, **LOW})]
    return [*story, ("select_option", {"option": selected, "rationale": "It is what they lost."})]


OFFER = {"message": "We are sorry. Please choose.", "within_days": 5, "without_liability": True}
FOUND: Story = [
    ("add_evidence", {"title": "Ledger", "detail": "Both charges.", "source": "our records", "issues": [1]}),
    ("find", {"issue": 1, "outcome": "justified", "reasons": "The ledger shows it.", "evidence": [1],
              "cause": "The reader sent it twice.", "let_down_by": "systems"}),
]  # fmt: skip
ANSWERED: Story = [
    ("find", {"issue": 1, "outcome": "unable", "reasons": "Nothing is on record.", "let_down_by": "none"}),
    ("report_findings", {"message": "Our answer.", "reasons": "As said.", "redress": "What we agreed.",
                         "next_stage_how": "On your page."}),
    ("check_satisfaction", {"message": "Is it sorted?"}),
]  # fmt: skip


def offered(email: str) -> str:
    """A case with an offer of two options, made a moment ago; its reference."""
    return _told(email, [*weighed(), ("offer", {**OFFER, "options": [1, 2]})])


def beyond(email: str) -> str:
    """A case in which an option is selected that is beyond a handler; its reference."""
    return _told(email, weighed(options=BEYOND, selected=2))


def found(email: str, procedure: str) -> str:
    """A case found justified, with an offer of one option; its reference."""
    return _told(email, [*weighed(procedure=procedure), *FOUND, ("offer", {**OFFER, "options": [1]})])


def _told(email: str, story: Story) -> str:
    """A case of this member of staff, told a moment ago; its reference."""
    me, at = Staff.objects.get(email=email).actor(), now() - EARLIER
    said = {"channel": "phone", "subject": "Charged twice", "story": "They called.", "customer_name": "Jo Marsh"}
    reference = open_case(Receive.model_validate({**said, "customer_email": JO}), by=me, at=at).reference
    _tell(reference, story, me, at)
    return reference


def offered_again(email: str, reference: str) -> None:
    """Another offer, made now, after what the customer asked for."""
    said = {**OFFER, "message": "We can do that.", "options": [3]}
    _tell(reference, [("offer", said)], Staff.objects.get(email=email).actor(), now())


def asked(email: str, reference: str) -> None:
    """The final response, and the question whether it is sorted."""
    _tell(reference, ANSWERED, Staff.objects.get(email=email).actor(), now())


def _tell(reference: str, story: Story, by: Actor, at: datetime) -> None:
    for name, said in story:
        meant = {field: by.id if value == "staff:me" else value for field, value in said.items()}
        take(reference, STEPS[name].model_validate(meant), by=by, at=at)
