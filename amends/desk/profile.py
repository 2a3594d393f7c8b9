"""A member of staff's own settings: language, light or dark, and whether single keys act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amends.desk.gates import colleague, signed_in
from amends.people.models import Staff
from amends.ui.language import choices, remember, speak, spoken

THEME_COOKIE = "amends_theme"
THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 60 * 60


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    staff = colleague(request)
    if request.method != "POST":
        shown = {"person": staff, "theme": staff.settings.get("theme", ""), "languages": choices()}
        return render(request, "desk/profile.html", shown)
    theme, keys, language = (request.POST.get(name) for name in ("theme", "keys", "language"))
    if theme is not None:
        keep(staff, "theme", theme if theme in THEMES else "")
    if keys in ("on", "off"):
        keep(staff, "keys", keys)
    if language is not None:
        keep(staff, "language", spoken(language))
        speak(language)
    messages.success(request, _("Saved."))
    answer = with_theme(redirect("desk:profile"), request, staff.settings.get("theme", ""))
    return answer if language is None else remember(answer, language)


def keep(staff: Staff, name: str, value: str) -> None:
    staff.settings = {**staff.settings, name: value}
    staff.save(update_fields=["settings"])


def recall_theme(answer: HttpResponse, request: HttpRequest, staff: Staff) -> HttpResponse:
    """In a browser that has chosen nothing, what the person chose elsewhere holds."""
    chosen = staff.settings.get("theme", "")
    if chosen and THEME_COOKIE not in request.COOKIES:
        return with_theme(answer, request, chosen)
    return answer


def with_theme(answer: HttpResponse, request: HttpRequest, theme: str) -> HttpResponse:
    """Set the cookie by which the server draws the theme; the script of the layout reads it too."""
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie(THEME_COOKIE, samesite="Lax")
    return answer
