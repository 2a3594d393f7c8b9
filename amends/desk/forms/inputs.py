"""Fields that Django has not: a moment to the minute, long text with one kind of line end, money, several files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amends.rules.redress import SIGNS
from amends.rules.steps.base import MOST_MONEY
from amends.rules.written import amount_of
from amends.ui.widgets import DayInput, MomentInput, MoneyInput


def whole(said: object) -> int:
    """A whole number as a page of ours writes it; 0 for anything else that a browser may send in its place."""
    text = str(said)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


class LongText(forms.CharField):
    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Browsers end lines with two characters; what is kept, and counted, has one."""
        return super().to_python(str(value).replace("\r\n", "\n")) or "" if value else ""


class Day(forms.DateField):
    widget = DayInput


class Moment(forms.DateTimeField):
    """A moment as the clock on the organisation's wall shows it. Of an hour that comes twice, the first is meant."""

    widget = MomentInput
    default_error_messages = {
        "invalid": _("Write a date and a time."),
        "no_such_time": _("That time did not exist: the clocks went forward over it."),
    }

    def to_python(self, value: Any) -> datetime | None:
        try:
            local = datetime.fromisoformat(value) if value else None
        except (TypeError, ValueError):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        if local is None or local.tzinfo:
            return local
        aware = local.replace(tzinfo=timezone.get_current_timezone(), fold=0)
        if aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None) != local:
            raise forms.ValidationError(self.error_messages["no_such_time"], code="no_such_time")
        return aware.astimezone(UTC)


class Money(forms.CharField):
    """An amount in one currency as people write it: «64.50», «£1,250», «64 pounds». What is kept is in hundredths."""

    widget = MoneyInput
    currency: str

    default_error_messages = {
        "invalid": _("Write an amount, such as 64.50 or 1,250."),
        "negative": _("An amount cannot be less than nothing."),
        "too_much": _("That is more than one amount may be. Check the number."),
    }

    def __init__(self, *, currency: str = "GBP", **said: Any) -> None:
        super().__init__(**said, max_length=40)
        self.take(currency)

    def take(self, currency: str) -> None:
        """Ask for this currency: its sign stands before the box."""
        self.currency = currency
        cast("MoneyInput", self.widget).sign = SIGNS[currency]

    def prepare_value(self, value: Any) -> Any:
        """Hundredths as they stand in the box: 6450 is 64.50."""
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 100)
        return f"{whole}.{rest:02d}" if rest else str(whole)

    def clean(self, value: Any) -> Any:
        """Hundredths, or None where nothing was written."""
        written = str(super().clean(value)).strip()
        if not written:
            return None
        pence = amount_of(written.removeprefix("-").removeprefix("\u2212"), self.currency)
        if pence is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if written[0] in "-\u2212" and pence:
            raise forms.ValidationError(self.error_messages["negative"], code="negative")
        if pence > MOST_MONEY:
            raise forms.ValidationError(self.error_messages["too_much"], code="too_much")
        return pence


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFiles(forms.Field):
    """Where files are chosen. What was sent is kept by the page before the form is read (see `case.uploads`)."""

    widget = ManyFilesInput

    def clean(self, value: Any) -> list[str]:
        return []


class LeftToTheStep(forms.Field):
    """Drawn as needed. Whether it is depends on the rest of the answer, so the step itself says when it is missing."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class Expected(LeftToTheStep, LongText):
    pass


class ExpectedOne(LeftToTheStep, forms.TypedChoiceField):
    pass


class ExpectedSome(LeftToTheStep, forms.TypedMultipleChoiceField):
    pass
