"""The start of the administration, and who may do what."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from amends.desk.gates import administrators
from amends.desk.words import ROLES
from amends.rules.actors import Role
from amends.rules.steps import STEPS

PAGES = (
    ("desk:admin-people", gettext_lazy("People"), gettext_lazy("Who works here, in which roles and teams.")),
    ("desk:admin-teams", gettext_lazy("Teams"), gettext_lazy("A case is seen by its team.")),
    ("desk:admin-roles", gettext_lazy("Who may do what"), gettext_lazy("Every step, and the roles that may take it.")),
    (
        "desk:admin-authority",
        gettext_lazy("Authority"),
        gettext_lazy("What redress each may decide alone, up to what."),
    ),
    ("desk:admin-away", gettext_lazy("Away"), gettext_lazy("Who is not there, and who decides in their place.")),
    (
        "desk:admin-service-offer",
        gettext_lazy("Service offer"),
        gettext_lazy("What customers can expect when something goes wrong."),
    ),
    ("desk:admin-organisation", gettext_lazy("Organisation"), gettext_lazy("Name, contact, procedures in use.")),
    ("desk:admin-procedures", gettext_lazy("Procedures"), gettext_lazy("Time limits, their sources, how sure we are.")),
    ("desk:admin-dates", gettext_lazy("Date tester"), gettext_lazy("Give a day, see when a time limit ends and why.")),
    ("desk:admin-letters", gettext_lazy("Letters"), gettext_lazy("The Word template that letters are written with.")),
    ("desk:admin-keys", gettext_lazy("API keys"), gettext_lazy("For other systems that work with cases.")),
    ("desk:admin-acts", gettext_lazy("What administrators changed"), gettext_lazy("Who, when, before and after.")),
    ("desk:admin-health", gettext_lazy("Health"), gettext_lazy("Database, mail, seal: what is well and what is not.")),
)
COLUMNS = {**ROLES, "customer": gettext_lazy("Customer"), "system": gettext_lazy("System")}


@administrators
def start(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/admin/start.html", {"pages": PAGES})


@administrators
def who_may(request: HttpRequest) -> HttpResponse:
    """Made from the steps themselves, so it cannot be out of date."""
    lines = [
        {
            "label": _(step.label),
            "chapter": _(step.chapter),
            "summary": _(step.summary),
            "who": [pgettext("may take the step", "yes") if Role(role) in step.who else "" for role in COLUMNS],
        }
        for step in STEPS.values()
    ]
    return render(request, "desk/admin/roles.html", {"columns": COLUMNS.values(), "lines": lines})
