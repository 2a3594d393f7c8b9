"""The page of authority: what it says is what holds, and only an administrator with a fresh password changes it."""

from __future__ import annotations

import re
import time
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from amends.now import at
from amends.people.authority import authority, end_limit, set_absence, set_limit
from amends.people.models import AdminAct, AuthorityLimit, Organisation, Staff
from amends.people.triggers import lay, lift
from amends.rules.authority import EVERYTHING
from tests.cast import PASSWORD, Cast, cast, days
from tests.desk.conftest import WEDNESDAY, As
from tests.people.test_history_stays import Editor

__all__ = ["cast"]

TODAY = WEDNESDAY.date()
PAGE, NEW = "/desk/admin/authority/", "/desk/admin/authority/new/"


@pytest.fixture
def frank(cast: Cast, as_: As) -> Client:
    """The administrator, who has just given his password."""
    return fresh(as_(cast.frank))


def fresh(client: Client) -> Client:
    session = client.session
    given = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [given]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
    return client


def limit(**changes: Any) -> dict[str, Any]:
    said = {"holder": "handler", "kind": "refund", "how": "up_to", "amount": "64.50", "from_on": "2026-03-09"}
    return {**said, "until_on": "", "reason": "Prices rose.", **changes}


def text_of(came: Any) -> str:
    """What the page says, as one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", came.content.decode())).replace("&#x27;", "'")


def handler(kind: str = "refund", day: date = TODAY) -> int | None:
    found = next(one for one in authority().powers.people if one.name == "Amira")
    return authority().most(found.actor, kind, day)


# --- read --------------------------------------------------------------------------------------------------------


def test_the_table_says_what_the_rules_say(cast: Cast, as_: As) -> None:
    came = as_(cast.amira).get(PAGE)
    told = {line["kind"]: [cell.words for cell in line["cells"]] for line in came.context["lines"]}
    assert told["Apology"] == ["if it costs nothing", "if it costs nothing", "without limit"]
    assert told["Refund"] == ["up to £250", "up to £2,500", "without limit"]
    assert told["Change of practice"] == ["not at all", "up to £2,500", "without limit"]
    assert told["All together on one case"] == ["up to £300", "up to £3,000", "without limit"]
    assert [str(role) for role in came.context["roles"]] == [
        "Complaint handler",
        "Team leader",
        "Quality and compliance",
    ]


def test_the_picture_has_every_role_and_the_people_with_limits_of_their_own(cast: Cast, as_: As) -> None:
    who = {"by": cast.frank.actor_id, "at": WEDNESDAY, "reason": "Experience."}
    set_limit(cast.amira.actor_id, "refund", 600_00, from_on=TODAY, **who)
    came = as_(cast.ben).get(PAGE)
    rows = {row[0]: dict(zip(came.context["table"].head, row, strict=True)) for row in came.context["table"].rows}
    assert list(rows) == [
        "Complaint handler (3 people)",
        "Team leader (1 person)",
        "Quality and compliance (1 person)",
        "Amira (Complaint handler)",
    ]
    assert rows["Complaint handler (3 people)"]["Refund"] == "£250"
    amira = rows["Amira (Complaint handler)"]
    told = [amira[kind] for kind in ("Apology", "Repair", "Refund", "Change of practice", "All kinds together")]
    assert told == ["£0", "£250", "£600 (own limit)", "Not at all", "£300"]
    assert set(rows["Quality and compliance (1 person)"].values()) == {"Quality and compliance (1 person)", "No limit"}
    assert "pic-sheet" in came.content.decode()


def test_whoever_works_on_cases_reads_and_cannot_change(cast: Cast, as_: As) -> None:
    text = as_(cast.amira).get(PAGE).content.decode()
    assert NEW not in text
    assert f'"{reverse("desk:admin")}"' not in text
    assert NEW in as_(cast.frank).get(PAGE).content.decode()


def test_ones_own_powers_stand_beside_the_table(cast: Cast, as_: As) -> None:
    mine = as_(cast.amira).get(PAGE).context["mine"]
    assert "Refund: up to £250" in mine
    assert not any(line.startswith("Change") for line in mine)
    assert as_(cast.frank).get(PAGE).context["mine"] == []


def test_people_with_limits_of_their_own_and_what_is_to_come_are_listed(cast: Cast, as_: As) -> None:
    who = {"by": cast.frank.actor_id, "at": WEDNESDAY}
    set_limit(cast.amira.actor_id, "refund", 600_00, from_on=TODAY, reason="Experience.", **who)
    set_limit("leader", "refund", None, from_on=date(2026, 4, 1), reason="A trial.", **who)
    text = text_of(as_(cast.ben).get(PAGE))
    assert "Amira Refund up to £600 Wed 4 March 2026 no end" in text
    assert "Wed 1 April 2026 in 28 days Team leader , Refund up to £2,500 → becomes without limit" in text


def test_nothing_planned_and_nobodys_own_are_said(cast: Cast, as_: As) -> None:
    text = text_of(as_(cast.ben).get(PAGE))
    assert "Nobody: everyone has the limits of their roles." in text
    assert "Nothing is planned." in text


@pytest.mark.parametrize(
    ("person", "amount", "words"),
    [
        ("amira", "250", "Yes, Amira may. Refund: up to £250, by role. All together on one case: up to £300, by role."),
        ("amira", "250.01", "No, Amira may not. Refund: up to £250, by role. Who could: Carol, Dilip."),
        ("carol", "9999", "Who could: Dilip."),
    ],
)
def test_trying_it_says_yes_or_no_why_and_who_could(cast: Cast, as_: As, person: str, amount: str, words: str) -> None:
    asked = {"person": getattr(cast, person).actor_id, "kind": "refund", "amount": amount}
    assert words in text_of(as_(cast.ben).get(PAGE, asked))


def test_trying_it_says_where_nobody_could(cast: Cast, as_: As) -> None:
    Staff.objects.filter(pk=cast.dilip.pk).update(is_active=False)
    asked = {"person": cast.amira.actor_id, "kind": "refund", "amount": "9999"}
    assert "Nobody else could." in text_of(as_(cast.ben).get(PAGE, asked))


def test_trying_it_counts_whoever_is_away(cast: Cast, as_: As) -> None:
    carol, amira = cast.carol.actor_id, cast.amira.actor_id
    set_absence(carol, from_on=TODAY, until_on=TODAY, delegate=amira, by=carol, at=WEDNESDAY)
    asked = {"person": amira, "kind": "refund", "amount": "2000"}
    assert "Yes, Amira may. In place of Carol, who is away." in text_of(as_(cast.ben).get(PAGE, asked))


@pytest.mark.parametrize(
    "asked",
    [{"person": "staff:0"}, {"person": ""}, {"kind": "all"}, {"kind": "gift"}, {"amount": "-1"}, {"amount": "NaN"}],
)
def test_what_cannot_be_tried_is_said(cast: Cast, as_: As, asked: dict[str, str]) -> None:
    said = {"person": cast.amira.actor_id, "kind": "refund", "amount": "1", **asked}
    came = as_(cast.ben).get(PAGE, said)
    assert came.status_code == 200
    assert came.context["tried"] is None
    assert came.context["form"].errors


def test_the_page_asks_the_database_little_however_many_limits_there_are(
    cast: Cast, as_: As, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    who = {"by": cast.frank.actor_id, "at": WEDNESDAY, "reason": "x"}
    for kind in ("refund", "repair", "replace", "goodwill", "other"):
        set_limit(cast.amira.actor_id, kind, 5, from_on=TODAY, **who)
        set_limit(cast.ben.actor_id, kind, 5, from_on=date(2026, 4, 1), **who)
    client = as_(cast.amira)
    with django_assert_max_num_queries(8):
        client.get(PAGE)
    with django_assert_max_num_queries(6):
        client.get(f"{PAGE}history/")


# --- changed -----------------------------------------------------------------------------------------------------


def test_an_administrator_lays_down_a_limit_from_a_day_on(cast: Cast, frank: Client) -> None:
    came = frank.post(NEW, limit(), follow=True)
    assert came.redirect_chain == [(PAGE, 302)]
    assert "Laid down. It holds from the day you gave." in text_of(came)
    assert (handler(), handler(day=date(2026, 3, 9))) == (250_00, 64_50)
    made = AuthorityLimit.objects.latest("pk")
    assert (made.set_by, made.set_at, made.reason) == (cast.frank.actor_id, WEDNESDAY, "Prices rose.")


def test_a_limit_can_be_somebodys_own_without_limit_and_for_a_while(cast: Cast, frank: Client) -> None:
    said = limit(holder=cast.amira.actor_id, how="free", amount="", until_on="2026-03-16")
    frank.post(NEW, said)
    days_on = [date(2026, 3, 8), date(2026, 3, 9), date(2026, 3, 16)]
    assert [handler(day=day) for day in days_on] == [250_00, None, 250_00]


def test_the_links_of_the_table_say_whose_and_for_what_and_what_holds_now(frank: Client) -> None:
    came = frank.get(NEW, {"holder": "leader", "kind": "goodwill"})
    form = came.context["form"]
    assert (form["holder"].value(), form["kind"].value()) == ("leader", "goodwill")
    words = "Team leader, Goodwill for distress or inconvenience: today up to £500."
    assert words in text_of(came)
    for strange in ({"holder": "leader", "kind": "gift"}, {"holder": "king", "kind": "refund"}, {}):
        assert frank.get(NEW, strange).context["holds_now"] == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount": ""}, "Write the amount."),
        ({"amount": "-1"}, "An amount cannot be less than nothing."),
        ({"amount": "1.234"}, "Write an amount, such as 64.50 or 1,250."),
        ({"amount": "1,000,000,001"}, "That is more than one amount may be. Check the number."),
        ({"kind": "gift"}, "Select a valid choice."),
        ({"holder": "admin"}, "Select a valid choice."),
        ({"from_on": "2026-03-03"}, "A limit can begin today or later: what was decided before stays as it was."),
        ({"until_on": "2026-03-09"}, "A limit must end after it begins."),
        ({"reason": ""}, "This field is required."),
    ],
)
def test_nonsense_is_refused_in_words(cast: Cast, frank: Client, changes: dict[str, str], words: str) -> None:
    before = AuthorityLimit.objects.count()
    came = frank.post(NEW, limit(**changes))
    assert came.status_code == 422
    assert words in text_of(came)
    assert AuthorityLimit.objects.count() == before


def test_nobody_sets_their_own(cast: Cast, frank: Client) -> None:
    Staff.objects.filter(pk=cast.frank.pk).update(roles=["admin", "handler"])
    came = frank.post(NEW, limit(holder=cast.frank.actor_id))
    assert came.status_code == 422
    assert "Nobody changes their own limit: another administrator must." in text_of(came)


def test_a_limit_is_ended_from_a_day_on_and_stays_in_the_history(cast: Cast, frank: Client) -> None:
    row = AuthorityLimit.objects.get(holder="handler", kind="refund")
    address = reverse("desk:admin-limit-end", args=[row.pk])
    assert "Afterwards this role may not decide this kind at all." in text_of(frank.get(address))
    frank.post(address, {"until_on": "2026-03-05", "reason": "Leaders do it now."})
    assert (handler(), handler(day=date(2026, 3, 5))) == (250_00, -1)
    assert "Ended by Frank" in text_of(frank.get(f"{PAGE}history/"))
    assert "Leaders do it now." in text_of(frank.get(f"{PAGE}history/"))
    assert frank.get(address).status_code == 404


@pytest.mark.parametrize(
    ("holder", "kind", "from_on", "words"),
    [
        ("handler", EVERYTHING, "2026-03-04", "Afterwards nothing limits the sum on a case"),
        ("amira", "refund", "2026-03-04", "Afterwards the limits of their roles hold for this person."),
        ("handler", "refund", "2026-03-05", "ended by its first day, it never does, and what holds now goes on."),
    ],
)
def test_ending_says_what_it_means(cast: Cast, frank: Client, holder: str, kind: str, from_on: str, words: str) -> None:
    whose = cast.amira.actor_id if holder == "amira" else holder
    day = date.fromisoformat(from_on)
    row = set_limit(whose, kind, 5, from_on=day, by=cast.frank.actor_id, at=WEDNESDAY, reason="x")
    assert words in text_of(frank.get(reverse("desk:admin-limit-end", args=[row.pk])))


def test_what_cannot_be_ended_is_refused_in_words(cast: Cast, frank: Client) -> None:
    row = AuthorityLimit.objects.get(holder="handler", kind="refund")
    address = reverse("desk:admin-limit-end", args=[row.pk])
    came = frank.post(address, {"until_on": "2026-03-03", "reason": "x"})
    assert came.status_code == 422
    assert "A limit can end today or later" in text_of(came)
    over = set_limit("leader", "other", 5, from_on=TODAY, until_on=date(2026, 3, 5), by="x", at=WEDNESDAY, reason="x")
    with at(WEDNESDAY + days(1)):
        assert frank.get(reverse("desk:admin-limit-end", args=[over.pk])).status_code == 404


def test_an_installation_from_before_there_were_limits_can_lay_down_the_usual_ones(cast: Cast, frank: Client) -> None:
    editor: Any = Editor()
    lift(editor)
    AuthorityLimit.objects.all().delete()
    lay(editor)
    text = text_of(frank.get(PAGE))
    assert "Nobody may decide any redress, not even an apology." in text
    assert handler() == -1
    frank.post(reverse("desk:admin-limits-usual"))
    assert handler() == 250_00
    came = frank.post(reverse("desk:admin-limits-usual"), follow=True)
    assert "Limits are laid down already. Change them one by one." in text_of(came)
    assert frank.get(reverse("desk:admin-limits-usual")).status_code == 405


def test_the_history_says_who_set_what_when_and_why(cast: Cast, frank: Client, as_: As) -> None:
    frank.post(NEW, limit())
    first = as_(cast.amira).get(f"{PAGE}history/").context["lines"][0]
    assert (first["who"], first["kind"], first["amount"], first["set_by"]) == (
        "Complaint handler",
        "Refund",
        "up to £64.50",
        "Frank",
    )
    assert first["state"] == ("note", "To come")
    text = text_of(as_(cast.amira).get(f"{PAGE}history/"))
    assert "Prices rose." in text
    assert "End it" not in text
    assert "End it" in text_of(frank.get(f"{PAGE}history/"))


def test_a_limit_that_never_began_is_told_so(cast: Cast, frank: Client) -> None:
    day = date(2026, 3, 9)
    row = set_limit("handler", "other", 5, from_on=day, by="x", at=WEDNESDAY, reason="x")
    end_limit(row.pk, until_on=day, by=cast.frank.actor_id, at=WEDNESDAY, reason="Not needed.")
    assert "Ended never began" in text_of(frank.get(f"{PAGE}history/"))


# --- the fresh password ------------------------------------------------------------------------------------------


def test_without_a_fresh_password_nothing_changes_and_afterwards_what_was_written_is_done(cast: Cast, as_: As) -> None:
    client = as_(cast.frank)
    assert client.get(NEW).status_code == 200
    came = client.post(NEW, limit())
    asked = f"{reverse('account_reauthenticate')}?next={NEW}"
    assert came["Location"].replace("%2F", "/") == asked
    assert handler(day=date(2026, 3, 9)) == 250_00
    assert client.post(came["Location"], {"password": "wrong", "next": NEW}).status_code == 200
    assert handler(day=date(2026, 3, 9)) == 250_00
    done = client.post(came["Location"], {"password": PASSWORD, "next": NEW})
    assert done["Location"] == PAGE
    assert handler(day=date(2026, 3, 9)) == 64_50
    assert AdminAct.objects.latest("pk").by == cast.frank.actor_id


def test_what_was_wrong_in_it_is_shown_on_a_page_that_sends_to_the_right_place(cast: Cast, as_: As) -> None:
    client = as_(cast.frank)
    came = client.post(NEW, limit(reason=""))
    shown = client.post(came["Location"], {"password": PASSWORD, "next": NEW})
    assert shown.status_code == 422
    assert f'action="{NEW}"' in shown.content.decode()


def test_ending_and_the_usual_limits_ask_for_it_too(cast: Cast, as_: As) -> None:
    client, row = as_(cast.frank), AuthorityLimit.objects.get(holder="handler", kind="refund")
    for address in (reverse("desk:admin-limit-end", args=[row.pk]), reverse("desk:admin-limits-usual")):
        came = client.post(address, {"until_on": "2026-03-05", "reason": "x"})
        assert came["Location"].startswith(reverse("account_reauthenticate"))
    assert handler(day=date(2026, 3, 5)) == 250_00


@pytest.mark.parametrize("person", ["amira", "carol", "dilip", "eva"])
def test_nobody_else_changes_anything(cast: Cast, as_: As, person: str) -> None:
    client, row = fresh(as_(getattr(cast, person))), AuthorityLimit.objects.first()
    assert row
    before = AuthorityLimit.objects.count()
    for address in (NEW, reverse("desk:admin-limit-end", args=[row.pk]), reverse("desk:admin-limits-usual")):
        assert client.get(address).status_code == 404
        assert client.post(address, limit()).status_code == 404
    assert AuthorityLimit.objects.count() == before


def test_limits_are_shown_and_set_in_the_currency_of_the_organisations_usual_procedure(
    cast: Cast, as_: As, frank: Client
) -> None:
    Organisation.objects.update(regime="ie-cbi-cpc-2025", regimes=["ie-cbi-cpc-2025"])
    page = text_of(as_(cast.amira).get(PAGE, {"person": cast.amira.actor_id, "kind": "refund", "amount": "€250.01"}))
    assert "up to €250" in page
    assert "No, Amira may not. Refund: up to €250, by role." in page
    assert "£" not in page
    assert "Limits are amounts in the currency of each case." not in page
    assert frank.post(NEW, limit(amount="EUR 64.50")).status_code == 302
    assert AuthorityLimit.objects.get(pence=6450)
    assert "up to €64.50" in text_of(frank.get(reverse("desk:admin-authority-history")))


def test_where_procedures_count_in_several_currencies_the_page_says_what_a_limit_is_in_each(
    cast: Cast, as_: As
) -> None:
    Organisation.objects.update(regimes=["general", "ie-cbi-cpc-2025", "us-cfpb-portal", "au-asic-rg271"])
    page = text_of(as_(cast.amira).get(PAGE))
    assert "Limits are amounts in the currency of each case." in page
    assert "£250 on this page is €250 or $250 on a case in that currency." in page


def test_two_currencies_with_one_sign_are_not_told_apart_by_an_example(cast: Cast, as_: As) -> None:
    Organisation.objects.update(regime="us-cfpb-portal", regimes=["us-cfpb-portal", "au-asic-rg271"])
    page = text_of(as_(cast.amira).get(PAGE))
    assert "Limits are amounts in the currency of each case." in page
    assert "on this page is" not in page
