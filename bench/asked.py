"""What those who ask cost: the API and the desk, through the whole application but for the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from django.test import Client

from amends.cases.doors import visible
from amends.cases.models import Case
from amends.now import now
from amends.people.keys import SCOPES, new_key
from amends.people.models import Staff
from amends.record.verify import verify
from bench.many import PLANTED
from bench.meter import Line, cpu_ms, spent

TIMES = 60
LONG_CASES = 20
NOTE = {"note": "Spoke to the customer; the meter reading is on its way."}


class Asker:
    """A member of staff at the desk, and a machine with a key."""

    def __init__(self, staff: Staff) -> None:
        self.staff = staff
        self.desk = Client(SERVER_NAME="localhost")
        self.desk.force_login(staff)
        secret = new_key("bench", roles=["handler", "quality"], scopes=[*SCOPES], teams=[], at=now())
        self.machine = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {secret}"})
        self.asked = 0

    def get(self, path: str) -> None:
        answer = self.desk.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        self.asked += 1
        answer = self.machine.post(
            f"/api/v1{path}", body, content_type="application/json", headers={"Idempotency-Key": f"bench-{self.asked}"}
        )
        assert answer.status_code == 201, (path, answer.content)
        return answer.json()

    def receive(self, number: int) -> str:
        body = {
            "channel": "email",
            "subject": "Charged twice",
            "story": "I was charged 64 pounds twice on 2 February and told that it was my own fault. " * 4,
            "wants": "The money back and an apology.",
            "customer_name": "Jo Marsh",
            "customer_email": f"jo{number}.{self.asked}@example.org",
            "team": "team-0",
        }
        return str(self.post("/cases", body)["reference"])


def writing(asker: Asker) -> Iterator[Line]:
    """Intake, and a step on a long case."""
    each, beside = cpu_ms(asker.receive, TIMES)
    yield Line("intake by API", each, target=10, control=beside)
    long = [_long_case(asker, number) for number in range(LONG_CASES)]
    each, beside = cpu_ms(
        lambda number: asker.post(f"/cases/{long[number % LONG_CASES]}/steps/note", NOTE), LONG_CASES * 2, warm=3
    )
    yield Line("step on a case of 50 entries, by API", each, target=15, control=beside)


def _long_case(asker: Asker, number: int) -> str:
    """A case of 49 entries, so that a few steps later it has 50."""
    reference = asker.receive(number)
    asker.post(f"/cases/{reference}/steps/recognise", {"limb": "service"})
    for turn in range(23):
        asker.post(f"/cases/{reference}/steps/note", NOTE)
        asker.post(f"/cases/{reference}/steps/send_update", {"message": f"We are still looking into it ({turn})."})
    return reference


def reading(asker: Asker, size: str) -> Iterator[Line]:
    """Lists, the case page and search, with so many cases in the database."""
    references = list(visible(asker.staff.actor()).order_by("?").values_list("reference", flat=True)[: TIMES + 5])
    calls: dict[str, tuple[float, Callable[[int], object]]] = {
        "My work, a list of 50": (30, lambda _: asker.get("/desk/")),
        "Team, a list of 50": (0, lambda _: asker.get("/desk/team/")),
        "list of 50, by API": (30, lambda _: _got(asker.machine, "/api/v1/cases?limit=50")),
        "case page": (30, lambda number: asker.get(f"/desk/cases/{references[number % len(references)]}/")),
        **{
            f"search of a word that 1 case in {one_in} has": (
                25,
                lambda _, word=word: asker.get(f"/desk/search/?q={word}"),
            )
            for word, one_in in PLANTED.items()
        },
    }
    for what, (target, call) in calls.items():
        each, beside = cpu_ms(call, TIMES)
        yield Line(f"{what}, {size} cases", each, target=target, control=beside)


def _got(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.content)


def verifying(size: str) -> Line:
    """How quickly the record is checked, in entries a second of CPU."""
    rates = []
    for _ in range(3):
        began = spent()
        verified = verify()
        rates.append(verified.entries / (spent() - began))
        assert verified.is_clean, [str(finding) for finding in verified.wrong[:5]]
        assert verified.chains == Case.objects.count()
    rate = median(rates)
    return Line(f"verify, {size} cases", rate, unit="entries a CPU second", target=50_000, more_is_better=True)
