"""The form of a step that writes to the customer: its draft, its fields filled in, the letter as far as it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeGuard

from django.http import HttpRequest, QueryDict

from amends.cases import drafts
from amends.cases.filling import Field, fields_of, filled
from amends.cases.models import Draft
from amends.desk.case.opened import Opened
from amends.desk.forms import Options, StepForm, form_for
from amends.desk.gates import colleague
from amends.rules.steps.base import Step
from amends.rules.steps.letter import Letter


def is_letter(step_class: type[Step]) -> TypeGuard[type[Letter]]:
    return issubclass(step_class, Letter)


def begun_again(case: Opened, step_class: type[Step]) -> dict[str, Any]:
    """What this person's draft holds, for the form to begin with; nothing where there is none."""
    if not is_letter(step_class):
        return {}
    draft = drafts.draft_of(case.reference, step_class.name, case.actor.id)
    return as_begun(step_class, draft.fields) if draft else {}


def as_begun(step_class: type[Letter], typed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What was typed, as a form begins with it: a list only where a field takes several answers."""
    several = {name for name, info in step_class.model_fields.items() if str(info.annotation).startswith("list")}
    given = {name: values for name, values in typed.items() if name in step_class.model_fields and values}
    return {name: list(values) if name in several else values[-1] for name, values in given.items()}


def typed(request: HttpRequest, step_class: type[Letter]) -> dict[str, list[str]]:
    """What stands on the form that was sent, as it stands there."""
    return {name: request.POST.getlist(name) for name in step_class.model_fields if name in request.POST}


def values(request: HttpRequest, case: Opened) -> list[Field]:
    """The fields that a text may have here, with what each is."""
    return fields_of(case.reference, case.scene, colleague(request).name)


def with_values(request: HttpRequest, case: Opened, step_class: type[Step], data: QueryDict) -> QueryDict:
    """What was typed, with the fields of its texts filled in. Only a step that writes to the customer has such."""
    if not is_letter(step_class):
        return data
    known = {field.name: field.value for field in values(request, case)}
    for name in step_class.prose():
        if name in data:
            data[name] = filled(str(data[name]), known)
    return data


def form_of(request: HttpRequest, case: Opened, step_class: type[Letter]) -> StepForm:
    """The form as it was sent, its fields filled in."""
    data = with_values(request, case, step_class, request.POST.copy())
    return form_for(step_class, case.scene, Options(case.actor), data)


def as_far_as_written(form: StepForm) -> Letter:
    """The letter on this form. What is missing is empty, so that what is there can be looked at."""
    if form.is_valid() and isinstance(form.step, Letter):
        return form.step
    empty = {name: "" for name, info in form.step_class.model_fields.items() if info.is_required()}
    said = {name: value for name, value in form.values().items() if name in form.step_class.model_fields}
    letter = form.step_class.model_construct(**{**empty, **said})
    assert isinstance(letter, Letter)  # noqa: S101 only letters have this form
    return letter


def of_draft(case: Opened, step_class: type[Letter], draft: Draft, known: Mapping[str, str]) -> Letter:
    """The letter that a draft amounts to."""
    data = QueryDict(mutable=True)
    for name, given in draft.fields.items():
        data.setlist(name, [filled(text, known) for text in given] if name in step_class.prose() else given)
    return as_far_as_written(form_for(step_class, case.scene, Options(case.actor), data))
