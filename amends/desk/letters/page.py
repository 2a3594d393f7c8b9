"""What the page of a step shows because it writes to the customer, or because somebody reads what is to be written."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, QueryDict

from amends.cases import drafts
from amends.desk.case.opened import Opened
from amends.desk.forms import Options, StepForm, form_for
from amends.desk.letters.checked import Checked, checked
from amends.desk.letters.reviews import ReviewForm, reading, reviews
from amends.desk.letters.writing import as_far_as_written, is_letter, values, with_values
from amends.rules.steps.base import Step
from amends.rules.steps.letter import Letter
from amends.rules.steps.reviewing import GiveReview

TEMPLATE = "letter.html"


def template_of(step_class: type[Step], form: StepForm | None) -> str:
    """Letters have a page of their own, with the checks beside the form."""
    return TEMPLATE if form is not None and is_letter(step_class) else "step.html"


def context(
    request: HttpRequest, case: Opened, step_class: type[Step], form: StepForm | None, review: ReviewForm | None = None
) -> dict[str, Any]:
    if step_class is GiveReview:
        return reading(request, case)
    if form is None or not is_letter(step_class):
        return {}
    return {
        "checked": as_it_stands(request, case, step_class, form),
        "fields": values(request, case),
        "kept": drafts.draft_of(case.reference, step_class.name, case.actor.id),
        "reviews": reviews(case, step_class.name),
        "review_form": review or ReviewForm(case),
    }


def as_it_stands(request: HttpRequest, case: Opened, step_class: type[Letter], form: StepForm) -> Checked:
    """The checks of what is on the form now, were it sent or only begun with."""
    data = with_values(request, case, step_class, on_the_page(form))
    return checked(as_far_as_written(form_for(step_class, case.scene, Options(case.actor), data)), case.scene)


def on_the_page(form: StepForm) -> QueryDict:
    """What a browser would send of this form if nobody touched it."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, list | tuple):
            data.setlist(name, [str(one) for one in value])
        elif value not in (None, "", False):
            data[name] = "on" if value is True else str(value)
    return data
