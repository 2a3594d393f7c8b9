"""Facts: what a case is, as its entries tell it. Only `fold` writes them; everyone else reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from amends.rules.clocks import Extended, Pause
from amends.rules.inquiry import Evidence, Need, Question, Request, Understanding
from amends.rules.referring import Escalation, EscalationState, Referral, Review
from amends.rules.resolution import Resolution
from amends.rules.words import Words, say


class CaseKind(StrEnum):
    UNDECIDED = "undecided"
    QUERY = "query"
    PROBLEM = "problem"
    COMPLAINT = "complaint"
    EXCLUDED = "excluded"


KIND_WORDS: dict[CaseKind, Words] = {
    CaseKind.UNDECIDED: say("not decided yet"),
    CaseKind.QUERY: say("a query"),
    CaseKind.PROBLEM: say("a problem"),
    CaseKind.COMPLAINT: say("a complaint"),
    CaseKind.EXCLUDED: say("outside the procedure"),
}


class Outcome(StrEnum):
    JUSTIFIED = "justified"
    PARTLY = "partly"
    UNJUSTIFIED = "unjustified"
    UNABLE = "unable"


OUTCOME_WORDS: dict[Outcome, Words] = {
    Outcome.JUSTIFIED: say("Justified"),
    Outcome.PARTLY: say("Partly justified"),
    Outcome.UNJUSTIFIED: say("Not justified"),
    Outcome.UNABLE: say("Unable to reach a finding"),
}


class PromiseState(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    BROKEN = "broken"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Finding:
    issue: int
    stage: int
    outcome: Outcome
    reasons: str
    cause: str
    let_down_by: str
    evidence: tuple[int, ...]
    by: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Issue:
    """One point complained of. `findings` is keyed by the stage in which it was decided."""

    number: int
    title: str
    detail: str
    about: str
    entry: int
    findings: dict[int, Finding] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Promise:
    number: int
    what: str
    due_on: date
    owner: str
    state: PromiseState
    promised_at: datetime
    entry: int
    settled_at: datetime | None = None
    told: str = ""  # how it was kept, or why broken or released
    pence: int | None = None  # what is to be paid, where it was agreed or ordered
    agreed: bool = False  # it came of an accepted offer, or was ordered by an independent body
    request: bool = False  # an answer that an independent body waits for
    referral: int = 0  # to which referral it answers

    def late_at(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether it was settled after its date, or is past it at this moment; days are counted in the zone."""
        return (self.settled_at or at).astimezone(zone).date() > self.due_on


@dataclass(frozen=True, slots=True)
class Satisfaction:
    asked_at: datetime
    entry: int
    answer: str = ""  # yes, partly, no
    comment: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Closure:
    because: str
    reasons: str
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Link:
    reference: str
    relation: str
    entry: int


def stage_moment(name: str, stage: int) -> str:
    """The name of a moment of a stage: `acknowledged`, in the second `stage2_acknowledged`."""
    return name if stage == 1 else f"stage{stage}_{name}"


@dataclass(frozen=True, slots=True)
class LastStep:
    """What was done last: the entries that one step wrote, by whom and when."""

    step: str
    by: str
    at: datetime
    happened_at: datetime
    kinds: tuple[str, ...]
    entries: tuple[int, ...]


@dataclass(slots=True)
class Facts:
    number: int = 0  # of the last entry
    kinds: list[str] = field(default_factory=list)  # of every entry, in order
    happened: list[datetime] = field(default_factory=list)  # when each entry happened, as corrected
    kind: CaseKind = CaseKind.UNDECIDED
    kind_reason: str = ""
    limb: str = ""
    ground: str = ""
    elsewhere: str = ""
    regime: str = ""
    edition: str = ""
    stage: int = 1
    channel: str = ""
    language: str = "en-gb"  # in which the customer wants to hear from us
    product: str = ""
    customer: str = ""
    external_ref: str = ""
    subject: str = ""
    story: str = ""
    wants: str = ""
    customer_name: str = ""
    customer_email: str = ""
    customer_phone: str = ""
    customer_address: str = ""
    representative: str = ""
    owner: str = ""
    team: str = ""
    about_staff: frozenset[str] = frozenset()
    erased: bool = False
    moments: dict[str, datetime] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    promises: dict[int, Promise] = field(default_factory=dict)
    questions: dict[int, Question] = field(default_factory=dict)
    requests: dict[int, Request] = field(default_factory=dict)
    evidence: dict[int, Evidence] = field(default_factory=dict)
    needs: list[Need] = field(default_factory=list)
    resolution: Resolution = field(default_factory=Resolution)
    escalations: dict[int, Escalation] = field(default_factory=dict)
    kept_here: dict[str, int] = field(default_factory=dict)  # cause of an escalation -> entry that says it needs none
    referrals: dict[int, Referral] = field(default_factory=dict)
    reviews: dict[int, Review] = field(default_factory=dict)
    to_post: tuple[int, ...] = ()  # entries that are letters to print, not posted yet
    taken_back: frozenset[int] = frozenset()  # entries that were taken back before the customer had them
    understanding: Understanding | None = None
    pauses: list[Pause] = field(default_factory=list)
    extensions: list[Extended] = field(default_factory=list)
    reported: dict[int, datetime] = field(default_factory=dict)  # to the customer, by stage
    reported_inside: dict[int, datetime] = field(default_factory=dict)
    last_report: dict[int, int] = field(default_factory=dict)  # the latest response, by stage: entry number
    satisfaction: Satisfaction | None = None
    reasons_given_at: datetime | None = None
    closed: Closure | None = None
    times_reopened: int = 0
    last_reopened: int = 0  # entry number
    erased_up_to: int = 0  # entry number
    links: list[Link] = field(default_factory=list)
    took_part: dict[int, set[str]] = field(default_factory=dict)  # staff and keys, by stage
    corrected: dict[int, list[int]] = field(default_factory=dict)  # entry -> the entries that correct it
    last_step: LastStep | None = None
    last_from_customer: int = 0  # entry number
    last_to_customer: int = 0
    last_from_us: int = 0  # of staff or a key, whatever it was

    @property
    def is_open(self) -> bool:
        return self.number > 0 and self.closed is None

    @property
    def is_complaint(self) -> bool:
        return self.kind is CaseKind.COMPLAINT

    @property
    def received_at(self) -> datetime:
        """When it reached us. Raises KeyError for a case without entries."""
        return self.moments["received"]

    @property
    def paused(self) -> Pause | None:
        """The pause that is running, if any."""
        return next((pause for pause in self.pauses if pause.until_at is None), None)

    def undecided_issues(self) -> list[Issue]:
        """Issues without a finding in the present stage."""
        return [issue for issue in self.issues.values() if self.stage not in issue.findings]

    def unreported_findings(self) -> list[Finding]:
        """Findings of the present stage that are newer than the latest response to the customer."""
        last = self.last_report.get(self.stage, 0)
        found = (issue.findings.get(self.stage) for issue in self.issues.values())
        return [finding for finding in found if finding and finding.entry > last]

    def open_promises(self) -> list[Promise]:
        return [promise for promise in self.promises.values() if promise.state is PromiseState.OPEN]

    def owed_promises(self) -> list[Promise]:
        """Those that are open, and what was agreed or ordered and not done in time: it stays owed."""
        broken = PromiseState.BROKEN
        return [p for p in self.promises.values() if p.state is PromiseState.OPEN or (p.agreed and p.state is broken)]

    def open_questions(self) -> list[Question]:
        return [question for question in self.questions.values() if question.answered_at is None]

    def open_requests(self) -> list[Request]:
        return [request for request in self.requests.values() if request.received_at is None]

    def open_escalations(self) -> list[Escalation]:
        return [one for one in self.escalations.values() if one.state is EscalationState.OPEN]

    def open_referrals(self) -> list[Referral]:
        return [referral for referral in self.referrals.values() if referral.is_open]

    def open_reviews(self) -> list[Review]:
        return [review for review in self.reviews.values() if not review.verdict]

    def moment_of_stage(self, name: str) -> str:
        """The name of a moment in the present stage: `acknowledged`, in the second `stage2_acknowledged`."""
        return stage_moment(name, self.stage)

    @property
    def acknowledged_at(self) -> datetime | None:
        return self.moments.get(self.moment_of_stage("acknowledged"))

    @property
    def may_decide_again(self) -> bool:
        """Whether an answer that was given may be followed by another: it was reopened, or is not sorted."""
        return self.dissatisfied or self.last_reopened > self.last_report.get(self.stage, 0)

    @property
    def dissatisfied(self) -> bool:
        return self.satisfaction is not None and self.satisfaction.answer in ("no", "partly")
