"""Options, findings, letters, limits and offers as pictures: they say what their data say, and their words fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amends.now import at
from amends.ui import samples_decisions as samples
from amends.ui.pictures import authority_table, case_map, letter_check, offer_track, options_matrix, paper, signs
from amends.ui.pictures.authority_table import Holder, Limit, Powers
from amends.ui.pictures.case_map import CaseMap, Issue
from amends.ui.pictures.labels import shortened, width_of, wrapped
from amends.ui.pictures.letter_check import Answered, Check, Letter
from amends.ui.pictures.offer_track import Move, Track
from amends.ui.pictures.options_matrix import Cell, Column, Matrix, Row

TODAY = date(2026, 12, 17)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(\"1\")</script> & 'x'"


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with at(datetime(2026, 12, 17, 12, 0, tzinfo=UTC)):
        yield


def title_of(svg: str) -> str:
    return ElementTree.fromstring(svg).findtext(f"{SVG}title") or ""


def desc_of(svg: str) -> str:
    return ElementTree.fromstring(svg).findtext(f"{SVG}desc") or ""


def words_in(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


# The options matrix

NOTHING = Column("Do nothing", "", "£0", "mine", "Yours", nothing=True)
REFUND = Column("Refund", "Money back", "£64", "mine", "Yours")
MORE = Column("Refund and goodwill", "Money back", "£184", "beyond", "Needs Carol or Dilip")
WANTS = Row("What the customer wants", (Cell("not"), Cell("partly"), Cell("fully", text="All that she asked for")))
LEGAL = Row("Legal", (Cell("high"), Cell("medium"), Cell("unassessed")), "Risks")
SAFETY = Row("Safety", (Cell("high"), Cell("low"), Cell("low")), "Risks")


def matrix(*rows: Row, columns: tuple[Column, ...] = (NOTHING, REFUND, MORE)) -> Matrix:
    return Matrix(columns, rows or (WANTS, LEGAL, SAFETY))


def test_the_matrix_says_how_many_options_are_within_authority_until_one_is_chosen() -> None:
    assert title_of(options_matrix.svg(matrix())) == "3 options, 2 within authority; none chosen yet"
    approved = replace(MORE, authority="approved", authority_words="Approved by Carol")
    assert title_of(options_matrix.svg(matrix(columns=(NOTHING, REFUND, approved)))).startswith("3 options, 3 within")


def test_the_matrix_says_which_option_is_chosen_and_who_may_decide_it() -> None:
    svg = options_matrix.svg(matrix(columns=(NOTHING, REFUND, replace(MORE, chosen=True))))
    assert title_of(svg) == "Chosen: Refund and goodwill (£184). Needs Carol or Dilip"
    assert "Chosen" in words_in(svg)
    assert 'class="pic-chosen-edge"' in svg
    assert "Chosen" not in words_in(options_matrix.svg(matrix()))


def test_a_long_name_of_the_chosen_option_does_not_push_out_who_may_decide_it() -> None:
    long = replace(MORE, title="The wall and the room put right, and " * 4 + "£200 for the time", chosen=True)
    drawn = words_in(options_matrix.svg(matrix(columns=(NOTHING, REFUND, long))))
    heading = next(said for said in drawn if said.startswith("Chosen: "))
    assert heading.startswith("Chosen: The wall and the room")
    assert heading.endswith("… (£184). Needs Carol or Dilip")


def test_the_matrix_describes_each_option_with_its_risks() -> None:
    words = desc_of(options_matrix.svg(matrix()))
    assert "Do nothing (£0); 2 high risks; Yours." in words
    assert "Refund (£64), Money back; 1 medium risk, 1 low risk; Yours." in words
    assert "Refund and goodwill (£184), Money back; 1 low risk, 1 risk not assessed; Needs Carol or Dilip." in words


def test_a_level_has_its_word_beside_its_sign_and_another_word_takes_its_place() -> None:
    levels = (Cell("high"), Cell("unassessed"), Cell("low", "Hardly any"))
    words = words_in(options_matrix.svg(matrix(Row("Legal", levels))))
    assert {"High", "Not assessed", "Hardly any"} <= set(words)


def test_what_the_matrix_cuts_stands_whole_in_its_table() -> None:
    long = (
        "He has asked three times, on paper, by phone and in the shop, and three times nobody has answered him at all"
    )
    data = matrix(Row("Drawback", (Cell("minus", text=long), Cell(), Cell("not", "No", "Why"))))
    drawn, table = options_matrix.svg(data), options_matrix.table(data)
    assert any(words.endswith("…") for words in words_in(drawn))
    assert table.rows[2] == ("Drawback", long, "–", "No: Why")


def test_the_table_of_the_matrix_has_every_row_and_the_authority() -> None:
    table = options_matrix.table(matrix(columns=(NOTHING, replace(REFUND, chosen=True), MORE)))
    assert table.head == ("Question", "Do nothing", "Refund (chosen)", "Refund and goodwill")
    assert [row[0] for row in table.rows] == [
        "Kind",
        "Amount",
        "What the customer wants",
        "Risks: Legal",
        "Risks: Safety",
        "Authority",
    ]
    assert table.rows[1] == ("Amount", "£0", "£64", "£184")
    assert table.rows[2][3] == "Fully: All that she asked for"
    assert table.rows[5] == ("Authority", "Yours", "Yours", "Needs Carol or Dilip")


def test_rows_of_one_group_stand_under_one_heading() -> None:
    assert words_in(options_matrix.svg(matrix())).count("Risks") == 1


def test_the_legend_explains_the_signs_that_are_drawn_and_no_others() -> None:
    words = words_in(options_matrix.svg(matrix()))
    assert {"as the customer wants", "high risk", "risk not assessed", "needs someone else"} <= set(words)
    assert not {"speaks for it", "approval asked for", "not known"} & set(words)


def test_a_row_that_leaves_out_an_option_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each option"):
        matrix(Row("Legal", (Cell("low"),)))


@pytest.mark.parametrize("count", range(2, 9))
def test_two_to_eight_options_stand_side_by_side_at_a_readable_width(count: int) -> None:
    data = Matrix((REFUND,) * count, (Row("Legal", (Cell("low"),) * count),))
    width = int(ElementTree.fromstring(options_matrix.svg(data)).get("width") or 0)
    assert options_matrix.LABELS + count * options_matrix.NARROW < width < 1400


# The case map

TWICE = Issue("Charged twice", ("Log", "Statement"), (), "Justified", "full", ("Refund of £64",))
BLAMED = Issue("Blamed for it", ("Call",), ("Note",))


@pytest.mark.parametrize(
    ("issues", "says"),
    [
        ((), "No issues yet"),
        ((TWICE, BLAMED), "No finding yet for 1 of 2 issues"),
        ((BLAMED,), "No finding yet for 1 of 1 issue"),
        ((TWICE,), "1 issue, with its finding"),
        ((TWICE, TWICE), "2 issues, each with its finding"),
    ],
)
def test_the_case_map_says_whether_each_issue_has_its_finding(issues: tuple[Issue, ...], says: str) -> None:
    assert title_of(case_map.svg(CaseMap(issues))) == says


def test_an_issue_without_a_finding_says_so_by_word_and_by_shape() -> None:
    svg = case_map.svg(CaseMap((BLAMED,)))
    assert "No finding yet" in words_in(svg)
    assert "pic-missing" in svg
    assert "pic-gap" in svg
    done = case_map.svg(CaseMap((TWICE,)))
    assert "No finding yet" not in words_in(done)
    assert "pic-gap" not in done


def test_the_case_map_counts_the_evidence_and_its_table_names_it() -> None:
    data = CaseMap((TWICE, BLAMED))
    words = desc_of(case_map.svg(data))
    assert "Charged twice: 2 for it, 0 against it; Justified; Refund of £64." in words
    assert "Blamed for it: 1 for it, 1 against it; no finding yet; nothing to put right." in words
    assert case_map.table(data).rows == (
        ("Charged twice", "Log; Statement", "–", "Justified", "Refund of £64"),
        ("Blamed for it", "Call", "Note", "No finding yet", "–"),
    )


def test_the_legend_of_a_case_map_has_only_the_findings_there_are() -> None:
    words = words_in(case_map.svg(CaseMap((TWICE, BLAMED))))
    assert "right in full" in words
    assert not {"right in part", "not right", "cannot be told"} & set(words)


# The letter beside the issues

GOOD = Check("Rights", "ok", "Stated")
ODD = Check("Tone", "caution", "Blames the customer")
GONE = Check("Address", "bad", "The ombudsman's is missing")
BOTH = (Answered("Charged twice", (2, 3)), Answered("Blamed for it"))


@pytest.mark.parametrize(
    ("issues", "checks", "says"),
    [
        (BOTH, (), "Not answered: 1 of 2 issues"),
        (BOTH[:1], (), "The letter answers the issue"),
        (BOTH[:1] * 3, (GOOD,), "The letter answers all 3 issues"),
        (BOTH[:1], (GONE, ODD), "The letter answers the issue; 1 other thing is missing; 1 to look at again"),
        ((), (), "There are no issues to answer"),
    ],
)
def test_the_letter_check_says_what_is_missing(
    issues: tuple[Answered, ...], checks: tuple[Check, ...], says: str
) -> None:
    assert title_of(letter_check.svg(Letter(("Dear Jo", "We", "So"), issues, checks))) == says


def test_an_issue_that_the_letter_leaves_out_says_so_beside_its_empty_row() -> None:
    words = words_in(letter_check.svg(Letter(("Dear Jo", "We", "So"), BOTH)))
    assert "Not answered" in words
    assert "In paragraphs 2, 3" in words


def test_the_letter_table_says_where_each_issue_is_answered_and_puts_what_is_missing_first() -> None:
    rows = letter_check.table(Letter(("Dear Jo", "We charged you", "We are sorry"), BOTH, (GOOD, ODD, GONE))).rows
    assert rows == (
        ("Charged twice", "In paragraphs 2, 3", "We charged you / We are sorry"),
        ("Blamed for it", "Not answered", "–"),
        ("Address", "Missing", "The ombudsman's is missing"),
        ("Tone", "Look again", "Blames the customer"),
        ("Rights", "As it should be", "Stated"),
    )


def test_an_answer_in_a_paragraph_that_is_not_there_is_refused() -> None:
    for number in (0, 2):
        with pytest.raises(ValueError, match="a paragraph that the letter does not have"):
            Letter(("Dear Jo",), (Answered("Charged twice", (number,)),))


# Who may do what

HANDLER = Holder("Handler", "", (Limit("£50"), Limit(kind="barred")), Limit("£100"))
ASHA = Holder("Asha", "Handler", (Limit("£80", own=True), Limit(kind="barred")), Limit(kind="endless"), person=True)


@pytest.mark.parametrize(
    ("holders", "says"),
    [
        ((), "Nobody has been given authority yet"),
        ((HANDLER,), "1 role or person has authority"),
        ((HANDLER, ASHA), "2 roles and people have authority, 1 with limits of their own"),
    ],
)
def test_the_table_of_authority_counts_who_holds_it(holders: tuple[Holder, ...], says: str) -> None:
    assert title_of(authority_table.svg(Powers(("Refund", "Goodwill"), holders))) == says


def test_without_limit_and_not_at_all_are_told_by_word_and_shape_and_an_own_limit_by_its_mark() -> None:
    svg = authority_table.svg(Powers(("Refund", "Goodwill"), (HANDLER, ASHA)))
    assert {"No limit", "Not at all"} <= set(words_in(svg))
    for kind in ("endless", "barred", "own"):
        assert "".join(signs.DRAWN[kind]()) in svg


def test_roles_stand_before_people_and_the_sum_is_the_last_column() -> None:
    table = authority_table.table(Powers(("Refund", "Goodwill"), (ASHA, HANDLER)))
    assert table.head == ("Who", "Refund", "Goodwill", "All kinds together")
    assert table.rows == (
        ("Handler", "£50", "Not at all", "£100"),
        ("Asha (Handler)", "£80 (own limit)", "Not at all", "No limit"),
    )


def test_a_holder_with_too_few_limits_is_refused() -> None:
    with pytest.raises(ValueError, match="one limit for each kind"):
        Powers(("Refund",), (HANDLER,))


# The negotiation

FIRST = Move(TODAY - timedelta(days=9), "us", "Offered", "£50", 5000)
ASKED = Move(TODAY - timedelta(days=7), "customer", "Asked for", "£120", 12000)
TAKEN = Move(TODAY, "customer", "Accepted", "£90", 9000, "accepted")


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        ((), "Nothing has been offered yet"),
        ((FIRST,), "Offered: £50, Tue 8 December: no answer yet"),
        ((FIRST, ASKED), "Asked for: £120, Thu 10 December: not answered by us yet"),
        ((FIRST, TAKEN), "Accepted: £90, Thu 17 December, after 1 move"),
        ((FIRST, ASKED, TAKEN), "Accepted: £90, Thu 17 December, after 2 moves"),
    ],
)
def test_the_offer_track_says_where_the_negotiation_stands(moves: tuple[Move, ...], says: str) -> None:
    assert title_of(offer_track.svg(Track(moves))) == says


def test_an_offer_without_an_answer_shows_until_when_it_is_open() -> None:
    svg = offer_track.svg(Track((FIRST,), TODAY + timedelta(days=8)))
    assert {"No answer yet", "open until Fri 25 Dec"} <= set(words_in(svg))
    assert desc_of(svg).endswith("Open until Fri 25 December.")
    assert "No answer yet" not in words_in(offer_track.svg(Track((FIRST, TAKEN), TODAY)))


def test_more_money_stands_higher_and_a_move_without_money_as_high_as_the_one_before() -> None:
    refused = Move(TODAY, "customer", "Refused", outcome="refused")
    (_, low), (_, high), (_, same) = offer_track.places_of(Track((FIRST, ASKED, refused)))
    assert high < low
    assert same == high


def test_both_lines_end_in_what_was_agreed() -> None:
    drawn = ElementTree.fromstring(offer_track.svg(Track((FIRST, ASKED, TAKEN))))
    ends = {way.get("points", "").split()[-1] for way in drawn.iter(f"{SVG}polyline")}
    assert len(list(drawn.iter(f"{SVG}polyline"))) == 2
    assert len(ends) == 1


def test_the_table_of_offers_has_every_move() -> None:
    table = offer_track.table(Track((FIRST, ASKED)))
    assert [row[:4] for row in table.rows] == [
        ("Tue 8 December", "Us", "Offered", "£50"),
        ("Thu 10 December", "Customer", "Asked for", "£120"),
    ]


# Amounts


@pytest.mark.parametrize(
    ("words", "room", "says"),
    [("£12,500.50", 60, "…"), ("About £12,500.50", 80, "About…"), ("£12,500 a year for ten", 100, "£12,500 a yea…")],
)
def test_an_amount_is_never_cut_into_another_amount(words: str, room: int, says: str) -> None:
    assert shortened(words, room) == says


def test_every_amount_of_a_usual_size_is_drawn_whole() -> None:
    most = "£250,000.50"
    holder = Holder("Head", "", (Limit("£50"),), Limit(most, own=True), person=True)
    assert most in words_in(authority_table.svg(Powers(("Refund",), (holder,))))
    columns = (replace(REFUND, amount=most),) * 8
    assert words_in(options_matrix.svg(Matrix(columns, ()))).count(most) == 8
    assert most in words_in(offer_track.svg(Track((replace(FIRST, amount=most),))))


# What none of them must do


def hostile() -> dict[str, str]:
    column = Column(HOSTILE, HOSTILE, HOSTILE, "mine", HOSTILE, chosen=True)
    options = Matrix((column, column), (Row(HOSTILE, (Cell("plus", HOSTILE, HOSTILE),) * 2, HOSTILE),))
    issue = Issue(HOSTILE, (HOSTILE,), (HOSTILE,), HOSTILE, "half", (HOSTILE,))
    letter = Letter((HOSTILE,), (Answered(HOSTILE, (1,)),), (Check(HOSTILE, "bad", HOSTILE),))
    holder = Holder(HOSTILE, HOSTILE, (Limit(HOSTILE, own=True),), Limit(HOSTILE), person=True)
    return {
        "options": options_matrix.svg(options),
        "map": case_map.svg(CaseMap((issue, Issue(HOSTILE)))),
        "letter": letter_check.svg(letter),
        "authority": authority_table.svg(Powers((HOSTILE,), (holder,))),
        "offers": offer_track.svg(Track((Move(TODAY, "us", HOSTILE, HOSTILE, note=HOSTILE),))),
    }


NAMES = ("options", "map", "letter", "authority", "offers")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_escapes_what_it_is_given_and_is_named_by_its_own_words(name: str) -> None:
    for svg in (hostile()[name], paper.standalone(hostile()[name])):
        root = ElementTree.fromstring(svg)
        assert not [element for element in root.iter() if element.tag == f"{SVG}script"]
        assert not {key for element in root.iter() for key in element.attrib if key == "style" or key.startswith("on")}
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title").get("id") == root.get("aria-labelledby")  # type: ignore[union-attr]
        assert root.find(f"{SVG}desc").get("id") == root.get("aria-describedby")  # type: ignore[union-attr]


def sampled() -> dict[str, str]:
    return {
        "options": options_matrix.svg(samples.options()),
        "map": case_map.svg(samples.case_map()),
        "letter": letter_check.svg(samples.letter_check()),
        "authority": authority_table.svg(samples.authority_table()),
        "offers": offer_track.svg(samples.offer_waiting(TODAY)),
    }


SHAPES = {f"{SVG}{name}" for name in ("text", "rect", "circle", "path", "line", "polyline")}


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_for_paper_has_its_colours_in_it_and_needs_no_stylesheet(name: str) -> None:
    svg = paper.standalone(sampled()[name])
    assert "var(" not in svg
    assert "class=" not in svg
    for element in ElementTree.fromstring(svg).iter():
        if element.tag in SHAPES:
            assert re.fullmatch(r"#[0-9A-F]{6}|none", element.get("fill") or element.get("stroke") or ""), (
                element.attrib
            )
        if element.tag == f"{SVG}text":
            assert float(element.get("font-size") or 0) >= 11


def test_each_picture_can_be_asked_for_paper_at_once() -> None:
    assert options_matrix.svg(samples.options(), standalone=True) == paper.standalone(sampled()["options"])
    assert case_map.svg(samples.case_map(), standalone=True) == paper.standalone(sampled()["map"])
    assert letter_check.svg(samples.letter_check(), standalone=True) == paper.standalone(sampled()["letter"])
    assert authority_table.svg(samples.authority_table(), standalone=True) == paper.standalone(sampled()["authority"])
    assert offer_track.svg(samples.offer_waiting(TODAY), standalone=True) == paper.standalone(sampled()["offers"])


def test_a_later_rule_of_the_stylesheet_wins_on_paper_as_it_does_on_the_screen() -> None:
    assert paper.look_of("pic-text pic-small pic-bad") == {"fill": "#A31D2C", "font-size": "11"}
    assert paper.look_of("pic-small pic-bad pic-text") == paper.look_of("pic-text pic-small pic-bad")


# Words fit

LONG = st.builds(lambda word, times: " ".join([word] * times), st.text("aWm i1%", max_size=14), st.integers(6, 20))
WORDS = st.text("aWm i1%", max_size=40) | LONG
SOME = st.lists(WORDS, max_size=5).map(tuple)


@given(WORDS, st.integers(20, 300), st.integers(1, 4), st.booleans())
def test_wrapped_words_fit_in_their_room_and_keep_their_order(words: str, room: int, lines: int, bold: bool) -> None:
    found = wrapped(words, room, lines, bold=bold)
    assert len(found) <= lines
    assert all(width_of(line, bold=bold) <= room for line in found)
    if not any(line.endswith("…") for line in found):
        assert " ".join(found).split() == words.split()


Box = tuple[float, float, float, float]


def boxes(svg: str) -> Iterator[tuple[str, Box]]:
    """Each label with its left, right, top and bottom, reckoned as wide as it can get. Labels of signs stay out: they
    have their place from their group."""
    for element, moved in labels(ElementTree.fromstring(paper.standalone(svg)), moved=False):
        if not moved and (element.text or "").strip():
            size = float(element.get("font-size") or 12)
            wide = width_of(element.text or "", size, bold=element.get("font-weight") == "700")
            shift = {"middle": wide / 2, "end": wide}.get(element.get("text-anchor") or "", 0)
            left, base = float(element.get("x") or 0) - shift, float(element.get("y") or 0)
            yield element.text or "", (left, left + wide, base - 0.72 * size, base + 0.2 * size)


def labels(element: ElementTree.Element, *, moved: bool) -> Iterator[tuple[ElementTree.Element, bool]]:
    moved = moved or "transform" in element.attrib
    if element.tag == f"{SVG}text":
        yield element, moved
    for inside in element:
        yield from labels(inside, moved=moved)


def assert_words_fit(svg: str) -> None:
    """No label leaves the picture, and none lies over another."""
    root, found = ElementTree.fromstring(svg), list(boxes(svg))
    width, height = float(root.get("width") or 0), float(root.get("height") or 0)
    for words, (left, right, top, bottom) in found:
        assert left >= 0 and right <= width and top >= 0 and bottom <= height, words  # noqa: PT018 - one box
    for n, (words, one) in enumerate(found):
        for other_words, other in found[:n]:
            apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
            assert apart, (words, other_words)


SIGNS = st.sampled_from(["", "fully", "partly", "not", "unknown", "low", "high", "unassessed", "plus", "minus"])
CELLS = st.builds(Cell, SIGNS, WORDS, WORDS)
COLUMNS = st.builds(
    Column,
    WORDS,
    WORDS,
    WORDS,
    st.sampled_from(["mine", "approved", "asked", "beyond"]),
    WORDS,
    st.just(value=False),
    st.booleans(),
)


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    count = draw(st.integers(1, 8))
    columns = draw(st.lists(COLUMNS, min_size=count, max_size=count))
    if draw(st.booleans()):
        columns[0] = replace(columns[0], chosen=True)
    cells = st.lists(CELLS, min_size=count, max_size=count).map(tuple)
    rows = draw(st.lists(st.builds(Row, WORDS, cells, WORDS), max_size=4))
    return Matrix(tuple(columns), tuple(rows))


FEWER = settings(max_examples=40)


@FEWER
@given(matrices())
def test_the_words_of_a_matrix_never_touch_and_stay_inside(data: Matrix) -> None:
    assert_words_fit(options_matrix.svg(data))


ISSUES = st.builds(Issue, WORDS, SOME, SOME, WORDS, st.sampled_from(["full", "half", "empty", "unknown"]), SOME)


@FEWER
@given(st.lists(ISSUES, max_size=4))
def test_the_words_of_a_case_map_never_touch_and_stay_inside(issues: list[Issue]) -> None:
    assert_words_fit(case_map.svg(CaseMap(tuple(issues))))


@st.composite
def letters(draw: st.DrawFn) -> Letter:
    paragraphs = draw(st.lists(WORDS, max_size=24))
    numbers = st.sets(st.integers(1, len(paragraphs))).map(tuple) if paragraphs else st.just(())
    issues = draw(st.lists(st.builds(Answered, WORDS, numbers), max_size=5))
    checks = draw(st.lists(st.builds(Check, WORDS, st.sampled_from(["ok", "caution", "bad"]), WORDS), max_size=5))
    return Letter(tuple(paragraphs), tuple(issues), tuple(checks))


@FEWER
@given(letters())
def test_the_words_of_a_letter_check_never_touch_and_stay_inside(data: Letter) -> None:
    assert_words_fit(letter_check.svg(data))


LIMITS = st.builds(Limit, WORDS, st.sampled_from(["amount", "endless", "barred"]), st.booleans())


@st.composite
def powers(draw: st.DrawFn) -> Powers:
    count = draw(st.integers(0, 12))
    limits = st.lists(LIMITS, min_size=count, max_size=count).map(tuple)
    holders = draw(st.lists(st.builds(Holder, WORDS, WORDS, limits, LIMITS, st.booleans()), max_size=4))
    return Powers(tuple(draw(st.lists(WORDS, min_size=count, max_size=count))), tuple(holders))


@FEWER
@given(powers())
def test_the_words_of_a_table_of_authority_never_touch_and_stay_inside(data: Powers) -> None:
    assert_words_fit(authority_table.svg(data))


MOVES = st.builds(
    Move,
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["us", "customer"]),
    WORDS,
    WORDS,
    st.none() | st.integers(0, 10**8),
    st.sampled_from(["", "accepted", "refused", "withdrawn"]),
    WORDS,
)


@FEWER
@given(st.lists(MOVES, max_size=9), st.none() | st.just(TODAY))
def test_the_words_of_an_offer_track_never_touch_and_stay_inside(moves: list[Move], until: date | None) -> None:
    assert_words_fit(offer_track.svg(Track(tuple(moves), until)))
