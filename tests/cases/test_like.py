"""What was done in like cases: the middle and the range of at least five others, and nobody's name."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from amends.cases.like import Like, like
from amends.cases.models import Case, Redressed
from amends.cases.rebuild import differences, rebuild
from amends.cases.take import facts_of
from amends.rules.facts import Facts
from amends.rules.redress import Redress
from tests.cases.agreeing import agreed, begun
from tests.cast import START, Cast, cast, customer, days, received, take_step

__all__ = ["cast"]


def alike(cast: Cast) -> Facts:
    return facts_of(begun(cast, about="charge"))[0]


def test_the_middle_and_the_range_of_five_other_cases(cast: Cast) -> None:
    for pence in (2000, 4000, 6400, 9000, 20000):
        agreed(cast, pence, about="Charge")
    assert like(alike(cast)) == {Redress.REFUND: Like(Redress.REFUND, 5, 6400, 2000, 20000)}


def test_four_are_too_few_to_compare(cast: Cast) -> None:
    for pence in (2000, 4000, 6400, 9000):
        agreed(cast, pence, about="charge")
    assert like(alike(cast)) == {}


def test_a_case_does_not_count_as_like_itself(cast: Cast) -> None:
    references = [agreed(cast, pence, about="charge") for pence in (2000, 4000, 6400, 9000, 20000)]
    assert like(facts_of(references[0])[0], references[0]) == {}


def test_what_is_about_something_else_is_not_like(cast: Cast) -> None:
    for pence in (2000, 4000, 6400, 9000, 20000):
        agreed(cast, pence, about="attitude")
    assert like(alike(cast)) == {}


def test_other_money_is_not_compared(cast: Cast) -> None:
    for pence in (2000, 4000, 6400, 9000, 20000):
        agreed(cast, pence, about="charge")
    facts = alike(cast)
    Redressed.objects.filter(pence=20000).update(regime="ie-cbi-cpc-2025")
    assert like(facts) == {}, "four in pounds, one in euros"
    Redressed.objects.filter(pence=20000).update(regime="uk-fca-disp")
    assert like(facts)[Redress.REFUND].high == 20000
    rebuild()


def test_without_a_word_for_what_went_wrong_nothing_is_asked(cast: Cast) -> None:
    facts = facts_of(begun(cast, about=""))[0]
    with CaptureQueriesContext(connection) as queries:
        assert like(facts) == {}
    assert len(queries) == 0


def test_a_case_with_two_issues_counts_once_and_it_takes_one_query(cast: Cast) -> None:
    for pence in (2000, 4000, 6400, 9000):
        agreed(cast, pence, about="charge", and_about="delay")
    facts = facts_of(begun(cast, about="charge", and_about="delay"))[0]
    assert like(facts) == {}
    agreed(cast, 20000, about="delay")
    with CaptureQueriesContext(connection) as queries:
        assert like(facts)[Redress.REFUND].count == 5
    assert len(queries) == 1


def test_what_was_refused_was_not_done(cast: Cast) -> None:
    reference = begun(cast, about="charge", offered=6400)
    take_step(reference, "refuse", customer(reference), START + days(1), offer=1, why="Too little")
    assert not Redressed.objects.exists()


def test_rows_are_compared_with_the_record_and_made_again_from_it(cast: Cast) -> None:
    reference = agreed(cast, 6400, about="charge")
    assert differences() == []
    Redressed.objects.update(pence=9900)
    (found,) = differences()
    assert (found.case, found.column) == (reference, "redressed")
    rebuild()
    assert Redressed.objects.get().pence == 6400
    Redressed.objects.all().delete()
    assert [one.column for one in differences()] == ["redressed"]
    rebuild()
    row = Redressed.objects.get()
    assert (row.about, row.kind, row.regime) == ("charge", "refund", "general")
    assert row.agreed_on == (START + days(1)).date()


def test_a_row_of_a_case_that_agreed_nothing_is_found_and_removed(cast: Cast) -> None:
    reference = received(cast.amira.actor()).reference
    pk = Case.objects.get(reference=reference).pk
    Redressed.objects.create(
        case_id=pk, offer=1, kind="refund", pence=1, about="charge", regime="general", agreed_on=START
    )
    assert [one.column for one in differences()] == ["redressed"]
    rebuild()
    assert not Redressed.objects.exists()


def test_what_costs_nothing_counts_too(cast: Cast) -> None:
    for _number in range(5):
        agreed(cast, 0, about="attitude", kind="apology")
    found = like(facts_of(begun(cast, about="attitude"))[0])
    assert found[Redress.APOLOGY] == Like(Redress.APOLOGY, 5, 0, 0, 0)
