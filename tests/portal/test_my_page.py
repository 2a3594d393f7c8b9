"""What the customer's page shows, and what it never does."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amends import now
from amends.cases.models import Case
from amends.cases.regimes import registry
from amends.cases.take import facts_of
from tests.cast import START, Cast, cast, customer, days, received, take_step
from tests.portal.walk import UNDERSTOOD, answered, enter, send, text_of

__all__ = ["cast"]
EVERY_REGIME_IN_FORCE = datetime(2026, 7, 1, 9, tzinfo=UTC)
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def shown(reference: str, at: timedelta, page: str = "/my/") -> str:
    client = Client()
    with now.at(START + at):
        enter(client, reference)
        return text_of(client, page)


def test_what_staff_say_among_themselves_never_appears(cast: Cast) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    secret = "ZEBRA-INTERNAL"
    steps = [
        ("recognise", {"limb": "service", "reason": secret}),
        ("note", {"note": secret}),
        ("note_need", {"need": secret, "mood": "angry", "adjustment": secret}),
        ("assign", {"to": amira.id, "reason": secret}),
        ("request_input", {"of": cast.ben.actor_id, "question": secret, "due_on": "2026-03-10"}),
        ("receive_input", {"request": 1, "answer": secret}),
        ("add_issue", {"title": "Charged twice", "detail": secret}),
        ("add_evidence", {"title": secret, "source": "our records"}),
        ("confirm_understanding", UNDERSTOOD),
        ("find", {"issue": 1, "outcome": "justified", "reasons": "Twice.", "evidence": [1], "cause": secret}),
        ("acknowledge", {"message": "We have it.", "says": ["received", "next"]}),
        ("report_findings", {"audience": "internal", "message": secret}),
        ("promise", {"what": "Call you", "due_on": "2026-03-06"}),
        ("keep_promise", {"promise": 1, "proof": secret}),
        ("hand_over", {"to": cast.ben.actor_id, "reason": secret, "next_steps": secret}),
    ]  # fmt: skip
    for n, (name, fields) in enumerate(steps):
        take_step(reference, name, amira, START + timedelta(minutes=n), **fields)
    pages = [shown(reference, days(1), page) for page in ("/my/", "/my/copy/", "/my/message/")]
    assert [secret in page for page in pages] == [False] * 3
    assert "We have it." in pages[0]


def test_findings_that_are_not_reported_yet_are_not_shown(cast: Cast) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "recognise", amira, START, limb="service")
    take_step(reference, "add_issue", amira, START, title="Charged twice")
    take_step(reference, "confirm_understanding", amira, START, **UNDERSTOOD)
    take_step(reference, "find", amira, START, issue=1, outcome="unable", reasons="WE-DO-NOT-KNOW")
    assert "WE-DO-NOT-KNOW" not in shown(reference, days(1))


@pytest.mark.parametrize("page", ["/my/", "/my/copy/"])
def test_an_answer_that_was_given_stays_as_it_was_given(cast: Cast, page: str) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    answered(reference, cast)
    found = next(entry.number for entry in facts_of(reference)[1] if entry.kind == "found")
    later = START + days(2)
    take_step(reference, "answer_satisfaction", customer(reference), later, answer="no")
    put_right = {"entry": found, "field": "reasons", "value": "SINCE-CORRECTED", "reason": "A slip."}
    take_step(reference, "correct", amira, later, **put_right)
    decided = {"issue": 1, "outcome": "unjustified", "reasons": "SINCE-DECIDED", "evidence": [1]}
    take_step(reference, "find", amira, later, **decided)
    text = shown(reference, days(3), page)
    assert "1. Charged twice: Justified. It shows." in text
    assert "SINCE-" not in text


def test_one_customer_sees_nothing_of_anothers_case(cast: Cast) -> None:
    amira = cast.amira.actor()
    mine = received(amira, story="My own story").reference
    theirs = received(amira, story="Their story", customer_email="other@example.org", subject="Theirs").reference
    page = shown(mine, days(1))
    assert "My own story" in page
    assert "Their story" not in page
    assert theirs not in page


def test_the_session_says_which_case_and_no_parameter_can(cast: Cast, client: Client) -> None:
    amira = cast.amira.actor()
    mine, theirs = (
        received(amira).reference,
        received(amira, subject="THEIRS", customer_email="x@example.org").reference,
    )
    with now.at(START):
        enter(client, mine)
        for sent in ({"reference": theirs, "portal_case": theirs, "case": theirs},):
            assert "THEIRS" not in client.get("/my/", sent).content.decode()
            client.post("/my/message/", {"message": "Hello", **sent})
    assert facts_of(theirs)[0].number == 1


@pytest.mark.parametrize("page", ["/my/", "/my/message/", "/my/sorted/", "/my/understanding/"])
def test_markup_in_what_people_write_is_shown_and_never_run(cast: Cast, page: str) -> None:
    amira = cast.amira.actor()
    reference = received(amira, subject=SCRIPT[:250], story=SCRIPT, wants=SCRIPT, customer_name=SCRIPT).reference
    take_step(reference, "recognise", amira, START, limb="service")
    take_step(reference, "ask", amira, START, message=SCRIPT)
    take_step(reference, "promise", amira, START, what=SCRIPT, due_on="2026-03-03", owner=amira.id)
    take_step(reference, "break_promise", amira, START, promise=1, reason=SCRIPT)
    said = {"nature": SCRIPT, "cause": SCRIPT, "implications": SCRIPT, "wants": SCRIPT}
    take_step(reference, "confirm_understanding", amira, START, confirmed="not yet confirmed", **said)
    client = Client()
    with now.at(START + days(1)):
        enter(client, reference)
        text = client.get(page).content.decode()
    assert "<script>alert" not in text
    assert "<img" not in text


def test_markup_in_the_answers_is_shown_and_never_run(cast: Cast, client: Client) -> None:
    with now.at(START):
        enter(client, send(client, what_happened={"story": SCRIPT}, in_short={"subject": SCRIPT}, you={"name": SCRIPT}))
        assert "<script>alert" not in text_of(client, "/my/")


def test_promises_are_kept_broken_with_a_sorry_or_to_come(cast: Cast) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "assign", amira, START, to=amira.id)
    for what, due in (("Call you", "2026-03-04"), ("Write to you", "2026-03-05"), ("Send the form", "2026-03-20")):
        take_step(reference, "promise", amira, START, what=what, due_on=due)
    take_step(reference, "keep_promise", amira, START + days(1), promise=1, proof="Called")
    take_step(reference, "break_promise", amira, START + days(4), promise=2, reason="I was ill.")
    page = shown(reference, days(5))
    assert "Done on <b>" in page
    assert "did not do it. We are sorry. I was ill." in page
    assert "Friday 20 March 2026" in page


def test_a_promise_that_was_kept_late_says_by_how_much(cast: Cast) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "assign", amira, START, to=amira.id)
    take_step(reference, "promise", amira, START, what="Call you", due_on="2026-03-04")
    assert "We are late, and we are sorry." in shown(reference, days(4))
    take_step(reference, "keep_promise", amira, START + days(4), promise=1, proof="Called")
    assert "2 days late. We are sorry." in shown(reference, days(5))


def test_a_date_explains_itself(cast: Cast) -> None:
    page = shown(received(cast.amira.actor()).reference, days(1))
    assert "Why this date?" in page
    assert "That day is not counted: day 1 is the next working day." in page


def test_we_own_up_when_we_are_late(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    take_step(reference, "recognise", cast.amira.actor(), START, limb="service")
    page = shown(reference, days(40))
    assert "We should have confirmed this to you by" in page
    assert "We should have answered you by" in page
    assert "We are late, and we are sorry." in page


def test_the_independent_body_is_named_with_its_dates(cast: Cast) -> None:
    cast.organisation.regime = "uk-fca-disp"
    cast.organisation.save()
    reference = received(cast.amira.actor()).reference
    take_step(reference, "recognise", cast.amira.actor(), START, limb=_first_limb())
    page = shown(reference, days(1))
    assert "Financial Ombudsman Service" in page
    assert "You can go to them from <b>" in page
    assert "You can go to them now, also without our final answer." in shown(reference, days(70))


def _first_limb() -> str:
    return registry().regime("uk-fca-disp", on=date(2026, 3, 2)).definition[0].id


@pytest.mark.parametrize("regime", registry().ids())
def test_the_pages_say_what_each_regime_promises(cast: Cast, client: Client, regime: str) -> None:
    cast.organisation.regime = regime
    cast.organisation.save()
    with now.at(EVERY_REGIME_IN_FORCE):
        assert "What we promise" in text_of(client, "/")
        enter(client, send(client))
        assert "What happens next" in text_of(client, "/my/")


def test_the_answer_that_counts_from_our_confirming_is_promised_at_the_latest(cast: Cast, client: Client) -> None:
    cast.organisation.regime = "uk-housing-ombudsman-code-2024"
    cast.organisation.save()
    with now.at(START):
        page = text_of(client, "/")
    assert "Monday 9 March 2026" in page  # five working days
    assert "Monday 23 March 2026" in page  # and ten after those
    assert "at the latest" in page


def test_a_question_that_was_answered_is_not_asked_again(cast: Cast, client: Client) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "ask", amira, START, message="Which card?")
    with now.at(START + days(1)):
        enter(client, reference)
        client.post("/my/answer/1/", {"message": "Blue."})
        response = client.post("/my/answer/1/", {"message": "Or green."})
        assert response.status_code == 409
        assert "Or green." in response.content.decode()
        assert "Nothing is lost" in response.content.decode()
        assert client.get("/my/answer/7/").status_code == 404


def test_a_refusal_says_why_and_keeps_what_was_written(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor()).reference
    with now.at(START):
        enter(client, reference)
        for address, said, words in (
            ("/my/next-stage/", {"request": "Look again."}, "Recognise it as a complaint first."),
            ("/my/reopen/", {"reason": "Please."}, "The case is open."),
            ("/my/sorted/missing/", {"comment": "All."}, ""),
        ):
            response = client.post(address, said)
            assert response.status_code == (409 if words else 303)
            assert words in response.content.decode()


def test_a_page_for_what_cannot_be_done_says_why_instead_of_showing_a_form(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor()).reference
    with now.at(START):
        enter(client, reference)
        response = client.get("/my/reopen/")
    assert response.status_code == 409
    assert "The case is open." in response.content.decode()
    assert "<textarea" not in response.content.decode()


def test_an_answer_to_what_moved_on_meanwhile_says_so(cast: Cast, client: Client) -> None:
    amira = cast.amira.actor()
    reference = received(amira).reference
    take_step(reference, "ask", amira, START, message="Which card?")
    take_step(reference, "answer", amira, START, question=1, message="They phoned: blue.")
    with now.at(START + days(1)):
        enter(client, reference)
        response = client.post("/my/answer/1/", {"message": "Blue.", "seen": "2"})
    assert "The case moved on while you were writing." in response.content.decode()


def test_a_message_that_is_sent_twice_is_there_once(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor()).reference
    with now.at(START):
        enter(client, reference)
        for _ in range(2):
            assert client.post("/my/message/", {"message": "Hello.", "once": "one-copy"}).status_code == 303
    assert facts_of(reference)[0].kinds == ["received", "message_received"]


def test_an_empty_message_is_not_sent(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor()).reference
    with now.at(START):
        enter(client, reference)
        response = client.post("/my/message/", {"message": " "})
    assert response.status_code == 422
    assert "Write something, or choose a file." in response.content.decode()


@pytest.mark.parametrize("text", ["a\x00b", "x" * 20_001])
def test_a_message_that_cannot_be_kept_is_refused_in_words(cast: Cast, client: Client, text: str) -> None:
    reference = received(cast.amira.actor()).reference
    with now.at(START):
        enter(client, reference)
        assert client.post("/my/message/", {"message": text}).status_code == 422
    assert facts_of(reference)[0].number == 1


def test_a_nonsense_answer_to_whether_it_is_sorted_changes_nothing(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
    answered(reference, cast)
    with now.at(START + days(2)):
        enter(client, reference)
        assert client.post("/my/sorted/", {"answer": "maybe"}).status_code == 200
    satisfaction = facts_of(reference)[0].satisfaction
    assert satisfaction
    assert satisfaction.answer == ""


def test_before_there_is_an_answer_the_sorted_page_says_that_it_is_too_early(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor()).reference
    with now.at(START):
        enter(client, reference)
        response = client.get("/my/sorted/")
    assert response.status_code == 409
    assert 'name="answer"' not in response.content.decode()


def test_a_case_of_every_kind_has_a_page(cast: Cast) -> None:
    amira = cast.amira.actor()
    kinds = {
        "keep_as": {"kind": "query", "reason": "A question"},
        "exclude": {
            "ground": "not_ours",
            "reason": "Not ours",
            "elsewhere": "To the water company.",
            "message": "We cannot.",
        },
    }
    for name, fields in kinds.items():
        reference = received(amira, customer_email=f"{name}@example.org").reference
        take_step(reference, name, amira, START, **fields)
        assert "Where we are" in shown(reference, days(1))
    assert "To the water company." in shown(reference, days(1))


def test_a_page_holds_no_script_or_style_of_its_own(cast: Cast) -> None:
    page = shown(received(cast.amira.actor()).reference, days(1))
    assert " style=" not in page
    assert "<script>" not in page


def test_the_page_takes_as_many_queries_however_much_was_said(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor()).reference
    counts = []
    with now.at(START):
        enter(client, reference)
        client.get("/my/")
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                client.get("/my/")
            counts.append(len(asked))
            for n in range(10):
                take_step(reference, "send_update", cast.amira.actor(), START, message=f"Update {n}")
    assert counts[0] == counts[1] <= 10
    assert Case.objects.count() == 1
