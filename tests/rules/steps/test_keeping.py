"""Keep the record: notes, links, corrections that leave the earlier visible, erasure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, get_args

import pytest
from pydantic import ValidationError

from amends.rules.actors import Actor
from amends.rules.deadlines import reckonings
from amends.rules.entries import KINDS
from amends.rules.fold import fold
from amends.rules.steps import STEPS
from amends.rules.steps.keeping import MAY_BE_EMPTY, ONE_LINE, ONE_OF, PLAIN_FIELDS, UNCORRECTED, correctable_fields
from tests.rules.steps.ready import READY
from tests.rules.story import (
    AMIRA,
    BEN,
    CAROL,
    CUSTOMER,
    DILIP,
    FRANK,
    REFUND,
    REGIMES,
    START,
    Story,
    asked_for,
    second_stage,
    told,
)

# note, link


def test_a_note_stays_inside() -> None:
    story = told()
    entry = story.take("note", note="Sounded upset.", files=["f1"])
    assert (entry.kind, entry.data, entry.content) == ("noted", {"files": ["f1"]}, {"note": "Sounded upset."})
    assert (story.facts.last_to_customer, story.facts.last_from_customer) == (0, 1)


def test_two_cases_are_linked_not_merged() -> None:
    story = told()
    entry = story.take("link", reference="C-26-000002", relation="same event", reason="One outage")
    assert (entry.kind, entry.data) == ("linked", {"reference": "C-26-000002", "relation": "same event"})
    assert [(link.reference, link.relation) for link in story.facts.links] == [("C-26-000002", "same event")]


def test_two_cases_are_linked_once_in_one_way() -> None:
    story = told()
    story.take("link", reference="C-26-000002", relation="same event")
    words = "These two cases are already linked in this way."
    story.refused("link", rule="linked_once", words=words, reference="C-26-000002", relation="same event")
    assert story.take("link", reference="C-26-000002", relation="same customer")


def test_a_link_names_another_case() -> None:
    with pytest.raises(ValidationError, match="pattern"):
        STEPS["link"].model_validate({"reference": " ", "relation": "same event"})


# correct


def whole() -> Story:
    """A case with an entry of every kind that has words in it."""
    story = told(need="Large print", representative="Ann Marsh", product="Gas")
    for name in ("keep_as", "note_need", "ask", "note", "link", "request_input", "send_update"):
        story.take(name, **READY[name].fields)
    story.take("answer", CUSTOMER, question=1, message="The current account.")
    story.take("receive_input", request=1, answer="Two charges.")
    story.take("recognise", limb="service", reason="They are upset.")
    story.take("assign", to=AMIRA.id, reason="Knows it")
    story.take("hand_over", to=BEN.id, reason="Leave", next_steps="Call.")
    story.take("acknowledge", message="We have it.", says=["received", "next"])
    story.take("add_issue", title="The second charge", detail="On 2 February.", about="charge")
    story.take("confirm_understanding", **READY["confirm_understanding"].fields)
    for settle in ("keep_promise", "break_promise", "release_promise"):
        number = story.take("promise", what="Call you", due_on="2026-03-06").number_of("promise")
        story.take(settle, **{**READY[settle].fields, "promise": number})
    story.take("pause_clock", **READY["pause_clock"].fields)
    story.take("resume_clock", explanation="It came.")
    story.take("extend_clock", **READY["extend_clock"].fields)
    story.take("add_evidence", title="Ledger", detail="Two lines", source="our records", issues=[1])
    story.take("find", **READY["find"].fields)
    resolve(story)
    story.take("report_findings", **READY["report_findings"].fields)
    story.take("check_satisfaction", message="Sorted?")
    story.take("answer_satisfaction", CUSTOMER, answer="no", comment="No.")
    story.take("give_reasons", message="Because.")
    story.take("receive_message", CUSTOMER, message="Hm.")
    story.take("close", because="final_response", reasons="Done", message="Goodbye.")
    story.take("reopen", reason="More.")
    story.take("next_stage", CUSTOMER, request="Again, please.")
    story.take("exclude", **READY["exclude"].fields)
    return story


def resolve(story: Story) -> None:
    """What puts it right, and the ways to others: each kind of entry once."""
    asked_for(story, 90000)
    story.take("decline", CAROL, approval=1, reason="Less.")
    story.take("seek_approval", options=[1], due_on="2026-03-20", message="Once more.")
    story.take("approve", CAROL, approval=2, reason="Right.")
    for name in ("counter", "refuse"):
        story.take("offer", options=[1], message="This we would do.")
        story.take(name, CUSTOMER, **{**READY[name].fields, "offer": len(story.facts.resolution.offers)})
    story.take("offer", options=[1], message="This we would do.")
    story.take("withdraw_offer", offer=3, message="A mistake.")
    story.take("offer", options=[1], message="This we would do.")
    story.take("accept", CUSTOMER, offer=4, option=1, comment="Yes.")
    owed = max(story.facts.promises)
    story.take("carry_out", promise=owed, proof="BACS 12", pence=90000)
    story.take("signpost", **READY["signpost"].fields)
    for number, name in enumerate(("take_over", "return"), start=1):
        story.take("escalate", **READY["escalate"].fields)
        story.take(name, CAROL, **{**READY[name].fields, "escalation": number})
    story.take("promise", what="Call you", due_on="2026-03-06")
    story.take("break_promise", promise=max(story.facts.promises), reason="Ill.")
    story.take("keep_here", **READY["keep_here"].fields)
    story.take("ask_review", message="Is it kind?", **READY["ask_review"].fields)
    story.take("give_review", BEN, comments="It is.", **READY["give_review"].fields)
    story.take("refer", **READY["refer"].fields)
    story.take("make_bundle", **READY["make_bundle"].fields)
    story.take("record_third_party", referral=1, what="decision", detail="We agree.", decided="not_upheld")
    story.take("note_moment", detail="The slip.", **READY["note_moment"].fields)
    number = story.take("send_update", message="By post.", goes="print").number
    story.take("post_letter", entry=number)


ELSEWHERE = frozenset({"summary_sent"})
"""Kinds that stand in place of one in this story: a summary in place of the whole response."""

FIELDS = [
    (kind, field)
    for kind in KINDS
    if kind not in UNCORRECTED | ELSEWHERE
    for field in (*KINDS[kind].personal, *PLAIN_FIELDS.get(kind, ()))
]


def test_the_story_of_corrections_has_every_kind_that_can_be_corrected() -> None:
    assert set(KINDS) - set(whole().facts.kinds) == UNCORRECTED | ELSEWHERE


@pytest.mark.parametrize(("kind", "field"), FIELDS)
def test_every_field_that_can_be_corrected_is_put_right_and_the_earlier_stays(kind: str, field: str) -> None:
    story = whole()
    earlier = [entry for entry in story.entries if entry.kind == kind][-1]
    address = "jo.marsh@example.org" if field == "customer_email" else "As it {should} be"
    value = ONE_OF[field][-1] if field in ONE_OF else address
    entry = story.go_on(1).take("correct", entry=earlier.number, field=field, value=value, reason="Misheard")
    assert entry.kind == "corrected"
    assert (entry.data["entry"], entry.data["field"]) == (earlier.number, field)
    assert story.entries[earlier.number - 1] == earlier, "the earlier entry is as it was"
    assert story.facts.corrected == {earlier.number: [entry.number]}


@pytest.mark.parametrize(
    ("kind", "field", "value", "read"),
    [
        ("received", "subject", "Charged once", lambda f: f.subject),
        ("received", "customer_email", "jo.marsh@example.org", lambda f: f.customer_email),
        ("received", "channel", "letter", lambda f: f.channel),
        ("received", "product", "Electricity", lambda f: f.product),
        ("issue_added", "title", "The third charge", lambda f: f.issues[1].title),
        ("issue_added", "about", "delay", lambda f: f.issues[1].about),
        ("evidence_added", "source", "third party", lambda f: f.evidence[1].source),
        ("found", "let_down_by", "people", lambda f: f.issues[1].findings[1].let_down_by),
        ("found", "reasons", "Better reasons", lambda f: f.issues[1].findings[1].reasons),
        ("promised", "what", "Write to you", lambda f: f.promises[1].what),
        ("closed", "reasons", "Better reasons", lambda f: f.closed.reasons if f.closed else "Better reasons"),
    ],
)
def test_the_facts_are_as_corrected(kind: str, field: str, value: str, read: Any) -> None:
    story = whole()
    number = story.facts.kinds.index(kind) + 1
    story.take("correct", entry=number, field=field, value=value, reason="x")
    assert read(story.facts) == value
    last = ONE_OF[field][0] if field in ONE_OF else f"last{value}"
    story.take("correct", entry=number, field=field, value=last, reason="x")
    assert read(story.facts) in (last, "Better reasons"), "the last one holds"


def test_a_field_that_cannot_be_corrected_is_refused_with_those_that_can() -> None:
    story = told("understood")
    of_receipt = (
        "subject, story, wants, need, customer_name, customer_email, customer_phone, customer_address, "
        "representative, channel, language, product, happened_at"
    )
    for number, field, those in [
        (1, "regime", of_receipt),
        (2, "limb", "reason, happened_at"),
        (1, "let_down_by", of_receipt),
        (5, "issue", "title, detail, about, happened_at"),
    ]:
        words = f"This field cannot be corrected: {field}. These can: {those}."
        story.refused(
            "correct", rule="correctable_field", words=words, entry=number, field=field, value="x", reason="x"
        )


def test_only_an_entry_that_there_is_can_be_corrected() -> None:
    words = "There is no entry 9 in this case."
    told().refused("correct", rule="known_entry", words=words, entry=9, field="story", value="x", reason="x")
    with pytest.raises(ValidationError):
        STEPS["correct"].model_validate({"entry": 0, "field": "story", "value": "x", "reason": "x"})


def test_a_correction_is_not_corrected_itself() -> None:
    story = told()
    story.take("correct", entry=1, field="story", value="x", reason="x")
    words = "An entry of this kind is not corrected itself."
    fields = {"field": "value", "value": "y", "reason": "x"}
    story.refused("correct", rule="correctable_entry", words=words, entry=2, **fields)


@pytest.mark.parametrize(
    ("kind", "field", "those"),
    [
        ("received", "channel", "web, phone, email, letter, counter, social media, another system"),
        ("evidence_added", "source", "customer, our records, colleague, third party, site visit"),
        ("found", "let_down_by", "none, people, systems, resources"),
        ("need_noted", "mood", "calm, angry, confused, anxious, unusual"),
    ],
)
def test_a_field_of_few_values_is_corrected_to_one_of_them(kind: str, field: str, those: str) -> None:
    story = whole()
    number = story.facts.kinds.index(kind) + 1
    words = f"It can only be one of these: {those}."
    story.refused("correct", rule="value_allowed", words=words, entry=number, field=field, value="pigeon", reason="x")


def test_what_should_not_be_there_is_taken_out() -> None:
    story = told(customer_phone="0161 496 0000")
    entry = story.take("correct", entry=1, field="customer_email", value="", reason="A stranger's address")
    assert entry.data["blank"] is True
    assert story.facts.customer_email == ""
    assert story.facts.customer_phone == "0161 496 0000"


@pytest.mark.parametrize("field", ["story", "subject", "customer_name"])
def test_what_must_be_there_is_not_taken_out(field: str) -> None:
    words = "Write what it should be: this field cannot be empty."
    told().refused("correct", rule="value_given", words=words, entry=1, field=field, reason="x")


def test_a_corrected_address_is_one_that_messages_can_go_to() -> None:
    words = "Write one email address, like name@example.com."
    for value in ("jo", "jo@example.org, ann@example.org", "Jo <jo@example.org>", "jo@example.org\nBcc: x@example.org"):
        fields = {"field": "customer_email", "value": value, "reason": "x"}
        told().refused("correct", rule="one_address", words=words, entry=1, **fields)


def test_a_field_of_one_line_stays_on_one() -> None:
    story = told()
    story.take("correct", entry=1, field="subject", value="One\r\nline", reason="x")
    assert story.facts.subject == "One line"
    story.take("correct", entry=1, field="story", value="Two\r\nlines", reason="x")
    assert story.facts.story == "Two\nlines"


# a moment that moves


def due_on(story: Story, clock: str) -> date | None:
    return next(r.due_on for r in reckonings(story.facts, story.regime, story.calendar) if r.clock.id == clock)


def correct_moment(story: Story, number: int, moment: datetime) -> None:
    story.take(
        "correct", entry=number, field="happened_at", value=moment.isoformat(), reason="It was phoned in earlier"
    )


def test_a_corrected_moment_of_receipt_moves_every_clock() -> None:
    story = told("recognised")
    before = due_on(story, "response"), due_on(story, "ack")
    correct_moment(story, 1, START - timedelta(days=7))
    assert (before, (due_on(story, "response"), due_on(story, "ack"))) == (
        (date(2026, 3, 30), date(2026, 3, 5)),
        (date(2026, 3, 23), date(2026, 2, 26)),
    )
    assert story.facts.received_at == START - timedelta(days=7)
    assert story.entries[0].happened_at == START


def test_a_corrected_moment_of_an_answer_moves_what_it_met() -> None:
    story = told("answered").go_on(3)
    number = story.facts.kinds.index("findings_reported") + 1
    correct_moment(story, number, START + timedelta(days=2))
    assert story.facts.moments["responded"] == START + timedelta(days=2)


def test_the_last_correction_of_a_moment_holds() -> None:
    story = told()
    correct_moment(story, 1, START - timedelta(days=7))
    correct_moment(story, 1, START - timedelta(days=2))
    assert story.facts.received_at == START - timedelta(days=2)


@pytest.mark.parametrize(
    "value", ["", "yesterday", "2026-03-01", "2026-03-01T10:00", "0001-01-01T00:00+00:00", "x" * 99]
)
def test_a_moment_is_written_in_full(value: str) -> None:
    rule = "moment_written" if value else "value_given"
    fields = {"entry": 1, "field": "happened_at", "value": value, "reason": "x"}
    words = "Write the moment as 2026-11-22T09:30+00:00." if value else None
    told().refused("correct", rule=rule, words=words, **fields)


@pytest.mark.parametrize(
    ("number", "value", "rule", "words"),
    [
        (1, "2026-03-02T11:00+00:00", "not_in_future", "That time has not come yet."),
        (
            1,
            "2009-12-31T12:00+00:00",
            "calendar_reaches",
            "The calendar of this procedure begins on Friday 1 January 2010.",
        ),
        (
            1,
            "2026-03-02T10:15+00:00",
            "before_the_rest",
            "It cannot have been received after Monday 2 March 2026 at 10:00: something happened then.",
        ),
        (
            2,
            "2026-03-02T09:29+00:00",
            "after_receipt",
            "It cannot have happened before the case was received on Monday 2 March 2026 at 09:30.",
        ),
        (2, "2026-03-02T12:00+00:00", "not_in_future", "That time has not come yet."),
    ],
)
def test_a_moment_that_cannot_be_is_refused(number: int, value: str, rule: str, words: str) -> None:
    story = told("recognised")
    story.take("note", note="x", happened_at="2026-03-02T10:00+00:00")
    fields = {"field": "happened_at", "value": value, "reason": "x"}
    story.refused("correct", rule=rule, words=words, entry=number, **fields)


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("findings_reported", "10:45", "before Monday 2 March 2026 at 11:30, when the complaint was acknowledged."),
        ("acknowledged", "14:45", "after Monday 2 March 2026 at 14:30, when the final response was sent."),
        ("acknowledged", "09:29", "before the case was received on Monday 2 March 2026 at 09:30."),
        ("stage_begun", "14:15", "before Monday 2 March 2026 at 14:30, when the final response was sent."),
    ],
)
def test_what_clocks_count_from_and_to_stays_in_order(kind: str, value: str, words: str) -> None:
    story = second_stage()
    number = story.facts.kinds.index(kind) + 1
    fields = {"field": "happened_at", "value": f"2026-03-02T{value}+00:00", "reason": "x"}
    rule = "after_receipt" if "received" in words else "in_order"
    story.refused("correct", rule=rule, words=f"It cannot have happened {words}", entry=number, **fields)
    assert story.take("correct", entry=number, **{**fields, "value": story.facts.happened[number - 1].isoformat()})


def test_two_things_may_have_happened_at_once() -> None:
    story = second_stage()
    number, responded = story.facts.kinds.index("acknowledged") + 1, story.facts.moments["responded"]
    correct_moment(story, number, responded)
    assert story.facts.moments["acknowledged"] == responded


# erase


def erased(story: Story) -> Story:
    """The case as the record has it afterwards: the words up to that entry are gone."""
    up_to = story.entries[-1].number_of("up_to")
    story.entries = [replace(entry, content={}) if entry.number <= up_to else entry for entry in story.entries]
    story.facts = fold(story.entries)
    return story


@pytest.mark.parametrize("by", [DILIP, FRANK])
def test_what_is_personal_goes_and_what_was_done_stays(by: Actor) -> None:
    story = whole()
    story.take("close", because="excluded", reasons="Outside", message="Goodbye.")
    before = story.facts
    entry = story.take("erase", by, ground="end of retention", sure=True)
    assert (entry.kind, entry.data, entry.content) == (
        "erased",
        {"ground": "end of retention", "up_to": len(story.entries) - 1},
        {},
    )
    facts = erased(story).facts
    assert (facts.erased, facts.erased_up_to) == (True, len(story.entries) - 1)
    assert (facts.subject, facts.story, facts.customer_name, facts.promises[1].what) == ("", "", "", "")
    assert facts.moments == before.moments
    assert facts.kinds == [*before.kinds, "erased"]
    assert facts.issues[1].findings[1].outcome == before.issues[1].findings[1].outcome


def test_a_corrected_field_that_is_not_personal_outlives_erasure() -> None:
    story = told("closed", product="Gas")
    story.take("correct", entry=1, field="product", value="Electricity", reason="Wrong meter")
    story.take("correct", entry=1, field="story", value="Another story", reason="x")
    story.take("correct", entry=1, field="happened_at", value="2026-02-27T09:00+00:00", reason="x")
    story.take("erase", DILIP, ground="end of retention", sure=True)
    facts = erased(story).facts
    assert (facts.product, facts.story, facts.received_at.day) == ("Electricity", "", 27)


def test_what_was_erased_is_not_written_again_by_a_correction() -> None:
    story = told("closed")
    story.take("erase", DILIP, ground="end of retention", sure=True)
    words = "The words of this entry were erased, so there is nothing to correct."
    erased(story).refused("correct", rule="not_erased", words=words, entry=1, field="story", value="x", reason="x")
    assert story.take("correct", entry=1, field="happened_at", value="2026-02-27T09:00+00:00", reason="x")


def test_an_open_case_is_not_erased() -> None:
    fields = {"ground": "end of retention", "sure": True}
    told("asked").refused("erase", DILIP, rule="case_closed", words="The case is open.", **fields)


def test_the_owner_does_not_erase_their_own_case() -> None:
    story = told("asked")
    story.take("assign", DILIP, to=DILIP.id)
    story.take("close", because="final_response", reasons="Done", message="Goodbye.")
    words = "You own this case, so someone else must do this."
    fields = {"ground": "end of retention", "sure": True}
    ruling = story.refused("erase", DILIP, rule="not_the_owner", words=words, **fields)
    assert ruling.who_could == ("someone else in quality or compliance", "an administrator")
    assert story.take("erase", FRANK, **fields)


def test_erasing_is_meant() -> None:
    words = "Tick the box: erasing cannot be undone."
    told("closed").refused("erase", DILIP, rule="sure", words=words, ground="end of retention", sure=False)


def test_erasing_happens_now() -> None:
    story = told("closed")
    words = "Erasing happens now: it has no other moment."
    fields = {"ground": "end of retention", "sure": True, "happened_at": story.at.isoformat()}
    story.refused("erase", DILIP, rule="erased_now", words=words, **fields)
    assert STEPS["erase"].asks(story.scene()) == ("ground", "sure")


# the tables of corrections agree with the steps that wrote the entries


def writer(kind: str) -> Any:
    return next(step for step in STEPS.values() if step.writes[0] == kind)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in UNCORRECTED])
def test_a_field_is_corrected_under_the_rules_it_was_written_under(kind: str) -> None:
    fields = writer(kind).model_fields
    assert set(PLAIN_FIELDS.get(kind, ())) <= set(fields)
    for name in (one for one in correctable_fields(kind) if one in fields and one != "happened_at"):
        info = fields[name]
        allowed = get_args(info.annotation) or tuple(getattr(info.annotation, "__members__", {}).values())
        assert tuple(ONE_OF.get(name, ())) == tuple(allowed), (kind, name)
        may_be_empty = name in MAY_BE_EMPTY.get(kind, ())
        assert (
            may_be_empty is not info.is_required()
            or name in ("cause", "let_down_by", "language")
            or kind == "findings_reported"
        ), (kind, name)
        if not allowed and name != "reason":
            assert (name in ONE_LINE) is not info.json_schema_extra["long"], (kind, name)


@pytest.mark.parametrize("regime", REGIMES)
def test_a_moved_receipt_is_counted_by_every_regime(regime: str) -> None:
    story = told("recognised", regime)
    correct_moment(story, 1, START - timedelta(days=1))
    assert all(r.started_at for r in reckonings(story.facts, story.regime, story.calendar))


@pytest.mark.parametrize(
    ("kind", "field", "refused"),
    [("promised", "what", True), ("option_identified", "title", True), ("noted", "note", False)],
)
def test_a_correction_brings_no_money_into_what_was_promised_or_identified(
    kind: str, field: str, refused: bool
) -> None:
    story = told("understood")
    story.take("promise", what="Call you", due_on="2026-03-06")
    story.take("identify_option", **REFUND)
    story.take("note", note="x")
    entry = story.facts.kinds.index(kind) + 1
    fields = {"entry": entry, "field": field, "value": "Pay 500 pounds", "reason": "x"}
    if refused:
        words = "A correction cannot bring in £500: that takes an offer."
        story.refused("correct", rule="money_is_offered", words=words, **fields)
    else:
        assert story.take("correct", **fields)
