"""What a journey needs from inside a system, and no page gives: `python -m tests.journeys.inside WHAT ...`.

Prints its answer as JSON. Runs in a process of its own, on the system that AMENDS_HOME and AMENDS_DATABASE name.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Callable
from typing import Any

import django

PROCEDURES = ["general", "uk-fca-disp", "uk-housing-ombudsman-code-2024"]


def begin(password: str, leader: str, *handlers: str) -> None:
    """All the procedures, and colleagues, each called as their address begins."""
    from amends.people.models import Organisation, Staff, Team

    Organisation.objects.update(regimes=PROCEDURES, contact="Northgate, 1 Mill Lane. Telephone 01632 960200.")
    roles = {leader: "leader", **dict.fromkeys(handlers, "handler")}
    for email, role in roles.items():
        name = email.partition("@")[0].capitalize()
        Staff.objects.create_user(email, password, name=name, roles=[role]).teams.add(Team.objects.get())


def procedure(regime: str) -> None:
    """The one under which customers complain."""
    from amends.people.models import Organisation

    Organisation.objects.update(regime=regime)


def cases(email: str, *subjects: str) -> list[str]:
    """Cases of this member of staff, one for each subject; their references."""
    from amends.cases.take import open_case, take
    from amends.now import now
    from amends.people.models import Staff
    from amends.rules.steps.intake import Channel, Receive
    from amends.rules.steps.investigation import Assign

    actor = Staff.objects.get(email=email).actor()
    made = []
    for subject in subjects:
        step = Receive(channel=Channel.PHONE, subject=subject, story="They called.", customer_name="Jo Marsh")
        made.append(open_case(step, by=actor, at=now()).reference)
        take(made[-1], Assign(to=actor.id), by=actor, at=now())
    return made


def link(reference: str) -> str:
    """The customer's own link, out of the newest message to them that has one."""
    return _out_of_the_newest(reference, r"/my/link/\S+")


def sorted_link(reference: str, answer: str) -> str:
    """The link of one answer, out of the newest message that asks whether it is sorted."""
    return _out_of_the_newest(reference, rf"/my/sorted/\S+/{answer}/")


def _out_of_the_newest(reference: str, pattern: str) -> str:
    """Waits until the message has gone, as its reader must: until then it can be taken back, and is not shown."""
    from amends.cases.models import Outgoing
    from amends.cases.post import take_back
    from amends.now import now

    rows = Outgoing.objects.filter(case=reference).order_by("-pk")
    newest, found = next((row, found[0]) for row in rows if (found := re.search(pattern, row.body)))
    if newest.entry:
        time.sleep(max(0.0, (newest.queued_at + take_back() - now()).total_seconds()))
    return found


def offered(email: str) -> str:
    """A case with an offer of two options; its reference."""
    from tests.journeys import negotiating

    return negotiating.offered(email)


def beyond(email: str) -> str:
    """A case in which more is selected than its owner may offer; its reference."""
    from tests.journeys import negotiating

    return negotiating.beyond(email)


def found(email: str, procedure: str) -> str:
    """A case found justified under this procedure, with an offer; its reference."""
    from tests.journeys import negotiating

    return negotiating.found(email, procedure)


def offered_again(email: str, reference: str) -> None:
    from tests.journeys import negotiating

    negotiating.offered_again(email, reference)


def asked(email: str, reference: str) -> None:
    """Answered, and asked whether it is sorted."""
    from tests.journeys import negotiating

    negotiating.asked(email, reference)


def code(reference: str) -> str:
    """The newest one-time code that was written to this customer."""
    from amends.cases.models import Outgoing

    bodies = Outgoing.objects.filter(case=reference).order_by("-pk").values_list("body", flat=True)
    return next(found[1] for body in bodies if (found := re.search(r"Your code is (\d{6})", body)))


def rich() -> dict[str, Any]:
    """Cases with something of everything in them; what the pages about them are called."""
    from tests.journeys.rich import tell

    return tell()


def error_pages() -> dict[str, str]:
    """The pages that are shown when a request cannot be answered, as they are drawn."""
    from django.template.loader import render_to_string

    return {name: render_to_string(f"{name}.html") for name in ("400", "403", "403_csrf", "404", "500")}


DOES: dict[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        begin,
        procedure,
        cases,
        link,
        sorted_link,
        code,
        offered,
        beyond,
        found,
        offered_again,
        asked,
        rich,
        error_pages,
    )
}


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "amends.settings"
    django.setup()
    what, *arguments = sys.argv[1:]
    sys.stdout.write(json.dumps(DOES[what](*arguments)))


if __name__ == "__main__":
    main()
