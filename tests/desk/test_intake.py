"""Intake: a case from what someone says; duplicates shown before a second is opened; nothing typed is ever lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import Settings

from amends.cases.models import Case
from amends.cases.take import facts_of
from tests.cast import START, Cast, cast, days, received
from tests.desk.conftest import As

__all__ = ["cast"]

PAGE = "/desk/intake/"


def told(**changes: Any) -> dict[str, Any]:
    return {
        "customer_name": "Ada Byrne",
        "customer_email": "ada@example.org",
        "story": "The engineer did not come.\r\nI waited all day.",
        "subject": "Missed visit",
        "wants": "A new date.",
        "channel": "phone",
        "happened_at": "2026-03-03T14:05",
        "team": "payments",
        "limb": "",
        **changes,
    }


def opened() -> Case:
    return Case.objects.latest("pk")


def test_a_case_is_opened_as_of_when_it_was_received(cast: Cast, as_: As) -> None:
    came = as_(cast.amira).post(PAGE, told())
    case = opened()
    assert came["Location"] == reverse("desk:read-back", args=[case.reference])
    facts, entries = facts_of(case.reference)
    assert case.received_at == datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
    assert entries[0].at > entries[0].happened_at
    assert (facts.story, facts.team) == ("The engineer did not come.\nI waited all day.", "payments")


def test_the_page_says_from_when_the_clock_runs_and_begins_with_now(cast: Cast, as_: As) -> None:
    text = as_(cast.amira).get(PAGE).content.decode()
    assert "The clock starts from the day it reached us, not from the day it is typed." in text
    assert 'value="2026-03-04T09:30"' in text


def test_the_page_helps_to_say_what_a_complaint_is(cast: Cast, as_: As) -> None:
    text = as_(cast.amira).get(PAGE).content.decode()
    assert "Dissatisfaction, however it is said, about a product or a service of ours." in text


def test_what_is_read_back_says_what_was_written_and_what_comes_by_when(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    text = client.post(PAGE, told(limb="service", need="Please write."), follow=True).content.decode()
    for words in ("You are Ada Byrne.", "I waited all day.", "A new date.", "Please write.", "ada@example.org"):
        assert words in text
    assert "Acknowledge the complaint" in text
    assert "Fri 6 March" in text
    assert opened().reference in text


def test_read_back_is_for_those_who_may_see_the_case(cast: Cast, as_: As) -> None:
    as_(cast.amira).post(PAGE, told())
    assert as_(cast.gita).get(reverse("desk:read-back", args=[opened().reference])).status_code == 404
    assert as_(cast.amira).get(reverse("desk:read-back", args=["C-26-999999"])).status_code == 404


def test_it_can_be_recognised_at_once(cast: Cast, as_: As) -> None:
    as_(cast.amira).post(PAGE, told(limb="service"))
    assert opened().kind == "complaint"


def test_if_it_cannot_be_recognised_the_case_is_there_all_the_same(cast: Cast, as_: As) -> None:
    text = as_(cast.amira).post(PAGE, told(limb="service", about_staff=[cast.amira.actor_id]), follow=True)
    case = opened()
    assert case.kind == "undecided"
    assert text.status_code == 404  # a complaint about oneself is not for oneself, not even to read back
    messages = as_(cast.dilip).get(reverse("desk:read-back", args=[case.reference]))
    assert messages.status_code == 200


def test_a_refusal_to_recognise_is_said(cast: Cast, as_: As, monkeypatch: pytest.MonkeyPatch) -> None:
    from amends.cases.take import Refused
    from amends.rules.rulings import no
    from amends.rules.words import say

    def refuse(*_args: object, **_named: object) -> None:
        raise Refused(no("case_open", say("Something came between.")))

    monkeypatch.setattr("amends.desk.intake.views.take", refuse)
    text = as_(cast.amira).post(PAGE, told(limb="service"), follow=True).content.decode()
    assert "is open, but it was not recognised as a complaint: Something came between." in text
    assert opened().kind == "undecided"


@pytest.mark.parametrize("left_out", ["customer_name", "story", "subject", "channel"])
def test_what_is_needed_is_asked_for_and_the_rest_is_kept(cast: Cast, as_: As, left_out: str) -> None:
    came = as_(cast.amira).post(PAGE, told(**{left_out: "", "wants": "A new date, and soon."}))
    assert came.status_code == 422
    text = came.content.decode()
    assert "There is a problem" in text
    assert "A new date, and soon." in text
    assert not Case.objects.exists()


def test_a_time_to_come_is_refused_in_words(cast: Cast, as_: As) -> None:
    came = as_(cast.amira).post(PAGE, told(happened_at="2026-03-05T10:00"))
    assert came.status_code == 409
    assert "That time has not come yet." in came.content.decode()
    assert "I waited all day." in came.content.decode()


# --- duplicates --------------------------------------------------------------------------------------------------


def jo(cast: Cast, number: int = 2, **changes: Any) -> list[str]:
    return [received(cast.amira.actor(), START + days(n / 24), **changes).reference for n in range(number)]


JO = {"customer_name": "Jo Marsh", "customer_email": "jo@example.org"}


def test_open_cases_of_the_same_customer_are_shown_first(cast: Cast, as_: As) -> None:
    known = jo(cast)
    came = as_(cast.amira).post(PAGE, told(**JO))
    text = came.content.decode()
    assert came.status_code == 200
    assert "Jo Marsh has 2 open cases" in text
    for reference in known:
        assert reverse("desk:case", args=[reference]) in text
    assert "I waited all day." in text
    assert text.index("<button hidden>") < text.index('name="confirmed"')  # Enter in a field does not answer it
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    "same",
    [
        {"customer_name": "Someone Else", "customer_email": "jo@example.org"},
        {"customer_name": "jo marsh", "customer_email": ""},
        {"customer_name": "J. M.", "customer_email": "", "customer_phone": "07700 900123"},
    ],
)
def test_address_number_or_name_is_enough(cast: Cast, as_: As, same: dict[str, str]) -> None:
    jo(cast, 1, customer_phone="07700 900123")
    assert "has an open case" in as_(cast.amira).post(PAGE, told(**same)).content.decode()


@pytest.mark.parametrize(("answer", "people"), [("new", 2), ("same", 1)])
def test_it_is_opened_once_someone_says_that_it_is_new(cast: Cast, as_: As, answer: str, people: int) -> None:
    jo(cast, 1)
    customer = Case.objects.get().customer
    said = told(customer_name="Jo Marsh", customer_email="", confirmed=customer if answer == "same" else "new")
    assert as_(cast.amira).post(PAGE, said).status_code == 302
    assert Case.objects.count() == 2
    assert Case.objects.values("customer").distinct().count() == people


def test_nobody_can_give_a_case_to_a_customer_of_their_choice(cast: Cast, as_: As) -> None:
    jo(cast, 1)
    as_(cast.amira).post(PAGE, told(confirmed=Case.objects.get().customer))
    assert Case.objects.values("customer").distinct().count() == 2


def test_closed_cases_and_those_of_others_do_not_hold_it_up(cast: Cast, as_: As) -> None:
    jo(cast, 1, team="meters")
    (closed,) = jo(cast, 1)
    Case.objects.filter(reference=closed).update(is_open=False)
    assert as_(cast.ben).post(PAGE, told(**JO)).status_code == 302


def test_a_case_that_only_mentions_the_name_is_none_of_theirs(cast: Cast, as_: As) -> None:
    received(cast.amira.actor(), START, story="Ada Byrne at the counter was rude.")
    assert as_(cast.amira).post(PAGE, told(customer_email="")).status_code == 302


def test_they_are_shown_while_typing(cast: Cast, as_: As) -> None:
    jo(cast, 1)
    client = as_(cast.amira)
    text = client.post(reverse("desk:duplicates"), JO).content.decode()
    assert "Jo Marsh has an open case" in text
    assert "<html" not in text
    assert client.get(reverse("desk:duplicates")).status_code == 405
    assert client.post(reverse("desk:duplicates"), {}).content.decode().strip() == ""
    assert as_(cast.frank).post(reverse("desk:duplicates"), JO).status_code == 404


# --- more than one procedure -------------------------------------------------------------------------------------


@pytest.fixture
def two(cast: Cast) -> Cast:
    cast.organisation.regimes = ["general", "uk-fca-disp"]
    cast.organisation.save()
    return cast


def test_the_language_is_asked_for_only_where_there_are_several(cast: Cast, as_: As, settings: Settings) -> None:
    client = as_(cast.amira)
    assert 'name="language"' in client.get(PAGE).content.decode()
    settings.LANGUAGES = [("en-gb", "English")]
    assert 'name="language"' not in client.get(PAGE).content.decode()


def test_the_procedure_is_asked_for_only_where_there_are_several(cast: Cast, as_: As) -> None:
    assert 'name="regime"' not in as_(cast.amira).get(PAGE).content.decode()


def test_another_procedure_shows_its_own_definition_and_keeps_what_was_typed(two: Cast, as_: As) -> None:
    came = as_(two.amira).post(PAGE, told(regime="uk-fca-disp", act="procedure"))
    text = came.content.decode()
    assert "financial loss" in text
    assert "I waited all day." in text
    assert "There is a problem" not in text
    assert not Case.objects.exists()


def test_a_reason_of_another_procedure_is_asked_again(two: Cast, as_: As) -> None:
    came = as_(two.amira).post(PAGE, told(regime="uk-fca-disp", limb="service"))
    assert came.status_code == 422
    assert "These are the reasons of another procedure" in came.content.decode()


def test_the_chosen_procedure_holds(two: Cast, as_: As) -> None:
    as_(two.amira).post(PAGE, told(regime="uk-fca-disp", limb="distress"))
    assert (opened().regime, opened().kind) == ("uk-fca-disp", "complaint")


def test_a_procedure_that_has_not_begun_is_said_and_loses_nothing(cast: Cast, as_: As) -> None:
    cast.organisation.regime, cast.organisation.regimes = "ie-cbi-cpc-2025", ["ie-cbi-cpc-2025"]
    cast.organisation.save()
    assert as_(cast.amira).get(PAGE).status_code == 200
    came = as_(cast.amira).post(PAGE, told())
    assert came.status_code == 409
    assert "No edition of ie-cbi-cpc-2025 was in force" in came.content.decode()
    assert "I waited all day." in came.content.decode()


def test_a_procedure_that_is_not_in_use_is_not_taken(cast: Cast, as_: As) -> None:
    as_(cast.amira).post(PAGE, told(regime="uk-fca-disp"))
    assert opened().regime == "general"


def test_the_edition_is_that_of_the_day_on_the_calendar_of_the_procedure(cast: Cast) -> None:
    half_past_midnight = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)  # 1 June in London
    new = received(cast.amira.actor(), half_past_midnight, regime="uk-fca-disp")
    old = received(cast.amira.actor(), half_past_midnight - days(1 / 24), regime="uk-fca-disp")
    assert (old.facts.edition, new.facts.edition) == ("2016-06-30", "2026-06-01")
