"""The checks stand beside the form, come anew while one types, and are there without script too."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends import now
from tests.cast import START, Cast, days, received, take_step
from tests.desk.case.asking import Asking, plain
from tests.desk.letters.writing import act, words


def test_the_form_has_its_checks_beside_it(decided: Asking) -> None:
    page = decided.text("step", "report_findings")
    assert '<section class="beside" id="checks"' in page
    assert "There: what we found on every point" in page
    assert "Missing: how to ask for stage 2" in page
    assert 'href="#id_next_stage_how"' in page
    assert "The letter answers all 2 issues" in page


def test_while_one_types_only_the_checks_come(asking: Asking) -> None:
    answer = act(asking, "check", "send_update", htmx=True, message="We will call you by Friday.")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "<html" not in text
    assert "<form" not in text
    assert "«We will call you by Friday.» (by Friday 6 March 2026) is a promise" in text
    assert f'href="{asking.url("step", "promise")}"' in text
    assert 'id="checks-says" role="status" hx-swap-oob="true"' in text
    assert "1 thing to look at again." in words(answer)


def test_without_script_the_page_comes_with_all_that_was_typed(asking: Asking) -> None:
    answer = act(asking, "check", "send_update", message="The complainant, {name}, was heard.", goes="letter")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "The complainant, Jo Marsh, was heard.</textarea>" in text
    assert re.search(r'value="letter"[^>]* checked', text)
    assert "It speaks of the customer as of a stranger." in text
    assert "There is a problem" not in text


def test_nothing_written_yet_is_no_error(asking: Asking) -> None:
    for step in ("send_update", "close", "offer"):
        assert act(asking, "check", step, htmx=True).status_code in (200, 409)


def test_the_form_asks_for_the_checks_a_moment_after_the_last_key(asking: Asking) -> None:
    page = asking.text("step", "send_update")
    assert f'hx-post="{asking.url("letter-check", "send_update")}" hx-trigger="input delay:1s' in page
    assert f'formaction="{asking.url("letter-check", "send_update")}"' in page


@pytest.mark.parametrize("step", ["note", "nothing", "take_back"])
def test_only_letters_have_these_addresses(asking: Asking, step: str) -> None:
    assert act(asking, "check", step).status_code == 404


def test_a_closed_step_says_why_here_too(asking: Asking) -> None:
    answer = act(asking, "check", "acknowledge", message="Again")
    assert answer.status_code == 409
    assert "It was acknowledged on Monday 2 March 2026." in plain(answer)


@pytest.mark.parametrize("what", ["check", "save", "discard", "paper", "word", "review"])
def test_another_teams_case_is_not_there(asking: Asking, cast: Cast, what: str) -> None:
    asking.turn_to(cast.gita)
    assert act(asking, what, "send_update", message="x").status_code == 404


@pytest.mark.parametrize("what", ["check", "save", "discard", "paper", "word", "review"])
def test_nothing_is_done_by_a_link(asking: Asking, what: str) -> None:
    assert asking.get(f"letter-{what}", "send_update").status_code == 405


def test_what_people_write_never_runs_in_the_checks(cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    asking = Asking(received(cast.amira.actor(), subject=bad, customer_name=bad).reference, cast.amira)
    take_step(asking.reference, "recognise", cast.amira.actor(), START, limb="service")
    take_step(asking.reference, "add_issue", cast.amira.actor(), START, title=bad)
    for text in (
        act(asking, "check", "send_update", htmx=True, message=f"{bad} We will {bad} by Friday. {{name}}").content,
        asking.get("step", "send_update").content,
    ):
        assert b"<script>alert" not in text


def test_the_checks_take_few_queries(decided: Asking, cast: Cast) -> None:
    def count(step: str) -> int:
        with now.at(START + days(1)), CaptureQueriesContext(connection) as queries:
            sent: dict[str, Any] = {"message": "We will call by Friday."}
            asked = decided.client.post(decided.url("letter-check", step), sent, headers={"HX-Request": "true"})
            assert asked.status_code == 200
        return len(queries)

    few = count("send_update")
    for number in range(8):
        take_step(decided.reference, "note", cast.amira.actor(), START, note=f"Note {number}")
    assert count("send_update") == few <= 10


# Fields


def test_the_fields_that_fill_themselves_in_are_listed_with_what_they_are_here(asking: Asking) -> None:
    page = words(asking.get("step", "send_update"))
    assert "{name} Jo Marsh whom the letter goes to" in page
    assert "{signed_by} Amira your name" in page
    assert "{third_party} empty here" in page


def test_fields_are_filled_in_as_it_is_sent(asking: Asking) -> None:
    asking.take("send_update", message="Dear all, this is about {reference}. {signed_by}")
    page = asking.text("case")
    assert f"this is about {asking.reference}. Amira" in page


def test_a_field_that_is_empty_or_unknown_stops_it_and_is_named(asking: Asking) -> None:
    answer = asking.post("send_update", message="Ask {third_party} about {colour}, {name}.")
    assert answer.status_code == 409
    text = plain(answer)
    assert "The letter has fields that are not filled in." in text
    assert "Missing: {third_party} {colour}" in text
    assert "Ask {third_party} about {colour}, Jo Marsh.</textarea>" in answer.content.decode()
    assert "update_sent" not in asking.facts.kinds


def test_an_offer_without_liability_does_not_admit_it(decided: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    for kind, title, pence in (("refund", "Pay it back", 6400), ("nothing", "Do nothing", None)):
        done = take_step(decided.reference, "identify_option", by, START, kind=kind, title=title, pence=pence)
        take_step(
            decided.reference, "weigh_option", by, START, option=done.entries[0].number_of("option"), meets="fully",
            benefits_customer="x", drawbacks_customer="x", benefits_us="x", drawbacks_us="x",
        )  # fmt: skip
    for option in (1, 2):
        take_step(
            decided.reference, "assess_risk", by, START, option=option, cost_likelihood="low", cost_impact="low",
            why_cost="Small",
        )  # fmt: skip
    take_step(decided.reference, "select_option", by, START, option=1, rationale="Fits")
    offer = {"options": [1], "message": "We accept liability.", "within_days": 14, "goes": "message"}
    answer = decided.post("offer", without_liability="on", **offer)
    assert answer.status_code == 409
    assert "The offer is made without accepting liability, and its words accept it." in plain(answer)
    assert "offered" not in decided.facts.kinds
