"""Limits, absences and acts of administration are history, for whoever holds the database too."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from amends.people import triggers
from amends.people.acts import What, note
from amends.people.authority import end_limit, set_absence, set_limit, withdraw_absence
from amends.people.models import Absence, AdminAct, AuthorityLimit
from tests.cast import START, Cast, cast

__all__ = ["cast"]

TODAY = START.date()


@pytest.fixture
def rows(cast: Cast) -> dict[str, models.Model]:
    limit = set_limit("handler", "other", 5, from_on=TODAY, by="staff:99", at=START, reason="A trial.")
    absence = set_absence(cast.carol.actor_id, from_on=TODAY, until_on=TODAY, by="staff:99", at=START)
    note(What.KEY_REVOKED, "key:1", by="staff:99", at=START)
    return {"limit": limit, "absence": absence, "act": AdminAct.objects.latest("pk")}


def refused(statement: Any) -> None:
    with pytest.raises(DatabaseError, match=triggers.REFUSAL), transaction.atomic():
        statement()


def changed(row: models.Model, **columns: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


LATER = START + timedelta(days=1)
VALUES: list[tuple[str, dict[str, Any]]] = [
    ("limit", {"holder": "leader"}),
    ("limit", {"kind": "refund"}),
    ("limit", {"pence": 500_00}),
    ("limit", {"pence": None}),
    ("limit", {"from_on": TODAY - timedelta(days=400)}),
    ("limit", {"until_on": TODAY}),
    ("limit", {"set_by": "staff:1"}),
    ("limit", {"set_at": LATER}),
    ("limit", {"reason": "Another."}),
    ("limit", {"ended_at": LATER}),
    ("limit", {"ended_at": LATER, "until_on": TODAY, "pence": 1}),
    ("limit", {"id": 10**6}),
    ("absence", {"person": "staff:1"}),
    ("absence", {"from_on": TODAY - timedelta(days=400)}),
    ("absence", {"until_on": TODAY + timedelta(days=400)}),
    ("absence", {"delegate": "staff:1"}),
    ("absence", {"set_by": "staff:1"}),
    ("absence", {"withdrawn_at": LATER, "delegate": "staff:1"}),
    ("act", {"by": "staff:1"}),
    ("act", {"at": LATER}),
    ("act", {"after": {"roles": []}}),
]


@pytest.mark.parametrize(("name", "columns"), VALUES, ids=[f"{name} {', '.join(columns)}" for name, columns in VALUES])
def test_the_database_refuses_to_change_a_value(
    rows: dict[str, models.Model], name: str, columns: dict[str, Any]
) -> None:
    refused(lambda: changed(rows[name], **columns))


@pytest.mark.parametrize("name", ["limit", "absence", "act"])
def test_the_database_refuses_to_delete(rows: dict[str, models.Model], name: str) -> None:
    refused(lambda: rows[name].delete())


def test_a_limit_ends_once_and_never_later_than_it_would_have(cast: Cast, rows: dict[str, models.Model]) -> None:
    until = TODAY + timedelta(days=3)
    limit = set_limit("leader", "other", 5, from_on=TODAY, until_on=until, by="staff:99", at=START, reason="A while.")
    refused(lambda: changed(limit, ended_at=LATER, until_on=until + timedelta(days=1)))
    refused(lambda: changed(limit, ended_at=LATER, until_on=None))
    end_limit(limit.pk, until_on=TODAY, by="staff:99", at=START, reason="No longer.")
    refused(lambda: changed(limit, ended_at=LATER, until_on=TODAY))
    refused(lambda: changed(limit, ended_at=None))
    refused(lambda: changed(limit, ended_why="Another reason."))


def test_an_absence_is_withdrawn_once(rows: dict[str, models.Model]) -> None:
    withdraw_absence(rows["absence"].pk, by="staff:99", at=START)
    refused(lambda: changed(rows["absence"], withdrawn_at=LATER))
    refused(lambda: changed(rows["absence"], withdrawn_at=None))


@pytest.mark.parametrize("model", [AuthorityLimit, Absence, AdminAct])
def test_a_row_is_not_replaced_in_one_go(rows: dict[str, models.Model], model: type[models.Model]) -> None:
    """On SQLite by INSERT OR REPLACE, on PostgreSQL by TRUNCATE: neither is a DELETE that a trigger for rows sees."""
    table = model._meta.db_table

    def go_round() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
            else:
                cursor.execute(f"TRUNCATE {table}")

    refused(go_round)


def test_a_limit_is_not_replaced_through_the_day_it_holds_from(rows: dict[str, models.Model]) -> None:
    sqlite = connection.vendor == "sqlite"
    same_day = "ON CONFLICT (holder, kind, from_on) WHERE ended_at IS NULL DO UPDATE SET pence = 900000"

    def go_round() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT {'OR REPLACE ' if sqlite else ''}INTO people_authoritylimit "
                "(holder, kind, pence, from_on, set_by, set_at, reason, ended_by, ended_why) "
                "SELECT holder, kind, 900000, from_on, set_by, set_at, reason, ended_by, ended_why "
                f"FROM people_authoritylimit {'' if sqlite else same_day}"
            )

    refused(go_round)


def test_two_limits_from_one_day_cannot_stand_beside_each_other(rows: dict[str, models.Model]) -> None:
    values = {"holder": "handler", "kind": "other", "from_on": TODAY, "set_by": "x", "set_at": START, "reason": "x"}
    with pytest.raises(DatabaseError), transaction.atomic():
        AuthorityLimit.objects.create(**values, pence=1)


def test_the_triggers_can_be_lifted_and_laid_again(rows: dict[str, models.Model]) -> None:
    """As a migration must that makes one of the tables anew."""
    editor: Any = Editor()
    triggers.lift(editor)
    rows["act"].delete()
    triggers.lay(editor)
    refused(lambda: rows["limit"].delete())


class Editor:
    """What the triggers want of a schema editor, without a transaction of its own."""

    connection = connection

    def execute(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)
