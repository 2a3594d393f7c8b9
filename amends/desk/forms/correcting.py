"""Correcting an entry: which of its fields can be put right, as a list; and moments as people write them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from amends.cases.told.corrections import field_word
from amends.desk.forms.inputs import whole
from amends.rules.rulings import Scene
from amends.rules.steps.keeping import MOMENT, correctable_fields


def correctable(scene: Scene, fields: Mapping[str, forms.Field], said: Mapping[str, Any]) -> dict[str, forms.Field]:
    """The field `field` as a choice, once an entry is named that can be corrected; nothing before."""
    number = whole(said.get("entry"))
    names = correctable_fields(scene.facts.kinds[number - 1]) if 1 <= number <= scene.facts.number else ()
    if not names:
        return {}
    found = [(name, field_word(name)) for name in names]
    asked = fields["field"]
    return {
        "field": forms.ChoiceField(
            label=asked.label, choices=found, widget=forms.RadioSelect, error_messages=asked.error_messages
        )
    }


def with_zone(said: dict[str, Any]) -> dict[str, Any]:
    """A moment written without a zone is meant as the clock on our wall shows it."""
    if said.get("field") != MOMENT:
        return said
    try:
        moment = datetime.fromisoformat(said["value"].strip())
    except (KeyError, ValueError):
        return said
    aware = moment if moment.tzinfo else moment.replace(tzinfo=timezone.get_current_timezone())
    return {**said, "value": aware.isoformat()}
