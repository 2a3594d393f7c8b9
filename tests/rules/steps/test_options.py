"""Options: identified, weighed, their risks assessed, and one selected with reasons."""

from __future__ import annotations

from typing import Any

import pytest

from amends.rules.redress import Redress
from amends.rules.resolution import Level, Meets, Risk, RiskKind
from tests.rules.story import (
    AMIRA,
    BEN,
    CAROL,
    DILIP,
    LOW,
    REFUND,
    WEIGHED,
    Story,
    second_stage,
    selected,
    told,
    weigh,
)

# identify_option


def test_an_option_has_a_kind_a_title_and_an_amount() -> None:
    story = told("understood")
    entry = story.take("identify_option", **REFUND, detail="By bank transfer.")
    assert (entry.kind, entry.data) == ("option_identified", {"option": 1, "kind": "refund", "pence": 6400})
    assert entry.content == {"title": "Pay back the second charge", "detail": "By bank transfer."}
    option = story.facts.resolution.options[1]
    assert (option.kind, option.pence, option.by, option.stage) == (Redress.REFUND, 6400, AMIRA.id, 1)
    assert option.sums == {"refund": 6400, "all": 6400}


def test_doing_nothing_is_an_option_and_comes_to_nothing() -> None:
    story = told("understood")
    story.take("identify_option", kind="nothing", title="Leave it as it is")
    assert story.facts.resolution.options[1].sums == {}


@pytest.mark.parametrize("point", ["received", "excluded", "query"])
def test_options_are_for_complaints_and_problems(point: str) -> None:
    story = told("received")
    if point == "query":
        story.take("keep_as", kind="query", reason="They only ask.")
    words = "This is for complaints and problems. Decide first what this is."
    if point == "excluded":
        story.take("exclude", ground="court_claim", reason="x", elsewhere="The court", message="x")
    story.refused("identify_option", rule="to_put_right", words=words, **REFUND)


def test_a_problem_is_put_right_like_a_complaint() -> None:
    story = told("received")
    story.take("keep_as", kind="problem", reason="Not dissatisfied, but it is broken.")
    assert selected(story) == 1


@pytest.mark.parametrize("kind", ["refund", "price_reduction", "compensation", "goodwill"])
@pytest.mark.parametrize("pence", [None, 0])
def test_what_is_paid_has_an_amount(kind: str, pence: int | None) -> None:
    words = "Say how much it is, or what it is worth."
    fields = {"kind": kind, "title": "Some money", "pence": pence}
    told("understood").refused("identify_option", rule="amount_fits", words=words, **fields)


@pytest.mark.parametrize(
    ("kind", "said"), [("apology", "Apology"), ("change", "Change of practice"), ("nothing", "Do nothing")]
)
def test_what_is_said_has_none(kind: str, said: str) -> None:
    words = f"{said} has no amount. Make the money an option of its own."
    fields = {"kind": kind, "title": "We are sorry", "pence": 100}
    told("understood").refused("identify_option", rule="amount_fits", words=words, **fields)


@pytest.mark.parametrize(
    ("title", "detail"), [("Pay back £500", ""), ("Be kind", "And pay 500 pounds"), ("Pay € 500.00 in vouchers", "")]
)
def test_money_in_the_words_cannot_be_kept_out_of_the_sum(title: str, detail: str) -> None:
    """Else an option «Something else, pay £500» of no amount would need no authority."""
    words = "The words name £500, but the amount is £0."
    fields = {"kind": "other", "title": title, "detail": detail, "pence": 0}
    told("understood").refused("identify_option", rule="words_agree", words=words, **fields)


def test_options_of_the_first_stage_are_looked_at_afresh_in_the_second() -> None:
    story = second_stage()
    words = "No option has been identified yet. «Do nothing» is one, too."
    story.refused("weigh_option", BEN, rule="has_option", words=words, option=1, **WEIGHED)
    words = "Stage 2 is for someone who had no part in stage 1."
    story.refused("identify_option", AMIRA, rule="fresh_eyes", words=words, **REFUND)


# invite_options


def test_invited_colleagues_add_their_own_options() -> None:
    story = told("understood")
    new = story.took("invite_options", of=[BEN.id, CAROL.id, BEN.id], question="Which?", due_on="2026-03-05")
    assert [(entry.kind, entry.word("of"), entry.word("about")) for entry in new] == [
        ("input_requested", BEN.id, "options"),
        ("input_requested", CAROL.id, "options"),
    ]
    assert [entry.kind for entry in story.took("identify_option", BEN, **REFUND)] == [
        "option_identified",
        "input_received",
    ]
    assert [request.of for request in story.facts.open_requests()] == [CAROL.id]
    assert [entry.kind for entry in story.took("identify_option", BEN, **REFUND)] == ["option_identified"]


@pytest.mark.parametrize(
    ("of", "rule", "words"),
    [
        ([], "someone_else", "Choose at least one colleague."),
        ([AMIRA.id], "someone_else", "Ask someone other than yourself."),
        ([DILIP.id], "not_about_oneself", "The complaint is about one of them."),
    ],
)
def test_whom_it_makes_sense_to_invite(of: list[str], rule: str, words: str) -> None:
    story = told("understood", about_staff=[DILIP.id])
    fields = {"question": "Which?", "due_on": "2026-03-05"}
    story.refused("invite_options", rule=rule, words=words, of=of, **fields)


def test_an_invitation_is_for_a_day_to_come() -> None:
    fields = {"of": [BEN.id], "question": "Which?", "due_on": "2026-03-01"}
    told("understood").refused("invite_options", rule="due_later", words="The date is already past.", **fields)


# weigh_option


def test_an_option_is_weighed_for_both_sides() -> None:
    story = told("understood")
    story.take("identify_option", **REFUND)
    entry = story.take("weigh_option", option=1, pence=7000, **WEIGHED)
    assert (entry.kind, entry.data) == ("option_weighed", {"option": 1, "meets": "fully", "pence": 7000})
    weighing = story.facts.resolution.options[1].weighing
    assert weighing
    assert (weighing.meets, weighing.benefits_us, weighing.pence) == (Meets.FULLY, "It is over.", 7000)


def test_only_an_option_that_there_is_can_be_weighed() -> None:
    story = told("understood")
    words = "No option has been identified yet. «Do nothing» is one, too."
    story.refused("weigh_option", rule="has_option", words=words, option=1, **WEIGHED)
    story.take("identify_option", **REFUND)
    words = "There is no option 7 in this stage."
    story.refused("weigh_option", rule="known_option", words=words, option=7, **WEIGHED)
    story.refused("assess_risk", rule="known_option", words=words, option=7, **LOW)


# assess_risk


def risked(**risk: Any) -> Story:
    story = told("understood")
    story.take("identify_option", **REFUND)
    story.take("assess_risk", option=1, **risk)
    return story


def test_a_risk_is_likelihood_times_impact_and_why() -> None:
    story = risked(legal_likelihood="high", legal_impact="medium", why_legal="They have a solicitor.", **LOW)
    assert story.entries[-1].data == {"option": 1, "cost": ["low", "low"], "legal": ["high", "medium"]}
    risks = story.facts.resolution.options[1].risks
    assert risks == {
        RiskKind.COST: Risk(RiskKind.COST, Level.LOW, Level.LOW, "A small sum."),
        RiskKind.LEGAL: Risk(RiskKind.LEGAL, Level.HIGH, Level.MEDIUM, "They have a solicitor."),
    }
    assert story.facts.resolution.options[1].worst is Level.HIGH


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"),
    [
        ("low", "low", "low"),
        ("low", "medium", "low"),
        ("low", "high", "medium"),
        ("medium", "medium", "medium"),
        ("medium", "high", "high"),
        ("high", "high", "high"),
    ],
)
def test_the_level_of_a_risk_is_the_same_from_both_sides(likelihood: str, impact: str, level: str) -> None:
    one = Risk(RiskKind.COST, Level(likelihood), Level(impact), "x")
    other = Risk(RiskKind.COST, Level(impact), Level(likelihood), "x")
    assert one.level is other.level is Level(level)


def test_a_risk_assessed_anew_takes_the_place_of_the_old_and_the_others_stay() -> None:
    story = risked(legal_likelihood="high", legal_impact="high", why_legal="They have a solicitor.", **LOW)
    story.take("assess_risk", option=1, legal_likelihood="low", legal_impact="low", why_legal="They dropped it.")
    assert {kind.value: risk.level.value for kind, risk in story.facts.resolution.options[1].risks.items()} == {
        "cost": "low",
        "legal": "low",
    }


def test_at_least_one_risk_is_assessed() -> None:
    story = told("understood")
    story.take("identify_option", **REFUND)
    words = "Assess at least one risk. A low one is worth saying, too."
    story.refused("assess_risk", rule="some_risk", words=words, option=1)


@pytest.mark.parametrize(
    "half",
    [
        {"legal_likelihood": "high"},
        {"legal_impact": "low", "why_legal": "x"},
        {"legal_likelihood": "low", "legal_impact": "low"},
        {"why_legal": "x"},
    ],
)
def test_half_a_risk_is_named(half: dict[str, str]) -> None:
    story = told("understood")
    story.take("identify_option", **REFUND)
    words = "A risk needs how likely it is, how bad it would be, and why."
    ruling = story.refused("assess_risk", rule="whole_risk", words=words, option=1, **LOW, **half)
    assert ruling.missing == ("Legal",)


# select_option


def test_the_selection_keeps_its_reasons_and_what_was_compared() -> None:
    story = told("understood")
    selected(story)
    entry = story.entries[-1]
    assert (entry.kind, entry.data) == ("option_selected", {"option": 1, "weighed": [1, 2]})
    assert story.facts.resolution.selected[1].rationale == "It is what they lost."


def test_one_option_alone_needs_a_reason() -> None:
    story = told("understood")
    weigh(story)
    words = "Only one option has been weighed. Weigh another, or say why there is only this one."
    story.refused("select_option", rule="two_weighed", words=words, option=1, rationale="x")
    assert story.take("select_option", option=1, rationale="x", why_only="The law leaves no other.")


def test_what_was_not_weighed_is_not_selected() -> None:
    story = told("understood")
    story.take("identify_option", **REFUND)
    fields = {"option": 1, "rationale": "x", "why_only": "x"}
    ruling = story.refused("select_option", rule="option_weighed", words="Weigh it before you select it.", **fields)
    assert ruling.missing == ("benefits and drawbacks of option 1", "the risk of option 1")


def test_what_they_want_is_known_before_one_is_selected() -> None:
    story = told("recognised")
    weigh(story)
    words = "Confirm the understanding of the complaint first: nature, cause, implications and what they want."
    story.refused("select_option", rule="understood", words=words, option=1, rationale="x", why_only="x")
