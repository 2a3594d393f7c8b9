"""A question: one page of the form. It knows its words, its fields, and how its answer reads on the last page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise

from amends.portal.draft import Draft, Said

Text = str | Promise


class Question(forms.Form):
    """One question a page. `why` says why we ask; `short` names the answer on the last page."""

    slug: ClassVar[str]
    asks: ClassVar[Text]
    short: ClassVar[Text]
    why: ClassVar[Text] = ""
    body: ClassVar[str] = "portal/fields.html"
    skippable: ClassVar[bool] = False

    def __init__(self, data: Any = None, files: Any = None, *, draft: Draft) -> None:
        self.draft = draft
        super().__init__(data, files, initial=dict(draft.said(self.slug)), use_required_attribute=False)

    @property
    def title(self) -> Text:
        """The question as it is put to this person."""
        return self.asks

    def keep(self) -> None:
        """Keep the answer in the draft."""
        self.draft.answer(self.slug, self.cleaned_data)

    @classmethod
    def reads(cls, said: Said) -> list[str]:
        """The answer in lines."""
        return [str(value) for value in said.values() if value]
