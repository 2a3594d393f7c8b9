"""Invented data for the style guide: options, findings, a letter, limits and an offer. Nobody here exists."""

from __future__ import annotations

from datetime import date, timedelta

from .pictures.authority_table import Holder, Limit, Powers
from .pictures.case_map import CaseMap, Issue
from .pictures.letter_check import Answered, Check, Letter
from .pictures.offer_track import Move, Track
from .pictures.options_matrix import Cell, Column, Matrix, Row, Sign

LEVELS: dict[str, tuple[Sign, ...]] = {
    "Cost": ("low", "low", "low", "high"),
    "Regulatory": ("high", "medium", "low", "low"),
    "Legal": ("medium", "low", "low", "low"),
    "Precedent": ("low", "low", "medium", "high"),
    "Reputation": ("high", "medium", "low", "unassessed"),
    "Safety": ("low", "low", "low", "low"),
}
WEIGHED: dict[tuple[str, str, Sign], tuple[str, ...]] = {
    ("For the customer", "Benefit", "plus"): (
        "",
        "Her money within 5 days",
        "Her money, and her afternoon on the phone recognised",
        "No bills to watch while she recovers",
    ),
    ("For the customer", "Drawback", "minus"): (
        "She is out of pocket and has to go on asking",
        "Two hours of calls go unanswered",
        "",
        "A year of estimated readings, and one large bill if use rises",
    ),
    ("For us", "Benefit", "plus"): ("No work now", "Quick, and our own guide says so", "Likely to end it here", ""),
    ("For us", "Drawback", "minus"): (
        "Likely to reach the ombudsman, at £570 a case",
        "She may still go on",
        "£120 from the team's budget",
        "Far above what others were given",
    ),
}


def options() -> Matrix:
    """Four ways to put a double charge right, the third chosen and in need of approval."""
    wants = (
        Cell("not", text="She asked for her money back and an apology"),
        Cell("partly", text="The money, but no apology"),
        Cell("fully"),
        Cell("fully"),
    )
    weighed = (
        Row(label, tuple(Cell(sign if text else "", text=text) for text in texts), group)
        for (group, label, sign), texts in WEIGHED.items()
    )
    risks = (Row(name, tuple(Cell(level) for level in levels), "Risks") for name, levels in LEVELS.items())
    cost = plain("Cost", "Nothing now", "£64", "£64 and £120", "About £904")
    like = plain("Like cases", "0 of 14", "5 of 14", "9 of 14, median £110", "")
    return Matrix(courses(), (Row("What the customer wants", wants), *weighed, cost, *risks, like))


def courses() -> tuple[Column, ...]:
    sorry, needs = "Refund, and say sorry with a payment", "Needs Carol Diaz or Dilip Rao"
    year = "Refund, and no bill for a year"
    return (
        Column("Do nothing", "", "£0", "mine", "Yours", nothing=True),
        Column("Refund the charge", "Refund", "£64", "mine", "Yours"),
        Column(sorry, "Refund and goodwill", "£184", "asked", "Asked of Carol today", chosen=True),
        Column(year, "Refund and price reduction", "£904", "beyond", needs),
    )


def plain(label: str, *texts: str) -> Row:
    return Row(label, tuple(Cell(text=text) for text in texts))


def case_map() -> CaseMap:
    """Three issues: one right, one right in part, one that nobody has decided yet."""
    twice = Issue(
        "I was charged £64 twice on 2 November",
        ("Payments log: two authorisations 4 seconds apart", "Bank statement of the customer"),
        (),
        "Justified",
        "full",
        ("Refund of £64", "Written apology"),
    )
    blamed = Issue(
        "I was told it was my own fault",
        ("Call of 3 November, minute 4", "Note of the second call"),
        ("The adviser remembers it differently",),
        "Partly justified",
        "half",
        ("Goodwill of £120",),
    )
    unread = Issue("Nobody read my letter of 9 November", ("Letter, stamped 10 November",), ("Scan log is empty",))
    return CaseMap((twice, blamed, unread))


def letter_check() -> Letter:
    paragraphs = (
        "Dear Jo, thank you for your patience",
        "You were charged twice on 2 November",
        "When you rang us, you were told that",
        "We are sorry for both",
        "We will pay you £184 by 8 January",
        "If you are not content with this answer",
        "Yours sincerely",
    )
    issues = (
        Answered("I was charged £64 twice on 2 November", (2, 4)),
        Answered("I was told it was my own fault", (3, 4)),
        Answered("Nobody read my letter of 9 November"),
    )
    checks = (
        Check("Rights and time limit", "ok", "Ombudsman and six months are stated"),
        Check("Required parts", "bad", "The ombudsman's address is missing"),
        Check("Empty fields", "ok", "All 6 fields are filled"),
        Check("Promises", "caution", "«by 8 January» is not recorded as a promise"),
        Check("Reading age", "ok", "12 years"),
        Check("Tone", "caution", "«you failed to» blames the customer"),
    )
    return Letter(paragraphs, issues, checks)


def authority_table() -> Powers:
    kinds = ("Apology", "Refund", "Price reduction", "Compensation for loss", "Goodwill for distress or inconvenience")
    free, none = Limit(kind="endless"), Limit(kind="barred")
    return Powers(
        kinds,
        (
            Holder("Handler", "12 people", (free, Limit("£100"), none, none, Limit("£50")), Limit("£150")),
            Holder(
                "Leader",
                "3 people",
                (free, Limit("£1,000"), Limit("£500"), Limit("£500"), Limit("£250")),
                Limit("£1,500"),
            ),
            Holder("Head of complaints", "1 person", (free, free, free, free, Limit("£5,000")), Limit("£25,000")),
            Holder(
                "Asha Patel",
                "Handler, Payments",
                (free, Limit("£250", own=True), none, Limit("£100", own=True), Limit("£50")),
                Limit("£300", own=True),
                person=True,
            ),
            Holder(
                "Ben Osei",
                "Handler, in training",
                (free, Limit(kind="barred", own=True), none, none, none),
                none,
                person=True,
            ),
        ),
    )


def offer_track(today: date) -> Track:
    def on(days: int) -> date:
        return today + timedelta(days=days)

    moves = (
        Move(on(-14), "us", "Offered", "£50", 5000, note="Refund and a letter"),
        Move(on(-10), "customer", "Asked for", "£120", 12000, note="Two hours of calls"),
        Move(on(-6), "us", "Offered", "£90", 9000, note="With an apology by phone"),
        Move(on(-2), "customer", "Accepted", "£90", 9000, "accepted", "In the portal"),
    )
    return Track(moves)


def offer_waiting(today: date) -> Track:
    """The same, the day after our second offer."""
    return Track(offer_track(today).moves[:3], today + timedelta(days=8))
