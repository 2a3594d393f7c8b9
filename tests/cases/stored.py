"""Everything that is stored, to see that nothing was."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def counts() -> dict[str, int]:
    """The number of rows in every table of ours, and in the search."""
    ours = ("record", "cases", "people")
    found = {
        model._meta.label: model.objects.count() for label in ours for model in apps.get_app_config(label).get_models()
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_words")
        return {**found, "words": cursor.fetchone()[0]}
