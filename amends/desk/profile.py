"""A member of staff's own settings: light or dark, and whether single keys act."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amends.desk.gates import colleague, signed_in
from amends.people.models import Staff

THEME_COOKIE = "amends_theme"
THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 60 * 60


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    staff = colleague(request)
    if request.method != "POST":
        return render(request, "desk/profile.html", {"person": staff, "theme": staff.settings.get("theme", "")})
    theme, keys = request.POST.get("theme"), request.POST.get("keys")
    if theme is not None:
        keep(staff, "theme", theme if theme in THEMES else "")
    if keys in ("on", "off"):
        keep(staff, "keys", keys)
    messages.success(request, _("Saved."))
    return with_theme(redirect("desk:profile"), request, staff.settings.get("theme", ""))


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
