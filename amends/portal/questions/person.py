"""Who complains: for themselves or for someone, how to reach them, and what makes things harder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.portal.draft import Said
from amends.portal.fields import PlainText
from amends.portal.questions.base import Question, Text

MYSELF, OTHER = "myself", "other"
WHO = [(MYSELF, gettext_lazy("For myself")), (OTHER, gettext_lazy("For someone else"))]


class ForWhom(Question):
    slug = "for-whom"
    asks = gettext_lazy("Who is this complaint for?")
    short = gettext_lazy("Who it is for")
    why = gettext_lazy("You may complain for someone else if they agree, or if the law lets you act for them.")

    who = forms.ChoiceField(
        label=gettext_lazy("Who is it for?"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    authority = PlainText(
        label=gettext_lazy("If for someone else: how you may act for them"),
        help_text=gettext_lazy(
            "For example: I am her father, she signed a letter, I hold a power of attorney. You can add a copy later."
        ),
        most=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("who") == OTHER and not said.get("authority") and "authority" not in self.errors:
            self.add_error("authority", _("Tell us how you may act for them. «They asked me to» is enough for now."))
        return said

    def keep(self) -> None:
        """The names are asked again when this changes, because two people are named then, or only one."""
        if self.draft.said(self.slug).get("who") not in (None, self.cleaned_data["who"]):
            self.draft.doubt(You.slug)
        super().keep()

    @classmethod
    def reads(cls, said: Said) -> list[str]:
        if said.get("who") == MYSELF:
            return [_("Myself")]
        return [_("Someone else"), said.get("authority", "")]


class You(Question):
    slug = "you"
    asks = gettext_lazy("What is your name?")
    short = gettext_lazy("Name")

    name = PlainText(label=gettext_lazy("Full name"), widget=forms.TextInput(attrs={"autocomplete": "name"}), most=150)
    acting = PlainText(
        label=gettext_lazy("Your own name"), widget=forms.TextInput(attrs={"autocomplete": "name"}), most=120
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self._for_other:
            self.fields["name"].label = _("Name of the person the complaint is for")
            self.fields["name"].widget.attrs["autocomplete"] = "off"
        else:
            del self.fields["acting"]

    @property
    def title(self) -> Text:
        return _("What are your names?") if self._for_other else self.asks

    @property
    def _for_other(self) -> bool:
        return bool(self.draft.said(ForWhom.slug).get("who") == OTHER)

    @classmethod
    def reads(cls, said: Said) -> list[str]:
        acting = [_("Speaking for them: {name}").format(name=said["acting"])] if said.get("acting") else []
        return [said.get("name", ""), *acting]


class Reach(Question):
    slug = "reach"
    asks = gettext_lazy("How can we reach you?")
    short = gettext_lazy("How to reach you")
    why = gettext_lazy("Give at least one. With an email address you can also follow your complaint here.")

    email = forms.EmailField(
        label=gettext_lazy("Email"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"invalid": gettext_lazy("Write one email address, like name@example.com.")},
    )
    phone = PlainText(
        label=gettext_lazy("Telephone"),
        required=False,
        most=60,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    address = PlainText(label=gettext_lazy("Postal address"), required=False, lines=4, most=1_000)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["email"].widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, unseen
        self.fields["address"].widget.attrs["autocomplete"] = "street-address"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(said.values()):
            self.add_error("email", _("Give an email address, a telephone number or a postal address."))
        return said


class Needs(Question):
    slug = "needs"
    asks = gettext_lazy("Is there anything that makes things harder for you?")
    short = gettext_lazy("What makes things harder")
    why = gettext_lazy("For example: I cannot use the phone, I need large print, mornings are best, I am ill, I need another language. We will do things differently for you.")  # fmt: skip  # noqa: E501
    skippable = True

    need = PlainText(label=gettext_lazy("What would help"), required=False, lines=4, most=3_000)
