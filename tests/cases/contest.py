"""Two people act on one case at the same moment, again and again, with real commits. Prints what came of it as JSON.

Run as a program of its own, on an installation of its own, because its commits must be real: `python -m
tests.cases.contest ROUNDS`, with AMENDS_HOME and AMENDS_DATABASE set to what it may fill.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def contest(rounds: int) -> dict[str, object]:
    """Both act at once in every round; the words of everything that was not taken, and what the record says after."""
    from django.db import connections

    from amends.cases.rebuild import differences
    from amends.cases.take import Refused, Taken
    from amends.record.verify import verify
    from tests.cast import START, Cast, days, received, take_step

    cast = Cast()
    people = [cast.amira.actor(), cast.ben.actor()]
    reference = received(people[0]).reference
    barrier = Barrier(len(people))

    def act(one: int) -> list[tuple[str, str]]:
        results = []
        for number in range(rounds):
            barrier.wait()
            results.append(_tried(lambda at=number: _step(one, at)))
        connections.close_all()
        return results

    def _step(one: int, number: int) -> Taken:
        """In turn: what both may do, what only one can do, and a case each."""
        at, by = START + days(1), people[one]
        if number % 3 == 0:
            return take_step(reference, "note", by, at, note=f"{by.id} in round {number}")
        if number % 3 == 1:
            kind = "kept" if number % 2 else "again"
            return take_step(reference, "promise", by, at, what=f"{kind} {number}", due_on=at.date())
        return received(by, at, customer_email=f"someone{number}@example.org")

    def _tried(step: Callable[[], Taken]) -> tuple[str, str]:
        try:
            taken = step()
        except Refused as refused:
            return "refused", str(refused)
        return "taken", f"{taken.reference} {taken.facts.number}"

    with ThreadPoolExecutor(len(people)) as pool:
        results = [result for done in pool.map(act, range(len(people))) for result in done]
    verified = verify()
    return {
        "outcomes": Counter(outcome for outcome, _ in results),
        "refusals": sorted({words for outcome, words in results if outcome == "refused"}),
        "places": sorted(words for outcome, words in results if outcome == "taken"),
        "findings": [str(finding) for finding in verified.wrong],
        "differences": [str(difference) for difference in differences()],
        "entries": verified.entries,
        "chains": verified.chains,
    }


def main() -> None:
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amends.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    print(json.dumps(contest(int(sys.argv[1]))))


if __name__ == "__main__":
    main()
