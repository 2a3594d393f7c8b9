"""What is said once a step is taken: that it is done, and what goes to the customer."""

from __future__ import annotations

from django.utils.translation import gettext, ngettext

from amends.cases.follow import AFTERWARDS, is_for_customer
from amends.cases.post import take_back
from amends.cases.project import invited
from amends.cases.take import Taken
from amends.cases.told.names import names_for
from amends.cases.told.sayings import said
from amends.desk.case.opened import Opened
from amends.rules.entries import KINDS


def done_words(taken: Taken, case: Opened) -> str:
    """«Acknowledged. Mail to the customer goes in 20 seconds.» Names are read again: whoever this names first was not
    in the record that `case` was opened with."""
    first, names = taken.entries[0], names_for(taken.facts, taken.entries)
    agreed = gettext("Agreed to what they asked")
    line = agreed if first.data.get("agrees_to") else said(first, case.scene.regime, names)
    return " ".join(part for part in (f"{line}.", _post(taken)) if part)


def gone_words(case: Opened) -> str:
    """Why whoever took the step does not see the case any more. `case` is as it was before."""
    if case.actor.id in invited(case.facts):
        return gettext("What was asked of you is done, so the case has left your lists.")
    return gettext("The case is with another team now, so it has left your lists.")


def _post(taken: Taken) -> str:
    if not any(is_for_customer(entry) for entry in taken.entries):
        told = any(KINDS[e.kind].to_customer and e.at - e.happened_at > AFTERWARDS for e in taken.entries)
        return gettext("It happened earlier, so no mail goes to the customer now.") if told else ""
    if not taken.facts.customer_email:
        return gettext("There is no email address, so nothing was sent: tell the customer in another way.")
    seconds = int(take_back().total_seconds())
    words = ngettext("Mail to the customer goes in {n} second.", "Mail to the customer goes in {n} seconds.", seconds)
    return words.format(n=seconds)
