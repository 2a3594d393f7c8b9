"""The forms of what a customer can do. Each names its step and says what it is for."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.portal.fields import Files, WordsOrFiles, long_text
from amends.portal.questions.base import Text
from amends.portal.uploads import names
from amends.portal.visits import Visit
from amends.rules.steps.base import LONG

CONFIRMED = [
    ("by the customer", gettext_lazy("Yes, this is right")),
    ("customer disagrees", gettext_lazy("No, this is not right. I have changed it below")),
]


class Act(forms.Form):
    """A form that takes a step. `once` names this copy of it, so that a second press does nothing; `seen` is the last
    entry that the page showed."""

    step: ClassVar[str]
    title: ClassVar[Text]
    intro: ClassVar[Text] = ""
    button: ClassVar[Text]
    done: ClassVar[Text] = ""
    template: ClassVar[str] = "portal/act.html"

    once = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, visit: Visit, data: Any = None, files: Any = None, *, initial: Any = None, **options: Any
    ) -> None:
        start = {"once": secrets.token_urlsafe(18), "seen": visit.facts.number, **(initial or {})}
        super().__init__(data, files, initial=start, use_required_attribute=False, **options)

    @property
    def seen_number(self) -> int | None:
        value: int | None = self.cleaned_data.get("seen")
        return value

    def of_step(self) -> dict[str, Any]:
        """The values for the step's fields; its files are added once they are kept."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("once", "seen", "attached")}


class WordsAndFiles(Act):
    """A text, files, or both."""

    message = WordsOrFiles(most=LONG, lines=6, label=gettext_lazy("Your message"))
    attached = Files(label=gettext_lazy("Files"))

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not said.get("message"):
            if said.get("attached"):
                said["message"] = names(said["attached"])
            else:
                self.add_error("message", _("Write something, or choose a file."))
        return said


class Message(WordsAndFiles):
    step = "receive_message"
    title = gettext_lazy("Write to us or add files")
    button = gettext_lazy("Send your message")
    done = gettext_lazy("Your message has been sent. Thank you.")


class Answer(WordsAndFiles):
    step = "answer"
    title = gettext_lazy("Answer our question")
    button = gettext_lazy("Send your answer")
    done = gettext_lazy("Your answer has been sent. Thank you.")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["message"].label = _("Your answer")
        self.fields["message"].help_text = _("If you do not know, say so.")


class Understanding(Act):
    step = "confirm_understanding"
    title = gettext_lazy("Have we understood you?")
    intro = gettext_lazy("We wrote down what we understood. Tell us whether it is right. You can change every word.")
    button = gettext_lazy("Send")
    done = gettext_lazy("Thank you. We have written down what you said.")

    confirmed = forms.ChoiceField(
        label=gettext_lazy("Is this right?"),
        choices=CONFIRMED,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    nature = long_text(4, label=gettext_lazy("What your complaint is about"))
    cause = long_text(3, label=gettext_lazy("What seems to have led to it"))
    implications = long_text(3, label=gettext_lazy("What it did to you"))
    wants = long_text(3, label=gettext_lazy("What would put it right"))


class NextStage(Act):
    step = "next_stage"
    title = gettext_lazy("Ask us to look again")
    intro = gettext_lazy("Someone who had no part in the first answer will look at it with fresh eyes.")
    button = gettext_lazy("Ask us to look again")
    done = gettext_lazy("We will look again. Below you see by when.")

    request = long_text(6, label=gettext_lazy("Why are you not happy with our answer?"))


class Reopen(Act):
    step = "reopen"
    title = gettext_lazy("Open it again")
    intro = gettext_lazy("If it is not sorted, or something new has happened, we take it up again.")
    button = gettext_lazy("Open it again")
    done = gettext_lazy("We have opened it again and will write to you.")

    reason = long_text(6, label=gettext_lazy("Why should we open it again?"))


class Sorted(Act):
    step = "answer_satisfaction"
    title = gettext_lazy("Is it sorted?")
    button = gettext_lazy("Send")
    done = gettext_lazy("Thank you for telling us.")

    template = "portal/sorted.html"

    answer = forms.ChoiceField(choices=[("yes", ""), ("partly", ""), ("no", "")])


class Missing(Act):
    step = "answer_satisfaction"
    title = gettext_lazy("What is missing?")
    intro = gettext_lazy(
        "We have noted that it is not fully sorted. Tell us what is missing, so that we can answer it."
    )
    button = gettext_lazy("Send")
    done = gettext_lazy(
        "Thank you. We will read it and write to you with our reasons. Below you see what else you can do."
    )

    template = "portal/sorted_missing.html"

    comment = long_text(6, label=gettext_lazy("What is missing?"))


class More(Act):
    step = "receive_message"
    title = gettext_lazy("Thank you for telling us")
    button = gettext_lazy("Send")
    done = gettext_lazy("Thank you. We will read it.")
    template = "portal/sorted_more.html"

    message = long_text(4, label=gettext_lazy("Is there anything that you want to add?"))
