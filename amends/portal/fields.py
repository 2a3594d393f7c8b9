"""Fields for what people write: kept as they wrote it, or refused in plain words with nothing lost."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amends.record.attachments import MOST
from amends.rules.redress import SIGNS
from amends.rules.steps.base import LONG, MOST_MONEY, SHORT
from amends.rules.written import amount_of
from amends.ui.widgets import MoneyInput

MOST_FILES = 20
MEGABYTES = MOST // (1024 * 1024)


class PlainText(forms.CharField):
    """Text of at most `most` characters. No `maxlength` attribute: a browser would cut what is pasted, unseen."""

    def __init__(self, *, most: int = SHORT, lines: int = 0, **options: Any) -> None:
        if lines:
            options["widget"] = forms.Textarea(attrs={"rows": lines, "spellcheck": "true"})
        options.setdefault("error_messages", {"required": gettext_lazy("Please write something here.")})
        super().__init__(**options)
        self.most = most
        self.validators = [keepable, self.short_enough]

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")

    def prepare_value(self, value: Any) -> Any:
        """Shown again with a mark for what cannot be kept, so that the rest is not lost."""
        return _shown(value) if isinstance(value, str) else value

    def short_enough(self, value: str) -> None:
        if len(value) > self.most:
            words = _("This is too long: it has {have} characters, and there is room for {most}. Nothing is lost.")
            raise ValidationError(words.format(have=len(value), most=self.most))


class WordsOrFiles(PlainText):
    """Asked for like any other text, but files may stand in its place: the form sees to that."""

    def validate(self, value: Any) -> None:
        """An empty text is no error by itself."""


class Money(PlainText):
    """An amount in one currency as people write it: «64.50», «£1,250», «80 pounds». What is kept is in hundredths; None
    for nothing."""

    widget = MoneyInput
    currency: str

    def __init__(self, *, currency: str = "GBP", **options: Any) -> None:
        super().__init__(most=40, **options)
        self.take(currency)

    def take(self, currency: str) -> None:
        """Ask for this currency: its sign stands before the box."""
        self.currency = currency
        cast("MoneyInput", self.widget).sign = SIGNS[currency]

    def clean(self, value: Any) -> Any:
        written = str(super().clean(value)).strip()
        if not written:
            return None
        pence = amount_of(written, self.currency) or 0
        if not 0 < pence <= MOST_MONEY:
            raise ValidationError(_("Write an amount, such as 64.50 or 1,250."))
        return pence


def long_text(lines: int = 8, **options: Any) -> PlainText:
    """A box of several lines with room for whatever a step takes."""
    options.setdefault("most", LONG)
    return PlainText(lines=lines, **options)


def keepable(value: str) -> None:
    """Refuse what no record can hold: NUL, and half characters."""
    if _shown(value) != value:
        raise ValidationError(_("There is a character here that cannot be kept. It is shown as �: please take it out."))


def _shown(value: str) -> str:
    return "".join("�" if char == "\x00" or "\ud800" <= char <= "\udfff" else char for char in value)


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Any number of files up to the limit. What the upload itself refused is added by `uploads.refusals`."""

    widget = ManyFiles

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Add files"))
        options.setdefault("help_text", _limits())
        super().__init__(required=False, **options)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files, in the order in which they were chosen. Raises ValidationError naming each that is not taken."""
        files = [file for file in data if file] if isinstance(data, (list, tuple)) else [data] if data else []
        if len(files) > MOST_FILES:
            raise ValidationError(too_many())
        wrong = [words for file in files if (words := _wrong_with(file))]
        if wrong:
            raise ValidationError(wrong)
        return files


def _wrong_with(file: Any) -> str:
    if file.size == 0:
        return _("«{name}» is empty. Choose it again, or leave it out.").format(name=file.name)
    return too_large(file.name) if file.size > MOST else ""


def too_large(name: str) -> str:
    words = _("«{name}» is too large. A file may have {most} MB. Make it smaller, or send it in parts.")
    return words.format(name=name, most=MEGABYTES)


def too_many() -> str:
    words = ngettext("You can add {n} file at a time.", "You can add {n} files at a time.", MOST_FILES)
    return words.format(n=MOST_FILES)


def _limits() -> Any:
    return gettext_lazy("Photos, letters, screenshots. Up to 20 files, each up to 25 MB.")
