"""What administrators changed: roles, teams, keys, procedures, limits, absences. Nobody can alter this list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from amends.cases.regimes import currencies
from amends.desk.admin.holders import Holders
from amends.desk.admin.keys import SCOPE_WORDS
from amends.desk.gates import colleague, holds, only
from amends.desk.words import ROLES
from amends.people.acts import What
from amends.people.models import AdminAct, AuthorityLimit
from amends.people.overview import kind_words, pence_words
from amends.rules.actors import Role
from amends.ui.dates import day_text
from amends.ui.sentences import words_text

PAGE = 50
WHAT = {
    What.PERSON_ADDED: gettext_lazy("Added someone"),
    What.PERSON_CHANGED: gettext_lazy("Changed someone"),
    What.PASSWORD_SET: gettext_lazy("Set a temporary password"),
    What.TEAM_MADE: gettext_lazy("Made a team"),
    What.TEAM_RENAMED: gettext_lazy("Renamed a team"),
    What.KEY_MADE: gettext_lazy("Made a key"),
    What.KEY_REVOKED: gettext_lazy("Revoked a key"),
    What.ORGANISATION_CHANGED: gettext_lazy("Changed the organisation"),
    What.CLOCK_CONFIRMED: gettext_lazy("Confirmed a time limit"),
    What.CLOCK_WITHDRAWN: gettext_lazy("Withdrew a time limit"),
    What.LIMITS_BEGUN: gettext_lazy("Laid down the usual limits"),
    What.LIMIT_SET: gettext_lazy("Set a limit of authority"),
    What.LIMIT_ENDED: gettext_lazy("Ended a limit of authority"),
    What.ABSENCE_SET: gettext_lazy("Noted an absence"),
    What.ABSENCE_WITHDRAWN: gettext_lazy("Withdrew an absence"),
    What.ENTITLEMENT_ADDED: gettext_lazy("Added a line to the service offer"),
    What.ENTITLEMENT_ENDED: gettext_lazy("Ended a line of the service offer"),
    What.TEMPLATE_SET: gettext_lazy("Put in a template for letters"),
    What.TEMPLATE_DROPPED: gettext_lazy("Went back to the usual template for letters"),
}
LABELS = {
    "roles": gettext_lazy("Roles"),
    "scopes": gettext_lazy("It may"),
    "teams": gettext_lazy("Teams"),
    "active": gettext_lazy("May sign in"),
    "name": gettext_lazy("Name"),
    "person": gettext_lazy("Acts as"),
    "holder": gettext_lazy("Whose"),
    "kind": gettext_lazy("For what"),
    "pence": gettext_lazy("How much"),
    "from_on": pgettext_lazy("day", "From"),
    "until_on": pgettext_lazy("day", "Until"),
    "delegate": gettext_lazy("In their place"),
    "regime": gettext_lazy("Usual procedure"),
    "regimes": gettext_lazy("Procedures"),
    "template": gettext_lazy("Template"),
    "no_contact_days": gettext_lazy("Working days without a word"),
    "changed_too": gettext_lazy("Changed too"),
}
FIELDS = {
    "name": gettext_lazy("name"),
    "email": gettext_lazy("email address"),
    "contact": gettext_lazy("contact"),
    "address": gettext_lazy("web address"),
}


@only(Role.ADMIN, Role.QUALITY)
def acts(request: HttpRequest) -> HttpResponse:
    page = Paginator(AdminAct.objects.order_by("-at", "-pk"), PAGE).get_page(request.GET.get("page"))
    names, currency = Holders(), currencies()[0]
    lines = [
        {
            "at": act.at,
            "by": names.name(act.by),
            "what": WHAT[What(act.what)],
            "subject": subject,
            "changes": list(_changes(act.before, act.after, names, currency)),
        }
        for act, subject in _with_subjects(list(page.object_list), names)
    ]
    context = {"page": page, "lines": lines, "administers": holds(colleague(request), Role.ADMIN)}
    return render(request, "desk/admin/acts.html", context)


def _with_subjects(shown: list[AdminAct], names: Holders) -> Iterator[tuple[AdminAct, str]]:
    """Each act with whose or what it was about; a limit is that of its holder."""
    limits = [int(act.subject.removeprefix("limit:")) for act in shown if act.subject.startswith("limit:")]
    holders = dict(AuthorityLimit.objects.filter(pk__in=limits).values_list("pk", "holder")) if limits else {}
    for act in shown:
        kind, _colon, number = act.subject.partition(":")
        if kind == "limit":
            yield act, names.name(holders.get(int(number), act.subject))
        else:
            plain = act.subject in ("limits", "organisation", "letters")
            yield act, "" if plain else names.name(act.subject)


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Holders, currency: str
) -> Iterator[tuple[str, str, str]]:
    """What differs: its name, how it was, how it is. «holder» is said as the subject already."""
    # In the order of the labels: a database may keep that of neither.
    order = [*LABELS, *sorted({*before, *after} - LABELS.keys())]
    for key in (one for one in order if one in before or one in after):
        was, becomes = before.get(key), after.get(key)
        if key != "holder" and (was != becomes or not before or key == "kind"):
            unsaid = key in before and key in after and was == becomes
            was_told = "" if unsaid else _said(key, before, names, currency)
            yield str(LABELS.get(key, key)), was_told, _said(key, after, names, currency)


def _said(key: str, settings: Mapping[str, Any], names: Holders, currency: str) -> str:
    """A setting as people read it; nothing where it is not there."""
    if key not in settings:
        return ""
    value = settings[key]
    if key == "kind":
        return words_text(kind_words(value))
    if key == "pence":
        return words_text(pence_words(value, currency))
    if key.endswith("_on"):
        return day_text(date.fromisoformat(value), year=True)
    if key == "active":
        return _("yes") if value else _("no")
    if key == "person":
        return names.name(value)
    if key == "delegate":
        return names.name(value) if value else _("nobody")
    return ", ".join(_word(key, one, names) for one in value) or _("none") if isinstance(value, list) else str(value)


def _word(key: str, one: str, names: Holders) -> str:
    words: Mapping[str, Any] = {"roles": ROLES, "scopes": SCOPE_WORDS, "changed_too": FIELDS}.get(key, {})
    return names.name(f"team:{one}") if key == "teams" else str(words.get(one, one))
