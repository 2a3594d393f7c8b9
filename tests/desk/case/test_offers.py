"""The negotiation: offers and answers as they came, what was agreed, and the proof that it was carried out."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cases.agreeing import begun as complaint
from tests.cases.agreeing import weighed
from tests.cases.stages import closed
from tests.cast import START, Cast, customer, days, take_step
from tests.desk.case.asking import Asking, plain


@pytest.fixture
def case(cast: Cast) -> Asking:
    """Two options are offered: £64 back, or £40 for the trouble."""
    reference, by = complaint(cast, about="charge"), cast.amira.actor()
    weighed(cast, reference, kind="refund", pence=6400, title="Pay it back")
    weighed(cast, reference, kind="goodwill", pence=4000, title="A payment for the trouble")
    take_step(reference, "select_option", by, START, option=1, rationale="It fits")
    take_step(reference, "offer", by, START, options=[1, 2], message="Choose one.", open_until="2026-03-20")
    return Asking(reference, cast.amira)


def test_an_offer_stands_with_its_terms_and_what_can_be_done(case: Asking) -> None:
    page = plain(case.get("options"))
    assert "Offered: £40 or £64, Mon 2 March: no answer yet" in page
    assert "Offer 1 Open Amira · Mon 2 March · open until Fri 20 March" in page
    assert "Pay it back (£64)" in page
    for words in ("They accept", "They would accept something else", "They refuse", "Take the offer back"):
        assert words in page
    assert "Agree to what they ask" not in page


def test_the_customers_answer_is_written_down_with_the_way_it_came(case: Asking) -> None:
    page = case.text("step", "counter", query="?offer=1")
    assert 'value="portal"' not in page
    answer = case.post("counter", offer="1", message="Make it 80.", pence="80")
    assert answer.status_code == 422
    assert "How they said it: This is needed." in plain(answer)
    answer = case.post("counter", offer="1", message="Make it 80.", pence="80", channel="portal")
    assert "Choose from the list." in plain(answer)
    case.take("counter", offer="1", message="Make it 80.", pence="80", channel="phone")
    page = plain(case.get("options"))
    assert "Asked for: £80, Mon 2 March: not answered by us yet" in page
    assert "Asked for: £80 Mon 2 March · by phone · Amira Make it 80." in page


def test_a_counter_offer_beyond_ones_authority_is_not_agreed_and_the_page_says_who_could(
    case: Asking, cast: Cast
) -> None:
    take_step(
        case.reference, "counter", customer(case.reference), case.at, offer=1, message="Make it 900.", pence=90000
    )
    page = plain(case.get("options"))
    assert "Agree to what they ask : It is beyond your authority. Seek approval, or offer less." in page
    assert "Who could: Carol, Dilip." in page
    assert f"{case.url('step', 'seek_approval')}?options=1" in case.text("options")
    asked = case.text("step", "seek_approval", query="?options=1")
    assert 'name="pence" value="900"' in asked
    case.turn_to(cast.carol)
    assert f"{case.url('step', 'agree_counter')}?option=1" in case.text("options")


def test_a_counter_offer_is_agreed_and_becomes_a_promise(case: Asking, cast: Cast) -> None:
    take_step(case.reference, "counter", customer(case.reference), case.at, offer=1, message="Make it 80.", pence=8000)
    case.take("agree_counter", option="1", message="Agreed: 80 pounds.", within_days="7")
    page = plain(case.get("options"))
    assert "Agreed to what they asked." in page
    assert "We agreed: £80, Mon 2 March, after 2 moves" in page
    assert "What was agreed or ordered" in page
    assert "Pay it back (£80)" in page
    assert "Carry it out" in page


def test_what_was_accepted_is_carried_out_with_proof_and_files(case: Asking) -> None:
    case.take("accept", offer="1", option="1", channel="letter", comment="Yes please.")
    page = plain(case.get("options"))
    assert "Accepted: £64" in page
    assert "by letter" in page
    assert case.url("step", "carry_out") + "?promise=1" in case.text("options")
    answer = case.post("carry_out", promise="1", proof="Paid", pence="60")
    assert answer.status_code == 409
    assert "£64 was agreed. Pay that, and say so." in plain(answer)
    proof = SimpleUploadedFile("paid.pdf", b"%PDF-1.7 paid")
    case.take("carry_out", promise="1", proof="BACS 12", pence="64.00", files=[proof])
    page = plain(case.get("options"))
    assert "Kept Pay it back (£64)" in page
    assert "BACS 12" in page
    assert "Carry it out" not in page


def test_an_offer_is_refused_with_the_reason_and_a_new_one_can_be_made(case: Asking) -> None:
    case.take("refuse", offer="1", why="Too little", channel="email")
    page = plain(case.get("options"))
    assert "Offer 1 Refused" in page
    assert "Too little" in page
    assert "Make an offer" in page


def test_an_offer_is_taken_back(case: Asking) -> None:
    case.take("withdraw_offer", offer="1", message="It was a mistake.")
    page = plain(case.get("options"))
    assert "Offer 1 Taken back" in page
    assert "Nothing has been offered yet." not in page


def test_an_offer_whose_time_has_run_out_says_so(case: Asking) -> None:
    case.at = START + days(30)
    page = plain(case.get("options"))
    assert "Offer 1 Its time has run out" in page
    assert "Its time has run out, Fri 20 March, after 1 move" in page
    assert "No answer yet" not in page
    assert "They accept : The offer was open until Friday 20 March 2026. It would have to be made again." in page


def test_a_new_offer_replaces_the_one_before(case: Asking) -> None:
    case.take("offer", options=["2"], pence="50", message="A little more.", open_until="", within_days="14")
    page = plain(case.get("options"))
    assert "Offer 2 Open" in page
    assert "Offer 1 Replaced by a newer one" in page
    assert case.facts.resolution.offers[2].terms[0].pence == 5000


def test_the_refusal_of_an_offer_beyond_authority_keeps_what_was_typed(case: Asking) -> None:
    answer = case.post("offer", options=["2"], pence="500", message="Much more.", within_days="14", goes="message")
    assert answer.status_code == 409
    assert "It is beyond your authority. Seek approval, or offer less." in plain(answer)
    assert "Much more.</textarea>" in answer.content.decode()
    assert 'name="pence" value="500"' in answer.content.decode()


def test_the_case_map_shows_what_is_done_about_what_was_found(case: Asking, cast: Cast) -> None:
    by = cast.amira.actor()
    take_step(case.reference, "add_evidence", by, case.at, title="The log", source="our records", issues=[1])
    take_step(case.reference, "find", by, case.at, issue=1, outcome="justified", reasons="As the log says",
              evidence=[1], cause="The reader", let_down_by="systems")  # fmt: skip
    page = plain(case.get("issues"))
    assert "E-1 The log" in page
    assert "Pay it back (£64)" in page
    case.take("accept", offer="1", option="2", channel="phone")
    assert "A payment for the trouble (£40)" in plain(case.get("issues"))


def test_the_history_tells_the_moves_in_words(case: Asking) -> None:
    case.take("accept", offer="1", option="1", channel="phone")
    page = plain(case.get("history"))
    for words in ("Option 1 identified (refund)", "Offer 1 made", "Offer 1 accepted"):
        assert words in page


def test_a_summary_of_the_steps_leads_back_to_the_options(case: Asking) -> None:
    assert case.post("accept", offer="1", option="1", channel="phone")["Location"] == case.url("options")


def test_pages_of_an_erased_case_still_show_what_was_decided(case: Asking, cast: Cast) -> None:
    case.take("accept", offer="1", option="1", channel="phone", comment="Yes please.")
    case.take("carry_out", promise="1", proof="BACS 12", pence="64")
    closed(cast, case.reference)
    at = START + days(8)
    take_step(case.reference, "erase", cast.dilip.actor(), at, ground="request of the customer", sure=True)
    case.at = at
    page = plain(case.get("options"))
    assert "Refund" in page
    assert "£64" in page
    assert "Pay it back" not in page
    assert "Yes please." not in page
    assert case.get("issues").status_code == 200


@pytest.mark.parametrize(
    ("step", "said", "words"),
    [
        ("refuse", {"why": "It is too little."}, "Offer 1 refused written down by"),
        ("counter", {"message": "Make it 80.", "pence": 8000}, "Asked for: £80"),
        ("accept", {"option": 1}, "Offer 1 accepted"),
    ],
)
def test_what_the_customer_says_to_an_offer_is_said_in_the_conversation_and_goes_into_the_bundle(
    case: Asking, cast: Cast, step: str, said: dict[str, object], words: str
) -> None:
    taken = take_step(case.reference, step, cast.amira.actor(), case.at, offer=1, channel="phone", **said)
    take_step(case.reference, "refer", cast.amira.actor(), case.at, body="Ombudsman", reason="Who was right")
    number = taken.entries[0].number
    assert f'class="msg customer" id="entry-{number}"' in case.text("case")
    page = plain(case.get("case")).replace("· ", "")
    assert words in page
    assert str(said.get("why", said.get("message", ""))) in page
    assert f'name="chosen" value="entry-{number}" checked' in case.text("bundle")
