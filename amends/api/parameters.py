"""Parameters in an address, as strict as bodies: a name that is not known would be a filter that does not filter."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import BaseModel

from amends.api.problems import bad_fields


def refuse_strange(request: HttpRequest, known: type[BaseModel]) -> None:
    """Raise Problem for parameters that are unknown, given twice, or that no database can keep."""
    names = {field.alias or name for name, field in known.model_fields.items()}
    wrong = [(name, _("There is no such parameter.")) for name in request.GET if name not in names]
    wrong += [(name, _("Give it once.")) for name, values in request.GET.lists() if len(values) > 1]
    wrong += [(name, _("No text holds such a character.")) for name, text in request.GET.items() if "\0" in str(text)]
    if wrong:
        raise bad_fields(wrong)
