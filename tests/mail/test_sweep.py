from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from amends.cases import sweep as sweeping
from amends.cases.models import Case, Outgoing, Reminded
from amends.cases.sweep import sweep
from amends.people.authority import set_absence
from tests.cases.agreeing import begun, weighed
from tests.cast import START, Cast, cast, customer, days, received, take_step

__all__ = ["cast"]


def owned_case(cast: Cast) -> str:
    """A recognised complaint of Amira's: it is to be acknowledged by Thursday."""
    leader = cast.carol.actor()
    reference = received(leader).reference
    take_step(reference, "recognise", leader, START, limb="service")
    take_step(reference, "assign", leader, START, to=cast.amira.actor_id)
    return reference


def reminders() -> list[Outgoing]:
    return list(Outgoing.objects.filter(entry=0))


def test_before_its_day_nothing_is_due(cast: Cast) -> None:
    owned_case(cast)
    assert (sweep(START + days(2)).looked_at, reminders()) == (0, [])


def test_on_its_day_the_owner_is_reminded_and_told_why(cast: Cast) -> None:
    reference = owned_case(cast)
    result = sweep(START + days(3))
    assert (result.looked_at, result.reminded, result.healed, result.failed) == (1, 1, 0, [])
    (mail,) = reminders()
    assert (mail.to, mail.subject) == (cast.amira.email, f"{reference}: due today")
    assert (
        "Acknowledge – due on Thursday 5 March 2026, because of the time limit «Acknowledge the complaint»" in mail.body
    )
    assert f"http://testserver/desk/cases/{reference}/" in mail.body


def test_a_reminder_says_nothing_that_the_customer_said_or_is(cast: Cast) -> None:
    reference = owned_case(cast)
    amira = cast.amira.actor()
    take_step(reference, "promise", amira, START, what="Ring Jo about the 64 pounds", due_on=date(2026, 3, 3))
    sweep(START + days(1))
    (mail,) = reminders()
    assert "because it was promised to the customer by then" in mail.body
    assert not [word for word in ("Jo", "Marsh", "64", "Charged") if word in mail.body + mail.subject]


def test_a_reminder_is_in_the_language_of_whom_it_reminds(cast: Cast) -> None:
    cast.amira.settings = {"language": "cy"}
    cast.amira.save()
    reference = owned_case(cast)
    sweep(START + days(3))
    (mail,) = reminders()
    assert mail.subject == f"{reference}: i'w wneud heddiw"
    assert "i'w wneud erbyn dydd Iau 5 Mawrth 2026" in mail.body


def test_nobody_is_reminded_twice_of_the_same(cast: Cast) -> None:
    owned_case(cast)
    sweep(START + days(3))
    again = sweep(START + days(3.1))
    assert (again.looked_at, again.reminded, len(reminders())) == (0, 0, 1)


def test_what_is_past_its_day_is_called_overdue(cast: Cast) -> None:
    reference = owned_case(cast)
    sweep(START + days(6))
    assert reminders()[0].subject == f"{reference}: overdue"


def test_the_next_thing_that_comes_due_is_reminded_of_too(cast: Cast) -> None:
    reference = owned_case(cast)
    sweep(START + days(3))
    said = {"message": "We have it.", "says": ["received", "next"]}
    take_step(reference, "acknowledge", cast.amira.actor(), START + days(3), **said)
    assert sweep(START + days(20)).reminded == 1
    assert Reminded.objects.count() == 2


def test_a_case_that_nobody_owns_is_looked_at_once_and_nobody_is_written_to(cast: Cast) -> None:
    received(cast.carol.actor())
    assert (sweep(START + days(1)).reminded, reminders()) == (0, [])
    assert sweep(START + days(1)).looked_at == 0


def test_a_colleague_who_left_is_not_written_to(cast: Cast) -> None:
    owned_case(cast)
    cast.amira.is_active = False
    cast.amira.save()
    assert sweep(START + days(3)).reminded == 0


def test_a_closed_case_is_left_alone(cast: Cast) -> None:
    reference = owned_case(cast)
    take_step(reference, "receive_message", customer(reference), START, message="I withdraw it.")
    take_step(reference, "close", cast.amira.actor(), START, because="withdrawn", reasons="As asked.", message="Bye.")
    assert sweep(START + days(30)).looked_at == 0


def test_a_row_that_is_out_of_step_with_the_record_is_healed(cast: Cast) -> None:
    reference = owned_case(cast)
    Case.objects.filter(reference=reference).update(next_due_on=date(2026, 3, 2), subject="Something else", owner="")
    result = sweep(START)
    row = Case.objects.get(reference=reference)
    assert (result.healed, row.subject, row.owner) == (1, "Charged twice", cast.amira.actor_id)
    assert row.next_due_on == date(2026, 3, 5)
    assert reminders() == []


def test_one_bad_row_does_not_stop_the_rest(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    bad, good = owned_case(cast), owned_case(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET next_due_on = '2026-03-02' WHERE reference = %s", [bad])
    original = sweeping.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sweeping, "read", lambda case: original(case) if case != bad else 1 / 0)
        result = sweep(START + days(3))
    assert (result.failed, result.reminded) == ([bad], 1)
    assert reminders()[0].case == good
    assert f"{bad} could not be swept (ZeroDivisionError)" in caplog.text


def test_the_day_is_the_day_where_the_regime_counts_its_days(cast: Cast) -> None:
    owned_case(cast)
    just_before_midnight = START.replace(day=4, hour=23, minute=59)
    assert sweep(just_before_midnight).looked_at == 0
    assert sweep(just_before_midnight + timedelta(minutes=2)).looked_at == 1


def asked_for_approval(cast: Cast, of: str) -> str:
    """Amira asks for more than she may give, by Friday."""
    reference = begun(cast, about="charge")
    weighed(cast, reference, kind="refund", pence=90000, title="Pay it back")
    amira, at = cast.amira.actor(), START + timedelta(minutes=2)
    take_step(reference, "select_option", amira, at, option=1, rationale="It fits", why_only="Plain")
    fields = {"options": [1], "of": of, "due_on": date(2026, 3, 6), "message": "Jo lost all of it"}
    take_step(reference, "seek_approval", amira, at, **fields)
    Reminded.objects.all().delete()
    return reference


def told_of_approval() -> list[str]:
    return sorted(mail.to for mail in reminders() if mail.body.startswith("Approve "))


def test_who_is_asked_for_an_approval_is_reminded_on_its_day_and_once(cast: Cast) -> None:
    reference = asked_for_approval(cast, cast.carol.actor_id)
    sweep(START + days(3))
    assert told_of_approval() == []
    for later in (4, 4.1, 5, 6):
        sweep(START + days(later))
    assert told_of_approval() == [cast.carol.email]
    mail = next(mail for mail in reminders() if mail.to == cast.carol.email)
    assert mail.body.startswith("Approve – due on Friday 6 March 2026, because you were asked for it by then.")
    assert "Jo" not in mail.body + mail.subject
    assert f"http://testserver/desk/cases/{reference}/" in mail.body


def test_who_is_away_is_reminded_through_whoever_stands_in(cast: Cast) -> None:
    asked_for_approval(cast, cast.carol.actor_id)
    fields = {"from_on": date(2026, 3, 6), "until_on": date(2026, 3, 9), "by": cast.frank.actor_id}
    set_absence(cast.carol.actor_id, delegate=cast.dilip.actor_id, at=START, **fields)
    sweep(START + days(4))
    assert told_of_approval() == [cast.dilip.email]


def test_of_an_approval_that_whoever_can_may_give_those_who_could_are_reminded(cast: Cast) -> None:
    asked_for_approval(cast, "")
    sweep(START + days(4))
    assert told_of_approval() == [cast.carol.email, cast.dilip.email]


def test_what_was_given_is_reminded_of_no_more(cast: Cast) -> None:
    reference = asked_for_approval(cast, cast.carol.actor_id)
    take_step(reference, "approve", cast.carol.actor(), START + days(1), approval=1, reason="Right")
    sweep(START + days(4))
    assert told_of_approval() == []


def test_a_colleague_who_is_asked_for_several_things_is_reminded_of_each(cast: Cast) -> None:
    reference = owned_case(cast)
    amira, ben = cast.amira.actor(), cast.ben.actor_id
    due_on = date(2026, 3, 4)
    take_step(reference, "request_input", amira, START, of=ben, question="The log?", due_on=due_on)
    take_step(reference, "ask_review", amira, START, of=ben, step="acknowledge", draft="Dear Jo", due_on=due_on)
    take_step(reference, "escalate", amira, START, to=ben, cause="specialist", why="x", asked="x", due_on=due_on)
    take_step(reference, "request_input", amira, START, of="team:meters", question="The log?", due_on=due_on)
    sweep(START + days(2))
    told = sorted(mail.body.split(" – ")[0] for mail in reminders() if mail.to == cast.ben.email)
    assert told == ["Answer and give it back", "Record a colleague's input", "Say what you think of the draft"]
