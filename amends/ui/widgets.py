"""Widgets that use the browser's own pickers."""

from __future__ import annotations

from django import forms


class DayInput(forms.DateInput):
    """A date by the browser's picker. Its value is always ISO; the browser shows it in the reader's own way."""

    input_type = "date"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A date and a time, to the minute, by the browser's picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


def by_picker(widget: forms.Widget) -> forms.Widget:
    """The picker for a plain date or moment field; any other widget as it is."""
    if type(widget) is forms.DateInput:
        return DayInput(attrs=dict(widget.attrs))
    if type(widget) is forms.DateTimeInput:
        return MomentInput(attrs=dict(widget.attrs))
    return widget
