"""Random people put things right as best they can. Whatever they do, in whatever order, no redress goes beyond what one
of those who signed for it could give, nobody approves their own, and no more is paid than was agreed or ordered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import currently_in_test_context, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from amends.rules.actors import Actor
from amends.rules.authority import Absence, Authority, Limit, Powers
from amends.rules.entries import Entry
from amends.rules.facts import Facts, PromiseState
from amends.rules.fold import fold
from amends.rules.redress import Redress
from amends.rules.rulings import Scene
from amends.rules.steps import STEPS
from tests.rules.story import AMIRA, BEN, CAROL, CUSTOMER, DILIP, LOW, POWERS, WEIGHED, Story, told

STAFF = (AMIRA, BEN, CAROL, DILIP)
people = st.sampled_from(STAFF)
kinds = st.sampled_from(["refund", "goodwill", "compensation", "repair", "apology", "change", "other", "nothing"])
amounts = st.sampled_from([1, 4999, 5000, 5001, 10000, 15000, 25000, 30000, 50000, 250000, 10**7])
numbers = st.integers(0, 5)
FREE = ("apology", "change", "nothing")


class Changing(Story):
    """A story in an organisation that changes its mind about limits, and where people are away."""

    powers: Powers

    def scene(self, by: Actor = AMIRA) -> Scene:
        return replace(super().scene(by), authority=Authority(lambda: self.powers))


def could(powers: Powers, person: str, sums: dict[str, int], day: date) -> bool:
    """Whether one person's own limits allow these sums: counted here by hand, apart from the rules."""
    roles = {role.value for one in powers.people if one.id == person for role in one.roles}
    return all(_most(powers.limits, person, roles, kind, day) >= pence for kind, pence in sums.items())


def _most(limits: tuple[Limit, ...], person: str, roles: set[str], kind: str, day: date) -> float:
    held: dict[str, tuple[date, float]] = {}
    for one in limits:
        over = one.until_on is not None and one.until_on <= day
        if one.kind == kind and one.holder in {person, *roles} and one.from_on <= day and not over:
            amount = float("inf") if one.pence is None else one.pence
            if one.holder not in held or held[one.holder][0] <= one.from_on:
                held[one.holder] = (one.from_on, amount)
    if person in held:
        return held[person][1]
    nothing_said = float("inf") if kind == "all" else -1
    return max((amount for _from, amount in held.values()), default=nothing_said)


class PuttingRight(RuleBasedStateMachine):
    story: Changing

    @initialize(by=people, kind=st.sampled_from(["refund", "goodwill", "repair"]), pence=amounts)
    def understood(self, by: Actor, kind: str, pence: int) -> None:
        """One option is selected from the start: what is worth trying comes after that."""
        story = told("understood")
        story.__class__ = Changing
        assert isinstance(story, Changing)
        story.powers = POWERS
        self.story, self.signed, self.paid = story, {}, 0
        self.look_at_an_option(by, kind, pence)
        self.select(by, 1)

    def nth(self, number: int) -> int:
        """One of the options that there are."""
        return 1 + number % len(self.story.facts.resolution.options)

    # what people do

    @rule(by=people, kind=kinds, pence=amounts)
    def look_at_an_option(self, by: Actor, kind: str, pence: int) -> None:
        option = {"kind": kind, "title": "An option", "pence": None if kind in FREE else pence}
        if self.attempt("identify_option", by, **option):
            number = len(self.story.facts.resolution.options)
            self.attempt("weigh_option", by, option=number, **WEIGHED)
            self.attempt("assess_risk", by, option=number, **LOW)

    @rule(by=people, option=numbers)
    def select(self, by: Actor, option: int) -> None:
        self.attempt("select_option", by, option=self.nth(option), rationale="x", why_only="x")

    @rule(by=people, some=st.lists(numbers, min_size=1, max_size=2), pence=st.none() | amounts, of=st.just("") | people)
    def ask(self, by: Actor, some: list[int], pence: int | None, of: Any) -> None:
        due_on = self.story.at.date() + timedelta(days=3)
        asked = of.id if isinstance(of, Actor) else ""
        chosen = list({self.nth(number) for number in some})
        self.attempt("seek_approval", by, options=chosen, pence=pence, of=asked, due_on=due_on, message="x")

    @rule(by=people, name=st.sampled_from(["approve", "approve", "decline"]))
    def decide(self, by: Actor, name: str) -> None:
        self.attempt(name, by, approval=len(self.story.facts.resolution.approvals) or 1, reason="x")

    @rule(asker=people, by=st.sampled_from([CAROL, DILIP]), option=numbers, pence=st.none() | amounts)
    def ask_and_approve(self, asker: Actor, by: Actor, option: int, pence: int | None) -> None:
        self.ask(asker, [option], pence, "")
        self.decide(by, "approve")

    @rule(by=people, option=numbers, pence=st.none() | amounts)
    def offer_and_accept(self, by: Actor, option: int, pence: int | None) -> None:
        self.make_an_offer(by, [option], pence)
        self.answer("accept", option, None)

    @rule(by=people, option=numbers, pence=amounts)
    def counter_and_agree(self, by: Actor, option: int, pence: int) -> None:
        self.make_an_offer(by, [option], None)
        self.answer("counter", option, pence)
        self.agree(by, option)

    @rule(by=people, some=st.lists(numbers, min_size=1, max_size=3), pence=st.none() | amounts)
    def make_an_offer(self, by: Actor, some: list[int], pence: int | None) -> None:
        chosen = list({self.nth(number) for number in some})
        self.attempt("offer", by, options=chosen, pence=pence, message="x", open_until=None)

    @rule(by=people, option=numbers)
    def agree(self, by: Actor, option: int) -> None:
        self.attempt("agree_counter", by, option=self.nth(option), message="x")

    @rule(name=st.sampled_from(["accept", "counter", "refuse"]), option=numbers, pence=st.none() | amounts)
    def answer(self, name: str, option: int, pence: int | None) -> None:
        offer = len(self.story.facts.resolution.offers) or 1
        said = {
            "accept": {"option": self.nth(option)},
            "counter": {"message": "x", "pence": pence},
            "refuse": {"why": "x"},
        }
        self.attempt(name, CUSTOMER, offer=offer, **said[name])

    @rule(by=people, promise=st.integers(1, 3), pence=st.none() | amounts, exact=st.booleans())
    def pay(self, by: Actor, promise: int, pence: int | None, exact: bool) -> None:
        owed = self.story.facts.promises.get(promise)
        amount = owed.pence if owed and exact else pence
        if self.attempt("carry_out", by, promise=promise, proof="x", pence=amount):
            self.paid += amount or 0

    @rule(by=people, field=st.sampled_from(["title", "detail", "what"]), number=st.integers(1, 60))
    def reword(self, by: Actor, field: str, number: int) -> None:
        self.attempt("correct", by, entry=number, field=field, value="Pay 500 pounds", reason="x")

    @rule(days=st.sampled_from([1, 10]))
    def time_passes(self, days: int) -> None:
        self.story.go_on(days)

    @rule(holder=st.sampled_from(["handler", "leader", BEN.id, CAROL.id]), kind=kinds, pence=st.none() | amounts)
    def limits_change(self, holder: str, kind: str, pence: int | None) -> None:
        limit = Limit(holder, kind, pence, self.story.at.date())
        powers = self.story.powers
        kept = tuple(o for o in powers.limits if (o.holder, o.kind, o.from_on) != (holder, kind, limit.from_on))
        self.story.powers = replace(powers, limits=(*kept, limit))

    @rule(away=st.sampled_from([CAROL, DILIP]), instead=people, days=st.integers(0, 5))
    def someone_is_away(self, away: Actor, instead: Actor, days: int) -> None:
        day = self.story.at.date()
        absence = Absence(away.id, day, day + timedelta(days=days), instead.id if instead != away else "")
        self.story.powers = replace(self.story.powers, absences=(*self.story.powers.absences, absence))

    # what must hold

    def attempt(self, name: str, by: Actor, **fields: Any) -> bool:
        story = self.story
        step, scene = STEPS[name].model_validate(fields), story.scene(by)
        if not step.ruling(scene):
            return False
        if currently_in_test_context():
            event(name)
        before = story.facts
        for number, draft in enumerate(step.entries(scene), len(story.entries) + 1):
            story.entries.append(story._kept(draft, name, by, number))
        story.facts = fold(story.entries)
        for entry in story.entries[before.number :]:
            self.sound(entry, before)
        return True

    def sound(self, entry: Entry, before: Facts) -> None:
        if entry.kind == "approved":
            self.approved(entry, before)
        if entry.kind == "offered":
            self.offered(entry, before)

    def approved(self, entry: Entry, before: Facts) -> None:
        """Nobody approves what they asked for, found, identified, weighed or selected, nor beyond anyone's limits."""
        asked = before.resolution.approvals[entry.number_of("approval")]
        assert entry.by != asked.by
        options = before.resolution.options.values()
        assert entry.by not in {option.by for option in options if option.stage == before.stage}
        assert entry.by not in {selected.by for selected in before.resolution.selected.values()}
        assert entry.by != before.owner
        signer, day = entry.word("acts_for"), self.story.at.date()
        assert signer not in {option.by for option in options if option.stage == before.stage}
        assert signer not in {asked.by, before.owner}
        assert could(self.story.powers, signer, dict(asked.sums), day)
        assert signer == entry.by or self.stands_in(entry.by, signer, day)
        self.signed[asked.number] = dict(asked.sums)

    def offered(self, entry: Entry, before: Facts) -> None:
        """All that was agreed before, and the most that this offer may come to, is what one signer could give."""
        terms = entry.data["terms"]
        assert isinstance(terms, list)
        day = self.story.at.date()
        for term in terms:
            assert isinstance(term, dict)
            kind, pence = str(term["kind"]), int(str(term["pence"]))
            whole = self.with_what_was_agreed(before, kind, pence)
            signer = entry.word("acts_for")
            if signer:
                assert could(self.story.powers, signer, whole, day)
                assert signer == entry.by or self.stands_in(entry.by, signer, day)
            else:
                given = self.signed[entry.number_of("approval")]
                assert all(given[kind] >= pence for kind, pence in whole.items())
                assert term["option"] in before.resolution.approvals[entry.number_of("approval")].options

    @staticmethod
    def with_what_was_agreed(before: Facts, kind: str, pence: int) -> dict[str, int]:
        if not pence:
            return {kind: 0, "all": 0}  # what adds nothing needs no more than that one may do it at all
        accepted = [
            term
            for offer in before.resolution.offers.values()
            for term in offer.terms
            if offer.state.value == "accepted" and term.option == offer.taken
        ]
        same = sum(term.pence for term in accepted if term.kind is Redress(kind))
        return {kind: same + pence, "all": sum(term.pence for term in accepted) + pence}

    def stands_in(self, person: str, away: str, day: date) -> bool:
        found = (a for a in self.story.powers.absences if a.person == away and a.delegate == person)
        return any(absence.from_on <= day <= absence.until_on for absence in found)

    @invariant()
    def no_more_is_paid_than_was_agreed(self) -> None:
        agreed = self.story.facts.resolution.agreed()
        assert self.paid <= agreed.get("all", 0)

    @invariant()
    def there_is_one_offer_to_take_at_most(self) -> None:
        standing = [offer for offer in self.story.facts.resolution.offers.values() if offer.state.value == "open"]
        assert len(standing) <= 1
        assert len(self.story.facts.resolution.open_approvals()) <= 1

    @invariant()
    def what_was_agreed_is_a_promise_until_it_is_done(self) -> None:
        facts = self.story.facts
        accepted = [offer for offer in facts.resolution.offers.values() if offer.state.value == "accepted"]
        owed = [promise for promise in facts.promises.values() if promise.agreed]
        assert len(accepted) == len(owed)
        assert all((p.state is PromiseState.OPEN) is (p.settled_at is None) for p in owed)


def test_the_walks_begin_where_options_can_be_looked_at() -> None:
    """The machine is worth nothing if its first steps are refused."""
    machine = PuttingRight()
    machine.understood(AMIRA, "refund", 50000)
    assert not machine.attempt("offer", AMIRA, options=[1], message="x")
    machine.ask(AMIRA, [1], None, CAROL)
    machine.decide(CAROL, "approve")
    assert machine.attempt("offer", AMIRA, options=[1], message="x")
    machine.answer("accept", 0, None)
    machine.pay(AMIRA, 1, None, True)
    assert machine.paid == 50000


TestPuttingRight = PuttingRight.TestCase
TestPuttingRight.settings = settings(max_examples=150, stateful_step_count=40)
