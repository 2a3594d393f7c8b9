"""What every page knows: whose organisation this is, and whether it is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from amends.people.models import Organisation


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Context for every template. The organisation is read only where a page shows it."""
    return {
        "organisation": SimpleLazyObject(Organisation.here),
        "demo": settings.DEMO,
        "user": getattr(request, "user", None),
    }
