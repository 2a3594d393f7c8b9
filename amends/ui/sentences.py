"""Says a sentence of the rules in the reader's language. Knows a Words only by its `template` and `params`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext

from .dates import local


def words_text(words: Any) -> str:
    """The translated template with its places filled; plain text is translated as it stands."""
    if not words:
        return ""
    template = getattr(words, "template", None)
    if template is None:
        return gettext(str(words))
    try:
        return gettext(template).format(**{name: value_text(value) for name, value in words.params.items()})
    except (KeyError, IndexError, ValueError):
        # A translation that names a place wrongly must not hide the sentence.
        return str(words)


def value_text(value: Any) -> str:
    if isinstance(value, datetime):
        return gettext("{day} at {time}").format(day=_long_day(local(value)), time=date_format(local(value), "H:i"))
    if isinstance(value, date):
        return _long_day(value)
    return words_text(value) if hasattr(value, "template") else str(value)


def _long_day(value: date) -> str:
    return date_format(value, gettext("l j F Y"))
