"""What is wrong with a field, in plain words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "missing": _("This is needed."),
    "extra_forbidden": _("There is no such field."),
    "string_type": _("Send text."),
    "string_too_short": _("Please fill this in."),
    "string_too_long": _("At most {max_length} characters."),
    "string_pattern_mismatch": _("This is not in the form that it has here."),
    "string_unicode": _("This text holds a character that cannot be kept."),
    "int_type": _("Send a whole number."),
    "int_parsing": _("Send a whole number."),
    "int_parsing_size": _("This number is too large."),
    "int_from_float": _("Send a whole number."),
    "greater_than_equal": _("At least {ge}."),
    "less_than_equal": _("At most {le}."),
    "bool_type": _("Send true or false."),
    "bool_parsing": _("Send true or false."),
    "list_type": _("Send a list."),
    "dict_type": _("Send an object with fields."),
    "too_long": _("At most {max_length} of them."),
    "enum": _("One of: {expected}."),
    "literal_error": _("One of: {expected}."),
    "timezone_aware": _("Say the time zone too, as in 2026-03-02T09:30:00+00:00."),
    "model_type": _("Send an object with fields."),
}
A_MOMENT = _("Write the moment as 2026-03-02T09:30:00+00:00.")
A_DATE = _("Write the date as 2026-03-02.")
_BY_BEGINNING: tuple[tuple[str, str | Promise], ...] = (("datetime", A_MOMENT), ("date", A_DATE))


def message(error: Any) -> str:
    """The words for one error as Pydantic tells it. What a step's own check says is said as it stands."""
    kind, context = error["type"], error.get("ctx", {})
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    words = WORDS.get(kind) or next((words for begin, words in _BY_BEGINNING if kind.startswith(begin)), None)
    return str(words).format(**context) if words else str(error["msg"])


def field_name(location: tuple[str | int, ...]) -> str:
    """Where the error is: `issues.0`, or nothing for the body as a whole."""
    return ".".join(str(part) for part in location)
