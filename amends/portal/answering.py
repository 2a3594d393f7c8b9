"""Answering a customer's request: nothing of theirs stays in a cache, and every refusal is a page in words."""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.cache import patch_cache_control

Response = TypeVar("Response", bound=HttpResponseBase)
SEE_OTHER = 303


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    around = {"portal_home_view": "portal:start", "language_view": "portal:language", "demo_banner": settings.DEMO}
    return private(render(request, template, {**around, **(context or {})}, status=status))


def private(response: Response) -> Response:
    """Keep it out of caches, the browser's own too: someone else may use this device next."""
    patch_cache_control(response, no_store=True, private=True)
    return response


def secret(response: Response) -> Response:
    """For an address that holds a token: no page elsewhere that is opened from here is told where from.

    Not `no-referrer`: a browser then keeps back where a form comes from, too, and the forms of the page are refused.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def go(to: str, *arguments: Any) -> HttpResponseRedirect:
    """On to another page of ours, by a GET."""
    response = HttpResponseRedirect(resolve_url(to, *arguments))
    response.status_code = SEE_OTHER
    return private(response)


def too_often(request: HttpRequest) -> HttpResponse:
    response = page(request, "portal/too_often.html", status=429)
    response.headers["Retry-After"] = "900"
    return response
