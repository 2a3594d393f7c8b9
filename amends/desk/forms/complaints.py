"""What a step objects to in its fields, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext, ngettext
from pydantic_core import ErrorDetails


def in_plain_words(problem: ErrorDetails) -> str:
    """One error of Pydantic as a sentence that says what to do."""
    context: Mapping[str, Any] = problem.get("ctx") or {}
    kind = problem["type"]
    if kind in ("missing", "string_too_short"):
        return gettext("This is needed.")
    if kind == "string_too_long":
        most = int(context["max_length"])
        return ngettext("Use at most {n} character.", "Use at most {n} characters.", most).format(n=most)
    if kind.startswith(("int", "greater_than")):
        return gettext("Write a whole number from 1.")
    if kind in ("enum", "literal_error", "string_pattern_mismatch"):
        return gettext("Choose one of the answers.")
    if kind.startswith(("date", "timezone")):
        return gettext("Write a date, with the time where it is asked for.")
    if "error" in context:
        return gettext(str(context["error"]))  # the step's own words
    return gettext("This cannot be read. Please check it.")
