"""What the complaint is: what happened, when, what it did, what would put it right."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.now import now
from amends.portal.draft import Said
from amends.portal.fields import PlainText, long_text
from amends.portal.questions.base import Question

EFFECTS = [
    ("money", gettext_lazy("It cost me money")),
    ("time", gettext_lazy("It took a lot of my time")),
    ("worry", gettext_lazy("It worried or upset me")),
    ("health", gettext_lazy("It affected my health or safety")),
    ("without", gettext_lazy("I had to do without something")),
    ("others", gettext_lazy("It affected someone else, for example a child or someone I care for")),
    ("unsure", gettext_lazy("I do not know")),
]
WISHES = [
    ("apology", gettext_lazy("An apology")),
    ("explain", gettext_lazy("An explanation of what happened")),
    ("fix", gettext_lazy("Put the thing itself right")),
    ("money", gettext_lazy("My money back, or compensation")),
    ("change", gettext_lazy("Make sure that it does not happen to others")),
    ("unsure", gettext_lazy("I do not know")),
]


class WhatHappened(Question):
    slug = "what-happened"
    asks = gettext_lazy("What happened?")
    short = gettext_lazy("What happened")
    why = gettext_lazy(
        "Tell us in your own words, in any order. You do not need to know the rules, or use special words."
    )

    story = long_text(10, most=14_000, label=gettext_lazy("Your own words"))


class When(Question):
    slug = "when"
    asks = gettext_lazy("When did it happen?")
    short = gettext_lazy("When it happened")
    why = gettext_lazy("If it went on for some time, tell us when it began. Some time limits count from this day.")
    body = "portal/when.html"

    day = forms.CharField(label=gettext_lazy("Day"), required=False)
    month = forms.CharField(label=gettext_lazy("Month"), required=False)
    year = forms.CharField(label=gettext_lazy("Year"), required=False)
    unsure = forms.BooleanField(label=gettext_lazy("I am not sure"), required=False)
    roughly = PlainText(
        label=gettext_lazy("Roughly when, if you can say"),
        help_text=gettext_lazy("For example: last spring, or on several days in May."),
        required=False,
    )

    def parts(self) -> list[forms.BoundField]:
        return [self["day"], self["month"], self["year"]]

    def clean(self) -> dict[str, Any]:
        """A day that exists and is not to come, or «I am not sure». Of the two the day is the better answer."""
        said: dict[str, Any] = super().clean() or {}
        parts = [said.get(name, "") for name in ("day", "month", "year")]
        if not any(parts):
            if not (said.get("unsure") or said.get("roughly")):
                self.add_error("day", _("Give a day, or tick «I am not sure»."))
            return {**said, "on": ""}
        try:
            said["on"] = _day(*parts).isoformat()
        except ValidationError as error:
            self.add_error("day", error)
        return said

    @classmethod
    def reads(cls, said: Said) -> list[str]:
        on = date.fromisoformat(said["on"]) if said.get("on") else None
        first = date_format(on, "j F Y") if on else _("I am not sure")
        return [first, *([said["roughly"]] if said.get("roughly") else [])]


def _day(day: str, month: str, year: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise ValidationError(_("This is not a day that exists. Write it in numbers, for example 27 3 2026.")) from None
    if found > timezone.localdate(now()):
        raise ValidationError(_("This day has not come yet. Check the year."))
    if found.year < 1900:
        raise ValidationError(_("Write the year with four digits, for example 2026."))
    return found


class InShort(Question):
    slug = "in-short"
    asks = gettext_lazy("What went wrong, in a few words?")
    short = gettext_lazy("In a few words")
    why = gettext_lazy(
        "This becomes the name of your complaint. For example: charged twice, repair not done, nobody called back."
    )

    subject = PlainText(label=gettext_lazy("In a few words"), most=150)


class _ManyAndWords(Question):
    """Choose many, and own words. Either is an answer."""

    listed: ClassVar[list[tuple[str, Any]]]
    skippable = True

    @classmethod
    def reads(cls, said: Said) -> list[str]:
        chosen = [str(words) for value, words in cls.listed if value in said.get("chosen", [])]
        return [*chosen, *([said["words"]] if said.get("words") else [])]


class Effect(_ManyAndWords):
    slug = "effect"
    asks = gettext_lazy("How did it affect you?")
    short = gettext_lazy("How it affected you")
    why = gettext_lazy("It helps us to see how serious this is, and what would be fair.")
    listed = EFFECTS

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Choose all that fit"), choices=EFFECTS, widget=forms.CheckboxSelectMultiple, required=False
    )
    words = PlainText(label=gettext_lazy("In your own words"), most=3_000, lines=4, required=False)


class PutRight(_ManyAndWords):
    slug = "put-right"
    asks = gettext_lazy("What would put it right?")
    short = gettext_lazy("What would put it right")
    why = gettext_lazy("Tell us what you would like. We cannot promise it, but we will answer it.")
    listed = WISHES

    chosen = forms.MultipleChoiceField(
        label=gettext_lazy("Choose all that fit"), choices=WISHES, widget=forms.CheckboxSelectMultiple, required=False
    )
    words = PlainText(label=gettext_lazy("In your own words"), most=5_000, lines=4, required=False)


class Product(Question):
    slug = "product"
    asks = gettext_lazy("Which product or service is it about?")
    short = gettext_lazy("Product or service")
    why = gettext_lazy("An account number, an address or a name is enough. Leave it empty if you do not know.")
    skippable = True

    product = PlainText(label=gettext_lazy("Product or service"), required=False)
