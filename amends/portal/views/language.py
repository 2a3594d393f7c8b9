"""The choice of a language. It holds for this browser; what is being written stays."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from amends.portal.answering import go
from amends.ui.language import remember


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Back to the page that they came from, in the language that they chose."""
    return remember(go(_back(request)), request.POST.get("language", ""))


def _back(request: HttpRequest) -> str:
    """The page they came from, if it is one of ours: nobody can send them elsewhere through us."""
    to = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(to, allowed_hosts=None) and to.startswith("/")
    return to if ours else "portal:start"
