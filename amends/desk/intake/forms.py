"""The intake form: what the step Receive asks, in the order of a conversation, and whether it is a complaint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from amends.cases.regimes import calendar_for
from amends.desk.editions import in_force
from amends.desk.forms import Options, StepForm, form_for
from amends.desk.words import CHANNELS
from amends.people.models import Organisation
from amends.rules.actors import Actor
from amends.rules.facts import Facts
from amends.rules.regimes import Regime
from amends.rules.rulings import Scene
from amends.rules.steps.intake import Receive
from amends.ui.language import choices

WHO = ("customer_name", "customer_email", "customer_phone", "customer_address", "representative", "language", "need")
WHAT = ("story", "subject", "wants", "event_at", "product")
HOW = ("channel", "happened_at", "external_ref", "team", "regime")
LEFT_OUT = ("customer", "aware_at", "sent_to_company_at")
MANY = ("about_staff",)


@dataclass(frozen=True, slots=True)
class Paper:
    """All that is on the page: the step's form in its three parts, and the decision."""

    form: StepForm
    recognition: Recognition
    regime: Regime

    def is_valid(self) -> bool:
        """Both are looked at, so that every error is told at once."""
        told = (self.form.is_valid(), self.recognition.is_valid())
        return all(told)

    def part(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        return [self.form[name] for name in names if name in self.form.fields]


class Recognition(forms.Form):
    """Recognise it as a complaint at once, or leave that for later."""

    limb = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def __init__(self, regime: Regime, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        limbs = [(limb.id, _("Yes: {text}").format(text=_(limb.text))) for limb in regime.definition]
        self.fields["limb"] = forms.ChoiceField(
            label=_("Is it a complaint?"),
            help_text=_("What counts under {regime}. You can also decide it later.").format(regime=_(regime.name)),
            choices=[("", _("Decide later")), *limbs],
            required=False,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("These are the reasons of another procedure. Choose again.")},
        )


def paper(
    actor: Actor, at: datetime, *, data: QueryDict | None = None, kept: QueryDict | None = None, team: str = ""
) -> Paper:
    """The page: blank; as sent, to be checked (`data`); or with what was typed and nothing said about it (`kept`)."""
    regime = _regime(data if data is not None else kept)
    scene = Scene(Facts(), actor, at, regime, calendar_for(regime))
    initial = {"happened_at": at, "team": team, "regime": regime.id} | (_typed(kept) if kept is not None else {})
    form = _arranged(form_for(Receive, scene, Options(actor), data, initial=initial))
    return Paper(form, Recognition(regime, data, {"limb": initial.get("limb", "")}), regime)


def _regime(sent: QueryDict | None) -> Regime:
    here = Organisation.here()
    chosen = sent.get("regime", "") if sent is not None else ""
    return in_force(chosen if chosen in here.regimes else here.regime)


def _typed(sent: QueryDict) -> dict[str, Any]:
    return {name: sent.getlist(name) if name in MANY else sent[name] for name in sent}


def _arranged(form: StepForm) -> StepForm:
    """The step's form, said as someone says it who writes down what another person tells."""
    for name in LEFT_OUT:
        form.fields.pop(name, None)
    channels = [(value, words) for value, words in CHANNELS.items() if value != "web"]
    form.fields["channel"].choices = channels  # type: ignore[attr-defined]
    form.fields["event_at"].help_text = _("About when is fine.")
    received = form.fields["happened_at"]
    received.label = _("When we received it")
    received.help_text = _("The clock starts from the day it reached us, not from the day it is typed.")
    if len(choices()) == 1:
        form.fields.pop("language")
    if len(form.fields["regime"].choices) <= 2:  # type: ignore[attr-defined]  # one, and «not chosen»
        form.fields.pop("regime")
    return form
