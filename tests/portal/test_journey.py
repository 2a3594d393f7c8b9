"""From the first question to «it is sorted», by a browser without JavaScript."""

from __future__ import annotations

from datetime import timedelta

from django.test import Client

from amends import now
from amends.cases.models import Case, Outgoing
from amends.cases.take import facts_of
from tests.cast import START, Cast, cast, days, take_step
from tests.portal.walk import answer_all, answered, enter, file, send, text_of, token_of

__all__ = ["cast"]


def test_a_complaint_goes_from_the_start_page_to_sorted(cast: Cast, client: Client) -> None:
    with now.at(START):
        assert "Start your complaint" in text_of(client, "/")
        assert client.get("/complain/")["Location"] == "/complain/what-happened/"
        assert answer_all(client) == "/complain/check/"
        sent = client.post("/complain/check/", {"token": token_of(client)})
        confirmation = text_of(client, sent["Location"])
        reference = Case.objects.get().reference
        assert reference in confirmation
        assert "Thursday 5 March 2026" in confirmation  # three working days
        assert "Monday 30 March 2026" in confirmation  # twenty
        enter(client, reference)
        client.post("/my/message/", {"message": "One more thing."})
    amira = cast.amira.actor()
    take_step(reference, "ask", amira, START + timedelta(hours=1), message="Which card was it?")
    with now.at(START + timedelta(minutes=90)):
        enter(client, reference)
        assert "Which card was it?" in text_of(client, "/my/")
        assert client.post("/my/answer/1/", {"message": "The blue one."}).status_code == 303
    answered(reference, cast)
    with now.at(START + days(2)):
        enter(client, reference)
        page = text_of(client, "/my/")
        assert "You have our answer. Please tell us: is it sorted?" in page
        assert "The second charge back" in page
        assert client.post("/my/sorted/", {"answer": "yes"})["Location"] == "/my/"
        assert "You told us: yes, it is sorted." in text_of(client, "/my/")
    facts, _ = facts_of(reference)
    assert facts.satisfaction
    assert facts.satisfaction.answer == "yes"
    assert facts.questions[1].answer == "The blue one."


def test_what_was_answered_stands_in_the_case_in_the_customers_words(cast: Cast, client: Client) -> None:
    with now.at(START):
        facts, entries = facts_of(send(client))
    assert facts.subject == "Charged twice"
    assert facts.story.startswith("My card was charged twice on 2 February.")
    assert "I could not pay my rent." in facts.story
    assert facts.wants == "An apology\nThe 64 pounds back."
    assert facts.moments["happened"].date().isoformat() == "2026-02-02"
    assert facts.needs[0].need == "I cannot use the phone."
    assert (facts.channel, facts.product, facts.representative) == ("web", "Prepayment meter", "")
    assert entries[0].by == "customer:new"


def test_someone_who_is_not_sure_of_the_day_says_so(cast: Cast, client: Client) -> None:
    with now.at(START):
        facts, _ = facts_of(send(client, when={"unsure": "on", "roughly": "last autumn"}))
    assert "happened" not in facts.moments
    assert "When: I am not sure, last autumn" in facts.story


def test_someone_may_complain_for_another_and_says_on_what_authority(cast: Cast, client: Client) -> None:
    for_other = {"who": "other", "authority": "I am her son"}
    with now.at(START):
        facts, _ = facts_of(send(client, for_whom=for_other, you={"name": "Ada Marsh", "acting": "Jo Marsh"}))
    assert facts.customer_name == "Ada Marsh"
    assert facts.representative == "Jo Marsh (I am her son)"


def test_the_files_of_a_complaint_become_evidence_of_its_case(cast: Cast, client: Client) -> None:
    with now.at(START):
        facts, _ = facts_of(send(client, files={"attached": [file("bill.pdf"), file("photo.jpg")], "continue": "yes"}))
        assert [len(item.files) for item in facts.evidence.values()] == [2]
        enter(client, Case.objects.get().reference)
        page = text_of(client, "/my/")
    assert "bill.pdf" in page
    assert "photo.jpg" in page


def test_the_confirmation_can_be_opened_again_elsewhere_and_saved(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client)
        address = client.post("/complain/check/", {"token": token_of(client)})["Location"]
    with now.at(START + days(30)):
        other = Client()
        assert "C-26-000001" in text_of(other, address)
        saved = other.get(f"{address}copy/")
        assert saved["Content-Disposition"] == 'attachment; filename="C-26-000001.txt"'
        assert "My card was charged twice" in saved.content.decode()
    with now.at(START + days(61)):
        assert Client().get(address).status_code == 404


def test_the_confirmation_tells_no_other_page_its_address(cast: Cast, client: Client) -> None:
    with now.at(START):
        answer_all(client)
        response = client.get(client.post("/complain/check/", {"token": token_of(client)})["Location"])
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]


def test_the_confirmation_is_mailed_with_the_reference(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
    row = Outgoing.objects.get()
    assert (row.to, row.case) == ("jo@example.org", reference)
    assert reference in row.body
    assert "charged twice" not in row.body.lower()


def test_the_link_in_a_message_leads_to_the_three_buttons_when_we_have_asked(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
    answered(reference, cast)
    body = Outgoing.objects.filter(case=reference).latest("pk").body
    address = next(word for word in body.split() if "/my/link/" in word).removeprefix("http://testserver")
    with now.at(START + days(2)):
        response = Client().get(address, follow=True)
    assert response.redirect_chain[-1] == ("/my/sorted/", 303)
    assert response.content.decode().count('name="answer"') == 3


def test_not_sorted_counts_at_the_first_press_and_then_asks_what_is_missing(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
    answered(reference, cast)
    with now.at(START + days(2)):
        enter(client, reference)
        assert client.post("/my/sorted/", {"answer": "no"})["Location"] == "/my/sorted/missing/"
        facts, _ = facts_of(reference)
        assert facts.satisfaction
        assert facts.satisfaction.answer == "no"
        client.post("/my/sorted/missing/", {"comment": "The money has not come."})
        facts, _ = facts_of(reference)
        assert facts.satisfaction
        assert (facts.satisfaction.answer, facts.satisfaction.comment) == ("no", "The money has not come.")
        assert "Ask us to look again" in text_of(client, "/my/")


def test_the_customer_can_ask_for_the_next_stage(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
    answered(reference, cast)
    with now.at(START + days(2)):
        enter(client, reference)
        assert client.post("/my/next-stage/", {"request": "You did not look at March."}).status_code == 303
        page = text_of(client, "/my/")
    assert facts_of(reference)[0].stage == 2
    assert "Someone new is looking into your complaint again." in page
    assert "You asked us to look again, with fresh eyes" in page


def test_a_closed_case_is_opened_again_by_the_customer(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
    answered(reference, cast)
    take_step(
        reference,
        "close",
        cast.amira.actor(),
        START + days(3),
        because="final_response",
        reasons="Done",
        message="Closed.",
    )
    with now.at(START + days(4)):
        enter(client, reference)
        assert "Open it again" in text_of(client, "/my/")
        assert client.post("/my/reopen/", {"reason": "It happened again."}).status_code == 303
    assert facts_of(reference)[0].is_open


def test_the_customer_corrects_how_we_understood_them(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
    amira = cast.amira.actor()
    take_step(reference, "recognise", amira, START + days(1), limb="service")
    ours = {"nature": "Charged once", "cause": "Unknown", "implications": "None", "wants": "Nothing"}
    take_step(reference, "confirm_understanding", amira, START + days(1), confirmed="not yet confirmed", **ours)
    with now.at(START + days(2)):
        enter(client, reference)
        assert "How we understand your complaint" in text_of(client, "/my/")
        said = {**ours, "nature": "Charged twice", "confirmed": "customer disagrees"}
        assert client.post("/my/understanding/", said).status_code == 303
    known = facts_of(reference)[0].understanding
    assert known
    assert (known.nature, known.confirmed) == ("Charged twice", "customer disagrees")


def test_the_customer_acts_under_their_own_name_in_the_record(cast: Cast, client: Client) -> None:
    with now.at(START):
        reference = send(client)
        enter(client, reference)
        client.post("/my/message/", {"message": "Hello."})
    assert facts_of(reference)[1][-1].by == f"customer:{reference}"
