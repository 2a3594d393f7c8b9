"""Our offers on the customer's page: read, answered in each way, refused in words, and what became of them."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from amends import now
from amends.cases.models import Outgoing
from amends.rules.resolution import OfferState
from tests.cast import PASSWORD, Cast, cast, customer, days, take_step
from tests.portal.negotiating import LATER, OFFERED, facts, offer, offered, ready_to_offer
from tests.portal.walk import enter, text_of

__all__ = ["cast"]


def page(reference: str, client: Client, at: datetime = LATER, address: str = "/my/") -> str:
    with now.at(at):
        enter(client, reference)
        return text_of(client, address)


def said(client: Client, reference: str, address: str, at: datetime = LATER, **sent: str) -> str:
    """Send a form of an offer; the text of the confirmation that it leads to."""
    with now.at(at):
        enter(client, reference)
        response = client.post(address, sent)
        assert response.status_code == 303, response.content.decode()
        assert response["Location"].startswith("/my/offers/")
        return text_of(Client(), response["Location"])


def plain(html: str) -> str:
    """The words of a page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_an_offer_says_what_each_option_gives_and_what_yes_and_no_mean(cast: Cast, client: Client) -> None:
    text = plain(page(offered(cast), client))
    assert "We have made you an offer. It is open until Friday 20 March 2026." in text
    assert "A Pay back the second charge What you get £64 Refund" in text
    assert "B A letter of apology What you get Apology (no payment)" in text
    assert text.count("We do it by Thursday 19 March 2026 , if you say yes today.") == 2
    assert text.count("You lose nothing: all your other rights stay.") == 2
    assert text.count("You have 15 days left: until Friday 20 March 2026 .") == 3  # two options, and what happens next
    assert "We would like to put this right." in text


def test_what_we_weighed_among_ourselves_is_not_shown(cast: Cast, client: Client) -> None:
    assert "A SECRET OF OURS" not in page(offered(cast), client)


def test_a_single_option_needs_no_letter(cast: Cast, client: Client) -> None:
    text = plain(page(offered(cast, options=(1,)), client))
    assert "We have made you an offer. It is open until" in text
    assert "Yes Ask a question" in text
    assert "Yes to A" not in text


@pytest.mark.parametrize("said", [True, False])
def test_an_offer_without_liability_says_so_in_a_sentence_of_its_own_beside_the_apology(
    cast: Cast, client: Client, said: bool
) -> None:
    html = page(offered(cast, without_liability=said), client)
    assert ('<p class="liability">We make this offer without accepting liability.</p>' in html) is said
    assert ("The apology stands apart from that" in html) is said


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 3, 20, 20, tzinfo=UTC), "Today, Friday 20 March 2026 , is the last day to answer."),
        (datetime(2026, 3, 19, 9, tzinfo=UTC), "You have 1 day left: until Friday 20 March 2026 ."),
    ],
)
def test_the_time_left_is_told_in_words(cast: Cast, client: Client, at: datetime, words: str) -> None:
    assert words in plain(page(offered(cast), client, at))


def test_an_offer_without_a_last_day_says_so(cast: Cast, client: Client) -> None:
    assert "There is no last day to answer." in page(offered(cast, open_until=None), client)


def test_what_stays_is_told_with_the_dates_of_the_rights(cast: Cast, client: Client) -> None:
    cast.organisation.regime = "uk-fca-disp"
    cast.organisation.save()
    text = plain(page(offered(cast), client))
    stays = text[text.index("What stays if you say no") :]
    assert "You can go to them from Tuesday 28 April 2026" in stays[:400]


def test_a_yes_is_checked_before_it_counts(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    text = plain(page(reference, client, address="/my/offers/1/yes/1/"))
    assert "Check your answer" in text
    assert "You say yes to A: Pay back the second charge" in text
    assert "You accept this as the answer to your complaint." in text
    assert facts(reference).resolution.offers[1].state is OfferState.OPEN


def test_a_yes_becomes_a_promise_with_its_date_and_a_copy_by_mail(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    confirmation = plain(said(client, reference, "/my/offers/1/yes/1/", comment="Thank you."))
    assert "You said yes to: Pay back the second charge (£64)." in confirmation
    assert "By Thursday 19 March 2026 ." in confirmation
    assert "We have sent a copy of this to your email address." in confirmation
    copy = Outgoing.objects.filter(case=reference).latest("pk")
    assert (copy.to, copy.entry) == ("jo@example.org", 0)
    assert "You said yes to: Pay back the second charge (£64)." in copy.body
    assert "We promise: Pay back the second charge (£64), by Thursday 19 March 2026." in copy.body
    assert "You wrote: Thank you." in copy.body
    offer = facts(reference).resolution.offers[1]
    assert (offer.state, offer.taken, offer.moves[-1].channel) == (OfferState.ACCEPTED, 1, "portal")
    assert offer.moves[-1].by == f"customer:{reference}"


def test_the_confirmation_can_be_kept_for_sixty_days(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    with now.at(LATER):
        enter(client, reference)
        kept = client.post("/my/offers/1/yes/1/", {})["Location"]
    with now.at(LATER + days(59)):
        response = Client().get(kept)
        assert "You said yes" in response.content.decode()
        assert response["Referrer-Policy"] == "same-origin"
        assert "no-store" in response["Cache-Control"]
    with now.at(LATER + days(61)):
        assert Client().get(kept).status_code == 404


def test_without_an_address_there_is_no_copy_and_the_page_says_so(cast: Cast, client: Client) -> None:
    reference = offered(cast, received={"customer_email": ""})
    assert "You gave us no email address" in said(client, reference, "/my/offers/1/yes/1/")
    assert not Outgoing.objects.filter(case=reference).exists()


def test_a_second_press_accepts_nothing_twice(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    for _ in range(2):
        assert "You said yes" in said(client, reference, "/my/offers/1/yes/1/", once="one-copy")
    assert facts(reference).kinds.count("accepted") == 1
    assert Outgoing.objects.filter(case=reference, entry=0).count() == 1


def test_the_two_options_cannot_both_be_taken(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    said(client, reference, "/my/offers/1/yes/1/")
    with now.at(LATER):
        look, press = client.get("/my/offers/1/yes/2/"), client.post("/my/offers/1/yes/2/", {})
    for response, words in ((look, "Offer 1 is not open."), (press, "There is no open offer.")):
        assert response.status_code == 409
        assert words in response.content.decode()
        assert "You said yes to this offer on Thursday 5 March 2026 ." in plain(response.content.decode())
    assert facts(reference).kinds.count("accepted") == 1


def test_after_the_last_day_an_offer_is_refused_in_words(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    with now.at(datetime(2026, 3, 21, 9, tzinfo=UTC)):
        enter(client, reference)
        for response in (client.get("/my/offers/1/yes/1/"), client.post("/my/offers/1/yes/1/", {"comment": "Yes!"})):
            text = plain(response.content.decode())
            assert response.status_code == 409
            assert "The offer was open until Friday 20 March 2026. It would have to be made again." in text
            assert "This offer ended on Friday 20 March 2026 . If you still want it, ask us" in text
        assert "Yes!" in text  # what was written is still there
        shown = plain(text_of(client, "/my/"))
    assert "This offer ended on Friday 20 March 2026" in shown
    assert "The offer ended without an answer" in shown
    assert "Make another suggestion" not in shown
    assert facts(reference).resolution.offers[1].state is OfferState.OPEN


ANSWERS = ("yes/1/", "suggest/", "no/", "ask/")


@pytest.mark.parametrize("way", ANSWERS)
def test_an_offer_that_is_not_ones_own_is_not_there(cast: Cast, client: Client, way: str) -> None:
    offered(cast)
    other = ready_to_offer(cast.amira.actor(), customer_email="other@example.org")
    with now.at(LATER):
        enter(client, other)
        assert client.get(f"/my/offers/1/{way}").status_code == 404
        assert client.post(f"/my/offers/1/{way}", {"message": "x", "why": "x"}).status_code == 404


@pytest.mark.parametrize("way", ANSWERS)
def test_without_a_visit_no_offer_is_shown(cast: Cast, client: Client, way: str) -> None:
    offered(cast)
    with now.at(LATER):
        assert client.get(f"/my/offers/1/{way}")["Location"] == "/follow/"


@pytest.mark.parametrize("way", ANSWERS[:3])
def test_nobody_of_staff_answers_for_the_customer_from_their_page(cast: Cast, client: Client, way: str) -> None:
    reference = offered(cast)
    number = facts(reference).number
    assert client.login(email=cast.amira.email, password=PASSWORD)
    with now.at(LATER):
        enter(client, reference)
        for response in (client.get(f"/my/offers/1/{way}"), client.post(f"/my/offers/1/{way}", {"message": "x"})):
            assert response.status_code == 409
            assert "Only the customer can answer this" in response.content.decode()
            assert "You are signed in as a member of staff in this browser." in response.content.decode()
    assert facts(reference).number == number


def test_an_option_that_was_not_offered_is_not_there(cast: Cast, client: Client) -> None:
    reference = offered(cast, options=(1,))
    with now.at(LATER):
        enter(client, reference)
        assert client.get("/my/offers/1/yes/2/").status_code == 404


def test_a_confirmation_by_a_wrong_token_or_of_what_was_not_answered_is_not_there(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    with now.at(LATER):
        assert client.get("/my/offers/1/said/nonsense/").status_code == 404
        enter(client, reference)
        kept = client.post("/my/offers/1/no/", {"why": "Too little."})["Location"]
        assert client.get(kept.replace("/offers/1/", "/offers/2/")).status_code == 404
    unanswered = offered(cast, received={"customer_email": "other@example.org"})
    with now.at(LATER):
        token = _link(unanswered)
        assert client.get(f"/my/offers/1/said/{token}/").status_code == 404


def _link(reference: str) -> str:
    body = Outgoing.objects.filter(case=reference).latest("pk").body
    found = re.search(r"/my/link/(\S+)", body)
    assert found
    return found[1]


def test_a_suggestion_keeps_the_offer_open_and_is_told_with_its_amount(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    confirmation = plain(said(client, reference, "/my/offers/1/suggest/", message="For the trouble too.", pence="£80"))
    assert "We have your suggestion You asked for £80 instead." in confirmation
    offer = facts(reference).resolution.offers[1]
    assert (offer.state, offer.moves[-1].pence, offer.moves[-1].words) == (
        OfferState.OPEN,
        8000,
        "For the trouble too.",
    )
    text = plain(page(reference, client))
    assert "You have told us what you would accept. We will answer you." in text
    assert "You asked for £80 instead ( Thursday 5 March 2026 )." in text
    assert "Yes to A" in text
    copy = Outgoing.objects.filter(case=reference, entry=0).latest("pk")
    assert "You asked for £80 instead." in copy.body


def test_a_suggestion_needs_no_amount(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    assert "You made another suggestion." in said(client, reference, "/my/offers/1/suggest/", message="A call.")
    assert facts(reference).resolution.offers[1].moves[-1].pence is None


@pytest.mark.parametrize("pence", ["eighty", "-80", "80.505", "1e9", "0", "£"])
def test_an_amount_that_is_none_is_refused_in_words_and_nothing_is_lost(cast: Cast, client: Client, pence: str) -> None:
    reference = offered(cast)
    with now.at(LATER):
        enter(client, reference)
        response = client.post("/my/offers/1/suggest/", {"message": "For the trouble.", "pence": pence})
    assert response.status_code == 422
    assert "Write an amount, such as 64.50 or 1,250." in response.content.decode()
    assert "For the trouble." in response.content.decode()
    assert facts(reference).resolution.offers[1].moves == ()


@pytest.mark.parametrize(
    ("written", "pence"), [("64.5", 6450), ("£1,250", 125000), ("80 pounds", 8000), (" £ 7 ", 700)]
)
def test_amounts_are_understood_as_people_write_them(cast: Cast, client: Client, written: str, pence: int) -> None:
    reference = offered(cast)
    said(client, reference, "/my/offers/1/suggest/", message="Rather this.", pence=written)
    assert facts(reference).resolution.offers[1].moves[-1].pence == pence


@pytest.mark.parametrize(("way", "field"), [("suggest/", "message"), ("no/", "why")])
def test_an_answer_needs_words(cast: Cast, client: Client, way: str, field: str) -> None:
    reference = offered(cast)
    with now.at(LATER):
        enter(client, reference)
        response = client.post(f"/my/offers/1/{way}", {field: " "})
    assert response.status_code == 422
    assert "Please write something here." in response.content.decode()


def test_a_no_keeps_all_other_rights_and_its_why(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    confirmation = plain(said(client, reference, "/my/offers/1/no/", why="It is too little."))
    assert "You said no" in confirmation
    assert "You lose nothing by saying no: all your other rights stay." in confirmation
    text = plain(page(reference, client))
    assert "You said no to this offer on Thursday 5 March 2026 ." in text
    assert "It is too little." in text
    assert facts(reference).resolution.offers[1].state is OfferState.REFUSED


def test_a_no_cannot_be_said_to_what_is_gone(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    take_step(reference, "withdraw_offer", cast.amira.actor(), LATER, offer=1, message="We looked at the wrong charge.")
    with now.at(LATER + timedelta(minutes=1)):
        enter(client, reference)
        response = client.post("/my/offers/1/no/", {"why": "Too little."})
        assert response.status_code == 409
        assert "There is no open offer." in response.content.decode()
        assert "Too little." in response.content.decode()
        text = plain(text_of(client, "/my/"))
    assert "We took this offer back on Thursday 5 March 2026 ." in text
    assert "We looked at the wrong charge." in text


def test_a_newer_offer_takes_the_place_of_the_one_before(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    offer(reference, cast.amira.actor(), LATER, options=[2], message="Another way.")
    with now.at(LATER + timedelta(minutes=1)):
        enter(client, reference)
        response = client.get("/my/offers/1/yes/1/")
        assert response.status_code == 409
        assert "We have made you a newer offer, which takes the place of this one." in response.content.decode()
        text = plain(text_of(client, "/my/"))
    assert "We offered: A: Pay back the second charge (£64); B: A letter of apology" in text
    assert "We offered: A letter of apology" in text


def test_what_we_agreed_of_their_suggestion_is_told_as_that(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    said(client, reference, "/my/offers/1/suggest/", message="Rather this.", pence="80")
    take_step(reference, "agree_counter", cast.amira.actor(), LATER + days(1), option=1, message="Yes.", within_days=7)
    text = plain(page(reference, client, LATER + days(2)))
    assert "You have accepted our offer. We are doing what we agreed." in text
    assert "We agreed to what you asked for: Pay back the second charge (£80)" in text
    assert "We do what was agreed: Pay back the second charge (£80). By Friday 13 March 2026 ." in text


def test_what_was_agreed_is_told_as_carried_out_or_late(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    said(client, reference, "/my/offers/1/yes/1/")
    late = plain(page(reference, client, LATER + days(20)))
    assert "What we agreed You said yes on Thursday 5 March 2026 ." in late
    assert "Late Pay back the second charge (£64)" in late
    assert "We said by Thursday 19 March 2026 . We are late, and we are sorry." in late
    done = LATER + days(21)
    take_step(reference, "carry_out", cast.amira.actor(), done, promise=1, proof="INTERNAL-REFERENCE", pence=6400)
    html = page(reference, client, done + days(1))
    assert "You have accepted our offer. We have done what we agreed." in html
    assert "Done on Thursday 26 March 2026 , 7 days late. We are sorry." in plain(html)
    assert "INTERNAL-REFERENCE" not in html


def test_a_yes_by_telephone_is_shown_as_that(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    take_step(reference, "accept", cast.amira.actor(), LATER, offer=1, option=2, channel="phone")
    assert "You said yes to: A letter of apology. (By phone)" in plain(page(reference, client, LATER + days(1)))


def test_a_question_is_a_message_that_says_which_offer_it_is_about(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    with now.at(LATER):
        enter(client, reference)
        assert client.post("/my/offers/1/ask/", {"message": "By bank transfer?"})["Location"] == "/my/"
        text = plain(text_of(client, "/my/"))
    assert "Your question has been sent." in text
    assert "A question about your offer of Thursday 5 March 2026: By bank transfer?" in text
    assert facts(reference).resolution.offers[1].state is OfferState.OPEN


def test_markup_in_an_offer_and_its_answers_is_shown_and_never_run(cast: Cast, client: Client) -> None:
    script = "<script>alert(1)</script>"
    reference = offered(cast, message=script)
    said(client, reference, "/my/offers/1/suggest/", message=script)
    html = page(reference, client)
    confirmation = said(client, reference, "/my/offers/1/no/", why=script)
    assert script not in html + confirmation + page(reference, client)
    assert "&lt;script&gt;" in html


def test_after_a_no_there_is_nothing_left_to_take(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    take_step(reference, "refuse", customer(reference), OFFERED + timedelta(minutes=5), offer=1, why="No.")
    text = plain(page(reference, client))
    assert "You said no to our offer" in text
    assert "Yes to A" not in text


def test_the_page_takes_as_many_queries_however_long_the_negotiation_is(cast: Cast, client: Client) -> None:
    reference = offered(cast)
    counts = []
    with now.at(LATER):
        enter(client, reference)
        text_of(client, "/my/")
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                text_of(client, "/my/")
            counts.append(len(asked))
            for number in range(5):
                client.post("/my/offers/1/suggest/", {"message": f"Rather this {number}.", "pence": "80"})
            text_of(client, "/my/")
    assert counts[0] == counts[1]
    assert facts(reference).kinds.count("countered") == 10
