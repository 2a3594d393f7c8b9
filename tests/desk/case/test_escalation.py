"""Escalating: proposed with its reason, done or not, answered by whom it was put before; and the independent body."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from amends import now
from amends.record.attachments import keep
from tests.cases.agreeing import begun as complaint
from tests.cases.stages import answered
from tests.cast import START, Cast, days, received, take_step
from tests.desk.case.asking import Asking, plain


@pytest.fixture
def case(cast: Cast) -> Asking:
    return Asking(complaint(cast, about="charge"), cast.amira)


@pytest.fixture
def broken(case: Asking, cast: Cast) -> Asking:
    """A promise was broken."""
    by = cast.amira.actor()
    take_step(case.reference, "promise", by, START, what="Call Jo", due_on="2026-03-02")
    take_step(case.reference, "break_promise", by, START, promise=1, reason="Forgotten")
    return case


@pytest.fixture
def with_carol(case: Asking, cast: Cast) -> Asking:
    case.take("escalate", to=cast.carol.actor_id, cause="specialist", why="The meter is odd.", asked="What is it?",
              due_on="2026-03-06")  # fmt: skip
    return case


@pytest.fixture
def referred(case: Asking, cast: Cast) -> Asking:
    answered(cast, case.reference)
    case.at = START + days(7)
    case.take("refer", body="Energy Ombudsman", by_whom="customer", reference="EO-1", reason="The refund.")
    return case


def beside(asking: Asking) -> str:
    body = asking.text("case")
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.find("<aside") : body.find("</aside>")]).split())


def test_nothing_is_proposed_and_nothing_shown_while_all_is_well(case: Asking) -> None:
    assert "Escalation" not in beside(case)


def test_a_proposal_says_why_and_what_can_be_done(broken: Asking) -> None:
    words = beside(broken)
    assert "Escalating is proposed because promise 1 was broken: Call Jo." in words
    assert f"{broken.url('step', 'escalate')}?cause=promise" in broken.text("case")
    page = broken.text("step", "escalate", query="?cause=promise")
    assert "Promise 1 was broken: Call Jo.</textarea>" in page
    assert 'value="promise"' in page


def test_a_proposal_is_set_aside_with_a_reason(broken: Asking) -> None:
    page = broken.text("step", "keep_here", query="?cause=promise")
    assert "promise 1 was broken: Call Jo" in page
    broken.take("keep_here", cause="promise", reason="I called the day after.")
    assert "Escalating is proposed" not in beside(broken)


def test_nobody_escalates_to_themselves(case: Asking, cast: Cast) -> None:
    page = case.text("step", "escalate")
    assert f'value="{cast.carol.actor_id}"' in page
    assert f'value="{cast.amira.actor_id}"' not in page
    answer = case.post("escalate", to=cast.amira.actor_id, cause="other", why="x", asked="y", due_on="2026-03-06")
    assert "Choose from the list." in plain(answer)


def test_what_was_escalated_waits_for_whom_it_was_put_before(with_carol: Asking, cast: Cast) -> None:
    words = beside(with_carol)
    assert "It needs a specialist" in words
    assert "Amira to Carol" in words
    assert "Take it over : It was escalated to someone else. Who could: the person it was escalated to." in words
    with_carol.turn_to(cast.carol)
    with now.at(with_carol.at):
        page = plain(with_carol.client.get(reverse("desk:work")))
    assert "Waits for you 1" in page
    assert "Escalated to you What is it?" in page
    assert f"{with_carol.url('step', 'take_over')}?escalation=1" in with_carol.text("case")


def test_it_is_taken_over_and_given_back(with_carol: Asking, cast: Cast) -> None:
    with_carol.turn_to(cast.carol)
    with_carol.take("take_over", escalation="1", reason="I know meters.")
    assert with_carol.facts.owner == cast.carol.actor_id
    assert "Taken over" in beside(with_carol)
    with_carol.take("return", escalation="1", answer="It is the meter.")
    assert with_carol.facts.owner == cast.amira.actor_id
    assert "Escalation" not in beside(with_carol)


def test_the_history_names_whom_it_was_escalated_to(with_carol: Asking) -> None:
    assert "Escalated (escalation 1): Carol" in plain(with_carol.get("history"))


def test_the_independent_body_has_a_tab_once_it_concerns_the_case(case: Asking, referred: Asking) -> None:
    assert f'href="{referred.url("independent")}"' in referred.text("case")


def test_a_referred_case_waits_for_the_independent_body_and_for_no_colleague(referred: Asking) -> None:
    assert "Waiting for the independent body The decision of Energy Ombudsman" in beside(referred)
    with now.at(referred.at):
        work = plain(referred.client.get(reverse("desk:work")))
    assert "The decision of Energy Ombudsman · Waiting for the independent body" in work


def test_before_that_it_has_none_and_its_page_says_so(case: Asking) -> None:
    assert f'href="{case.url("independent")}"' not in case.text("case")
    assert "It has not been referred." in plain(case.get("independent"))


def test_rights_are_shown_with_their_days(cast: Cast) -> None:
    cast.organisation.regimes.append("uk-fca-disp")
    cast.organisation.save()
    by = cast.amira.actor()
    case = Asking(received(by, regime="uk-fca-disp").reference, cast.amira)
    take_step(case.reference, "recognise", by, START, limb="distress")
    assert f'href="{case.url("independent")}"' not in case.text("case")
    assert "Not open yet" in plain(case.get("independent"))
    case.at = START + days(60)
    page = plain(case.get("independent"))
    assert "Open The customer may refer to the Financial Ombudsman Service without a final response" in page
    assert "from Tue 28 April" in page
    assert f'href="{case.url("independent")}"' in case.text("case")


def test_a_referral_is_followed_from_request_to_order(referred: Asking, cast: Cast) -> None:
    page = plain(referred.get("independent"))
    assert "Energy Ombudsman With them EO-1" in page
    assert "Referred by the customer" in page
    assert "Make the bundle" in page
    referred.take("record_third_party", referral="1", what="request", detail="Send the file.", due_on="2026-03-20")
    page = plain(referred.get("independent"))
    assert "It asks us for something" in page
    assert "due Fri 20 March" in page
    referred.take("record_third_party", referral="1", what="answer", detail="Sent.")
    referred.turn_to(cast.carol)
    decision = {"referral": "1", "what": "decision", "detail": "Upheld.", "decided": "upheld", "ordered": "Pay it back",
                "pence": "64", "due_on": "2026-03-30"}  # fmt: skip
    answer = referred.post("record_third_party", **decision)
    assert "Attach the decision that orders the amount." in plain(answer)
    paper = SimpleUploadedFile("decision.pdf", b"%PDF-1.7 upheld")
    referred.take("record_third_party", **decision, files=[paper])
    page = plain(referred.get("independent"))
    assert "Energy Ombudsman Upheld EO-1" in page
    assert "Ordered: Pay it back" in page
    assert "What was agreed or ordered" in page
    assert "Carry it out" in page


def test_a_handler_does_not_record_an_ordered_amount_and_hears_who_does(referred: Asking) -> None:
    answer = referred.post("record_third_party", referral="1", what="decision", detail="Upheld.", decided="upheld",
                           ordered="Pay it back", pence="64", due_on="2026-03-30")  # fmt: skip
    assert "An amount that was ordered is recorded by a leader." in plain(answer)
    assert "Who could: a team leader, someone in quality or compliance." in plain(answer)


def test_a_referral_that_was_made_is_told_in_words(referred: Asking) -> None:
    referred.take("record_third_party", referral="1", what="request", detail="Send the file.", due_on="2026-03-20")
    page = plain(referred.get("history"))
    assert "Referred to Energy Ombudsman (referral 1)" in page
    assert "Energy Ombudsman: it asks us for something" in page


def test_a_bundle_that_was_made_is_there_to_download(referred: Asking, cast: Cast) -> None:
    kept = keep(referred.reference, "bundle.pdf", [b"%PDF-1.7 bundle"], referred.at)
    by = cast.amira.actor()
    said = {"referral": 1, "title": "For the ombudsman", "files": [kept.id], "pages": 12}
    take_step(referred.reference, "make_bundle", by, referred.at, **said)
    page = referred.text("independent")
    assert "For the ombudsman" in page
    assert "12 pages" in page
    assert f'href="{referred.url("file", kept.id)}"' in page
