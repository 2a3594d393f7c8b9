"""The service offer: laid down line by line, ready on every case, and ended without being lost."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from amends.handbook.models import Entitlement
from amends.handbook.service_offer import standing
from amends.people.models import AdminAct, Organisation
from tests.cases.agreeing import begun
from tests.cast import Cast, cast
from tests.desk.conftest import As, as_

__all__ = ["as_", "cast"]

MISSED = {
    "occasion": "An appointment that we missed",
    "kind": "compensation",
    "title": "£40 for the missed visit",
    "pence": "40",
    "source": "Service offer, point 4",
}
HERE = "desk:admin-service-offer"


def laid_down(as_: As, cast: Cast, **changed: str) -> Entitlement:
    came = as_(cast.frank).post(reverse(HERE), {**MISSED, **changed})
    assert came.status_code == 302
    return Entitlement.objects.latest("pk")


@pytest.mark.parametrize("person", ["frank", "dilip"])
def test_administrators_and_compliance_lay_it_down_and_it_is_noted(cast: Cast, as_: As, person: str) -> None:
    staff = getattr(cast, person)
    came = as_(staff).post(reverse(HERE), MISSED, follow=True)
    assert "It is part of the service offer, and ready on every case." in came.content.decode()
    line = Entitlement.objects.get()
    assert (line.kind, line.pence, line.source) == ("compensation", 4000, "Service offer, point 4")
    act = AdminAct.objects.get(what="entitlement_added")
    assert (act.by, act.after["pence"]) == (staff.actor_id, 4000)


def test_handlers_read_it_and_change_nothing(cast: Cast, as_: As) -> None:
    line = laid_down(as_, cast)
    page = as_(cast.amira).get(reverse(HERE)).content.decode()
    assert "An appointment that we missed" in page
    assert "One more line" not in page
    assert as_(cast.amira).post(reverse(HERE), MISSED).status_code == 404
    assert as_(cast.amira).post(reverse("desk:admin-service-offer-end", args=[line.pk])).status_code == 404
    assert Entitlement.objects.count() == 1


def test_an_empty_service_offer_says_so(cast: Cast, as_: As) -> None:
    page = as_(cast.amira).get(reverse(HERE)).content.decode()
    assert "Nothing has been laid down yet. Options are then thought of case by case." in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "This field is required."),
        ({"pence": "a lot"}, "Write an amount, such as 64.50 or 1,250."),
        ({"kind": "apology"}, "Apology has no amount. Make the money a line of its own."),
        ({"pence": "0"}, "An amount of nothing is none: leave it empty."),
    ],
)
def test_what_does_not_make_sense_is_refused_in_words(cast: Cast, as_: As, changed: dict[str, str], words: str) -> None:
    came = as_(cast.frank).post(reverse(HERE), {**MISSED, **changed})
    assert came.status_code == 422
    assert words in came.content.decode()
    assert not Entitlement.objects.exists()


def test_a_line_ends_and_stays_in_the_record_of_what_was_changed(cast: Cast, as_: As) -> None:
    line = laid_down(as_, cast)
    frank = as_(cast.frank)
    frank.post(reverse("desk:admin-service-offer-end", args=[line.pk]))
    line.refresh_from_db()
    assert line.ended_on
    assert not standing(line.ended_on).exists()
    assert standing(date(2000, 1, 1)).exists()
    assert AdminAct.objects.filter(what="entitlement_ended").exists()
    assert frank.post(reverse("desk:admin-service-offer-end", args=[line.pk])).status_code == 404


def test_a_line_is_ready_on_a_case_and_begins_the_option(cast: Cast, as_: As) -> None:
    line, reference = laid_down(as_, cast), begun(cast, about="visit")
    amira = as_(cast.amira)
    page = amira.get(reverse("desk:options", args=[reference])).content.decode()
    address = f"{reverse('desk:step', args=[reference, 'identify_option'])}?line={line.pk}"
    assert address in page
    form = amira.get(address).context["form"]
    assert form["title"].value() == "£40 for the missed visit"
    assert form["kind"].value() == "compensation"
    assert form["pence"].value() == "40"
    assert form["detail"].value() == "An appointment that we missed (Service offer, point 4)"


def test_a_line_that_ended_or_never_was_begins_nothing(cast: Cast, as_: As) -> None:
    line, reference = laid_down(as_, cast), begun(cast, about="visit")
    Entitlement.objects.update(ended_on=date(2000, 1, 1))
    for number in (line.pk, 999, "x"):
        address = f"{reverse('desk:step', args=[reference, 'identify_option'])}?line={number}"
        assert not as_(cast.amira).get(address).context["form"]["title"].value()


def test_it_is_in_the_currency_of_the_organisations_usual_procedure(cast: Cast, as_: As) -> None:
    Organisation.objects.update(regime="ie-cbi-cpc-2025", regimes=["ie-cbi-cpc-2025", "general"])
    laid_down(as_, cast, title="For the missed visit", pence="€40")
    page = as_(cast.frank).get(reverse(HERE)).content.decode()
    assert "€40" in page
    assert "£40" not in page
    assert '<span class="sign" id="id_pence_sign">€</span>' in page


def test_on_a_case_in_another_currency_a_line_begins_the_option_without_its_amount(cast: Cast, as_: As) -> None:
    line, reference = laid_down(as_, cast, title="For the missed visit"), begun(cast, about="visit")
    Organisation.objects.update(regime="ie-cbi-cpc-2025")
    address = f"{reverse('desk:step', args=[reference, 'identify_option'])}?line={line.pk}"
    form = as_(cast.amira).get(address).context["form"]
    assert form["title"].value() == "For the missed visit"
    assert not form["pence"].value()
