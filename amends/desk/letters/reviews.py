"""A colleague reads it first: whom to ask, what they said, and the draft as it will read, for who was asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext

from amends.cases import drafts
from amends.cases.checks.written import written
from amends.desk.case.opened import Opened
from amends.desk.forms import Options
from amends.desk.forms.fields import field_of
from amends.desk.forms.inputs import whole
from amends.desk.letters.checked import Checked, checked
from amends.desk.letters.writing import of_draft, values
from amends.rules.referring import Review
from amends.rules.steps import STEPS
from amends.rules.steps.informing import SendUpdate
from amends.rules.steps.letter import Letter
from amends.rules.steps.reviewing import AskReview

ASKED = ("of", "due_on", "message")


class ReviewForm(forms.Form):
    """Whom to ask to read a draft, by when, and what they should look at."""

    def __init__(self, case: Opened, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix="review", label_suffix="")
        options = Options(case.actor)
        self.fields.update({name: field_of(name, AskReview.model_fields[name], case.scene, options) for name in ASKED})


@dataclass(frozen=True, slots=True)
class Read:
    """A review of a letter that has not gone yet. `kind`: of the tag; `word`: how it stands."""

    number: int
    step: str
    label: str
    kind: str
    word: str
    comments: str
    due_on: date | None
    asks_me: bool
    mine: bool


def reviews(case: Opened, step: str = "") -> list[Read]:
    """The latest review of each letter that is still to be sent, or of the one of this step."""
    latest = {one.step: one for one in case.facts.reviews.values() if step in ("", one.step)}
    return [_read(case, one) for one in latest.values() if not _went(case, one)]


def _went(case: Opened, review: Review) -> bool:
    """Whether the letter has been sent since it was asked about."""
    kind = STEPS[review.step].writes[0]
    return any(kind == there for there in case.facts.kinds[review.entry :])


def _read(case: Opened, review: Review) -> Read:
    kind, word = _state(case, review)
    return Read(
        number=review.number,
        step=review.step,
        label=gettext(STEPS[review.step].label),
        kind=kind,
        word=word,
        comments=review.comments,
        due_on=None if review.verdict else review.due_on,
        asks_me=review.of == case.actor.id and not review.verdict,
        mine=review.by == case.actor.id,
    )


def _state(case: Opened, review: Review) -> tuple[str, str]:
    """«Ben says: change it first»."""
    if not review.verdict:
        return "plain", gettext("{name} is asked to read it").format(name=case.names.who(review.of))
    name = case.names.who(review.given_by)
    if review.verdict == "fine":
        return "ok", gettext("{name} says: it can go").format(name=name)
    return "warn", gettext("{name} says: change it first").format(name=name)


def as_it_will_read(letter: Letter, case: Opened) -> str:
    return written(letter, case.scene).whole


@dataclass(frozen=True, slots=True)
class Reading:
    """What the page of who was asked shows. `changed`: the writer has gone on since."""

    label: str
    asked_by: str
    message: str
    due_on: date
    paragraphs: tuple[str, ...]
    checked: Checked
    changed: bool


def reading(request: HttpRequest, case: Opened) -> dict[str, Any]:
    """The draft that is asked about, for the page of `give_review`; nothing where none is open."""
    review = _asked(case, whole(request.GET.get("review") or request.POST.get("review")))
    return {"reading": _reading(request, case, review)} if review else {}


def _asked(case: Opened, number: int) -> Review | None:
    """The one that the address names; else one that asks me; else any that is open."""
    there = case.facts.open_reviews()
    mine = (one for one in there if one.of == case.actor.id)
    named = (one for one in there if one.number == number)
    return next(named, None) or next(mine, None) or next(iter(there), None)


def _reading(request: HttpRequest, case: Opened, review: Review) -> Reading:
    same = _unchanged(request, case, review)
    letter = same or SendUpdate.model_construct(message=review.draft, purpose="update")
    return Reading(
        label=gettext(STEPS[review.step].label),
        asked_by=case.names.who(review.by),
        message=review.message,
        due_on=review.due_on,
        paragraphs=tuple(part for part in review.draft.split("\n\n") if part.strip()),
        checked=checked(letter, case.scene),
        changed=same is None,
    )


def _unchanged(request: HttpRequest, case: Opened, review: Review) -> Letter | None:
    """The letter itself, where the writer's draft still reads as it did when they asked."""
    step_class = STEPS[review.step]
    draft = drafts.draft_of(case.reference, review.step, review.by)
    if draft is None or not issubclass(step_class, Letter):
        return None
    known = {field.name: field.value for field in values(request, case)}
    known["signed_by"] = case.names.who(review.by)
    letter = of_draft(case, step_class, draft, known)
    return letter if as_it_will_read(letter, case).strip() == review.draft.strip() else None
