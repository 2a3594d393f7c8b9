"""What somebody says about a bundle: its title, which documents, which names to remove."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from amends.cases.bundling.candidates import Candidate
from amends.cases.bundling.choosing import (
    LONGEST_TITLE,
    USUAL_RULE,
    BadTerms,
    by_rule,
    suggested_terms,
    suggested_title,
    terms_of,
)
from amends.desk.case.opened import Opened
from amends.desk.forms.inputs import LongText


class BundleForm(forms.Form):
    """Each document that was found may be `chosen`, `listed` without its pages, or `checked` by a person."""

    referral = forms.TypedChoiceField(label=gettext_lazy("For whom"), coerce=int)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=LONGEST_TITLE)
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
        self, case: Opened, found: Iterable[Candidate], data: QueryDict | None = None, *, rule: str = USUAL_RULE
    ) -> None:
        found = list(found)
        initial = {
            "title": suggested_title(case),
            "terms": suggested_terms(case),
            "chosen": by_rule(found, rule),
            "listed": [],
            "checked": [],
        }
        super().__init__(data, initial=initial)
        keys = [(one.key, one.title) for one in found]
        for name in ("chosen", "listed", "checked"):
            self._choose_from(name, keys)
        self._choose_from("referral", [(str(one.number), one.body) for one in case.facts.open_referrals()])

    def clean_terms(self) -> tuple[str, ...]:
        try:
            return terms_of(self.cleaned_data["terms"].split("\n"))
        except BadTerms as bad:
            raise forms.ValidationError(str(bad)) from None

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
