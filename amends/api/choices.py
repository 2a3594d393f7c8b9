"""Fields whose values must be something of ours: a colleague, a team, a file of this case, a case that one may see.

What depends on the case alone (issues, open promises, limbs) the rules decide. This is what the organisation knows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from amends.api.problems import bad_fields
from amends.cases.doors import visible
from amends.cases.regimes import registry
from amends.people.models import Customer, Staff, Team
from amends.record.attachments import unknown_files
from amends.rules.actors import CASEWORK, Actor, Role
from amends.rules.choices import choices
from amends.rules.rulings import Scene
from amends.rules.steps.base import Step

Pairs = list[tuple[str, str]]


def check_choices(step: Step, by: Actor, reference: str = "") -> None:
    """Raise Problem for every field that names something we do not have, or that this actor may not see."""
    wrong = [
        (field, _no_such(value))
        for field, of in choice_fields(type(step)).items()
        for value in _unknown(of, _values(getattr(step, field)), by, reference)
    ]
    if wrong:
        raise bad_fields(wrong)


def check_choices_here(step: Step, scene: Scene) -> None:
    """Raise Problem for every field that names something this case does not have."""
    wrong = [
        (field, _no_such(value))
        for field, of in choice_fields(type(step)).items()
        if (there := choices(of, scene)) is not None
        for value in sorted(_values(getattr(step, field)) - {one for one, _label in there})
    ]
    if wrong:
        raise bad_fields(wrong)


def choice_fields(step: type[Step]) -> Mapping[str, str]:
    """The fields of a step that have a set of choices, and the name of the set."""
    extras = ((name, field.json_schema_extra) for name, field in step.model_fields.items())
    return {name: str(extra["choices"]) for name, extra in extras if isinstance(extra, dict) and extra.get("choices")}


def choices_for(step: type[Step], fields: Collection[str], scene: Scene) -> dict[str, list[dict[str, Any]]]:
    """The values that these fields may have now, with their labels. Customers, cases and files are not listed."""
    listed = {name: of for name, of in choice_fields(step).items() if name in fields and _may_list(of, scene)}
    found = {name: (_offered(of, scene), step.model_fields[name].annotation) for name, of in listed.items()}
    return {
        name: [{"value": int(value) if kind in (int, list[int]) else value, "label": label} for value, label in pairs]
        for name, (pairs, kind) in found.items()
        if pairs is not None
    }


_FOR_CUSTOMERS = frozenset({"open_questions", "open_offers", "offered_options"})
"""Sets of which a customer knows every value."""


def _may_list(of: str, scene: Scene) -> bool:
    return of in _FOR_CUSTOMERS or not scene.by.is_customer


def _offered(of: str, scene: Scene) -> Pairs | None:
    offer = _OFFERS.get(of)
    return offer() if offer else choices(of, scene)


def _no_such(value: str) -> str:
    return _("There is no such choice: {value}.").format(value=value)


def _values(value: object) -> set[str]:
    values = value if isinstance(value, list) else [value]
    return {str(one) for one in values if one != ""}


def _unknown(of: str, values: set[str], by: Actor, reference: str) -> list[str]:
    check = _UNKNOWN.get(of)
    return sorted(check(values, by, reference)) if check and values else []


def _people(values: set[str] | None = None) -> list[Staff]:
    """Colleagues at work here: all, or those among the values."""
    people = Staff.objects.filter(is_active=True)
    if values is None:
        return list(people.order_by("name", "pk"))
    numbers = [value.removeprefix("staff:") for value in values if value.startswith("staff:")]
    return list(people.filter(pk__in=[int(number) for number in numbers if number.isdecimal() and len(number) < 10]))


def _named(people: list[Staff]) -> Pairs:
    return [(person.actor_id, person.name) for person in people]


def _workers(people: list[Staff]) -> list[Staff]:
    """Those who can own a case."""
    return [person for person in people if CASEWORK & {Role(role) for role in person.roles}]


def _teams() -> Pairs:
    return [(team.slug, team.name) for team in Team.objects.order_by("name")]


def _regimes() -> Pairs:
    return [(regime, registry().regime(regime).name) for regime in registry().procedures()]


def _unknown_staff(values: set[str], by: Actor, reference: str) -> set[str]:
    return values - {person.actor_id for person in _people(values)}


def _unknown_workers(values: set[str], by: Actor, reference: str) -> set[str]:
    return values - {person.actor_id for person in _workers(_people(values))}


def _unknown_teams(values: set[str], by: Actor, reference: str) -> set[str]:
    return values - set(Team.objects.filter(slug__in=values).values_list("slug", flat=True))


def _unknown_staff_and_teams(values: set[str], by: Actor, reference: str) -> set[str]:
    teams = {value for value in values if value.startswith("team:")}
    strangers = _unknown_teams({team.removeprefix("team:") for team in teams}, by, reference)
    return _unknown_staff(values - teams, by, reference) | {f"team:{slug}" for slug in strangers}


def _unknown_customers(values: set[str], by: Actor, reference: str) -> set[str]:
    return values - set(Customer.objects.filter(id__in=values).values_list("id", flat=True))


def _unseen_cases(values: set[str], by: Actor, reference: str) -> set[str]:
    """Of a case that is not there and of one that this actor may not see the same is said."""
    return values - set(visible(by).filter(reference__in=values).values_list("reference", flat=True))


_OFFERS: Mapping[str, Callable[[], Pairs]] = {
    "staff": lambda: _named(_people()),
    "caseworkers": lambda: _named(_workers(_people())),
    "teams": _teams,
    "staff_and_teams": lambda: [*_named(_people()), *((f"team:{slug}", name) for slug, name in _teams())],
    "regimes": _regimes,
}
_UNKNOWN: Mapping[str, Callable[[set[str], Actor, str], Iterable[str]]] = {
    "staff": _unknown_staff,
    "caseworkers": _unknown_workers,
    "teams": _unknown_teams,
    "staff_and_teams": _unknown_staff_and_teams,
    "regimes": lambda values, by, reference: values - set(registry().procedures()),
    "customers": _unknown_customers,
    "cases": _unseen_cases,
    "files": lambda values, by, reference: unknown_files(reference, values),
}
