"""The form of a step: asks what the step asks, begins with what it suggests, and gives the step back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, override
from pydantic import ValidationError

from amends.desk.forms.complaints import in_plain_words
from amends.desk.forms.correcting import correctable, with_zone
from amends.desk.forms.fields import field_of
from amends.desk.forms.needed import tell
from amends.desk.forms.options import Choices, Options
from amends.rules.resolution import RISK_WORDS, RiskKind
from amends.rules.rulings import Scene
from amends.rules.steps.base import Step
from amends.rules.steps.keeping import Correct
from amends.rules.steps.options import AssessRisk
from amends.rules.words import Words
from amends.ui.sentences import words_text

KEPT = "kept_files"
"""Files that are kept already, by id: those of an earlier try stay with what was typed."""
WHEN = "happened_at"


class StepForm(forms.Form):
    """`step` is the step itself once the form is valid, and None before."""

    step: Step | None = None

    def __init__(
        self,
        step_class: type[Step],
        fields: dict[str, forms.Field],
        data: Mapping[str, Any] | None,
        files: MultiValueDict[str, Any] | None,
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, files, initial=initial, label_suffix="")
        self.step_class = step_class
        self.fields.update(fields)

    def clean(self) -> dict[str, Any]:
        """Hand the values to the step, whose own checks have the last word; what it objects to goes to its field."""
        values = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.step = self.step_class.model_validate(self.values())
            except ValidationError as error:
                self._object(error)
        return values

    def values(self) -> dict[str, Any]:
        """What was said. A field left empty is left out, so that the step's own default holds."""
        said = {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}
        if KEPT in said:
            said["files"] = said.pop(KEPT)
        return with_zone(said) if self.step_class is Correct else said

    def _object(self, error: ValidationError) -> None:
        for problem in error.errors():
            name = str(problem["loc"][0]) if problem["loc"] else ""
            self.add_error(name if name in self.fields else NON_FIELD_ERRORS, in_plain_words(problem))

    @property
    def shown_fields(self) -> list[forms.BoundField]:
        """Every field but the moment, which is asked apart: it is nearly always now; and but those of the risks."""
        apart = {WHEN, *(bound.name for _risk, line in self.risk_lines for bound in line)}
        return [self[name] for name in self.fields if name not in apart]

    @property
    def risk_lines(self) -> list[tuple[Words, list[forms.BoundField]]]:
        """The lines of the table of risks: how likely, how bad and why, for each. Empty for any other step."""
        if self.step_class is not AssessRisk:
            return []
        return [(RISK_WORDS[kind], [self[name] for name in AssessRisk.fields_of(kind)]) for kind in RiskKind]

    @property
    def when(self) -> forms.BoundField | None:
        return self[WHEN] if WHEN in self.fields else None


def form_for(
    step_class: type[Step],
    scene: Scene,
    options: Options,
    data: QueryDict | Mapping[str, Any] | None = None,
    files: MultiValueDict[str, Any] | None = None,
    *,
    attached: Choices | None = None,
    initial: Mapping[str, Any] | None = None,
) -> StepForm:
    """The form of a step in this case. `attached`: the files kept so far, as (id, name); `initial` goes before what
    the step suggests."""
    names = sorted(step_class.asks(scene), key=lambda name: name == WHEN)
    fields = {name: field_of(name, step_class.model_fields[name], scene, options) for name in names}
    fields = tell(step_class, fields, scene)
    if step_class is Correct:
        fields |= correctable(scene, fields, {**(initial or {}), **(dict(data.items()) if data else {})})
    if attached:
        fields = _with_kept(fields, attached)
    begun = {name: value for name, value in {**_suggested(step_class, scene), **(initial or {})}.items() if value != ""}
    told = ((name, info.default) for name, info in step_class.model_fields.items())
    defaults = {name: value for name, value in told if isinstance(value, str | int) and not isinstance(value, bool)}
    return StepForm(step_class, fields, data, files, {**defaults, **begun})


def _suggested(step_class: type[Step], scene: Scene) -> dict[str, Any]:
    """What the step suggests; sentences in the language of the customer, for whom they are."""
    with override(scene.facts.language):
        suggested = step_class.suggests(scene).items()
        return {name: words_text(value) if isinstance(value, Words) else value for name, value in suggested}


def _with_kept(fields: dict[str, forms.Field], attached: Choices) -> dict[str, forms.Field]:
    """The fields, with the files kept so far before the place for more."""
    kept = forms.MultipleChoiceField(
        label=gettext("Files attached"),
        choices=attached,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext("They are safe. Untick one to leave it out."),
    )
    more = fields.pop("files")
    more.label = gettext("More files")
    when = {WHEN: fields.pop(WHEN)} if WHEN in fields else {}
    return {**fields, KEPT: kept, "files": more, **when}
