"""What was agreed is looked for only where something was offered; a rebuild removes what stands there without it."""

from __future__ import annotations

from amends.cases.models import Case, Redressed
from amends.cases.rebuild import differences, rebuild
from tests.cast import START, Cast, cast, received

__all__ = ["cast"]


def test_a_rebuild_removes_what_was_never_agreed(cast: Cast) -> None:
    case = Case.objects.get(reference=received(cast.amira.actor()).reference)
    told = {"kind": "refund", "pence": 1, "about": "charge", "regime": "general", "agreed_on": START.date()}
    Redressed.objects.create(case=case, offer=1, **told)
    assert [one.column for one in differences()] == ["redressed"]
    rebuild()
    assert not Redressed.objects.exists()
    assert differences() == []
