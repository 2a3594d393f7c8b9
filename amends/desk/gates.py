"""Who may open which page. Whoever may not is told that there is no such page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from amends.people.models import Staff
from amends.rules.actors import CASEWORK, Role
from amends.ui.language import speak

View = Callable[..., HttpResponse]


def colleague(request: HttpRequest) -> Staff:
    """Who asks, behind one of the gates below."""
    return cast(Staff, request.user)


def holds(staff: Staff, *roles: Role) -> bool:
    return any(role in staff.roles for role in roles)


def signed_in(view: View) -> View:
    """A page for every member of staff. No browser keeps it: someone else may press «Back» after they have left."""
    return never_cache(login_required(_in_their_language(view)))


def _in_their_language(view: View) -> View:
    """In the language of their settings, whatever this browser asks for."""

    @wraps(view)
    def said(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if language := colleague(request).settings.get("language"):
            speak(language)
        return view(request, *args, **named)

    return said


def only(*roles: Role) -> Callable[[View], View]:
    """A page for members of staff who hold one of these roles."""

    def gate(view: View) -> View:
        @wraps(view)
        @signed_in
        def gated(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not holds(colleague(request), *roles):
                raise Http404
            return view(request, *args, **named)

        return gated

    return gate


casework = only(*sorted(CASEWORK))
administrators = only(Role.ADMIN)


def demonstration(view: View) -> View:
    """A page that exists in a demonstration only."""
    shown = signed_in(view)

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return shown(request, *args, **named)

    return gated
