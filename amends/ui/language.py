"""The language of a page: the one chosen in this browser, or else the first of those it asks for that we speak."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

Response = TypeVar("Response", bound=HttpResponseBase)


class ReaderLanguage(LocaleMiddleware):
    """Sets the language for one request, and says in the answer which it is and what it depends on."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        with translation.override(translation.get_language()):  # what this request chooses ends with it
            return super().__call__(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        patch_vary_headers(response, ("Cookie",))
        return super().process_response(request, response)


def spoken(language: str) -> str:
    """The language of ours that this code; the usual one where it is none of ours."""
    return language if language in dict(settings.LANGUAGES) else str(settings.LANGUAGE_CODE)


def speak(language: str) -> None:
    """From here on, to the end of the request, in this language."""
    translation.activate(spoken(language))


def present() -> str:
    """The code of the language in which we speak now."""
    return spoken(get_language() or settings.LANGUAGE_CODE)


def has_chosen(request: HttpRequest) -> bool:
    """Whether someone chose a language in this browser."""
    return settings.LANGUAGE_COOKIE_NAME in request.COOKIES


def remember(response: Response, language: str) -> Response:
    """Keep the choice in this browser. Lax, not Strict: a link in one of our messages opens in that language too."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        spoken(language),
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def choices() -> list[tuple[str, str]]:
    """Code and name of each language, named in itself."""
    return list(settings.LANGUAGES)
