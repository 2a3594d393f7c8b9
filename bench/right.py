"""What putting it right costs: a case's options, a ruling on authority, the letter, the bundle, the offer's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.test import Client

from amends.cases.paper import document_of
from amends.cases.take import facts_of, scene_of, take
from amends.letters.bundle import Item, Text, build
from amends.letters.document import Document, Paragraph
from amends.letters.pdf import pdf
from amends.now import now
from amends.people.authority import lay_down_usual
from amends.portal.visits import CASE, SEEN
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from amends.rules.steps.offers import MakeOffer
from bench.asked import Asker
from bench.meter import Line, cpu_ms

OPTIONS = 6
TIMES = 30
RULINGS = 1000
PAGES = 60
WEIGHED = {
    "benefits_customer": "The money is back within a week, and nobody has to ask for it again.",
    "drawbacks_customer": "It says nothing about the time that it took to be heard.",
    "benefits_us": "It is settled, and in line with what was done before.",
    "drawbacks_us": "The amount, and what the next one will ask for.",
    "meets": "partly",
    "pence": 7000,
}
RISK = {"precedent_likelihood": "low", "precedent_impact": "medium", "why_precedent": "Others had the same trouble."}
SAID = {"nature": "A double charge", "cause": "A retry", "implications": "Rent unpaid", "wants": "The money back"}


def lines(asker: Asker) -> Iterator[Line]:
    lay_down_usual(from_on=date(2000, 1, 1), by="system", at=now())
    case = _with_options(asker)
    scene = scene_of(facts_of(case)[0], asker.staff.actor(), now())
    each, beside = cpu_ms(lambda _: asker.get(f"/desk/cases/{case}/options/"), TIMES)
    yield Line(f"options of a case, {OPTIONS} of them", each, target=150, control=beside)
    yield from _ruling(scene)
    _offer(asker, case)
    customer = _customer(case)
    each, beside = cpu_ms(lambda _: _shown(customer), TIMES)
    yield Line("the customer's page with an offer", each, control=beside)
    yield from _on_paper(asker, case)


def _with_options(asker: Asker) -> str:
    """A case whose options were all weighed, with their risks, and one selected."""
    case = asker.receive(0)
    _take(asker, case, "recognise", limb="service")
    _take(asker, case, "assign", to=asker.staff.actor_id)
    _take(asker, case, "confirm_understanding", **SAID, confirmed="by the customer")
    for number in range(1, OPTIONS + 1):
        _take(asker, case, "identify_option", kind="refund", title=f"Refund of part {number}", pence=1000 * number)
        _take(asker, case, "weigh_option", option=number, **WEIGHED)
        _take(asker, case, "assess_risk", option=number, **RISK)
    _take(asker, case, "select_option", option=1, rationale="It fits what happened, and what they asked for.")
    return case


def _take(asker: Asker, case: str, name: str, **fields: Any) -> None:
    take(case, STEPS[name].model_validate(fields), by=asker.staff.actor(), at=now())


def _ruling(scene: Scene) -> Iterator[Line]:
    """May this be offered? With what the organisation has laid down read already."""
    step = MakeOffer(options=[1, 2], message="We would like to put this right.")

    def rule(_number: int) -> None:
        for _ in range(RULINGS):
            assert step.ruling(scene)

    each, beside = cpu_ms(rule, 10, warm=1)
    yield Line("ruling on an offer, with authority", each * 1000 / RULINGS, unit="CPU µs", control=beside)


def _offer(asker: Asker, case: str) -> None:
    until = (now() + timedelta(days=28)).date()
    _take(asker, case, "offer", options=[1, 2], message="Please choose one of these.", open_until=until)


def _customer(case: str) -> Client:
    """A browser in which the customer has shown who they are, once the offer has reached them."""
    client = Client(SERVER_NAME="localhost")
    session = client.session
    session[CASE], session[SEEN] = case, now().isoformat()
    session.save()
    return client


def _shown(customer: Client) -> None:
    answer = customer.get("/my/")
    assert answer.status_code == 200, answer.status_code


def _on_paper(asker: Asker, case: str) -> Iterator[Line]:
    _take(asker, case, "send_update", message="We are still looking into it, and write again by Friday. " * 12)
    facts, entries = facts_of(case)
    scene, entry = scene_of(facts, asker.staff.actor(), now()), entries[-1]
    # A number in each: the typesetter remembers what it has set before.
    each, beside = cpu_ms(lambda n: pdf(_numbered(document_of(case, entry, facts, scene), n)), 20, warm=2)
    yield Line("a letter as PDF", each, target=150, control=beside)
    items = [_item(number, document_of(case, entry, facts, scene)) for number in range(1, PAGES - 3)]
    made = build("Bundle", case, "en-gb", items, scene.today)
    assert made.pages >= PAGES, made.pages
    each, beside = cpu_ms(lambda _: build("Bundle", case, "en-gb", items, scene.today), 3, warm=0)
    yield Line(f"a bundle of {made.pages} pages", each, control=beside)


def _numbered(document: Document, number: int) -> Document:
    """The document, different from the others in every paragraph."""
    words = (
        replace(one, text=f"{number}. {one.text}") if isinstance(one, Paragraph) else one for one in document.blocks
    )
    return replace(document, blocks=(*words, Paragraph(f"This is number {number}.")))


def _item(number: int, document: Document) -> Item:
    """A document of a page."""
    paper = _numbered(document, number)
    return Item(number, f"{document.title} {number}", document.date, "Letter", Text(paper, "0" * 64, "Entry 1"))
