"""What a form field needs to be drawn: label, help, error and widget, tied together for those who cannot see them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BaseForm, BoundField, CheckboxInput
from django.forms.utils import ErrorDict
from django.utils.safestring import SafeString

from .widgets import by_picker


@dataclass(frozen=True, slots=True)
class Drawn:
    """One field, ready for `ui/field.html`. `shape` is hidden, group (fieldset), tick (one checkbox) or line."""

    bound: BoundField
    shape: str
    label: str
    widget: SafeString
    described_by: str

    @property
    def help_id(self) -> str:
        return f"{self.bound.auto_id}_helptext"

    @property
    def error_id(self) -> str:
        return f"{self.bound.auto_id}_error"

    @property
    def optional(self) -> bool:
        return not self.bound.field.required and self.shape != "tick"


def draw(bound: BoundField, label: str = "", draft: str = "") -> Drawn:
    widget = by_picker(bound.field.widget)
    described_by = bound.aria_describedby or ""
    attrs: dict[str, str | bool] = {"data-draft": draft} if draft else {}
    return Drawn(bound, shape_of(bound), label or str(bound.label), bound.as_widget(widget, attrs), described_by)


def shape_of(bound: BoundField) -> str:
    if bound.is_hidden:
        return "hidden"
    if bound.use_fieldset:
        return "group"
    return "tick" if isinstance(bound.field.widget, CheckboxInput) else "line"


def errors_of(*forms: BaseForm) -> list[tuple[str, str]]:
    """Every error of the forms, named, with the id of what it is about; an error of the whole form has no id."""
    return [line for form in forms if form is not None and form.is_bound for line in _lines(form)]


def _lines(form: BaseForm) -> Iterator[tuple[str, str]]:
    errors: ErrorDict = form.errors
    yield from (("", str(error)) for error in form.non_field_errors())
    for name in form.fields:
        bound = form[name]
        yield from ((target_of(bound), f"{named(bound)} {error}") for error in errors.get(name, ()))


def named(bound: BoundField) -> str:
    label = str(bound.label)
    return label if label.endswith(("?", ".", ":", "!")) else f"{label}:"


def target_of(bound: BoundField) -> str:
    """The id to move to: a group of choices has none of its own, so its first choice serves."""
    return str(bound.auto_id) + ("_0" if bound.use_fieldset else "")
