"""`amends key`: keys for machines. Shown once, listed without their secret, revoked by what they begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from amends.commands.home import Home, enter, fail

if TYPE_CHECKING:
    from amends.people.models import ApiKey, Staff

NOTHING = "-"


def register(app: typer.Typer) -> None:
    keys = typer.Typer(no_args_is_help=True, help="Keys for machines that use the API.")
    keys.command()(create)
    keys.command("list")(list_keys)
    keys.command()(revoke)
    app.add_typer(keys, name="key")


def create(
    name: Annotated[str, typer.Option(help="Which system uses it, and what for.")],
    scope: Annotated[list[str], typer.Option(help="cases:read, cases:write or steps:read.")],
    role: Annotated[list[str] | None, typer.Option(help="handler, leader, quality, or customer for a portal.")] = None,
    team: Annotated[list[str] | None, typer.Option(help="Only cases of this team. Without it, of every team.")] = None,
    person: Annotated[str, typer.Option("--for", help="Whose key it is, by email: it acts as them.")] = "",
    home: Home = None,
) -> None:
    """Make a key and print it: the only time it is shown. Scopes, roles and teams may be given several times."""
    enter(home)
    from amends.now import now
    from amends.people.keys import new_key

    roles, teams = role or [], team or []
    _refuse_odd(name, roles, scope, teams)
    try:
        secret = new_key(name.strip(), roles=roles, scopes=scope, teams=teams, at=now(), staff=_staff(person))
    except ValueError as error:
        fail(str(error), 2)
    typer.echo(secret)
    typer.echo("Keep it now: it is not shown again.", err=True)


def _staff(email: str) -> Staff | None:
    """The member of staff with this address; None where none was given."""
    from amends.people.models import Staff

    if not email:
        return None
    found = Staff.objects.filter(email=email.strip().lower()).first()
    if found is None:
        fail(f"Nobody here signs in as {email}.", 2)
    return found


def _refuse_odd(name: str, roles: list[str], scopes: list[str], teams: list[str]) -> None:
    """End the command where the key would be of no use."""
    from amends.people.models import Team

    if not 0 < len(name.strip()) <= 100:
        fail("--name has 1 to 100 characters.", 2)
    if not roles and any(scope.startswith("cases:") for scope in scopes):
        fail("--role is missing: it decides which cases the key sees and which steps it may take.", 2)
    known = list(Team.objects.order_by("slug").values_list("slug", flat=True))
    strange = [team for team in teams if team not in known]
    if strange:
        fail(f"There is no team {', '.join(strange)}. There are: {', '.join(known)}.", 2)


def list_keys(home: Home = None) -> None:
    """List the keys: what each begins with, what it may do, when it was last used."""
    enter(home)
    from amends.people.models import ApiKey

    keys = list(ApiKey.objects.select_related("staff").order_by("revoked_at", "pk"))
    if not keys:
        typer.echo("There is no key. Make one: amends key create --name NAME --role handler --scope cases:read")
    for key in keys:
        typer.echo(_line(key))


def _line(key: ApiKey) -> str:
    state = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else f"last used {key.last_used_on or 'never'}"
    return "  ".join(
        (
            f"{key.prefix}…",
            key.name,
            f"acts as {key.staff.email}" if key.staff else f"acts as key:{key.pk}",
            f"roles {_listed(key.roles)}",
            f"scopes {_listed(key.scopes)}",
            f"teams {_listed(key.teams) if key.teams else 'all'}",
            f"made {key.created_at:%Y-%m-%d}",
            state,
        )
    )


def _listed(words: list[str]) -> str:
    return ",".join(words) or NOTHING


def revoke(
    prefix: Annotated[str, typer.Argument(help="What the key begins with, as listed.")], home: Home = None
) -> None:
    """Revoke a key: from now on it opens nothing."""
    enter(home)
    from amends.now import now
    from amends.people.keys import revoke_key
    from amends.people.models import ApiKey

    begin = prefix.removesuffix("…")
    keys = list(ApiKey.objects.filter(prefix__startswith=begin[:12], revoked_at=None)) if begin else []
    if not keys:
        fail(f"No key that is in use begins with {prefix}. See: amends key list")
    if len(keys) > 1:
        fail(f"{len(keys)} keys begin with {prefix}: {', '.join(key.prefix for key in keys)}. Give more of it.")
    revoke_key(keys[0].pk, at=now())
    typer.echo(f"Revoked {keys[0].prefix}… ({keys[0].name}).")
