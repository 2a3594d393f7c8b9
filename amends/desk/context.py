"""What the frame of every desk page shows: the rail, the account, the way to search and to a new case."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from amends.desk.gates import holds
from amends.desk.words import ROLES
from amends.people.models import Staff
from amends.rules.actors import CASEWORK, Role

Item = dict[str, Any]


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for the templates of the desk and of signing in; nothing elsewhere."""
    match = request.resolver_match
    if match is None or not (match.namespace.startswith("desk") or match.view_name.startswith("account_")):
        return {}
    shown = {"demo_banner": settings.DEMO}
    return {**shown, **_of(request.user, match.view_name)} if isinstance(request.user, Staff) else shown


def _of(staff: Staff, here: str) -> dict[str, Any]:
    works = holds(staff, *CASEWORK)
    return {
        "rail": [_item(*item, here) for item in _rooms(staff, works=works)],
        "home_view": "desk:work",
        "search_view": "desk:search" if works else "",
        "new_case_view": "desk:intake" if works else "",
        "account_name": staff.name,
        "account_role": " · ".join(str(ROLES[role]) for role in staff.roles if role in ROLES),
        "account_links": [{"label": label, "url": reverse(name)} for name, label in _own_pages(staff, works=works)],
        "keys_off": staff.settings.get("keys") == "off",
    }


def _own_pages(staff: Staff, *, works: bool) -> list[tuple[str, str]]:
    pages = [("desk:profile", _("Your profile")), ("desk:admin-away", _("Away"))]
    if works:
        pages.append(("desk:admin-authority", _("Authority")))
        pages.append(("desk:admin-service-offer", _("Service offer")))
    if holds(staff, Role.QUALITY):
        pages.append(("desk:admin-letters", _("Letters")))
        pages.append(("desk:admin-acts", _("What administrators changed")))
    return pages


def _rooms(staff: Staff, *, works: bool) -> list[tuple[str, str, str, str]]:
    """Name of the page, label, icon, key; a page whose name begins with the first is inside that room."""
    rooms = [("desk:work", _("My work"), "work", "G M")]
    if works:
        rooms.append(("desk:team", _("Team"), "team", "G T"))
        rooms.append(("desk:search", _("All cases"), "search", "G C"))
    if holds(staff, Role.ADMIN):
        rooms.append(("desk:admin", _("Admin"), "admin", "G A"))
    if settings.DEMO:
        rooms.append(("desk:sent", _("Sent"), "letter", ""))
        rooms.append(("desk:time-machine", _("Time"), "clock", ""))
    return rooms


def _item(name: str, label: str, icon: str, key: str, here: str) -> Item:
    return {"label": label, "url": reverse(name), "icon": icon, "key": key, "current": here.startswith(name)}
