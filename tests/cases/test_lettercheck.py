"""What a letter is checked for while it is written: each thing that is looked at, in its words."""

from __future__ import annotations

from datetime import date
from time import process_time
from typing import Any

import pytest

from amends.cases.checks.parts import names_of
from amends.cases.lettercheck import Check, LetterChecks, checks, refused
from amends.rules.regimes import ThirdParty
from amends.rules.steps import STEPS
from amends.rules.steps.letter import Letter
from tests.rules.story import WHOLE_RESPONSE, Story, offered, selected, told

PLAIN = "We have looked at the second charge."


def draft(step: str, **fields: Any) -> Letter:
    """A step as far as it is written: what is left out is empty."""
    made = STEPS[step]
    empty = {name: "" for name, info in made.model_fields.items() if info.is_required()}
    letter = made.model_construct(**{**empty, **fields})
    assert isinstance(letter, Letter)
    return letter


def looked(story: Story, step: str = "send_update", **fields: Any) -> LetterChecks:
    return checks(draft(step, **fields), story.scene())


def of(found: LetterChecks, name: str) -> list[Check]:
    return [check for check in found.found if check.id == name]


def one(found: LetterChecks, name: str) -> tuple[str, str]:
    (check,) = of(found, name)
    return check.state, check.sentence


@pytest.fixture
def decided() -> Story:
    return told("decided")


# Issues


def test_a_final_response_answers_every_issue_by_its_findings(decided: Story) -> None:
    found = looked(decided, "report_findings", **WHOLE_RESPONSE)
    assert one(found, "issue-1") == ("ok", "The second charge: the finding on it follows by itself.")
    assert found.issues[0].paragraphs == (2,)
    assert found.paragraphs[1].startswith("1. The second charge: Justified.")


def test_an_issue_that_nothing_speaks_of_is_named(decided: Story) -> None:
    decided.take("add_issue", title="Rude words on the phone")
    found = looked(decided, "close", because="final_response", message=PLAIN)
    assert one(found, "issue-1") == ("ok", "The second charge: answered.")
    assert one(found, "issue-2") == (
        "warn",
        "Not answered: Rude words on the phone. Name its number, or say it in its words.",
    )


@pytest.mark.parametrize(
    "text", ["On issue 2, we agree.", "We heard the phone call, and the words used were rude.", "Point 2: yes."]
)
def test_an_issue_is_answered_by_its_number_or_by_most_words_of_its_title(decided: Story, text: str) -> None:
    decided.take("add_issue", title="Rude words on the phone")
    assert one(looked(decided, "close", because="final_response", message=text), "issue-2")[0] == "ok"


def test_an_update_need_not_answer_anything(decided: Story) -> None:
    assert looked(decided, message="We are on it.").issues == ()


# What the procedure requires


def test_parts_of_a_holding_letter_are_shown_there_or_missing() -> None:
    story = told("acknowledged", "uk-fca-disp")
    found = looked(story, message=PLAIN, purpose="not_yet", reasons="The bank has not answered.")
    states = {check.sentence: check.state for check in found.found if check.label == "Required"}
    assert "bad" in states.values()
    assert any(check.field == "reasons" and check.state == "ok" for check in found.found)
    assert found.stopped


def test_what_follows_by_itself_is_not_missing() -> None:
    story = told("acknowledged", "uk-housing-ombudsman-code-2024")
    found = looked(story, "extend_clock", message=PLAIN, explanation="It is complex.", clock="", ground="")
    assert all(check.state == "ok" for check in found.found if check.field == "reasons")


def test_an_acknowledgement_shows_what_is_ticked() -> None:
    story = told("recognised")
    found = looked(story, "acknowledge", message=PLAIN, says=["received"])
    required = [check for check in found.found if check.label == "Required"]
    assert {check.field for check in required} == {"says"}
    assert {check.state for check in required} == {"ok", "bad"}


# Rights


def test_where_a_right_runs_the_body_and_the_last_day_must_be_said() -> None:
    story = told("decided", "uk-fca-disp")
    response = {**dict.fromkeys(WHOLE_RESPONSE, "Yes."), "message": PLAIN}
    found = looked(story, "report_findings", **response)
    assert one(found, "rights") == ("warn", "It does not name the independent body: Financial Ombudsman Service.")
    assert one(found, "time-limit")[0] == "warn"
    (limit,) = of(found, "time-limit")
    assert limit.field == "time_limit"
    assert "It does not say by when:" in limit.sentence
    said = limit.sentence.partition(": ")[2].partition(".")[0]
    better = looked(
        story,
        "report_findings",
        **{
            **response,
            "referral_rights": "You may go to the Financial Ombudsman Service.",
            "time_limit": f"By {said}.",
        },
    )
    assert one(better, "rights") == ("ok", "It names the independent body: Financial Ombudsman Service.")
    assert one(better, "time-limit") == ("ok", "It says by when they must turn to it.")


@pytest.mark.parametrize(
    ("name", "language", "wanted"),
    [
        ("Housing Ombudsman Service", "en-gb", {"Housing Ombudsman Service", "Housing Ombudsman"}),
        ("Office of the Adjudicator (OIA)", "en-gb", {"Office of the Adjudicator", "OIA"}),
        ("Communications Ombudsman or CISAS", "cy", {"Communications Ombudsman", "CISAS", "Ombwdsmon Cyfathrebu"}),
        ("Health Ombudsman (health) or Care Ombudsman (care)", "en-gb", {"Health Ombudsman", "Care Ombudsman"}),
        ("the dispute resolution body named in our letter", "en-gb", set()),
    ],
)
def test_a_body_may_be_called_by_any_of_its_names(name: str, language: str, wanted: set[str]) -> None:
    assert names_of(ThirdParty(name, says=""), language) == wanted


def test_without_a_right_that_runs_nothing_is_asked_about_it(decided: Story) -> None:
    assert of(looked(decided, message=PLAIN), "rights") == []


# Blanks


def test_a_blank_stops_the_letter_and_is_named_with_its_field(decided: Story) -> None:
    found = looked(decided, message="Dear {name}, [DATE].", purpose="update")
    assert [(check.state, check.sentence, check.field) for check in of(found, "blanks")] == [
        ("bad", "{name} in «Message to the customer» is not filled in.", "message"),
        ("bad", "[DATE] in «Message to the customer» is not filled in.", "message"),
    ]
    assert found.stopped


def test_what_only_looks_like_a_blank_is_worth_a_look(decided: Story) -> None:
    found = looked(decided, message="Your reader shows XXXX units.")
    assert one(found, "blanks") == ("warn", "«XXXX» in «Message to the customer» looks like a blank.")
    assert not found.stopped


# Promises


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("We will call you by Friday.", " (by Friday 6 March 2026)"),
        ("We'll write within 5 days.", " (by Saturday 7 March 2026)"),
        ("I will ring you within three working days.", " (by Thursday 5 March 2026)"),
        ("We will send it on 20 March.", " (by Friday 20 March 2026)"),
        ("Amira will visit tomorrow.", " (by Tuesday 3 March 2026)"),
        ("You will hear from us within three weeks.", " (by Monday 23 March 2026)"),
        ("The engineer will come by Friday.", " (by Friday 6 March 2026)"),
        ("We will look at it next week.", ""),
    ],
)
def test_a_promise_in_the_words_is_found_with_its_day(sentence: str, day: str) -> None:
    (check,) = of(looked(told("recognised"), message=f"Thank you. {sentence}"), "promises")
    assert check.state == "warn"
    assert check.sentence == f"«{sentence}»{day} is a promise, and is not written down as one."
    assert check.step == "promise"


@pytest.mark.parametrize(
    "sentence",
    [
        "We called you on 1 March.",
        "We will look into it.",
        "You can write to us within 5 days.",
        "You will need to write to us by Friday.",
    ],
)
def test_what_promises_nothing_by_a_day_is_none(sentence: str) -> None:
    found = looked(told("recognised"), message=sentence)
    assert one(found, "promises") == ("ok", "It promises nothing that is not written down.")


def test_a_promise_that_is_on_the_record_is_no_news() -> None:
    story = told("recognised")
    story.take("promise", what="call about the meter", due_on=date(2026, 3, 6))
    assert one(looked(story, message="We will call you by Friday."), "promises")[0] == "ok"


def test_the_date_of_a_clock_is_no_promise_of_its_own() -> None:
    story = told("acknowledged")
    first = next(w.due_on for w in story.wanted() if w.due_on)
    said = f"We will answer by {first.day} {first:%B} {first.year}."
    assert one(looked(story, message=said), "promises")[0] == "ok"


def test_an_offer_promises_what_its_own_terms_say(decided: Story) -> None:
    chosen = selected(decided)
    letter = {"options": [chosen], "within_days": 14, "message": "We will pay it within 14 days."}
    assert one(looked(decided, "offer", **letter), "promises")[0] == "ok"


# Money


def test_redress_that_names_more_than_was_offered_stops_the_answer(decided: Story) -> None:
    found = looked(decided, "report_findings", **{**WHOLE_RESPONSE, "redress": "We pay you £500."})
    assert one(found, "amounts") == ("bad", "The redress names £500, which has not been offered or agreed.")


def test_a_sum_given_elsewhere_in_the_letter_is_worth_a_look(decided: Story) -> None:
    found = looked(decided, message="We will pay you £500. You were charged £64 twice.")
    assert one(found, "amounts") == ("warn", "It speaks of £500, which has not been offered or agreed.")


def test_what_stands_offered_may_be_named(decided: Story) -> None:
    offered(decided)
    assert one(looked(decided, message="We offer to pay you £64."), "amounts")[0] == "ok"


def test_an_offer_may_name_what_it_offers(decided: Story) -> None:
    letter = {"options": [selected(decided)], "message": "We would pay you £64."}
    assert one(looked(decided, "offer", **letter), "amounts")[0] == "ok"


# Names and dates


def test_a_name_spelt_otherwise_than_in_the_case_is_found(decided: Story) -> None:
    found = looked(decided, message="As Ms March told us, it was late.")
    assert one(found, "name") == ("warn", "«March» is not how the name is spelt in the case: Jo Marsh.")
    assert one(looked(decided, message="As Ms Marsh told Mr Okafor, it was late."), "name")[0] == "ok"


def test_a_greeting_in_the_message_would_be_the_second(decided: Story) -> None:
    found = looked(decided, message="Dear Jo,\nwe have it.")
    assert one(found, "greeting") == ("warn", "It greets by itself: «Dear Jo Marsh». Leave the greeting out.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We will call on Thursday 6 March 2026.", "«Thursday 6 March 2026»: that day is Friday 6 March 2026."),
        ("We have until 31 June 2026.", "There is no 31 June 2026."),
        ("We will write by 2 February 2026.", "«2 February 2026» is past already, and is spoken of as to come."),
        ("We received it on 2 July 2026.", "«2 July 2026» is still to come, and is spoken of as past."),
    ],
)
def test_a_date_that_cannot_be_so_is_found(text: str, words: str) -> None:
    assert one(looked(told("recognised"), message=text), "dates") == ("warn", words)


@pytest.mark.parametrize(
    "text",
    ["You told us on 2 February 2026.", "It will be done by Friday 20 March 2026.", "Erbyn dydd Gwener 20 Mawrth 2026"],
)
def test_a_date_that_can_be_is_left_alone(text: str) -> None:
    assert one(looked(told("recognised"), message=text), "dates")[0] == "ok"


# How it reads


def test_a_hard_text_says_how_old_one_must_be_to_read_it(decided: Story) -> None:
    hard = (
        "Notwithstanding the aforementioned considerations, the organisation's administrative representatives "
        "subsequently determined that the continuation of precautionary investigations necessitated supplementary "
        "documentation regarding the particularities of the transactional irregularities hitherto unidentified."
    )
    state, words = one(looked(decided, message=hard), "reading-age")
    assert state == "warn"
    assert words.endswith("years; 14 at most is better. Shorter sentences help, and shorter words.")
    easy = "We took the same sum two times. That was our fault. You should not have had to call us. We are sorry. " * 2
    assert one(looked(decided, message=easy), "reading-age")[0] == "ok"


def test_stiff_and_blaming_words_come_with_what_to_say_instead(decided: Story) -> None:
    found = looked(decided, message="The complainant has been heard.")
    assert one(found, "tone") == (
        "warn",
        "«The complainant»: It speaks of the customer as of a stranger. Instead: “you”, or the person's name.",
    )


def test_a_welsh_letter_is_not_measured_by_english_words() -> None:
    story = told("recognised", language="cy")
    found = looked(story, message="Mae'n ddrwg gennym. Byddwn yn ffonio erbyn dydd Gwener.")
    assert of(found, "reading-age") == of(found, "tone") == []
    assert one(found, "promises")[0] == "warn"


def test_an_admission_is_told_apart_from_an_apology(decided: Story) -> None:
    assert one(looked(decided, message="We are sorry for the delay."), "admission")[0] == "ok"
    found = looked(decided, message="We are sorry. We accept liability for the loss.")
    assert one(found, "admission") == (
        "warn",
        "«We accept liability for the loss.» admits liability. An apology needs none: “we are sorry that …”.",
    )


def test_an_offer_without_liability_that_admits_it_is_stopped(decided: Story) -> None:
    letter = {"options": [selected(decided)], "message": "We accept liability for it.", "without_liability": True}
    assert one(looked(decided, "offer", **letter), "admission")[0] == "bad"
    ruling = refused(draft("offer", **letter), decided.scene())
    assert ruling.rule == "no_admission"
    assert ruling.reason == "The offer is made without accepting liability, and its words accept it."
    assert refused(draft("offer", **{**letter, "without_liability": False}), decided.scene())


def test_characters_that_paper_cannot_show_are_named(decided: Story) -> None:
    found = looked(decided, message="Thank you 🙂")
    assert one(found, "characters") == ("warn", "On paper 🙂 is shown in words or as a box.")
    assert of(looked(decided, message="Diolch, Siân Llŷr: €20"), "characters") == []


def test_what_stays_inside_is_only_looked_at_for_blanks(decided: Story) -> None:
    found = looked(decided, "report_findings", **{**WHOLE_RESPONSE, "audience": "internal"})
    assert {check.id for check in found.found} == {"blanks"}


@pytest.mark.parametrize("step", sorted(name for name, step in STEPS.items() if issubclass(step, Letter)))
def test_an_empty_letter_can_be_looked_at(step: str) -> None:
    found = looked(told("decided"), step, message="")
    assert found.found


def test_a_whole_letter_has_nothing_against_it() -> None:
    found = looked(told("decided"), "report_findings", **WHOLE_RESPONSE)
    assert not found.stopped


@pytest.mark.parametrize("text", ["\n" * 20_000, "a" * 20_000, "Dear " * 4_000, "{" * 20_000, "We will " * 2_500])
def test_no_text_takes_long_to_look_at(text: str) -> None:
    story = told("recognised")
    before = process_time()
    looked(story, message=text)
    assert process_time() - before < 2
