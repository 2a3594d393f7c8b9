"""A copy by mail of what the customer answered to an offer, queued in the transaction of the answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from amends.cases.post import queue
from amends.cases.take import Taken
from amends.people.access import new_link
from amends.people.models import Organisation
from amends.portal.mycase.offers import move_told
from amends.portal.visits import Visit
from amends.rules.rulings import Scene
from amends.ui.sentences import value_text


def mail_copy(visit: Visit, number: int, taken: Taken) -> None:
    """Queue the copy. Who gave us no address gets none: the page says so."""
    facts = taken.facts
    if not facts.customer_email:
        return
    here = Organisation.here()
    link = f"{here.address.rstrip('/')}/my/link/{new_link(visit.reference, visit.at)}" if here.address else ""
    with override(facts.language):
        subject = _("Your complaint {reference}: your answer to our offer").format(reference=visit.reference)
        lines = [*_told(visit.scene, number, taken)]
        if link:
            lines.append(_("Follow it, answer or add files here: {link}").format(link=link))
        body = "\n\n".join(line for line in (*lines, here.name, here.contact) if line) + "\n"
        queue(visit.reference, facts.customer_email, f"{subject} – {here.name}", body, visit.at)


def _told(scene: Scene, number: int, taken: Taken) -> Iterator[str]:
    """What was answered, in their words and ours, and what follows."""
    offer = taken.facts.resolution.offers[number]
    move = offer.moves[-1]
    yield _("Thank you for your answer to our offer.")
    answer = move_told(move, offer, scene.regime.currency)
    yield _("{day}: {answer}.").format(day=value_text(scene.day(move.at)), answer=answer)
    if move.words:
        yield _("You wrote: {words}").format(words=move.words)
    if move.kind == "accepted":
        for entry in taken.entries:
            if entry.kind == "promised":
                by = value_text(entry.day("due_on"))
                yield _("We promise: {what}, by {day}.").format(what=entry.text("what"), day=by)
    elif move.kind == "countered":
        yield _("We will answer what you suggest. Our offer stays open in the meantime.")
    else:
        yield _("You lose nothing by saying no: all your other rights stay. They stand on your page.")
