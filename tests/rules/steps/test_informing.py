"""Keep informed, keep promises."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from amends.rules.actors import SYSTEM, Actor
from amends.rules.facts import PromiseState
from amends.rules.steps import STEPS
from tests.rules.story import ALL_PARTS, AMIRA, BEN, CUSTOMER, MACHINE, REGIMES, START, told

LONDON = ZoneInfo("Europe/London")
SETTLING = [
    ("keep_promise", {"proof": "Called at 10."}, PromiseState.KEPT, "promise_kept"),
    ("break_promise", {"reason": "I was ill."}, PromiseState.BROKEN, "promise_broken"),
    ("release_promise", {"reason": "No need any more."}, PromiseState.RELEASED, "promise_released"),
]

# send_update, receive_message


def test_an_update_goes_to_the_customer() -> None:
    story = told().go_on(1)
    entry = story.take("send_update", message="We are still looking.")
    assert (entry.kind, entry.data) == ("update_sent", {"purpose": "update"})
    assert entry.content == {"message": "We are still looking."}
    assert story.facts.last_to_customer == entry.number
    assert story.facts.moments["last_contact"] == story.facts.moments["updated"] == story.at


@pytest.mark.parametrize(
    ("purpose", "moment"),
    [("holding", "holding_sent"), ("not_yet", "not_yet_sent"), ("deadlock", "deadlock"), ("deadlock", "signposted")],
)
def test_a_letter_that_a_clock_looks_at_is_a_moment(purpose: str, moment: str) -> None:
    story = told().go_on(1)
    story.take("send_update", message="It takes longer.", purpose=purpose, **ALL_PARTS)
    assert story.facts.moments[moment] == story.at
    first = story.at
    story.go_on(1).take("send_update", message="Still longer.", purpose=purpose, **ALL_PARTS)
    assert story.facts.moments[moment] == first


@pytest.mark.parametrize("regime", REGIMES)
def test_the_purpose_is_asked_where_a_clock_of_the_regime_looks_at_it(regime: str) -> None:
    asked = STEPS["send_update"].asks(told(regime=regime).scene())
    assert ("purpose" in asked) is (regime != "uk-housing-ombudsman-code-2024")


@pytest.mark.parametrize("by", [CUSTOMER, AMIRA, SYSTEM])
def test_a_message_of_the_customer_is_kept_also_when_the_case_is_closed(by: Actor) -> None:
    for story in (told(), told("closed")):
        entry = story.go_on(1).take("receive_message", by, message="Any news?", files=["f1"])
        assert (entry.kind, entry.data, entry.content) == (
            "message_received",
            {"files": ["f1"]},
            {"message": "Any news?"},
        )
        assert story.facts.last_from_customer == entry.number


def test_a_message_does_not_open_a_closed_case_by_itself() -> None:
    story = told("closed")
    story.take("receive_message", CUSTOMER, message="Thank you!")
    assert story.facts.closed


# promise


def test_a_promise_is_owed_by_someone_by_a_day() -> None:
    story = told("recognised")
    entry = story.take("promise", what="Call you about the meter", due_on="2026-03-06", owner=BEN.id)
    assert (entry.kind, entry.data) == ("promised", {"promise": 1, "due_on": "2026-03-06", "owner": BEN.id})
    assert entry.content == {"what": "Call you about the meter"}
    promise = story.facts.promises[1]
    assert (promise.what, promise.due_on, promise.owner) == ("Call you about the meter", date(2026, 3, 6), BEN.id)
    assert (promise.state, promise.promised_at, promise.settled_at) == (PromiseState.OPEN, story.at, None)


def test_a_promise_is_owed_by_the_owner_of_the_case_or_else_by_who_makes_it() -> None:
    story = told("recognised")
    assert story.take("promise", BEN, what="Call", due_on="2026-03-06").data["owner"] == AMIRA.id
    story = told()
    assert story.take("promise", BEN, what="Call", due_on="2026-03-06").data["owner"] == BEN.id


def test_a_machine_must_say_who_owes_the_promise() -> None:
    words = "Say who owes the promise: nobody owns the case yet."
    story = told()
    story.refused("promise", MACHINE, rule="promise_has_owner", words=words, what="Call", due_on="2026-03-06")
    assert story.take("promise", MACHINE, what="Call", due_on="2026-03-06", owner=BEN.id)


def test_a_promise_is_for_a_day_to_come() -> None:
    story = told("recognised")
    words = "The date is already past."
    story.refused("promise", rule="due_later", words=words, what="Call", due_on="2026-03-01")
    assert story.take("promise", what="Call today", due_on="2026-03-02")


def test_a_promise_written_down_later_counts_from_when_it_was_made() -> None:
    story = told().go_on(3)
    made = (START + timedelta(hours=1)).isoformat()
    entry = story.take("promise", what="Call", due_on="2026-03-03", happened_at=made)
    assert entry.happened_at < entry.at


@pytest.mark.parametrize("field", ["due_on"])
@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "9999-12-31"])
def test_a_day_that_nobody_can_mean_is_refused(field: str, day: str) -> None:
    for name, fields in (("promise", {"what": "Call"}), ("request_input", {"of": "staff:2", "question": "?"})):
        with pytest.raises(ValidationError, match="This date is too far away"):
            STEPS[name].model_validate({**fields, field: day})


@pytest.mark.parametrize("owner", ["customer:x", "team:it", "nobody", "staff:"])
def test_a_promise_is_owed_by_a_member_of_staff(owner: str) -> None:
    with pytest.raises(ValidationError, match="pattern"):
        STEPS["promise"].model_validate({"what": "Call", "due_on": "2026-03-06", "owner": owner})


# keep, break, release


@pytest.mark.parametrize(("name", "fields", "state", "kind"), SETTLING)
def test_a_promise_ends_kept_broken_or_released(
    name: str, fields: dict[str, Any], state: PromiseState, kind: str
) -> None:
    story = told("recognised")
    story.take("promise", what="Call", due_on="2026-03-06")
    entry = story.go_on(1).take(name, promise=1, **fields)
    assert (entry.kind, entry.data["promise"], entry.content) == (kind, 1, fields)
    promise = story.facts.promises[1]
    assert (promise.state, promise.settled_at, promise.told) == (state, story.at, next(iter(fields.values())))
    assert story.facts.open_promises() == []
    owed = "has_owed_promise" if name == "release_promise" else "has_open_promise"
    says = "Nothing that was promised is owed." if owed == "has_owed_promise" else "There is no open promise."
    story.refused(name, rule=owed, words=says, promise=1, **fields)


@pytest.mark.parametrize(("name", "fields", "state", "kind"), SETTLING)
def test_only_an_open_promise_is_settled(name: str, fields: dict[str, Any], state: PromiseState, kind: str) -> None:
    story = told("recognised")
    story.take("promise", what="Call", due_on="2026-03-06")
    story.refused(name, rule="has_open_promise", words="Promise 2 is not open.", promise=2, **fields)


@pytest.mark.parametrize(("name", "fields", "state", "kind"), SETTLING)
def test_a_promise_is_not_settled_before_it_was_made(
    name: str, fields: dict[str, Any], state: PromiseState, kind: str
) -> None:
    story = told("recognised").go_on(1)
    story.take("promise", what="Call", due_on="2026-03-06")
    words = "It cannot have happened before Tuesday 3 March 2026 at 10:30, when it was promised."
    earlier = (story.at - timedelta(minutes=1)).isoformat()
    story.refused(name, rule="in_order", words=words, promise=1, happened_at=earlier, **fields)


def test_a_promise_kept_after_its_day_was_kept_late() -> None:
    story = told("recognised")
    for what in ("Call", "Write"):
        story.take("promise", what=what, due_on="2026-03-06")
    in_time = (START + timedelta(days=4)).isoformat()
    story.go_on(5)
    assert story.take("keep_promise", promise=1, proof="Called", happened_at=in_time).data["late"] is False
    assert story.take("keep_promise", promise=2, proof="Wrote").data["late"] is True
    lateness = [promise.late_at(story.at, LONDON) for promise in story.facts.promises.values()]
    assert lateness == [False, True]


def test_an_open_promise_is_late_after_the_end_of_its_day_where_the_regime_is() -> None:
    summer = START.replace(month=6)
    story = told("recognised", at=summer)
    story.take("promise", what="Call", due_on="2026-06-02")
    promise = story.facts.promises[1]
    assert promise.late_at(summer.replace(hour=22, minute=59), LONDON) is False
    assert promise.late_at(summer.replace(hour=23, minute=0), LONDON) is True


def test_how_the_customer_released_us_is_kept_with_what_they_said() -> None:
    story = told("recognised")
    story.take("promise", what="Call", due_on="2026-03-06")
    story.take("release_promise", CUSTOMER, promise=1, reason="No need", told="by phone")
    assert story.facts.promises[1].told == "No need (by phone)"
