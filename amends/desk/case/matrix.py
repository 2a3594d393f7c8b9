"""The options of a case as the matrix picture: an option is a column, what is asked of it a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext, ngettext

from amends.cases.like import Like, like
from amends.desk.case.opened import Opened
from amends.desk.case.powers import power
from amends.rules.redress import IN_MONEY, REDRESS_WORDS, Redress
from amends.rules.resolution import RISK_WORDS, Level, Meets, Option, RiskKind
from amends.rules.words import Words, say
from amends.ui.pictures.options_data import Cell, Column, Matrix, Row, Sign
from amends.ui.sentences import words_text

Likes = Mapping[Redress, Like]
BENEFIT, DRAWBACK = say("Benefit"), say("Drawback")
CUSTOMER, US = say("For the customer"), say("For us")
SIDES: tuple[tuple[str, Words, Words, Sign], ...] = (
    ("benefits_customer", BENEFIT, CUSTOMER, "plus"),
    ("drawbacks_customer", DRAWBACK, CUSTOMER, "minus"),
    ("benefits_us", BENEFIT, US, "plus"),
    ("drawbacks_us", DRAWBACK, US, "minus"),
)
MEETS: dict[Meets, Sign] = {Meets.FULLY: "fully", Meets.PARTLY: "partly", Meets.NOT: "not"}
LEVELS: dict[Level, Sign] = {Level.LOW: "low", Level.MEDIUM: "medium", Level.HIGH: "high"}


def matrix(case: Opened, options: Sequence[Option]) -> Matrix:
    """These options side by side, as whoever looks may decide them: the chosen one first, doing nothing last.

    A query, for what was done in like cases."""
    selected = case.facts.resolution.selected.get(case.facts.stage)
    chosen = selected.option if selected else 0
    shown = sorted(options, key=lambda one: (one.number != chosen, one.kind is Redress.NOTHING, one.number))
    columns = tuple(_column(case, option, chosen) for option in shown)
    return Matrix(columns, tuple(_rows(case, shown, like(case.facts, case.reference))))


def title_of(option: Option) -> str:
    """What would be done; its kind where the words were erased."""
    return option.title or words_text(REDRESS_WORDS[option.kind])


def _column(case: Opened, option: Option, chosen: int) -> Column:
    may, nothing = power(case, option), option.kind is Redress.NOTHING
    return Column(
        title=title_of(option),
        kind="" if nothing else words_text(REDRESS_WORDS[option.kind]),
        amount=case.scene.money(option.pence) if option.pence or option.kind in IN_MONEY else "",
        authority=may.state,
        authority_words=may.words,
        chosen=option.number == chosen,
        nothing=nothing,
    )


def _rows(case: Opened, options: Sequence[Option], likes: Likes) -> Iterator[Row]:
    yield Row(gettext("What the customer wants"), tuple(_meets(option) for option in options))
    for field, label, group, sign in SIDES:
        yield Row(words_text(label), tuple(_side(option, field, sign) for option in options), words_text(group))
    yield Row(gettext("Cost to us"), tuple(_cost(case, option) for option in options))
    for kind in RiskKind:
        yield Row(words_text(RISK_WORDS[kind]), tuple(_risk(option, kind) for option in options), gettext("Risks"))
    yield Row(gettext("Like cases"), tuple(_like(case, likes.get(option.kind)) for option in options))


def _meets(option: Option) -> Cell:
    return Cell(MEETS[option.weighing.meets]) if option.weighing else Cell("unknown")


def _side(option: Option, field: str, sign: Sign) -> Cell:
    said = getattr(option.weighing, field) if option.weighing else ""
    return Cell(sign, text=said) if said else Cell()


def _cost(case: Opened, option: Option) -> Cell:
    pence = option.weighing.pence if option.weighing else None
    return Cell() if pence is None else Cell(word=case.scene.money(pence))


def _risk(option: Option, kind: RiskKind) -> Cell:
    risk = option.risks.get(kind)
    return Cell(LEVELS[risk.level], text=risk.why) if risk else Cell("unassessed")


def _like(case: Opened, found: Like | None) -> Cell:
    """What was done in like cases, for one kind: «12 cases: median £64, from £20 to £120»."""
    if found is None:
        return Cell(word=gettext("Too few to compare"))
    count = ngettext("{n} case", "{n} cases", found.count).format(n=found.count)
    if not found.high:
        return Cell(word=count)
    sums = {name: case.scene.money(getattr(found, name)) for name in ("median", "low", "high")}
    return Cell(word=count, text=gettext("median {median}, from {low} to {high}").format(**sums))
