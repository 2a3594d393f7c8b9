"""Very many cases, quickly: some are made step by step as people make them, the others are copies with words of their
own, hashed and projected as they must be. The record verifies, and the rows are what a rebuild would make."""

from __future__ import annotations

import copy
import random
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction

from amends.cases.models import Case, Counter
from amends.cases.search import index, words_of
from amends.cases.take import facts_of, open_case, take
from amends.people.models import Customer, Organisation, Staff, Team
from amends.record import canonical, models
from amends.rules.actors import Actor
from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.steps import STEPS
from amends.rules.steps.intake import Receive

TOGETHER = 500
VARIED = ("story", "wants", "note", "message", "detail", "customer_name", "customer_email")
MODELS = 60
ALL_OPEN = 1000
PLANTED = {"heliotrope": 1000, "quince": 100, "kumquat": 3}
"""Words to search for, and the number of cases of which one has it."""
_SOUNDS = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "la",
    "me",
    "ni",
    "po",
    "ru",
    "sa",
    "te",
    "vi",
    "wo",
    "zu",
    "tha",
    "bri",
    "sto",
)


@dataclass(frozen=True, slots=True)
class Model:
    """A case that was made step by step, to be copied."""

    facts: Facts
    entries: list[Entry]
    rows: list[models.Entry]
    row: Case


def people() -> list[Staff]:
    """An organisation of four teams with five people each."""
    Organisation.objects.create(
        name="Northern Energy", regime="general", regimes=["general"], address="http://localhost"
    )
    staff = []
    for number in range(4):
        team = Team.objects.create(slug=f"team-{number}", name=f"Team {number}")
        for place in range(5):
            roles = ["handler", "leader"] if place == 0 else ["handler"]
            one = Staff.objects.create_user(
                f"p{number}{place}@northern.example", name=f"Pat {number}{place}", roles=roles
            )
            one.teams.add(team)
            staff.append(one)
    return staff


class Maker:
    """Makes cases until there are as many as wanted, the same ones each time but for salts and hashes."""

    def __init__(self, staff: list[Staff], now: datetime) -> None:
        self.staff, self.now = staff, now
        self.random = random.Random(26)
        self.words = ["".join(self.random.choices(_SOUNDS, k=self.random.randint(2, 4))) for _ in range(20_000)]
        self.open = [self._model(number, closed=False) for number in range(MODELS)]
        self.closed = [self._model(number, closed=True) for number in range(MODELS)]
        self.made = 2 * MODELS

    def model_for(self, number: int) -> Model:
        """The first cases are all open, so that lists are full; of those after them one in ten is."""
        is_open = number < ALL_OPEN or number % 10 == 0
        return (self.open if is_open else self.closed)[number % MODELS]

    def _model(self, number: int, *, closed: bool) -> Model:
        """A case of the last two months, as far as its age lets it be."""
        by = self.staff[number % len(self.staff)].actor()
        at = self.now - timedelta(days=number + 1, hours=3)
        received = Receive.model_validate(
            {"channel": "email", "subject": "A bill that was charged twice", "story": self._text(80),
             "customer_name": f"Customer {number}", "customer_email": f"m{number}@example.org",
             "team": min(by.teams), "wants": self._text(12)}
        )  # fmt: skip
        reference = open_case(received, by=by, at=at).reference
        for step, fields in _closed(by, self._text) if closed else _journey(number, by, at, self._text):
            at += timedelta(hours=1)
            take(reference, STEPS[step].model_validate(fields), by=by, at=at)
        facts, entries = facts_of(reference)
        rows = list(models.Entry.objects.filter(case=reference).order_by("number"))
        return Model(facts, entries, rows, Case.objects.get(reference=reference))

    def _text(self, words: int) -> str:
        """Words of which some are common and most are rare, as in any text."""
        chosen = (self.words[int(len(self.words) * self.random.random() ** 3)] for _ in range(words))
        return " ".join(chosen)

    def up_to(self, total: int) -> None:
        """Copy until there are this many cases."""
        while self.made < total:
            with transaction.atomic():
                self._batch(range(self.made, min(self.made + TOGETHER, total)))
        Counter.objects.filter(year=self.now.year).update(last=total)

    def _batch(self, numbers: range) -> None:
        copies = [_Copy(self, number) for number in numbers]
        models.Entry.objects.bulk_create([row for one in copies for row in one.rows])
        models.Content.objects.bulk_create([content for one in copies for content in one.contents])
        models.Head.objects.bulk_create([one.head for one in copies])
        Case.objects.bulk_create([one.row for one in copies])
        Customer.objects.bulk_create([one.customer for one in copies])
        for one in copies:
            index(one.row.pk, words_of(one.reference, one.facts, one.entries))
        self.made = numbers.stop

    def words_for(self, number: int, name: str, text: str) -> str:
        """The text of a copy: as long as that of its model, and different, where no row repeats it."""
        if name not in VARIED:
            return text
        if name == "customer_name":
            return f"{self._text(1).capitalize()} {self._text(1).capitalize()}"
        if name.startswith("customer_"):
            return f"c{number}@example.org" if "@" in text else text
        planted = [word for word, one_in in PLANTED.items() if name == "story" and number % one_in == 0]
        return " ".join([self._text(text.count(" ") + 1), *planted])


class _Copy:
    """One copy, ready to be stored."""

    def __init__(self, maker: Maker, number: int) -> None:
        model = maker.model_for(number)
        self.facts, self.row = copy.copy(model.facts), copy.copy(model.row)
        self.reference = f"C-{maker.now:%y}-{number + 1:06d}"
        self.contents: list[models.Content] = []
        self.rows: list[models.Entry] = []
        self.entries: list[Entry] = []
        self.customer = Customer(name=f"Customer {number}", email=f"c{number}@example.org")
        previous = canonical.START
        for entry, row in zip(model.entries, model.rows, strict=True):
            content = {name: maker.words_for(number, name, text) for name, text in entry.content.items()}
            self.entries.append(replace(entry, content=content))
            previous = self._keep(row, content, previous)
        self.head = models.Head(case=self.reference, number=len(self.rows), hash=previous)
        self.row.pk, self.row.reference = None, self.reference
        self._name()

    def _keep(self, row: models.Entry, content: dict[str, str], previous: str) -> str:
        salted = {name: (secrets.token_hex(16), text) for name, text in content.items()}
        digests = {name: canonical.content_digest(salt, name, text) for name, (salt, text) in salted.items()}
        columns = {name: getattr(row, name) for name in ("number", "kind", "step", "by", "at", "happened_at", "body")}
        columns["body"] = columns["body"].replace(self.facts.customer, self.customer.id)
        columns |= {"case": self.reference, "digests": canonical.body_text(digests), "previous": previous}
        kept = models.Entry(**columns, hash=canonical.entry_hash(**columns))
        self.rows.append(kept)
        for name, (salt, text) in salted.items():
            self.contents.append(
                models.Content(case=self.reference, number=row.number, field=name, salt=salt, text=text)
            )
        return str(kept.hash)

    def _name(self) -> None:
        """What rows and search take from personal fields."""
        first = self.entries[0].content
        self.facts.customer_name, self.facts.customer_email = first["customer_name"], first["customer_email"]
        self.row.customer_name, self.row.customer = first["customer_name"], self.customer.id


def _journey(
    number: int, by: Actor, at: datetime, say: Callable[[int], str]
) -> Iterator[tuple[str, dict[str, object]]]:
    """The steps of a case: the first few, more of them or all, by its number."""
    steps: list[tuple[str, dict[str, object]]] = [
        ("assign", {"to": by.id}),
        ("recognise", {"limb": "service"}),
        ("note", {"note": say(20)}),
        ("promise", {"what": "A call about the meter", "due_on": (at + timedelta(days=9)).date()}),
        ("add_issue", {"title": "Charged twice", "detail": say(15)}),
        ("send_update", {"message": say(30)}),
        ("note", {"note": say(20)}),
    ]
    yield from steps[: 2 + number % 6]


def _closed(by: Actor, say: Callable[[int], str]) -> Iterator[tuple[str, dict[str, object]]]:
    """The steps of a problem that was dealt with."""
    yield "assign", {"to": by.id}
    yield "keep_as", {"kind": "problem", "reason": "Something is broken"}
    yield "note", {"note": say(20)}
    yield "send_update", {"message": say(30)}
    yield "close", {"because": "answered", "reasons": say(10), "message": say(30)}
