"""The options of a case: side by side, what can be done about each, and why not, and who could."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amends import now
from tests.cases.agreeing import LOW, WEIGHED, agreed, weighed
from tests.cases.agreeing import begun as complaint
from tests.cases.stages import closed, to_second_stage
from tests.cast import START, Cast, days, received, take_step
from tests.desk.case.asking import Asking, plain

RISKS = ("cost", "regulatory", "legal", "precedent", "reputation", "safety")


@pytest.fixture
def case(cast: Cast) -> Asking:
    """A complaint that has come as far as its understanding."""
    return Asking(complaint(cast, about="charge"), cast.amira)


@pytest.fixture
def two(case: Asking, cast: Cast) -> Asking:
    """With a refund and a goodwill payment that is beyond Amira, both weighed."""
    weighed(cast, case.reference, kind="refund", pence=6400, title="Pay it back")
    weighed(cast, case.reference, kind="goodwill", pence=45000, title="A payment for the trouble")
    return case


def test_without_options_the_page_says_what_to_do(case: Asking) -> None:
    page = plain(case.get("options"))
    assert "What they want The money back" in page
    assert "No option yet. Write down the ways there are to put it right, doing nothing among them." in page
    assert "Nothing has been offered yet." in page
    assert "Make an offer : No option has been selected yet. Weigh the options, and select one." in page


def test_before_it_is_a_complaint_or_a_problem_the_page_says_why_nothing_can_be_added(cast: Cast) -> None:
    early = Asking(received(cast.amira.actor()).reference, cast.amira)
    page = plain(early.get("options"))
    assert "Add an option: This is for complaints and problems. Decide first what this is." in page
    assert f'{early.url("step", "identify_option")}" data-key' not in early.text("options")


def test_doing_nothing_is_one_click_away(case: Asking) -> None:
    page = case.text("options")
    assert page.count(f'action="{case.url("step", "identify_option")}"') == 1
    answer = case.post("identify_option", kind="nothing", title="Do nothing", detail="We leave it.")
    assert answer["Location"] == case.url("options")
    assert case.facts.resolution.options[1].kind == "nothing"
    assert f'action="{case.url("step", "identify_option")}"' not in case.text("options")


def test_a_kind_brings_words_to_begin_with_but_no_address_brings_its_own(case: Asking) -> None:
    page = case.text("step", "identify_option", query="?kind=apology&title=Planted&detail=Planted")
    assert '<option value="apology" selected>' in page
    assert 'value="Say sorry in writing"' in page
    assert "Planted" not in page
    assert "selected>" not in case.text("step", "identify_option", query="?kind=bribe").replace('value="" selected', "")


def test_the_matrix_shows_each_option_with_its_table(two: Asking) -> None:
    page = plain(two.get("options"))
    assert "Show as table" in page
    for words in ("Pay it back", "£64", "A payment for the trouble", "£450", "The money is back", "A small sum"):
        assert words in page
    assert "Not assessed" in page


def test_authority_is_shown_for_whoever_looks(two: Asking, cast: Cast) -> None:
    page = plain(two.get("options"))
    assert "1. Pay it back Yours" in page
    assert "2. A payment for the trouble Needs Carol or Dilip" in page
    two.turn_to(cast.carol)
    assert "2. A payment for the trouble Yours" in plain(two.get("options"))


def test_a_closed_act_says_why_and_who_could(two: Asking, cast: Cast) -> None:
    take_step(two.reference, "identify_option", cast.ben.actor(), two.at, kind="apology", title="Say sorry")
    page = plain(two.get("options"))
    assert (
        "Select it : Say sorry : Weigh it before you select it. "
        "Missing: benefits and drawbacks of option 3; the risk of option 3." in page
    )
    two.take("select_option", option="2", rationale="It fits")
    page = plain(two.get("options"))
    for button in ("Offer it : A payment for the trouble", "Make an offer"):
        assert f"{button} : It is beyond your authority. Seek approval, or offer less." in page
    assert "where you may decide up to £50 on one case" in page
    assert "Who could: Carol, Dilip." in page
    assert f"{two.url('step', 'seek_approval')}?options=2" in two.text("options")


def test_an_option_is_added_weighed_assessed_and_selected_by_forms(case: Asking) -> None:
    case.take("identify_option", kind="refund", title="Pay it back", pence="£64")
    case.take("weigh_option", option="1", **{**WEIGHED, "pence": "70.50"})
    case.take("assess_risk", option="1", **LOW, legal_likelihood="", legal_impact="", why_legal="")
    case.take("identify_option", kind="nothing", title="Leave it", pence="")
    case.take("weigh_option", option="2", **WEIGHED)
    case.take("select_option", option="1", rationale="It is what they lost.")
    option = case.facts.resolution.options[1]
    assert option.pence == 6400
    assert option.weighing is not None
    assert option.weighing.pence == 7050
    assert list(option.risks) == ["cost"]
    page = plain(case.get("options"))
    assert "Why this one, in the words of Amira It is what they lost." in page
    assert "1. Pay it back Selected Yours" in page


def test_the_rules_own_words_come_back_to_the_form(two: Asking) -> None:
    answer = two.post("identify_option", kind="refund", title="Pay £900 back", pence="64")
    assert answer.status_code == 409
    assert "The words name £900, but the amount is £64." in plain(answer)
    assert 'value="Pay £900 back"' in answer.content.decode()
    answer = two.post("assess_risk", option="1", cost_likelihood="low")
    assert "A risk needs how likely it is, how bad it would be, and why. Missing: Cost" in plain(answer)


def test_a_form_begins_with_the_option_and_what_was_said_of_it_before(two: Asking) -> None:
    page = two.text("step", "weigh_option", query="?option=1")
    assert "The money is back</textarea>" in page
    assert 'value="1" required id="id_option_0" checked' in page or 'value="1"' in page
    page = two.text("step", "assess_risk", query="?option=2")
    assert 'value="A small sum"' in page
    assert two.get("step", "weigh_option", query="?option=99").status_code == 200


def test_the_risk_form_is_a_table_of_six(two: Asking) -> None:
    page = two.text("step", "assess_risk", query="?option=1")
    table = page[page.index("<table") : page.index("</table>")]
    assert table.count('<th scope="row"') == 6
    for risk in RISKS:
        for name in (f"{risk}_likelihood", f"{risk}_impact", f"why_{risk}"):
            assert f'for="id_{name}"' in table
            assert f'name="{name}"' in table


def test_colleagues_are_invited_and_add_their_own(case: Asking, cast: Cast) -> None:
    case.take("invite_options", of=[cast.gita.actor_id], question="Which ways?", due_on="2026-03-10")
    case.turn_to(cast.gita)
    assert case.get("options").status_code == 200  # though it is another team's
    answer = case.post("identify_option", kind="apology", title="Say sorry")
    assert answer["Location"] == reverse("desk:work")
    page = plain(case.client.get(answer["Location"]))
    assert "What was asked of you is done, so the case has left your lists." in page
    assert case.facts.open_requests() == []
    case.turn_to(cast.amira)
    assert "added by Gita" in plain(case.get("options"))


def test_what_was_done_in_like_cases_stands_in_the_matrix(two: Asking, cast: Cast) -> None:
    assert "Too few to compare" in plain(two.get("options"))
    for pence in (2000, 4000, 6400, 9000, 12000):
        agreed(cast, pence, about="charge")
    assert "5 cases: median £64, from £20 to £120" in plain(two.get("options"))


def test_the_law_stands_beside_the_options_with_its_source(two: Asking, cast: Cast) -> None:
    assert "What the law gives" not in plain(two.get("options"))
    cast.organisation.regimes.append("uk-cra-2015-goods")
    cast.organisation.save()
    page = plain(two.get("options"))
    assert "What the law gives" in page
    assert "Have the goods repaired, at our cost" in page
    assert "Consumer Rights Act 2015, section 23" in page
    links = [parse_qs(urlsplit(part.split('"')[0]).query) for part in two.text("options").split('href="')[1:]]
    assert {"kind": ["repair"]} in links


def test_options_of_an_earlier_stage_are_not_those_of_this_one(two: Asking, cast: Cast) -> None:
    to_second_stage(cast, two.reference)
    two.at = START + days(20)
    page = plain(two.get("options"))
    assert "No option in this stage yet." in page
    assert "Options 0" in page


def test_every_page_that_decides_shows_the_options(two: Asking) -> None:
    two.take("select_option", option="1", rationale="It fits")
    for step in ("select_option", "seek_approval", "offer"):
        assert "Chosen: Pay it back (£64). Yours" in two.text("step", step)
    assert "Chosen:" not in two.text("step", "note")


def test_the_way_back_leads_to_where_one_came_from(two: Asking) -> None:
    assert "Back to the options" in plain(two.get("step", "weigh_option"))
    assert "Back to the conversation" in plain(two.get("step", "note"))


def test_names_are_shown_and_ids_never(two: Asking, cast: Cast) -> None:
    for page in ("options", "case", "history"):
        assert "staff:" not in plain(two.get(page))


@pytest.mark.parametrize("page", ["options", "case", "issues"])
def test_more_options_take_as_many_queries_as_few(two: Asking, cast: Cast, page: str) -> None:
    def queries() -> int:
        with now.at(START + days(2)), CaptureQueriesContext(connection) as captured:
            assert two.client.get(two.url(page)).status_code == 200
        return len(captured)

    few = queries()
    for number in range(4):
        weighed(cast, two.reference, kind="goodwill", pence=45000 + number, title=f"Payment {number}")
    assert queries() == few
    assert few <= {"options": 15, "case": 16, "issues": 13}[page]


def test_a_closed_case_shows_its_options_and_nothing_to_do(two: Asking, cast: Cast) -> None:
    closed(cast, two.reference)
    page = plain(two.get("options"))
    assert "1. Pay it back" in page
    assert "Weigh again" not in page
    assert "Add an option" not in page
