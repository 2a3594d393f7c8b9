"""Cases with something of everything in them, told step by step, for a look at every page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from amends.cases.models import Outgoing
from amends.cases.take import facts_of, open_case, scene_of, take
from amends.now import now
from amends.people.access import new_link
from amends.people.keys import new_key
from amends.people.models import ApiKey, AuthorityLimit, Staff, Team
from amends.record.attachments import files_of, keep
from amends.rules.actors import Actor, Role
from amends.rules.steps import STEPS
from amends.rules.steps.intake import Receive
from tests.journeys.negotiating import OFFER, weighed
from tests.journeys.system import EVERYONE

Story = list[tuple[str, dict[str, Any]]]

UNDERSTOOD = {"nature": "Charged twice", "cause": "A fault", "implications": "Rent unpaid", "wants": "Money back"}
BEGUN: Story = [
    ("recognise", {"limb": "service", "reason": "They say that they are not satisfied."}),
    ("assign", {"to": "staff:me", "team": "payments"}),
    ("note_need", {"need": "Cannot use the phone", "adjustment": "Write instead", "mood": "anxious"}),
]
ON_THE_WAY: Story = [
    ("acknowledge", {"message": "We have it, and answer within four weeks.", "says": ["received", "next"]}),
    ("add_issue", {"title": "Charged twice", "detail": "On 2 February, within a minute.", "about": "charge"}),
    ("add_issue", {"title": "Nobody called back"}),
    ("ask", {"message": "Which card was it?"}),
    ("request_input", {"of": "team:payments", "question": "Was the reader changed?", "due_on": "tomorrow"}),
    ("promise", {"what": "Call about the reader", "due_on": "tomorrow"}),
    ("promise", {"what": "Send the ledger", "due_on": "tomorrow"}),
    ("keep_promise", {"promise": 2, "proof": "Sent by mail."}),
    ("promise", {"what": "Look at March too", "due_on": "tomorrow"}),
    ("break_promise", {"promise": 3, "reason": "The system was down."}),
    ("add_evidence", {"title": "Ledger", "detail": "Both charges.", "source": "our records", "issues": [1]}),
    ("confirm_understanding", {**UNDERSTOOD, "confirmed": "not yet confirmed"}),
    ("find", {"issue": 1, "outcome": "justified", "reasons": "The ledger shows it.", "evidence": [1],
              "cause": "The reader sent it twice.", "let_down_by": "systems"}),
    ("note", {"note": "A note among ourselves."}),
    ("pause_clock", {"reason": "waiting_for_customer", "explanation": "Which card"}),
]  # fmt: skip
ANSWERED: Story = [
    ("acknowledge", {"message": "We have it.", "says": ["received", "next"]}),
    ("add_issue", {"title": "Charged twice"}),
    ("confirm_understanding", {**UNDERSTOOD, "confirmed": "by the customer"}),
    ("find", {"issue": 1, "outcome": "unable", "reasons": "Nothing is on record.", "let_down_by": "none"}),
    ("report_findings", {"message": "Our answer.", "reasons": "As said.", "redress": "An apology.",
                         "next_stage_how": "On your page."}),
    ("check_satisfaction", {"message": "Is it sorted?"}),
    ("answer_satisfaction", {"answer": "no"}),
]  # fmt: skip
CLOSED: Story = [
    ("give_reasons", {"message": "Because nothing is on record."}),
    ("close", {"because": "final_response", "reasons": "Answered.", "message": "You can go to the next stage."}),
]
OFFERED: Story = [
    *weighed()[2:],
    ("offer", {**OFFER, "options": [1, 2]}),
    ("counter", {"offer": 1, "message": "And something for the trouble.", "pence": 8000}),
]
AGREED: Story = [*OFFERED, ("agree_counter", {"option": 1, "message": "Agreed.", "within_days": 3})]
SORTED: Story = [*ANSWERED[:-1], ("answer_satisfaction", {"answer": "yes"})]
REFERRED: Story = [
    *ON_THE_WAY[:2],
    ("refer", {"body": "Ombudsman", "reference": "OM-7", "reason": "The second charge."}),
    ("record_third_party", {"referral": 1, "what": "request", "detail": "The ledger.", "due_on": "tomorrow"}),
    ("signpost", {"elsewhere": "Citizens Advice, free.", "message": "They can help with the rent."}),
]


def tell() -> dict[str, Any]:
    """Tell them; what the pages about them are called."""
    me = _everyone()
    new = _received(me)
    begun = _told(me, BEGUN)
    open_ = _told(me, BEGUN + ON_THE_WAY, files=True)
    answered = _told(me, BEGUN + ANSWERED)
    closed = _told(me, BEGUN + ANSWERED + CLOSED)
    others = {
        "offered": _told(me, BEGUN + OFFERED),
        "agreed": _told(me, BEGUN + AGREED),
        "sorted": _told(me, BEGUN + SORTED),
        "referred": _told(me, BEGUN + REFERRED),
    }
    new_key("The old system", roles=["handler"], scopes=["cases:read"], teams=[], at=now())
    return {
        "new": new, "open": open_, "answered": answered, "closed": closed,
        "file": next(iter(files_of(open_))),
        "links": {name: new_link(case, now()) for name, case in {**_named(open_, answered, closed), **others}.items()},
        "person": str(Staff.objects.get(email=EVERYONE).pk),
        "key": str(ApiKey.objects.get().pk),
        "limit": str(AuthorityLimit.objects.filter(ended_at=None).latest("pk").pk),
        "message": str(Outgoing.objects.latest("pk").pk),
        "steps": _where_each_is_open(me, [open_, begun, new, answered, closed]),
    }  # fmt: skip


def _named(*cases: str) -> dict[str, str]:
    return dict(zip(("open", "answered", "closed"), cases, strict=True))


def _everyone() -> Actor:
    """One person who may see every page."""
    staff = Staff.objects.create(email=EVERYONE, name="Eve Ryan", roles=["admin", "leader", "handler", "quality"])
    staff.password = Staff.objects.exclude(password="").exclude(pk=staff.pk).values_list("password", flat=True)[0]
    staff.save()
    staff.teams.set(Team.objects.filter(slug__in=["payments", "energy"]))
    return staff.actor()


def _received(by: Actor) -> str:
    step = Receive.model_validate({
        "channel": "phone", "subject": "Charged twice", "story": "My card was charged twice. https://example.org/a-long-address-that-goes-on/and-on",
        "wants": "My money back", "customer_name": "Jo Marsh", "customer_email": "jo@example.org", "team": "payments",
        "customer_phone": "01632 960123", "customer_address": "1 Mill Lane\nFernhill", "product": "Current account",
        "event_at": now() - timedelta(days=40), "representative": "Sam Marsh (her son)",
    })  # fmt: skip
    return open_case(step, by=by, at=now() - timedelta(days=8)).reference


def _told(me: Actor, story: Story, *, files: bool = False) -> str:
    """A case so far, one step every hour."""
    reference = _received(me)
    customer = Actor(f"customer:{reference}", frozenset({Role.CUSTOMER}))
    if files:
        file = keep(reference, "a bill with a rather long name.txt", [b"64.00 twice"], now() - timedelta(days=8))
        story = [*story, ("receive_message", {"message": "Here is the bill.", "files": [file.id]}), PAUSED_AGAIN]
    for hours, (step, said) in enumerate(story, 1):
        by = customer if step in BY_THE_CUSTOMER else me
        take(reference, STEPS[step].model_validate(_meant(said, me)), by=by, at=now() - timedelta(days=8, hours=-hours))
    return reference


BY_THE_CUSTOMER = ("answer_satisfaction", "receive_message", "counter")
PAUSED_AGAIN = ("pause_clock", {"reason": "waiting_for_customer", "explanation": "Which card"})


def _meant(said: dict[str, Any], me: Actor) -> dict[str, Any]:
    tomorrow = (now() + timedelta(days=1)).date().isoformat()
    return {name: {"staff:me": me.id, "tomorrow": tomorrow}.get(str(value), value) for name, value in said.items()}


def _where_each_is_open(me: Actor, cases: list[str]) -> dict[str, str]:
    """For each step a case in which its form is shown, or, where there is none, one that says why not."""
    scenes = {case: scene_of(facts_of(case)[0], me, now()) for case in cases}
    return {
        name: next((case for case, scene in scenes.items() if step.opening(scene)), cases[0])
        for name, step in STEPS.items()
        if not step.makes_case
    }
