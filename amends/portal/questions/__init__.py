"""The questions, in the order in which they are asked."""

from __future__ import annotations

from amends.portal.draft import Draft
from amends.portal.questions.base import Question
from amends.portal.questions.evidence import Evidence
from amends.portal.questions.person import ForWhom, Needs, Reach, You
from amends.portal.questions.story import Effect, InShort, Product, PutRight, WhatHappened, When

__all__ = ["BY_SLUG", "QUESTIONS", "Question", "before", "first_open"]

QUESTIONS: tuple[type[Question], ...] = (
    WhatHappened,
    When,
    InShort,
    Effect,
    PutRight,
    Product,
    ForWhom,
    You,
    Reach,
    Needs,
    Evidence,
)
BY_SLUG = {question.slug: question for question in QUESTIONS}


def first_open(draft: Draft) -> type[Question] | None:
    """The first question that still wants an answer; None when all have one."""
    return next((question for question in QUESTIONS if not draft.has(question.slug)), None)


def before(question: type[Question]) -> type[Question] | None:
    place = QUESTIONS.index(question)
    return QUESTIONS[place - 1] if place else None
