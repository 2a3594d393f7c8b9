"""A colleague reads the draft as it will read, with the checks; what they say stands by the form and on the case."""

from __future__ import annotations

from amends.cases.models import Draft
from tests.cast import START, Cast, take_step
from tests.desk.case.asking import Asking, plain
from tests.desk.letters.writing import act

ASKED = {"review-due_on": "2026-03-04", "review-message": "Is it too long?"}
LETTER = "We heard you, {name}. We will call by Friday."


def ask(asking: Asking, cast: Cast, **fields: str) -> object:
    return act(asking, "review", "send_update", message=LETTER, **{**ASKED, "review-of": cast.ben.actor_id, **fields})


def test_a_colleague_is_asked_with_the_draft_as_it_will_read(asking: Asking, cast: Cast) -> None:
    answer = ask(asking, cast)
    assert answer["Location"] == asking.url("step", "send_update")  # type: ignore[index]
    (review,) = asking.facts.reviews.values()
    assert review.draft == "We heard you, Jo Marsh. We will call by Friday."
    assert (review.step, review.of, review.message) == ("send_update", cast.ben.actor_id, "Is it too long?")
    page = asking.get("step", "send_update")
    assert "Ben is asked to read it." in plain(page)
    assert f"{LETTER}</textarea>" in page.content.decode()  # and the draft is as it was


def test_what_is_missing_of_the_request_is_said_and_nothing_is_lost(asking: Asking, cast: Cast) -> None:
    answer = act(asking, "review", "send_update", message=LETTER, **{"review-of": cast.ben.actor_id})
    assert answer.status_code == 422
    assert "By when: This is needed." in plain(answer)
    assert f"{LETTER}</textarea>" in answer.content.decode()
    assert not asking.facts.reviews


def test_there_must_be_something_to_read(asking: Asking, cast: Cast) -> None:
    fields = {**ASKED, "review-of": cast.ben.actor_id}
    answer = act(asking, "review", "send_update", message="", **fields)
    assert answer.status_code == 422
    assert "Nothing is written yet." in plain(answer)


def test_nobody_asks_themselves(asking: Asking, cast: Cast) -> None:
    answer = act(asking, "review", "send_update", message=LETTER, **{**ASKED, "review-of": cast.amira.actor_id})
    assert answer.status_code == 409
    assert "Ask someone other than yourself." in plain(answer)
    assert Draft.objects.exists()


def test_who_was_asked_sees_the_draft_and_its_checks(asking: Asking, cast: Cast) -> None:
    ask(asking, cast)
    asking.turn_to(cast.ben)
    assert f'href="{asking.url("step", "give_review")}?review=1"' in asking.text("case")
    page = plain(asking.get("step", "give_review", query="?review=1"))
    assert "Send an update: the draft" in page
    assert "Amira asks you to read it. By Wed 4 March" in page
    assert "Is it too long?" in page
    assert "We heard you, Jo Marsh. We will call by Friday." in page
    assert "is a promise, and is not written down as one." in page
    assert "Its writer has gone on writing since, or keeps no draft here." not in page


def test_who_was_asked_is_told_when_the_writer_has_gone_on(asking: Asking, cast: Cast) -> None:
    ask(asking, cast)
    act(asking, "save", "send_update", message="Something else by now.")
    asking.turn_to(cast.ben)
    page = plain(asking.get("step", "give_review"))
    assert "Its writer has gone on writing since, or keeps no draft here." in page
    assert "We heard you, Jo Marsh." in page
    assert "Something else by now." not in page


def test_a_colleague_of_another_team_may_open_the_case_to_read_it(asking: Asking, cast: Cast) -> None:
    ask(asking, cast, **{"review-of": cast.gita.actor_id})
    asking.turn_to(cast.gita)
    assert "We heard you, Jo Marsh." in plain(asking.get("step", "give_review"))


def test_what_they_say_stands_beside_the_form_and_on_the_case(asking: Asking, cast: Cast) -> None:
    ask(asking, cast)
    take_step(asking.reference, "give_review", cast.ben.actor(), asking.at, review=1, verdict="change",
              comments="Say sorry first.")  # fmt: skip
    for page in (plain(asking.get("step", "send_update")), plain(asking.get("case"))):
        assert "Ben says: change it first" in page
    assert "Say sorry first." in plain(asking.get("step", "send_update"))


def test_a_draft_that_can_go_says_so(asking: Asking, cast: Cast) -> None:
    ask(asking, cast)
    take_step(asking.reference, "give_review", cast.ben.actor(), asking.at, review=1, verdict="fine")
    assert "Ben says: it can go" in plain(asking.get("case"))


def test_once_it_is_sent_nobody_asks_about_it_any_more(asking: Asking, cast: Cast) -> None:
    ask(asking, cast)
    take_step(asking.reference, "give_review", cast.ben.actor(), asking.at, review=1, verdict="fine")
    asking.take("send_update", message="As agreed.")
    assert "Ben says" not in plain(asking.get("case"))


def test_without_anything_to_read_the_step_says_so(asking: Asking) -> None:
    assert "Nobody has been asked to read a draft." in plain(asking.get("step", "give_review"))


def test_at_the_start_nothing_is_said_of_it(asking: Asking, cast: Cast) -> None:
    take_step(asking.reference, "note", cast.ben.actor(), START, note="x")
    assert "is asked to read it" not in plain(asking.get("case"))
