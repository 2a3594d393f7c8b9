"""`amends authority`: who may decide what alone, and a limit laid down from a day on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any

import typer

from amends.commands.home import Home, enter, fail

if TYPE_CHECKING:
    from amends.rules.authority import Authority

AsJson = Annotated[bool, typer.Option("--json", help="As data.")]


def register(app: typer.Typer) -> None:
    authority = typer.Typer(help="Who may decide what redress alone.")
    authority.callback(invoke_without_command=True)(show)
    authority.command("set")(set_)
    app.add_typer(authority, name="authority")


def show(context: typer.Context, home: Home = None, as_json: AsJson = False) -> None:
    """Print who may decide what alone today, what will change, and who is away."""
    if context.invoked_subcommand:
        return
    enter(home)
    from django.utils import timezone

    from amends.now import now
    from amends.people.authority import authority

    day = timezone.localdate(now())
    laid_down = authority(since=day)
    if as_json:
        typer.echo(json.dumps(_data(laid_down, day), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(_lines(laid_down, day)))


def _data(laid_down: Authority, day: date) -> dict[str, Any]:
    from amends.people.authority import KINDS, ROLES
    from amends.people.overview import changes_after, own_limits, standing

    limits = laid_down.powers.limits
    held = {role.value: {kind: standing(limits, role.value, kind, day) for kind in KINDS} for role in ROLES}
    return {
        "on": day.isoformat(),
        "roles": {role: {kind: one.pence for kind, one in kinds.items() if one} for role, kinds in held.items()},
        "people": [{"holder": one.holder, "kind": one.kind, "pence": one.pence} for one in own_limits(laid_down, day)],
        "to_come": [
            {
                "on": one.on.isoformat(),
                "holder": one.holder,
                "kind": one.kind,
                "limit": {"pence": one.after.pence} if one.after else None,
            }
            for one in changes_after(laid_down, day)
        ],
        "away": [
            {"person": one.person, "until_on": one.until_on.isoformat(), "delegate": one.delegate}
            for one in laid_down.powers.absences
            if one.covers(day)
        ],
    }


def _lines(laid_down: Authority, day: date) -> Iterator[str]:
    from amends.cases.regimes import currencies
    from amends.people.authority import KINDS, ROLES
    from amends.people.overview import amount_words, changes_after, kind_words, own_limits, pence_words, standing

    names, currency = {one.id: one.name for one in laid_down.powers.people}, currencies()[0]
    for role in ROLES:
        yield f"role:{role.value}"
        for kind in KINDS:
            limit = standing(laid_down.powers.limits, role.value, kind, day)
            yield f"  {kind:<16} {kind_words(kind)}: {amount_words(limit, role.value, kind, currency)}"
    for limit in own_limits(laid_down, day):
        yield f"{limit.holder} {names[limit.holder]}"
        yield f"  {limit.kind:<16} {kind_words(limit.kind)}: {pence_words(limit.pence, currency)}"
    for change in changes_after(laid_down, day):
        after = amount_words(change.after, change.holder, change.kind, currency)
        yield f"from {change.on}: {names.get(change.holder, change.holder)}, {kind_words(change.kind)}: {after}"
    for away in (one for one in laid_down.powers.absences if one.covers(day)):
        stands_in = names.get(away.delegate, "nobody")
        yield f"away until {away.until_on}: {names.get(away.person, away.person)}; in their place: {stands_in}"


def set_(
    holder: Annotated[str, typer.Option(help="role:handler, role:leader, role:quality, staff:7 or an email address.")],
    kind: Annotated[str, typer.Option(help="Such as refund; all for everything on one case together.")],
    from_: Annotated[str, typer.Option("--from", help="The first day, such as 2026-12-01.")],
    reason: Annotated[str, typer.Option(help="Why; it stays in the history.")],
    amount: Annotated[str, typer.Option(help="Up to how much, such as 250 or 64.50.")] = "",
    without_limit: Annotated[bool, typer.Option("--without-limit", help="Instead of --amount.")] = False,
    until: Annotated[str, typer.Option(help="The first day on which it no longer holds.")] = "",
    home: Home = None,
) -> None:
    """Lay down a limit from a day on. What it takes the place of stays in the history."""
    enter(home)
    from amends.cases.regimes import currencies
    from amends.now import now
    from amends.people.acts import COMMAND_LINE
    from amends.people.authority import set_limit
    from amends.people.overview import kind_words, pence_words

    if bool(amount) == without_limit:
        fail("Say either --amount or --without-limit.", 2)
    first, last = _day("--from", from_), _day("--until", until) if until else None
    who = {"by": COMMAND_LINE, "reason": reason}
    pence = None if without_limit else _pence(amount)
    try:
        made = set_limit(_holder(holder), kind, pence, from_on=first, until_on=last, at=now(), **who)
    except ValueError as error:
        fail(str(error), 2)
    typer.echo(f"From {made.from_on}: {holder}, {kind_words(kind)}: {pence_words(pence, currencies()[0])}.")


def _holder(said: str) -> str:
    """A role, an id, or an address of someone."""
    from amends.people.models import Staff

    if "@" not in said:
        return said.removeprefix("role:")
    found = Staff.objects.filter(email__iexact=said).first()
    return found.actor_id if found else fail(f"There is nobody with the address {said}.", 2)


def _day(option: str, said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        fail(f"{option}: write a day such as 2026-12-01.", 2)


def _pence(said: str) -> int:
    try:
        pence = Decimal(said) * 100
    except InvalidOperation:
        fail("--amount: write an amount such as 250 or 64.50.", 2)
    if not pence.is_finite() or pence != pence.to_integral_value():
        fail("--amount: write an amount such as 250 or 64.50.", 2)
    return int(pence)
