"""Drafts save themselves, come back, are listed, are discarded; what was sent comes back when it is taken back."""

from __future__ import annotations

from datetime import timedelta

from amends import now
from amends.cases.models import Draft, Outgoing
from amends.cases.sweep import sweep
from amends.rules.rulings import TAKE_BACK
from tests.cast import START, Cast, take_step
from tests.desk.case.asking import Asking, plain
from tests.desk.letters.writing import act, words


def test_a_draft_is_kept_while_one_types_and_says_when(asking: Asking) -> None:
    answer = act(asking, "save", "send_update", htmx=True, message="We are {name}", goes="print")
    assert words(answer) == "Draft saved Mon 2 March, 10:30 · Discard"
    draft = Draft.objects.get()
    assert draft.fields == {"message": ["We are {name}"], "goes": ["print"]}


def test_without_script_a_button_saves_it_and_the_form_has_it_again(asking: Asking) -> None:
    answer = act(asking, "save", "send_update", message="We are {name}", large_print="on", goes="print")
    assert (answer.status_code, answer["Location"]) == (303, asking.url("step", "send_update"))
    page = asking.text("step", "send_update")
    assert "The draft is saved." in page
    assert "We are {name}</textarea>" in page
    assert "Draft saved" in page
    assert 'name="large_print"' in page.partition("checked")[0] or "checked" in page
    assert asking.text("step", "close").count("We are {name}") == 0


def test_the_form_saves_it_by_itself(asking: Asking) -> None:
    page = asking.text("step", "send_update")
    assert f'hx-post="{asking.url("letter-save", "send_update")}" hx-trigger="input delay:2s' in page
    assert f'data-draft="{asking.reference}-send_update-staff:' in page  # and by the browser, should that fail


def test_a_draft_is_its_writers_alone(asking: Asking, cast: Cast) -> None:
    act(asking, "save", "send_update", message="Mine alone")
    asking.turn_to(cast.ben)
    assert "Mine alone" not in asking.text("step", "send_update")
    assert "Your draft:" not in asking.text("case")


def test_it_is_listed_on_the_case_and_on_my_work(asking: Asking) -> None:
    act(asking, "save", "send_update", message="Begun")
    assert "Your draft: Send an update saved Mon 2 March, 10:30" in plain(asking.get("case"))
    with now.at(asking.at):
        mine = asking.client.get("/desk/")
    assert f'href="{asking.url("step", "send_update")}"' in mine.content.decode()
    assert "Drafts 1" in plain(mine)


def test_it_can_be_discarded(asking: Asking) -> None:
    act(asking, "save", "send_update", message="Begun")
    answer = act(asking, "discard", "send_update", message="Begun")
    assert answer.status_code == 303
    assert "The draft is discarded." in plain(asking.get("step", "send_update"))
    assert not Draft.objects.exists()


def test_what_stands_on_the_form_after_an_error_is_what_was_typed(asking: Asking) -> None:
    act(asking, "save", "send_update", message="Older")
    answer = asking.post("send_update", message="Newer {colour}")
    assert "Newer {colour}</textarea>" in answer.content.decode()


# Taken back


def send(asking: Asking) -> None:
    assert asking.post("send_update", message="We are {name}", goes="letter").status_code == 303


def at_the_case(asking: Asking, seconds: float) -> str:
    with now.at(asking.at + timedelta(seconds=seconds)):
        return asking.client.get(asking.url("case")).content.decode()


def take_back(asking: Asking, seconds: float) -> object:
    with now.at(asking.at + timedelta(seconds=seconds)):
        return asking.client.post(asking.url("step", "take_back"), {"seen": asking.facts.number})


def test_after_sending_the_case_says_for_how_long_it_can_be_taken_back(asking: Asking) -> None:
    send(asking)
    page = at_the_case(asking, 3)
    assert "Sent. It goes in <b data-countdown>17</b> seconds." in page
    assert "Take it back" in page
    assert "It goes in" not in at_the_case(asking, 21)


def test_who_did_not_send_it_is_not_asked(asking: Asking, cast: Cast) -> None:
    send(asking)
    asking.turn_to(cast.ben)
    assert "It goes in" not in at_the_case(asking, 3)


def test_without_mail_it_says_that_it_is_written_down(asking: Asking) -> None:
    assert asking.post("send_update", message="On paper", goes="print").status_code == 303
    assert "Written down. It can be taken back for <b data-countdown>15</b> seconds." in at_the_case(asking, 5)


def test_what_is_taken_back_opens_again_unchanged_and_does_not_go(asking: Asking) -> None:
    send(asking)
    assert Outgoing.objects.filter(entry=7).exists()
    answer = take_back(asking, 5)
    assert answer["Location"] == asking.url("step", "send_update")  # type: ignore[index]
    assert not Outgoing.objects.filter(entry=7).exists()
    page = asking.text("step", "send_update")
    assert "We are {name}</textarea>" in page
    assert 'value="letter"' in page
    assert asking.facts.taken_back == {7}


def test_the_conversation_says_that_it_was_taken_back(asking: Asking) -> None:
    send(asking)
    take_back(asking, 5)
    page = asking.text("case")
    message = page[page.index('id="entry-7"') :]
    assert "taken back" in message[: message.index("</article>")]


def test_when_it_is_too_late_the_page_says_so(asking: Asking) -> None:
    send(asking)
    answer = take_back(asking, 25)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert "It is too late: the message has gone." in plain(answer)  # type: ignore[arg-type]


def test_once_it_has_gone_the_sweep_drops_its_draft(asking: Asking) -> None:
    send(asking)
    assert Draft.objects.exists()
    sweep(asking.at + TAKE_BACK)
    assert not Draft.objects.exists()


def test_a_draft_never_stands_in_a_log(asking: Asking, caplog: object) -> None:
    act(asking, "save", "send_update", message="Jo Marsh is short of money")
    act(asking, "check", "send_update", message="Jo Marsh is short of money")
    assert "Jo Marsh" not in caplog.text  # type: ignore[attr-defined]


def test_the_case_page_takes_one_query_for_drafts(asking: Asking, cast: Cast) -> None:
    for step in ("send_update", "signpost", "ask"):
        act(asking, "save", step, message="x")
    take_step(asking.reference, "note", cast.ben.actor(), START, note="x")
    assert Draft.objects.count() == 2  # a question is no letter
    assert plain(asking.get("case")).count("Your draft:") == 2


def test_every_page_of_the_case_offers_it(asking: Asking) -> None:
    """An offer leads to the options, not to the conversation."""
    send(asking)
    for page in ("case", "options", "history", "issues"):
        with now.at(asking.at + timedelta(seconds=2)):
            assert "Take it back" in asking.client.get(asking.url(page)).content.decode()
