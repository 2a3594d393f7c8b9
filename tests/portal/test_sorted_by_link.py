"""«Is it sorted?» by a link in the message that asks: the first press counts, and only the customer's."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from amends import now
from amends.cases.models import Outgoing
from amends.cases.take import facts_of
from amends.people.access import new_link
from amends.people.models import Access
from amends.rules.facts import Satisfaction
from tests.cast import PASSWORD, START, Cast, cast, days, received, take_step
from tests.portal.test_offers import plain
from tests.portal.walk import answered, enter, text_of

__all__ = ["cast"]
ASKED = START + days(1) + timedelta(minutes=8)
LATER = START + days(2)


@pytest.fixture
def reference(cast: Cast) -> str:
    made = received(cast.amira.actor()).reference
    answered(made, cast)
    return made


def links(reference: str) -> dict[str, str]:
    """The addresses in the newest message that asks, by their answer."""
    bodies = Outgoing.objects.filter(case=reference, body__contains="/my/sorted/").order_by("-pk")
    found = re.findall(r"http://testserver(/my/sorted/[^/\s]+/(\w+)/)", bodies[0].body)
    return {answer: address for address, answer in found}


def satisfaction(reference: str) -> Satisfaction:
    said = facts_of(reference)[0].satisfaction
    assert said
    return said


def press(client: Client, address: str, at: datetime = LATER, **sent: str) -> str:
    """Send the form behind a link; where it leads."""
    with now.at(at):
        response = client.post(address, sent)
    assert response.status_code == 303, response.content.decode()
    return str(response["Location"])


def test_the_message_that_asks_has_a_link_for_each_answer_and_the_way_in(reference: str) -> None:
    assert list(links(reference)) == ["yes", "partly", "no"]
    body = Outgoing.objects.filter(case=reference).latest("pk").body
    assert "One press is enough:\nYes, it is sorted: http://testserver/my/sorted/" in body
    assert "Follow it, answer or add files here: http://testserver/my/link/" in body


def test_other_messages_have_no_such_links(reference: str) -> None:
    others = Outgoing.objects.filter(case=reference).exclude(body__contains="One press is enough")
    assert others.exists()
    assert not others.filter(body__contains="/my/sorted/").exists()


def test_the_token_is_kept_as_a_hash(reference: str) -> None:
    token = links(reference)["yes"].split("/")[3]
    assert len(token) > 40
    assert not Access.objects.filter(sha256__contains=token).exists()


@pytest.mark.parametrize("answer", ["yes", "partly", "no"])
def test_opening_a_link_answers_nothing(reference: str, answer: str) -> None:
    """Scanners of mail open every link that they see."""
    before = facts_of(reference)[0].number
    for method in ("get", "head"):
        client = Client()
        with now.at(LATER):
            response = getattr(client, method)(links(reference)[answer])
        assert response.status_code == 200
        assert response["Referrer-Policy"] == "same-origin"
        assert "no-store" in response["Cache-Control"]
        assert "portal_case" not in client.session
    assert facts_of(reference)[0].number == before


@pytest.mark.parametrize(
    ("answer", "words"), [("yes", "Yes, it is sorted"), ("partly", "Partly"), ("no", "No, it is not")]
)
def test_what_a_link_opens_has_its_answer_chosen_and_a_button(reference: str, answer: str, words: str) -> None:
    with now.at(LATER):
        html = text_of(Client(), links(reference)[answer])
    assert f"Your answer: {words}" in plain(html)
    assert f'<button class="btn go" name="answer" value="{answer}" data-at-once>Send this answer</button>' in html
    assert len(re.findall(r'name="answer"', html)) == 3
    assert re.search(r'<script src="[^"]*portal/sorted[^"]*\.js" defer>', html)
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("answer", "leads", "told"),
    [
        ("yes", "/my/sorted/more/", "You told us: yes, it is sorted."),
        ("partly", "/my/sorted/missing/", "You told us: it is partly sorted."),
        ("no", "/my/sorted/missing/", "You told us: no, it is not sorted."),
    ],
)
def test_one_press_answers_and_leads_on(reference: str, client: Client, answer: str, leads: str, told: str) -> None:
    assert press(client, links(reference)[answer]) == leads
    entry = facts_of(reference)[1][-1]
    assert (entry.kind, entry.word("answer"), entry.by) == ("satisfaction_answered", answer, f"customer:{reference}")
    with now.at(LATER):
        assert told in plain(text_of(client, leads))


def test_another_answer_can_be_given_on_the_same_page(reference: str, client: Client) -> None:
    assert press(client, links(reference)["yes"], answer="no") == "/my/sorted/missing/"
    assert satisfaction(reference).answer == "no"


def test_the_first_press_counts(reference: str) -> None:
    """Whichever of the links is opened afterwards, and in which browser: it says what was said."""
    press(Client(), links(reference)["no"])
    number = facts_of(reference)[0].number
    for answer in ("no", "yes", "partly"):
        assert press(Client(), links(reference)[answer], LATER + days(1)) == "/my/sorted/missing/"
        client = Client()
        with now.at(LATER + days(1)):
            response = client.get(links(reference)[answer], follow=True)
        assert response.redirect_chain == [("/my/sorted/missing/", 303)]
        assert "You told us: no, it is not sorted." in plain(response.content.decode())
    assert facts_of(reference)[0].number == number


def test_two_presses_at_the_same_moment_answer_once(reference: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second was let in before the first was written: the database holds it."""
    stale, entries = facts_of(reference)
    press(Client(), links(reference)["no"])
    monkeypatch.setattr("amends.portal.views.sorting.of_link", lambda token, at: (reference, stale, entries))
    assert press(Client(), links(reference)["yes"]) == "/my/sorted/missing/"
    assert facts_of(reference)[0].kinds.count("satisfaction_answered") == 1


def test_a_comment_after_a_no_leaves_the_first_press_as_it_was(reference: str, client: Client) -> None:
    leads = press(client, links(reference)["no"])
    with now.at(LATER + timedelta(minutes=5)):
        text = plain(text_of(client, leads))
        assert "What is missing?" in text
        assert "Ask us to look again" in text
        assert client.post(leads, {"comment": "Nobody said why."})["Location"] == "/my/"
    said = [entry for entry in facts_of(reference)[1] if entry.kind == "satisfaction_answered"]
    assert [(one.word("answer"), one.text("comment")) for one in said] == [("no", ""), ("no", "Nobody said why.")]
    assert said[0].happened_at == LATER


def test_words_after_a_yes_are_a_message_and_move_no_date(reference: str, client: Client) -> None:
    leads = press(client, links(reference)["yes"])
    with now.at(LATER + timedelta(minutes=5)):
        assert "Is there anything that you want to add?" in text_of(client, leads)
        assert client.post(leads, {"message": "Amira was kind."})["Location"] == "/my/"
        assert "Amira was kind." in text_of(client, "/my/")
    facts = facts_of(reference)[0]
    assert facts.moments["resolved"] == LATER
    assert satisfaction(reference).answered_at == LATER


def test_a_change_of_mind_is_an_answer_of_its_own(reference: str, client: Client) -> None:
    press(client, links(reference)["yes"])
    with now.at(LATER + days(3)):
        assert client.get(links(reference)["no"])["Location"] == "/my/sorted/more/"
        assert client.post("/my/sorted/", {"answer": "no"})["Location"] == "/my/sorted/missing/"
    said = [entry.word("answer") for entry in facts_of(reference)[1] if entry.kind == "satisfaction_answered"]
    assert said == ["yes", "no"]


def test_a_no_on_a_closed_case_opens_it_again(cast: Cast, reference: str, client: Client) -> None:
    closing = {"because": "final_response", "reasons": "Done", "message": "Closed."}
    take_step(reference, "close", cast.amira.actor(), ASKED + days(0.1), **closing)
    press(client, links(reference)["no"])
    assert facts_of(reference)[0].is_open


def test_a_link_of_an_earlier_asking_does_not_answer_the_newer_one(cast: Cast, reference: str, client: Client) -> None:
    earlier = links(reference)["yes"]
    take_step(reference, "check_satisfaction", cast.amira.actor(), LATER, message="And now?")
    with now.at(LATER + days(1)):
        assert client.get(earlier)["Location"] == "/my/sorted/"
        assert "Yes, it is sorted" in text_of(client, "/my/sorted/")
    press(Client(), links(reference)["partly"], LATER + days(1))
    assert satisfaction(reference).answer == "partly"


def test_once_there_is_nothing_to_ask_the_page_says_why(cast: Cast, client: Client) -> None:
    reference = received(cast.amira.actor()).reference
    token = new_link(reference, START)
    with now.at(START + days(1)):
        response = client.get(f"/my/sorted/{token}/yes/", follow=True)
        assert response.status_code == 409
        assert "This is for when the customer has our answer." in response.content.decode()
        assert client.post(f"/my/sorted/{token}/yes/")["Location"] == "/my/sorted/"
    assert facts_of(reference)[0].number == 1


@pytest.mark.parametrize(
    "address", ["/my/sorted/nonsense/yes/", "/my/sorted/{token}/maybe/", "/my/sorted/{token}/said/"]
)
def test_a_wrong_token_or_a_nonsense_answer_is_not_there(reference: str, client: Client, address: str) -> None:
    token = links(reference)["yes"].split("/")[3]
    with now.at(LATER):
        for response in (client.get(address.format(token=token)), client.post(address.format(token=token))):
            assert response.status_code == 404
    assert satisfaction(reference).answer == ""


def test_a_link_ends_after_sixty_days(reference: str, client: Client) -> None:
    with now.at(ASKED + days(61)):
        assert client.post(links(reference)["yes"]).status_code == 404


def test_an_erased_case_is_nobodys_to_answer(cast: Cast, reference: str, client: Client) -> None:
    closing = {"because": "final_response", "reasons": "Done", "message": "Closed."}
    address = links(reference)["yes"]
    take_step(reference, "close", cast.amira.actor(), LATER, **closing)
    take_step(reference, "erase", cast.dilip.actor(), LATER, ground="should not have been kept", sure=True)
    with now.at(LATER + days(1)):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("way", ["link", "/my/sorted/", "/my/sorted/missing/", "/my/sorted/more/"])
def test_nobody_of_staff_answers_for_the_customer(cast: Cast, reference: str, client: Client, way: str) -> None:
    address = links(reference)["yes"] if way == "link" else way
    number = facts_of(reference)[0].number
    assert client.login(email=cast.amira.email, password=PASSWORD)
    with now.at(LATER):
        enter(client, reference)
        for response in (client.get(address), client.post(address, {"answer": "yes", "comment": "x", "message": "x"})):
            assert response.status_code == 409
            assert "Only the customer can answer this" in response.content.decode()
            assert 'name="answer"' not in response.content.decode()
    assert facts_of(reference)[0].number == number


def test_guessing_links_meets_a_limit(cast: Cast, client: Client) -> None:
    with now.at(START):
        codes = [client.get(f"/my/sorted/guess-{n}/yes/").status_code for n in range(61)]
    assert codes[:60] == [404] * 60
    assert codes[60] == 429


def test_the_page_is_in_the_language_of_the_message(cast: Cast) -> None:
    reference = received(cast.amira.actor(), language="cy").reference
    answered(reference, cast)
    with now.at(LATER):
        client = Client()
        assert '<html lang="cy"' in text_of(client, links(reference)["no"])
        client.post(links(reference)["no"])
        assert '<html lang="cy"' in text_of(client, "/my/sorted/missing/")
