"""What the sign-in page needs that its view, which is not ours, does not give; and values as words."""

from __future__ import annotations

from django import template
from django.conf import settings

from amends.cases.told.labels import within
from amends.desk.words import ROLES
from amends.people.models import Staff

register = template.Library()
register.filter("within", within)


@register.simple_tag
def demo_sign_ins() -> dict[str, list[dict[str, str]]]:
    """The invented people of a demonstration whose password is no secret: one for each role, and the others.
    Nobody, anywhere else."""
    people = _invented() if settings.DEMO else []
    first = {person["roles"]: person for person in reversed(people)}
    return {"first": list(reversed(first.values())), "others": [one for one in people if one not in first.values()]}


def _invented() -> list[dict[str, str]]:
    return [
        {
            "name": person.name,
            "email": person.email,
            "password": person.settings["demo_password"],
            "roles": ", ".join(str(ROLES[role]) for role in person.roles if role in ROLES),
        }
        for person in Staff.objects.filter(is_active=True).order_by("pk")
        if "demo_password" in person.settings
    ]
