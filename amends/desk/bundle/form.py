"""What somebody says about a bundle: its title, which documents, which names to remove."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from amends.desk.bundle.candidates import EVIDENCE, SEEN, Candidate
from amends.desk.case.opened import Opened
from amends.desk.forms.inputs import LongText

RULES: dict[str, frozenset[str]] = {
    "both": frozenset({SEEN, EVIDENCE}),
    "seen": frozenset({SEEN}),
    "evidence": frozenset({EVIDENCE}),
    "none": frozenset(),
}
"""What is ticked to begin with, by what the address asks for. Notes never are."""
MOST_TERMS = 200
SHORTEST = 2


class BundleForm(forms.Form):
    """Each document that was found may be `chosen`, `listed` without its pages, or `checked` by a person."""

    referral = forms.TypedChoiceField(label=gettext_lazy("For whom"), coerce=int)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    terms = LongText(
        label=gettext_lazy("Names and other data of others, to be removed"),
        help_text=gettext_lazy(
            "One a line: a name, an address, a telephone number. Found whatever the case and accents."
        ),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    chosen = forms.MultipleChoiceField(required=False)
    listed = forms.MultipleChoiceField(required=False)
    checked = forms.MultipleChoiceField(required=False)

    def __init__(
        self, case: Opened, found: Iterable[Candidate], data: QueryDict | None = None, *, rule: str = "both"
    ) -> None:
        found, referrals = list(found), case.facts.open_referrals()
        body = referrals[0].body if referrals else ""
        initial = {
            "title": gettext("Bundle for {body}").format(body=body),
            "terms": case.facts.representative,
            "chosen": [one.key for one in found if one.group in RULES.get(rule, RULES["both"])],
            "listed": [],
            "checked": [],
        }
        super().__init__(data, initial=initial)
        keys = [(one.key, one.title) for one in found]
        for name in ("chosen", "listed", "checked"):
            self._choose_from(name, keys)
        self._choose_from("referral", [(str(one.number), one.body) for one in referrals])

    def clean_terms(self) -> list[str]:
        terms = [" ".join(line.split()) for line in self.cleaned_data["terms"].split("\n") if line.strip()]
        if len(terms) > MOST_TERMS:
            raise forms.ValidationError(
                gettext("That is too much to look for at once: at most {n} lines.").format(n=MOST_TERMS)
            )
        for term in terms:
            if len(re.findall(r"[^\W_]", term)) < SHORTEST:
                raise forms.ValidationError(gettext("“{term}” is too short to look for.").format(term=term))
        return terms

    def clean_chosen(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["chosen"]
        if not chosen:
            raise forms.ValidationError(gettext("Choose at least one document."))
        return chosen

    def ticked(self, name: str) -> set[str]:
        """The keys that are ticked, as the form stands."""
        return set(self[name].value() or [])

    def _choose_from(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices
