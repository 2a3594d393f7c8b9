"""The forms with which a customer answers an offer: yes, a question, a suggestion of their own, or no."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amends.portal.fields import Money, long_text
from amends.portal.views.forms import Act, WordsAndFiles
from amends.portal.visits import Visit
from amends.rules.resolution import Offer
from amends.ui.sentences import value_text


class Yes(Act):
    step = "accept"
    title = gettext_lazy("Check your answer")
    button = gettext_lazy("Yes, I accept this")
    template = "portal/offer_yes.html"

    comment = long_text(3, required=False, label=gettext_lazy("Is there anything that you want to say about it?"))


class Suggest(Act):
    step = "counter"
    title = gettext_lazy("Make another suggestion")
    intro = gettext_lazy(
        "Tell us what you would accept instead. Our offer stays open in the meantime, and you lose no rights."
    )
    button = gettext_lazy("Send your suggestion")

    message = long_text(6, label=gettext_lazy("What would you accept instead?"))
    pence = Money(
        required=False,
        label=gettext_lazy("Amount, if it is about money"),
        help_text=gettext_lazy("For example 80 or 64.50."),
    )

    def __init__(self, visit: Visit, *arguments: Any, **named: Any) -> None:
        super().__init__(visit, *arguments, **named)
        cast("Money", self.fields["pence"]).take(visit.scene.regime.currency)


class Refuse(Act):
    step = "refuse"
    title = gettext_lazy("Say no to the offer")
    intro = gettext_lazy("You do not have to accept it. You lose nothing by saying no: all your other rights stay.")
    button = gettext_lazy("No, I do not accept it")
    template = "portal/offer_no.html"

    why = long_text(
        5,
        label=gettext_lazy("Why not?"),
        help_text=gettext_lazy("It helps us to do better. If you would rather not say, write that."),
    )


class Ask(WordsAndFiles):
    """A question is a message; its first line says which offer it is about."""

    step = "receive_message"
    title = gettext_lazy("Ask a question about our offer")
    intro = gettext_lazy("Asking changes nothing: the offer stays open, and you can answer it afterwards.")
    button = gettext_lazy("Send your question")
    done = gettext_lazy("Your question has been sent. We will write to you.")

    def __init__(self, visit: Visit, *arguments: Any, offer: Offer, **named: Any) -> None:
        super().__init__(visit, *arguments, **named)
        made_on = value_text(visit.scene.day(offer.at))
        self.about = _("A question about your offer of {day}:").format(day=made_on)
        self.fields["message"].label = _("Your question")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("message") and len(said["message"]) + len(self.about) < self._most():
            said["message"] = f"{self.about}\n{said['message']}"
        return said

    def _most(self) -> int:
        field: Any = self.fields["message"]
        return int(field.most)
