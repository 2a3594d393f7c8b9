"""Authority as data: who may decide what, laid down and ended by day, and loaded for the rules.

Nothing is overwritten: a change is a new row from a day on. What was decided before stays as it was, so nothing is laid
down for days that are past. Every ValueError is a sentence for people.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from amends.people.acts import What, note
from amends.people.models import Absence, AuthorityLimit, Staff
from amends.rules import authority as rules
from amends.rules.actors import CASEWORK, Role
from amends.rules.authority import EVERYTHING, Authority, Colleague, Powers
from amends.rules.redress import Redress
from amends.rules.words import say

KINDS = (*(kind.value for kind in Redress if kind is not Redress.NOTHING), EVERYTHING)
"""What a limit can be for. Doing nothing needs no authority."""
ROLES = (Role.HANDLER, Role.LEADER, Role.QUALITY)
"""The roles that can hold authority, as pages list them."""
MOST = 10**11
"""The largest amount of a limit, in hundredths: a billion of any currency. Whoever may decide more is without limit."""
LONGEST_REASON = 500


def authority(since: date | None = None) -> Authority:
    """Who may decide what, read when it is first asked: three queries. With `since`, absences and limits that ended
    before that day are left out, so ask it about no earlier day."""
    return Authority(lambda: Powers(tuple(_limits(since)), tuple(colleagues()), tuple(_absences(since))))


def _limits(since: date | None) -> list[rules.Limit]:
    # The newest first: of two from the same day, the rules take the first.
    rows = AuthorityLimit.objects.order_by("-pk")
    if since:
        rows = rows.exclude(until_on__lte=since)
    return [rules.Limit(*row) for row in rows.values_list("holder", "kind", "pence", "from_on", "until_on")]


def colleagues() -> list[Colleague]:
    """Everyone who may sign in, with their roles and teams, by name: one query."""
    found: dict[int, tuple[str, list[str], set[str]]] = {}
    rows = Staff.objects.filter(is_active=True).order_by("name", "pk")
    for pk, name, roles, team in rows.values_list("pk", "name", "roles", "teams"):
        found.setdefault(pk, (name, roles, set()))[2].update([team] if team else [])
    return [
        Colleague(f"staff:{pk}", name, frozenset(map(Role, roles)), frozenset(teams))
        for pk, (name, roles, teams) in found.items()
    ]


def _absences(since: date | None) -> list[rules.Absence]:
    rows = Absence.objects.filter(withdrawn_at=None)
    if since:
        rows = rows.filter(until_on__gte=since)
    return [rules.Absence(*row) for row in rows.values_list("person", "from_on", "until_on", "delegate")]


# --- limits ------------------------------------------------------------------------------------------------------


def set_limit(
    holder: str,
    kind: str,
    pence: int | None,
    *,
    from_on: date,
    by: str,
    at: datetime,
    reason: str,
    until_on: date | None = None,
) -> AuthorityLimit:
    """Lay down what a role («handler») or a person («staff:7») may decide alone from a day on; None is without limit.

    It takes the place of the limit that holds; with `until_on`, that one holds again from then on. Raises ValueError,
    in words, for what cannot be.
    """
    _refuse_holder(holder, by)
    _refuse_amount(kind, pence)
    _refuse_days(from_on, until_on, timezone.localdate(at))
    _refuse_reason(reason)
    values = {"holder": holder, "kind": kind, "pence": pence, "from_on": from_on, "until_on": until_on}
    try:
        with transaction.atomic():
            same_day = AuthorityLimit.objects.filter(holder=holder, kind=kind, from_on=from_on, ended_at=None)
            same_day.update(until_on=from_on, ended_by=by, ended_at=at, ended_why=reason.strip())
            limit = AuthorityLimit.objects.create(**values, set_by=by, set_at=at, reason=reason.strip())
            note(What.LIMIT_SET, f"limit:{limit.pk}", by=by, at=at, after=told(limit))
    except IntegrityError:
        raise ValueError(say("Someone else has just changed this limit. Look at it again.")) from None
    return limit


def end_limit(limit: int, *, until_on: date, by: str, at: datetime, reason: str) -> None:
    """End a limit, and what it took the place of: from that day on the holder has none of this kind.

    One that has not begun by then never does, and what it would have taken the place of stays. Raises ValueError, in
    words, for what cannot be.
    """
    _refuse_reason(reason)
    found = AuthorityLimit.objects.filter(pk=limit).first()
    if found is None or found.ended_at or (found.until_on and found.until_on <= timezone.localdate(at)):
        raise ValueError(say("This limit has ended already."))
    if until_on < timezone.localdate(at):
        raise ValueError(say("A limit can end today or later: what was decided before stays as it was."))
    if found.until_on and until_on > found.until_on:
        raise ValueError(say("It ends before that day as it is. Set a new limit instead."))
    _refuse_own(found.holder, by)
    never = until_on <= found.from_on and found.from_on > timezone.localdate(at)
    with transaction.atomic():
        open_ones = AuthorityLimit.objects.select_for_update().filter(ended_at=None)
        ending = [found.pk] if never else _in_place_of(found, until_on)
        for row in open_ones.filter(pk__in=ending):
            last = max(until_on, row.from_on)
            said = {"until_on": last, "ended_by": by, "ended_at": at, "ended_why": reason.strip()}
            if open_ones.filter(pk=row.pk).update(**said):
                note(
                    What.LIMIT_ENDED,
                    f"limit:{row.pk}",
                    by=by,
                    at=at,
                    before=told(row),
                    after=told(row) | {"until_on": str(last)},
                )


def _in_place_of(limit: AuthorityLimit, day: date) -> list[int]:
    """This limit and the older ones that would hold again on that day."""
    same = AuthorityLimit.objects.filter(holder=limit.holder, kind=limit.kind, from_on__lte=limit.from_on)
    return [*same.exclude(until_on__lte=day).values_list("pk", flat=True), limit.pk]


def told(limit: AuthorityLimit) -> dict[str, Any]:
    """A limit as plain data, without the words of whoever set it."""
    until = {"until_on": limit.until_on.isoformat()} if limit.until_on else {}
    return {
        "holder": limit.holder,
        "kind": limit.kind,
        "pence": limit.pence,
        "from_on": limit.from_on.isoformat(),
        **until,
    }


def _refuse_holder(holder: str, by: str) -> None:
    if holder.startswith("staff:"):
        person = next((one for one in colleagues() if one.id == holder), None)
        if person is None:
            raise ValueError(say("There is nobody with this id who may sign in: {id}.", id=holder))
        if not person.actor.has(*CASEWORK):
            raise ValueError(say("{name} has no role that works on cases, so can hold no limit.", name=person.name))
        _refuse_own(holder, by)
    elif holder not in ROLES:
        known = ", ".join(role.value for role in ROLES)
        raise ValueError(say("Only these roles can hold a limit: {roles}.", roles=known))


def _refuse_own(holder: str, by: str) -> None:
    if holder == by:
        raise ValueError(say("Nobody changes their own limit: another administrator must."))


def _refuse_amount(kind: str, pence: int | None) -> None:
    if kind not in KINDS:
        raise ValueError(
            say("There is no kind of redress «{kind}». There are: {kinds}.", kind=kind, kinds=", ".join(KINDS))
        )
    if pence is not None and pence < 0:
        raise ValueError(say("A limit cannot be below nothing."))
    if pence is not None and pence > MOST:
        raise ValueError(say("This amount is too large. Whoever may decide as much is without limit."))


def _refuse_days(from_on: date, until_on: date | None, today: date) -> None:
    if from_on < today:
        raise ValueError(say("A limit can begin today or later: what was decided before stays as it was."))
    if until_on and until_on <= from_on:
        raise ValueError(say("A limit must end after it begins."))


def _refuse_reason(reason: str) -> None:
    if not reason.strip():
        raise ValueError(say("Say why: the reason stays in the history."))
    if len(reason.strip()) > LONGEST_REASON:
        raise ValueError(say("The reason can have at most {n} characters.", n=LONGEST_REASON))


# --- the beginning -----------------------------------------------------------------------------------------------

_WORDS: dict[str, int | None] = {Redress.APOLOGY: 0, Redress.EXPLANATION: 0}
_DEEDS = (Redress.PUT_RIGHT, Redress.REPAIR, Redress.REPLACE, Redress.REFUND, Redress.PRICE_REDUCTION)
_HANDLER: dict[str, int | None] = {
    **_WORDS,
    **dict.fromkeys(_DEEDS, 250_00),
    Redress.COMPENSATION: 100_00,
    Redress.GOODWILL: 50_00,
    EVERYTHING: 300_00,
}
_LEADER: dict[str, int | None] = {
    **{kind: pence and pence * 10 for kind, pence in _HANDLER.items()},
    Redress.CHANGE: 2_500_00,
    Redress.OTHER: 1_000_00,
}
# Said for every kind and for all together: a missing limit on everything would leave that of another role in force.
_QUALITY: dict[str, int | None] = dict.fromkeys(KINDS)


def usual_limits(from_on: date) -> list[rules.Limit]:
    """What a new organisation begins with: small sums for handlers, ten times as much for leaders, who also decide
    changes of practice; quality and compliance without limit, so that there is someone for every amount."""
    roles = ((Role.HANDLER, _HANDLER), (Role.LEADER, _LEADER), (Role.QUALITY, _QUALITY))
    return [
        rules.Limit(role.value, str(kind), pence, from_on) for role, limits in roles for kind, pence in limits.items()
    ]


def lay_down_usual(*, from_on: date, by: str, at: datetime) -> None:
    """Write the usual limits. For an organisation that has none: raises ValueError, in words, where there are some."""
    if AuthorityLimit.objects.exists():
        raise ValueError(say("Limits are laid down already. Change them one by one."))
    reason = str(say("The usual limits of a new organisation"))
    with transaction.atomic():
        AuthorityLimit.objects.bulk_create(
            AuthorityLimit(
                holder=one.holder,
                kind=one.kind,
                pence=one.pence,
                from_on=from_on,
                set_by=by,
                set_at=at,
                reason=reason,
            )
            for one in usual_limits(from_on)
        )
        note(What.LIMITS_BEGUN, "limits", by=by, at=at, after={"from_on": from_on.isoformat()})


# --- absences ----------------------------------------------------------------------------------------------------


def set_absence(person: str, *, from_on: date, until_on: date, delegate: str = "", by: str, at: datetime) -> Absence:
    """Note that someone (an id) is away on these days, both included, and who decides in their place. Raises
    ValueError, in words, for what cannot be."""
    there = {one.id: one for one in colleagues()}
    if person not in there:
        raise ValueError(say("There is nobody with this id who may sign in: {id}.", id=person))
    if until_on < from_on:
        raise ValueError(say("The last day cannot be before the first."))
    if from_on < timezone.localdate(at):
        raise ValueError(say("An absence can begin today or later."))
    if delegate:
        _refuse_delegate(person, there.get(delegate), by)
    if Absence.objects.filter(person=person, withdrawn_at=None, from_on__lte=until_on, until_on__gte=from_on).exists():
        name = there[person].name
        raise ValueError(say("{name} is away on some of these days already: withdraw that first.", name=name))
    with transaction.atomic():
        days = {"from_on": from_on, "until_on": until_on}
        absence = Absence.objects.create(person=person, **days, delegate=delegate, set_by=by, set_at=at)
        note(What.ABSENCE_SET, person, by=by, at=at, after=_told(absence))
    return absence


def withdraw_absence(absence: int, *, by: str, at: datetime) -> None:
    """Take back an absence: from now on its person is there, and nobody acts for them. Raises ValueError, in words,
    for one that is over or was withdrawn."""
    with transaction.atomic():
        open_ones = Absence.objects.filter(pk=absence, withdrawn_at=None, until_on__gte=timezone.localdate(at))
        found = open_ones.first()
        if found is None or not open_ones.update(withdrawn_by=by, withdrawn_at=at):
            raise ValueError(say("This absence is over, or was withdrawn already."))
        note(What.ABSENCE_WITHDRAWN, found.person, by=by, at=at, before=_told(found))


def _refuse_delegate(person: str, delegate: Colleague | None, by: str) -> None:
    if delegate is None:
        raise ValueError(say("Whoever decides in someone's place must be able to sign in."))
    if delegate.id == person:
        raise ValueError(say("Nobody can stand in for themselves: choose someone else, or nobody."))
    if not delegate.actor.has(*CASEWORK):
        raise ValueError(say("{name} has no role that works on cases, so cannot stand in.", name=delegate.name))
    if delegate.id == by:
        raise ValueError(say("Nobody makes themselves stand in for another: someone else must name them."))


def _told(absence: Absence) -> dict[str, Any]:
    days = {"from_on": absence.from_on.isoformat(), "until_on": absence.until_on.isoformat()}
    return {**days, "delegate": absence.delegate}
