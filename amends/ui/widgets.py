"""Widgets that use the browser's own pickers, and the box for money."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString


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


class MoneyInput(forms.TextInput):
    """A box for money, with the sign of its currency before it, which is read out with the box."""

    sign = ""

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        usual = {"inputmode": "decimal", "autocomplete": "off", "class": "short"}
        super().__init__(attrs={**usual, **(attrs or {})})

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        said = attrs or {}
        sign_id = f"{said.get('id', name)}_sign"
        described_by = f"{sign_id} {said.get('aria-describedby', '')}".strip()
        box = super().render(name, value, {**said, "aria-describedby": described_by}, renderer)
        words = '<span class="money"><span class="sign" id="{}">{}</span>{}</span>'
        return format_html(words, sign_id, self.sign, box)


def by_picker(widget: forms.Widget) -> forms.Widget:
    """The picker for a plain date or moment field; any other widget as it is."""
    if type(widget) is forms.DateInput:
        return DayInput(attrs=dict(widget.attrs))
    if type(widget) is forms.DateTimeInput:
        return MomentInput(attrs=dict(widget.attrs))
    return widget
