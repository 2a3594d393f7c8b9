"""Which edition of a procedure is in force today, and what to say where none is."""

from __future__ import annotations

from amends.cases.regimes import registry
from amends.rules.packfiles import UnknownRegime
from amends.rules.regimes import Regime
from amends.ui.dates import today


def in_force(name: str) -> Regime:
    """The edition of today, or the newest of a procedure that has not begun."""
    return registry().regime(name, on=None if not_in_force(name) else today())


def not_in_force(name: str) -> str:
    """Why no case can be opened under this procedure today, or nothing."""
    try:
        registry().regime(name, on=today())
    except UnknownRegime as error:
        return str(error)
    return ""
