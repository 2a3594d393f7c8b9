"""What a step needs only sometimes, told on the form before it is sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext

from amends.desk.forms.inputs import Expected
from amends.rules.needs import may_take_this_stage
from amends.rules.reach import able, reaches
from amends.rules.rulings import Scene
from amends.rules.steps.agreeing import Accept, Counter, RefuseOffer
from amends.rules.steps.approval import SeekApproval
from amends.rules.steps.base import Step
from amends.rules.steps.escalation import Escalate
from amends.rules.steps.intake import Acknowledge
from amends.rules.steps.investigation import Find
from amends.rules.steps.offers import MakeOffer
from amends.rules.steps.response import ReportFindings, required_parts
from amends.rules.words import say
from amends.ui.sentences import words_text

Fields = dict[str, forms.Field]

ANSWERS: frozenset[type[Step]] = frozenset({Accept, Counter, RefuseOffer})
AMOUNTS: frozenset[type[Step]] = frozenset({MakeOffer, SeekApproval})
MORE_HELP = {
    (Find.name, "evidence"): say("Needed unless no finding could be reached."),
    (Find.name, "cause"): say("Needed where the issue is justified, wholly or in part."),
}


def tell(step: type[Step], fields: Fields, scene: Scene) -> Fields:
    """The fields, marked as needed where this procedure needs them."""
    for (name, field), words in MORE_HELP.items():
        if name == step.name:
            _help(fields[field], gettext(words))
    if step is ReportFindings:
        wanted = {part.field for part in required_parts(scene)}
        return {name: _expected(field) if name in wanted else field for name, field in fields.items()}
    if step is Acknowledge and scene.facts.is_complaint:
        fields["says"].required = True
    if step in ANSWERS and scene.by.is_staff:
        _how_they_told_us(fields)
    if step in AMOUNTS:
        _how_far_it_reaches(fields["pence"], scene)
    if step is SeekApproval:
        people = able(scene)
        _only(fields["of"], lambda person: not person or person in people)
    if step is Escalate:
        _only(fields["to"], lambda person: person != scene.by.id)
    if "to" in fields:
        _leave_out_who_may_not(fields["to"], scene)
    return fields


def _how_they_told_us(fields: Fields) -> None:
    """Staff write down an answer that came in some other way: nobody says yes for the customer on their own page."""
    asked = cast("forms.ChoiceField", fields["channel"])
    there = cast("list[tuple[str, str]]", asked.choices)
    fields["channel"] = forms.ChoiceField(
        label=asked.label,
        choices=[(way, words) for way, words in there if way != "portal"],
        widget=forms.RadioSelect,
        error_messages=asked.error_messages,
    )


def _how_far_it_reaches(amount: forms.Field, scene: Scene) -> None:
    """Beside the amount: how much of each option's kind one may offer, and whom its own amount needs."""
    lines = format_html_join("", "<br>{}", ((words_text(one),) for one in reaches(scene)))
    amount.help_text = format_html("{}{}", amount.help_text, lines)


def _only(whom: forms.Field, may: Callable[[str], bool]) -> None:
    """Only those who may be asked: nobody for what they could not approve, and nobody themselves."""
    asked = cast("forms.ChoiceField", whom)
    there = cast("list[tuple[str, str]]", asked.choices)
    asked.choices = [(person, name) for person, name in there if may(person)]


def _expected(field: forms.Field) -> forms.Field:
    most = getattr(field, "max_length", None)
    return Expected(label=field.label, help_text=field.help_text, max_length=most, widget=field.widget)


def _leave_out_who_may_not(field: forms.Field, scene: Scene) -> None:
    """Nobody can be given a case that they may not decide; the form says who is left out, and why."""
    if not isinstance(field, forms.ChoiceField):
        return
    people = cast("list[tuple[str, str]]", field.choices)
    out = {person: why for person, _name in people if (why := _why_not(person, scene))}
    for why in dict.fromkeys(out.values()):
        names = ", ".join(name for person, name in people if out.get(person) == why)
        _help(field, gettext("Not listed: {names}. {why}").format(names=names, why=why))
    field.choices = [(person, name) for person, name in people if person not in out]


def _why_not(person: str, scene: Scene) -> str:
    if person in scene.facts.about_staff:
        return gettext("The complaint is about them.")
    ruling = may_take_this_stage(scene, person)
    return "" if ruling else words_text(ruling.reason)


def _help(field: forms.Field, words: str) -> None:
    field.help_text = " ".join(part for part in (str(field.help_text), words) if part)
