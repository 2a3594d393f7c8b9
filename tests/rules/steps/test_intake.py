"""Take it in: receive, recognise, keep as, exclude, acknowledge, note a need."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from amends.rules.facts import CaseKind
from amends.rules.fold import fold
from amends.rules.steps import STEPS
from amends.rules.steps.intake import Channel
from tests.rules.steps.ready import PAUSE, READY
from tests.rules.story import AMIRA, BEN, CUSTOMER, RECEIVED, REGIMES, START, Story, told

EXCLUDED = READY["exclude"].fields


def received(**fields: Any) -> Story:
    story = Story()
    story.take("receive", **{**RECEIVED, **fields})
    return story


# receive


def test_what_is_received_is_kept_in_the_customers_words() -> None:
    story = received(need="Large print", representative="Ann Marsh, daughter", product="Electricity", external_ref="X1")
    entry, facts = story.entries[0], story.facts
    assert entry.kind == "received"
    assert entry.data == {
        "channel": "phone",
        "language": "en-gb",
        "product": "Electricity",
        "customer": "",
        "external_ref": "X1",
        "about_staff": [],
        "team": "payments",
        "regime": "general",
        "edition": "2010-01-01",
        "moment_happened": "",
        "moment_aware": "",
        "moment_sent_to_company": "",
    }
    assert entry.content == {
        **{name: text for name, text in RECEIVED.items() if name not in ("channel", "team")},
        "need": "Large print",
        "representative": "Ann Marsh, daughter",
    }
    assert (facts.subject, facts.story, facts.wants) == (RECEIVED["subject"], RECEIVED["story"], RECEIVED["wants"])
    assert (facts.customer_name, facts.customer_email) == ("Jo Marsh", "jo@example.org")
    assert (facts.kind, facts.team, facts.owner, facts.stage) == (CaseKind.UNDECIDED, "payments", "", 1)
    assert [(need.need, need.entry) for need in facts.needs] == [("Large print", 1)]
    assert facts.moments == {"received": START}
    assert facts.is_open


def test_the_language_they_want_to_hear_from_us_in_is_kept_and_can_be_put_right() -> None:
    story = received(language="cy")
    assert (story.entries[0].data["language"], story.facts.language) == ("cy", "cy")
    story.take("correct", entry=1, field="language", value="en-gb", reason="They asked for English")
    assert story.facts.language == "en-gb"


def test_a_case_from_before_languages_were_asked_for_is_in_english() -> None:
    first = received().entries[0]
    earlier = replace(first, data={name: value for name, value in first.data.items() if name != "language"})
    assert fold([earlier]).language == "en-gb"


def test_a_language_that_we_do_not_write_is_no_language_of_a_case() -> None:
    with pytest.raises(ValidationError, match="'en-gb' or 'cy'"):
        received(language="fr")


@pytest.mark.parametrize("channel", list(Channel))
def test_a_case_comes_by_any_channel(channel: Channel) -> None:
    assert received(channel=channel.value).facts.channel == channel.value


def test_the_clock_runs_from_when_it_was_received_not_typed() -> None:
    phoned = START - timedelta(days=1)
    story = received(happened_at=phoned.isoformat())
    assert story.facts.received_at == phoned
    assert story.entries[0].at == START


def test_moments_before_the_case_are_facts_that_clocks_look_at() -> None:
    story = received(
        event_at="2026-02-02T12:00:00+00:00",
        aware_at="2026-02-03T12:00:00+00:00",
        sent_to_company_at="2026-03-01T12:00:00-05:00",
    )
    moments = story.facts.moments
    assert moments["happened"] == datetime(2026, 2, 2, 12, tzinfo=UTC)
    assert moments["aware"] == datetime(2026, 2, 3, 12, tzinfo=UTC)
    assert moments["sent_to_company"] == datetime(2026, 3, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "rule", "words"),
    [
        (
            {"event_at": "2026-03-02T09:31:00+00:00"},
            "not_in_future",
            "What they complain of cannot have happened after it was received.",
        ),
        (
            {"aware_at": "2026-03-02T09:31:00+00:00"},
            "not_in_future",
            "They cannot have become aware of it after it was received.",
        ),
        (
            {"event_at": "2026-02-02T12:00:00+00:00", "aware_at": "2026-02-01T12:00:00+00:00"},
            "in_order",
            "They cannot have become aware of it before it happened.",
        ),
        ({"sent_to_company_at": "2026-03-03T09:31:00+00:00"}, "not_in_future", "That time has not come yet."),
        (
            {"sent_to_company_at": "2009-12-31T09:31:00+00:00"},
            "calendar_reaches",
            "The calendar of this procedure begins on Friday 1 January 2010.",
        ),
        ({"happened_at": "2026-03-02T09:32:00+00:00"}, "not_in_future", "That time has not come yet."),
        (
            {"happened_at": "2009-12-31T09:31:00+00:00"},
            "calendar_reaches",
            "The calendar of this procedure begins on Friday 1 January 2010.",
        ),
    ],
)
def test_moments_that_cannot_be_are_refused(fields: dict[str, str], rule: str, words: str) -> None:
    Story().refused("receive", rule=rule, words=words, **{**RECEIVED, **fields})


def test_it_may_be_said_at_the_moment_it_happens() -> None:
    now = START.isoformat()
    assert received(event_at=now, aware_at=now).facts.moments == {"received": START, "happened": START, "aware": START}


def test_what_happened_long_ago_can_be_complained_of() -> None:
    assert received(event_at="1987-06-01T12:00:00+00:00").facts.moments["happened"].year == 1987


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+00:00", "1899-12-31T12:00:00Z", "2200-01-01T00:00:00Z"])
def test_a_date_that_nobody_can_mean_is_refused(moment: str) -> None:
    for field in ("happened_at", "event_at", "aware_at", "sent_to_company_at"):
        with pytest.raises(ValidationError, match="This date is too far away"):
            STEPS["receive"].model_validate({**RECEIVED, field: moment})


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        STEPS["receive"].model_validate({**RECEIVED, "happened_at": "2026-03-01T10:00:00"})


def test_staff_may_take_in_a_complaint_about_themselves_and_then_leave_it() -> None:
    story = received(about_staff=[AMIRA.id])
    assert story.facts.about_staff == {AMIRA.id}
    story.refused("recognise", AMIRA, rule="not_about_oneself", limb="conduct")
    assert story.take("recognise", BEN, limb="conduct")


# text


def test_text_is_kept_in_one_form() -> None:
    story = received(story="  Cafe\u0301\r\nline\rthree\tend  ", subject="One\r\nline\tonly")
    assert story.facts.story == "Café\nline\nthree\tend"
    assert story.facts.subject == "One line\tonly"


@pytest.mark.parametrize("bad", ["\x00", "\x1b[31m", "\x7f", "\x85", "\ud800", "a\x08b"])
@pytest.mark.parametrize("field", ["story", "subject", "customer_email"])
def test_characters_that_no_page_can_show_are_refused(field: str, bad: str) -> None:
    with pytest.raises(ValidationError, match="This text holds a character that cannot be kept"):
        STEPS["receive"].model_validate({**RECEIVED, field: f"x{bad}y"})


def test_lists_of_text_are_looked_at_too() -> None:
    with pytest.raises(ValidationError, match="This text holds a character that cannot be kept"):
        STEPS["receive"].model_validate({**RECEIVED, "about_staff": ["staff:1\x00"]})
    with pytest.raises(ValidationError, match="This text holds a character that cannot be kept"):
        STEPS["note"].model_validate({"note": "x", "files": ["\ud800"]})


@pytest.mark.parametrize("address", ["jo", "jo@", "jo@example.org, ann@example.org", "Jo <jo@example.org>"])
def test_an_address_is_one_that_messages_can_go_to(address: str) -> None:
    with pytest.raises(ValidationError, match="Write one email address"):
        STEPS["receive"].model_validate({**RECEIVED, "customer_email": address})


def test_scripts_emoji_and_braces_are_text_like_any_other() -> None:
    said = "«{0}» {x} %s ‏עברית العربية 👩‍👩‍👧 ✓ <b>&amp;</b>"
    assert received(story=said, subject=said).facts.story == said


def test_a_text_is_no_longer_than_its_field() -> None:
    assert received(story="x" * 20_000, subject="x" * 300)
    for field, most in (("story", 20_000), ("subject", 300)):
        with pytest.raises(ValidationError, match=f"at most {most} characters"):
            STEPS["receive"].model_validate({**RECEIVED, field: "x" * (most + 1)})


# recognise


@pytest.mark.parametrize("regime", REGIMES)
def test_every_limb_of_every_definition_makes_it_a_complaint(regime: str) -> None:
    for limb in told(regime=regime).regime.definition:
        story = told(regime=regime)
        entry = story.take("recognise", limb=limb.id, reason="They say it cost them money.")
        assert entry.kind == "recognised"
        assert entry.data == {"limb": limb.id, "regime": regime, "edition": story.regime.edition}
        assert entry.content == {"reason": "They say it cost them money."}
        assert (story.facts.kind, story.facts.limb) == (CaseKind.COMPLAINT, limb.id)
        assert story.facts.kind_reason == "They say it cost them money."


def test_a_complaint_is_recognised_under_a_limb_of_the_definition() -> None:
    words = "General complaints procedure (own targets, two stages) has no such limb in its definition: weather."
    told().refused("recognise", rule="limb_of_the_definition", words=words, limb="weather")


def test_it_is_recognised_once() -> None:
    words = "It has already been recognised as a complaint."
    told("recognised").refused("recognise", rule="not_a_complaint_yet", words=words, limb="service")


@pytest.mark.parametrize("kind", ["query", "problem"])
def test_a_query_or_a_problem_becomes_a_complaint(kind: str) -> None:
    story = told()
    story.take("keep_as", kind=kind, reason="They only ask.")
    story.take("recognise", limb="handling")
    assert story.facts.is_complaint
    assert story.facts.kinds == ["received", "kept_as", "recognised"]


def test_an_exclusion_that_the_customer_contests_can_be_taken_back() -> None:
    story = told()
    story.take("exclude", **EXCLUDED)
    story.take("receive_message", CUSTOMER, message="The claim was withdrawn in January.")
    story.take("recognise", limb="service", reason="There is no claim.")
    assert story.facts.is_complaint
    assert (story.facts.ground, story.facts.elsewhere) == ("", "")


def test_what_the_customer_said_of_a_query_is_not_said_of_the_complaint_it_became() -> None:
    story = told()
    story.take("keep_as", kind="query", reason="They only ask.")
    story.take("check_satisfaction", message="Sorted?")
    story.take("answer_satisfaction", CUSTOMER, answer="yes")
    assert "resolved" in story.facts.moments
    story.go_on(1).take("recognise", limb="service")
    assert story.facts.satisfaction is None
    assert "resolved" not in story.facts.moments


# keep_as


@pytest.mark.parametrize("kind", ["query", "problem"])
def test_what_is_not_a_complaint_is_kept_with_its_reason(kind: str) -> None:
    story = told()
    entry = story.take("keep_as", kind=kind, reason="They ask when the bill comes.")
    assert (entry.kind, entry.data, entry.content) == (
        "kept_as",
        {"kind": kind},
        {"reason": "They ask when the bill comes."},
    )
    assert (story.facts.kind.value, story.facts.kind_reason) == (kind, "They ask when the bill comes.")


def test_what_it_is_has_no_third_word() -> None:
    with pytest.raises(ValidationError):
        STEPS["keep_as"].model_validate({"kind": "moan", "reason": "x"})


def test_it_is_decided_once_that_it_is_no_complaint() -> None:
    fields = READY["keep_as"].fields
    words = "It has already been decided what this is: a complaint."
    told("recognised").refused("keep_as", rule="undecided", words=words, **fields)
    story = told()
    story.take("exclude", **EXCLUDED)
    words = "It has already been decided what this is: outside the procedure."
    story.refused("keep_as", rule="undecided", words=words, **fields)


# exclude


@pytest.mark.parametrize("regime", REGIMES)
def test_every_ground_of_every_procedure_excludes(regime: str) -> None:
    for ground in told(regime=regime).regime.exclusions:
        story = told(regime=regime)
        entry = story.take("exclude", **{**EXCLUDED, "ground": ground.id})
        assert (entry.kind, entry.data) == ("excluded", {"ground": ground.id})
        assert set(entry.content) == {"reason", "elsewhere", "message"}
        facts = story.facts
        assert (facts.kind, facts.ground, facts.elsewhere) == (CaseKind.EXCLUDED, ground.id, "The court.")
        assert facts.last_to_customer == entry.number


def test_it_is_excluded_on_a_ground_that_the_procedure_lists() -> None:
    words = "General complaints procedure (own targets, two stages) does not list this ground: rude."
    told().refused("exclude", rule="ground_of_exclusion", words=words, **{**EXCLUDED, "ground": "rude"})


def test_it_can_turn_out_later_that_a_complaint_is_outside() -> None:
    story = told("decided")
    story.take("exclude", **EXCLUDED)
    assert story.facts.kind is CaseKind.EXCLUDED


def test_it_is_not_excluded_after_the_answer_was_sent() -> None:
    words = "The findings of stage 1 went to the customer on Monday 2 March 2026."
    told("answered").refused("exclude", rule="not_yet_reported", words=words, **EXCLUDED)


def test_the_customer_is_told_once_that_it_is_outside() -> None:
    story = told()
    story.take("exclude", **EXCLUDED)
    words = "The customer has already been told that it is outside the procedure."
    story.refused("exclude", rule="not_excluded", words=words, **EXCLUDED)


def test_excluding_ends_a_pause() -> None:
    story = told("recognised")
    story.take("pause_clock", **PAUSE)
    kinds = [entry.kind for entry in story.go_on(1).took("exclude", **EXCLUDED)]
    assert kinds == ["excluded", "clock_resumed"]
    assert story.facts.paused is None


def test_an_exclusion_suggests_where_else_to_turn() -> None:
    assert "Financial Ombudsman" in STEPS["exclude"].suggests(told(regime="uk-fca-disp").scene())["elsewhere"]
    assert STEPS["exclude"].suggests(told().scene()) == {}


# acknowledge


@pytest.mark.parametrize("regime", REGIMES)
def test_each_part_of_an_acknowledgement_is_asked_for_by_name(regime: str) -> None:
    story = told("recognised", regime)
    parts = story.scene().stage.acknowledgement_parts
    for left_out in parts:
        says = [part.id for part in parts if part is not left_out]
        words = "The acknowledgement does not say all that it must."
        ruling = story.refused(
            "acknowledge", rule="acknowledgement_complete", words=words, message="We have it.", says=says
        )
        assert ruling.missing == (left_out.text,)
    if parts:
        ruling = story.refused("acknowledge", rule="acknowledgement_complete", message="We have it.")
        assert ruling.missing == tuple(part.text for part in parts)
    entry = story.take("acknowledge", message="We have it.", says=[part.id for part in parts])
    assert (entry.kind, entry.data) == ("acknowledged", {"says": [part.id for part in parts]})
    assert story.facts.moments["acknowledged"] == story.facts.acknowledged_at == entry.happened_at
    assert story.facts.last_to_customer == entry.number


def test_a_part_may_be_named_by_what_it_proves() -> None:
    says = ["received_and_in_hand", "next_steps"]
    assert told("recognised").take("acknowledge", message="We have it.", says=says)


def test_a_query_is_acknowledged_without_the_parts_of_a_complaint() -> None:
    story = told()
    story.take("keep_as", kind="query", reason="They only ask.")
    assert story.take("acknowledge", message="We have your question.")


def test_it_is_decided_what_it_is_before_it_is_acknowledged() -> None:
    words = "Decide first whether this is a complaint, a problem or a query."
    told().refused("acknowledge", rule="kind_decided", words=words, message="We have it.")


def test_it_is_acknowledged_once_a_stage() -> None:
    words = "It was acknowledged on Monday 2 March 2026."
    story = told("acknowledged")
    story.refused("acknowledge", rule="not_acknowledged", words=words, **READY["acknowledge"].fields)


# note_need


def test_a_need_is_noted_with_what_we_do_about_it() -> None:
    story = told(need="A quiet room")
    entry = story.take("note_need", need="Large print", mood="anxious", adjustment="Letters in 18 point")
    assert (entry.kind, entry.data) == ("need_noted", {})
    assert entry.content == {"need": "Large print", "mood": "anxious", "adjustment": "Letters in 18 point"}
    assert [need.need for need in story.facts.needs] == ["A quiet room", "Large print"]
    assert story.facts.needs[1].adjustment == "Letters in 18 point"


@pytest.mark.parametrize("mood", ["", "calm", "angry", "confused", "anxious", "unusual"])
def test_how_the_customer_seems_is_one_of_a_few_words_or_none(mood: str) -> None:
    story = told()
    story.take("note_need", need="Time", mood=mood, adjustment="Call back")
    assert story.facts.needs[0].mood == mood
