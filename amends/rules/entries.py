"""Entries: what happened, in order. The kinds there are, how each reads, and which of its fields are personal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
"""What an entry's data may hold. No fractions: money is a string of pence or a decimal, so one meaning has one form."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that a step wants written. `happened_at` None means: at the moment it is recorded."""

    kind: str
    data: Mapping[str, object] = field(default_factory=dict)  # `Plain`; the record refuses anything else
    content: Mapping[str, str] = field(default_factory=dict)
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a case's record. `content` is the personal part; fields that were erased are missing from it."""

    number: int
    kind: str
    step: str
    by: str
    at: datetime
    happened_at: datetime
    data: Mapping[str, Plain]
    content: Mapping[str, str]

    def text(self, name: str) -> str:
        """A personal field, or nothing where it was left out or erased."""
        return self.content.get(name, "")

    def number_of(self, name: str) -> int:
        """A whole number from the data. Raises ValueError when it is none."""
        value = self.data.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"entry {self.number}: {name} is not a number")
        return value

    def word(self, name: str) -> str:
        """A string from the data, or nothing."""
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def words(self, name: str) -> tuple[str, ...]:
        """A list of strings from the data, or an empty one."""
        value = self.data.get(name)
        return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()

    def amount(self, name: str) -> int | None:
        """Money from the data, in pence, or None where none was said."""
        value = self.data.get(name)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def day(self, name: str) -> date | None:
        """A day from the data, or None where none was said."""
        written = self.word(name)
        return date.fromisoformat(written) if written else None

    def numbers(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers from the data, or an empty one."""
        value = self.data.get(name)
        return tuple(item for item in value if isinstance(item, int)) if isinstance(value, list) else ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. `says` is its line in the history; `personal` the fields that lie beside the chain;
    `to_customer` marks what the customer sees as a message from us, `from_customer` what came from them."""

    says: str
    personal: tuple[str, ...] = ()
    to_customer: bool = False
    from_customer: bool = False


CUSTOMER_FIELDS = ("customer_name", "customer_email", "customer_phone", "customer_address", "representative")

LETTER_FIELDS = (
    "reasons",
    "new_date",
    "redress",
    "next_stage_how",
    "referral_rights",
    "time_limit",
    "contact",
    "waiver",
    "leaflet",
    "signed_by",
)
"""What a regime may want said in a letter that is not the final response."""

RISK_FIELDS = ("why_cost", "why_regulatory", "why_legal", "why_precedent", "why_reputation", "why_safety")

UPDATES = {"holding": "holding_sent", "not_yet": "not_yet_sent", "deadlock": "deadlock"}
"""Purposes of an update that are moments of the case."""

KINDS: dict[str, Kind] = {
    "received": Kind(
        "Received by {channel}", ("subject", "story", "wants", "need", *CUSTOMER_FIELDS), from_customer=True
    ),
    "recognised": Kind("Recognised as a complaint ({limb})", ("reason",)),
    "kept_as": Kind("Kept as a {kind}, not a complaint", ("reason",)),
    "excluded": Kind("Outside the procedure ({ground})", ("reason", "elsewhere", "message"), to_customer=True),
    "acknowledged": Kind("Acknowledged", ("message",), to_customer=True),
    "need_noted": Kind("Need noted", ("need", "mood", "adjustment")),
    "issue_added": Kind("Issue {issue} added", ("title", "detail")),
    "asked": Kind("Asked the customer (question {question})", ("message",), to_customer=True),
    "answered": Kind("Question {question} answered", ("message",), from_customer=True),
    "understanding_confirmed": Kind("Understanding {confirmed}", ("nature", "cause", "implications", "wants")),
    "assigned": Kind("Assigned", ("reason",)),
    "handed_over": Kind("Handed over", ("reason", "next_steps")),
    "input_requested": Kind("Input requested (request {request})", ("question",)),
    "input_received": Kind("Input received (request {request})", ("answer",)),
    "evidence_added": Kind("Evidence E-{evidence} added", ("title", "detail")),
    "found": Kind("Issue {issue}: {outcome}", ("reasons", "cause")),
    "update_sent": Kind("Update sent", ("message", *LETTER_FIELDS), to_customer=True),
    "message_received": Kind("Message from the customer", ("message",), from_customer=True),
    "promised": Kind("Promise {promise}, due {due_on}", ("what",), to_customer=False),
    "promise_kept": Kind("Promise {promise} kept", ("proof",)),
    "promise_broken": Kind("Promise {promise} broken", ("reason",)),
    "promise_released": Kind("Promise {promise} released", ("reason",)),
    "clock_paused": Kind("Clock paused ({reason})", ("explanation",)),
    "clock_resumed": Kind("Clock runs again", ("explanation",)),
    "clock_extended": Kind(
        "Clock {clock} extended ({ground})", ("explanation", "message", *LETTER_FIELDS), to_customer=True
    ),
    "findings_reported": Kind(
        "Findings reported to the {audience}",
        ("message", "redress", "reasons", "outstanding_actions", "referral_rights", "time_limit", "contact", "waiver",
         "how_considered", "signed_by", "complaint_definition", "next_stage_how", "leaflet", "stage_named"),
        to_customer=True,
    ),
    "summary_sent": Kind("Summary resolution sent", ("message", *LETTER_FIELDS), to_customer=True),
    "satisfaction_asked": Kind("Asked whether it is sorted", ("message",), to_customer=True),
    "satisfaction_answered": Kind("The customer says: {answer}", ("comment",), from_customer=True),
    "reasons_given": Kind("Reasons given", ("message",), to_customer=True),
    "stage_begun": Kind("Stage {stage} begun", ("request",), from_customer=True),
    "closed": Kind("Closed: {because}", ("message", *LETTER_FIELDS), to_customer=True),
    "reopened": Kind("Reopened", ("reason",)),
    "option_identified": Kind("Option {option} identified ({kind})", ("title", "detail")),
    "option_weighed": Kind(
        "Option {option} weighed", ("benefits_customer", "drawbacks_customer", "benefits_us", "drawbacks_us")
    ),
    "risk_assessed": Kind("Risk of option {option} assessed", RISK_FIELDS),
    "option_selected": Kind("Option {option} selected", ("rationale", "why_only")),
    "approval_sought": Kind("Approval sought (approval {approval})", ("message",)),
    "approved": Kind("Approval {approval} given", ("reason",)),
    "declined": Kind("Approval {approval} declined", ("reason",)),
    "offered": Kind("Offer {offer} made", ("message", *LETTER_FIELDS), to_customer=True),
    "countered": Kind("Counter-offer to offer {offer}", ("message",), from_customer=True),
    "accepted": Kind("Offer {offer} accepted", ("comment",), from_customer=True),
    "refused": Kind("Offer {offer} refused", ("why",), from_customer=True),
    "offer_withdrawn": Kind("Offer {offer} withdrawn", ("message",), to_customer=True),
    "carried_out": Kind("Promise {promise} carried out", ("proof",)),
    "signposted": Kind("Pointed to other ways", ("elsewhere", "message", *LETTER_FIELDS), to_customer=True),
    "escalated": Kind("Escalated (escalation {escalation})", ("why", "asked")),
    "not_escalated": Kind("Not escalated", ("reason",)),
    "taken_over": Kind("Escalation {escalation}: taken over", ("reason",)),
    "returned": Kind("Escalation {escalation}: returned", ("answer",)),
    "referred": Kind("Referred to {body} (referral {referral})", ("reason",)),
    "bundle_made": Kind("Bundle made for referral {referral}", ("title",)),
    "third_party_heard": Kind("{body}: {what}", ("detail", "ordered")),
    "moment_noted": Kind("Noted: {moment}", ("detail",)),
    "review_asked": Kind("Asked to read a draft (review {review})", ("draft", "message")),
    "review_given": Kind("Draft read (review {review})", ("comments",)),
    "taken_back": Kind("Taken back before it was sent", ("reason",)),
    "letter_posted": Kind("Letter of entry {entry} posted"),
    "noted": Kind("Note", ("note",)),
    "linked": Kind("Linked to {reference} ({relation})", ("reason",)),
    "corrected": Kind("Entry {entry} corrected", ("value", "reason")),
    "erased": Kind("Personal data erased", ()),
}  # fmt: skip
