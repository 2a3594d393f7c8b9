"""What must be true before a step that puts things right, and whether it is within someone's authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from amends.rules.authority import EVERYTHING, Colleague, added, covers, larger_of
from amends.rules.facts import CaseKind
from amends.rules.redress import IN_MONEY, REDRESS_WORDS, Redress, amounts_in
from amends.rules.resolution import Approval, ApprovalState, Offer, OfferState, Option
from amends.rules.rulings import YES, Ruling, Scene, no
from amends.rules.words import Words, say


def to_put_right(scene: Scene) -> Ruling:
    """Options are for what went wrong, or may have: a complaint or a problem."""
    if scene.facts.kind in (CaseKind.COMPLAINT, CaseKind.PROBLEM):
        return YES
    return no("to_put_right", say("This is for complaints and problems. Decide first what this is."))


def has_option(scene: Scene) -> Ruling:
    if scene.facts.resolution.of_stage(scene.facts.stage):
        return YES
    return no("has_option", say("No option has been identified yet. «Do nothing» is one, too."))


def understood_if_complaint(scene: Scene) -> Ruling:
    """What would put it right is not known before what they want is."""
    if scene.facts.kind is CaseKind.PROBLEM or scene.facts.understanding:
        return YES
    return no(
        "understood",
        say("Confirm the understanding of the complaint first: nature, cause, implications and what they want."),
    )


def has_selection(scene: Scene) -> Ruling:
    if scene.facts.stage in scene.facts.resolution.selected:
        return YES
    return no("has_selection", say("No option has been selected yet. Weigh the options, and select one."))


def has_open_offer(scene: Scene) -> Ruling:
    """An offer that nobody has answered, replaced or withdrawn. Whether it came too late is asked with its moment."""
    if any(offer.state is OfferState.OPEN for offer in scene.facts.resolution.offers.values()):
        return YES
    return no("has_open_offer", say("There is no open offer."))


def has_agreed_promise(scene: Scene) -> Ruling:
    if any(promise.agreed for promise in scene.facts.owed_promises()):
        return YES
    return no("has_agreed_promise", say("Nothing that was agreed or ordered is still to be done."))


def has_counter(scene: Scene) -> Ruling:
    offer = scene.facts.resolution.open_offer(scene.today)
    if offer and offer.countered:
        return YES
    return no("has_counter", say("The customer has not answered with a counter-offer."))


def has_open_approval(scene: Scene) -> Ruling:
    if scene.facts.resolution.open_approvals():
        return YES
    return no("has_open_approval", say("No approval has been asked for."))


def approval_of(scene: Scene) -> Approval | None:
    """The approval that is asked for at this moment; there is never more than one."""
    return next(iter(scene.facts.resolution.open_approvals()), None)


def by_a_person(scene: Scene) -> Ruling:
    """An approval is signed by someone: behind a key that is nobody's, anyone may stand, who asked for it too."""
    if scene.by.is_staff:
        return YES
    return no("by_a_person", say("A person approves: sign in, or use a key that is your own."))


def not_involved(scene: Scene) -> Ruling:
    """Nobody approves their own step, nor what they found, weighed or selected (separation of duties)."""
    if scene.by.id not in involved(scene):
        return YES
    others = without_involved(scene)
    return no(
        "not_involved",
        say("You have worked on this decision, so someone else must approve it."),
        who_could=others,
    )


def involved(scene: Scene) -> set[str]:
    """Everyone who has a part in what is to be approved: the owner, who asked, found, identified, weighed, assessed a
    risk, selected."""
    facts, resolution = scene.facts, scene.facts.resolution
    people = {facts.owner, *(one.by for one in resolution.open_approvals())}
    people |= resolution.assessors.get(facts.stage, set())
    for option in resolution.of_stage(facts.stage):
        people |= {option.by, option.weighing.by if option.weighing else ""}
    selected = resolution.selected.get(facts.stage)
    people |= {selected.by} if selected else set()
    people |= {found.by for issue in facts.issues.values() if (found := issue.findings.get(facts.stage))}
    return {person for person in people if person}


def without_involved(scene: Scene) -> tuple[Words, ...]:
    """Who could approve what is asked for, by name; in general words where nobody can."""
    approval = approval_of(scene)
    return those_who_could(scene, approval.sums if approval else {}, without=involved(scene))


def able_to_approve(scene: Scene) -> list[Colleague]:
    """Those who could approve what is asked for now, those of the case's own team first."""
    approval = approval_of(scene)
    out = {*involved(scene), *scene.facts.about_staff}
    found = scene.authority.who_could(approval.sums if approval else {}, scene.today, without=out)
    return sorted(found, key=lambda one: scene.facts.team not in one.teams)


def those_who_could(scene: Scene, sums: Mapping[str, int], *, without: Iterable[str] = ()) -> tuple[Words, ...]:
    """Names of those who may decide these sums; nobody whom the complaint is about."""
    out = {*without, *scene.facts.about_staff}
    found = scene.authority.who_could(sums, scene.today, without=out)
    if found:
        return tuple(say("{name}", name=one.name) for one in found)
    return (say("nobody here: an administrator would have to raise a limit"),)


def offer_sums(scene: Scene, options: Iterable[Option]) -> dict[str, int]:
    """What the case would come to if these were offered in place of what stands offered, whichever is taken.

    What has been agreed before counts too, so that an offer cannot be split to stay below a limit.
    """
    return added(scene.facts.resolution.agreed(), larger_of(option.sums for option in options))


def within_authority(scene: Scene, sums: Mapping[str, int], options: Iterable[int]) -> Ruling:
    """Whether the actor may decide these sums alone, or has these options approved up to them; the refusal names what
    is too much."""
    if not sums or scene.authority.allows(scene.by, sums, scene.today) or approved_for(scene, sums, options):
        return YES
    return beyond(scene, sums)


def approved_for(scene: Scene, sums: Mapping[str, int], options: Iterable[int]) -> Approval | None:
    """An approval of this stage that covers these sums in all, given for these options: whoever approved one thing has
    not approved another of the same price."""
    wanted = set(options)
    given = (a for a in scene.facts.resolution.approvals.values() if a.state is ApprovalState.APPROVED)
    fitting = (a for a in given if a.stage == scene.facts.stage and wanted <= set(a.options))
    return next((a for a in fitting if covers(a.sums, sums)), None)


def beyond(scene: Scene, sums: Mapping[str, int]) -> Ruling:
    """The refusal of sums that are too much, for what, how much would be allowed, and who could."""
    exceeded = scene.authority.exceeded(scene.by, sums, scene.today)
    missing = [_too_much(scene, kind, sums[kind]) for kind in exceeded]
    return no(
        "within_authority",
        say("It is beyond your authority. Seek approval, or offer less."),
        missing=missing,
        who_could=those_who_could(scene, sums, without={scene.by.id}),
    )


def amount_fits(scene: Scene, option: Option, pence: int | None) -> Ruling:
    """Whether an option may be put to the customer with this amount in place of its own.

    What is done keeps its worth: giving it another would take it out of the sum that authority looks at. So would an
    amount below what its own words name.
    """
    if pence is None:
        return YES
    if not option.pence:
        return no("amount_fits", say("This option has no amount. Make the money an option of its own."))
    if option.kind not in IN_MONEY:
        return no("amount_fits", say("This is done, not paid. Make money in its place an option of its own."))
    if pence == 0:
        return no("amount_fits", say("Say how much it is, or what it is worth."))
    return words_agree(scene, option.title, pence)


def words_agree(scene: Scene, words: str, pence: int) -> Ruling:
    """Money named in the words counts: it cannot be kept out of the sum that authority looks at."""
    named = max(amounts_in(words), default=0)
    if named <= pence:
        return YES
    amounts = {"named": scene.money(named), "amount": scene.money(pence)}
    return no("words_agree", say("The words name {named}, but the amount is {amount}.", **amounts))


def signed_for(scene: Scene) -> int:
    """The most money, in pence, that may be named to the customer as redress: offered, agreed or ordered."""
    facts = scene.facts
    ordered = (promise.pence or 0 for promise in facts.promises.values() if promise.agreed)
    return max([facts.resolution.named(scene.today), *ordered])


def money_signed_for(scene: Scene, words: str, *, offering: int = 0) -> Ruling:
    """Each amount of money in these words is at most what has been offered, agreed or ordered on the case, or is being
    offered with them: a letter is no way around authority."""
    most = max(signed_for(scene), offering)
    too_much = max((pence for pence in amounts_in(words) if pence > most), default=0)
    if not too_much:
        return YES
    return no(
        "money_is_offered",
        say("The redress names {amount}, which has not been offered or agreed.", amount=scene.money(too_much)),
        missing=[say("an offer of {amount}, within someone's authority", amount=scene.money(too_much))],
    )


def _too_much(scene: Scene, kind: str, pence: int) -> Words:
    most = scene.authority.most(scene.by, kind, scene.today)
    what = say("everything on this case together") if kind == EVERYTHING else REDRESS_WORDS[Redress(kind)]
    if most is None or most < 0:
        return say("authority for this kind: {kind}", kind=what)
    return say(
        "authority for {amount}: {kind}, where you may decide up to {most} on one case",
        amount=scene.money(pence),
        kind=what,
        most=scene.money(most),
    )


def known_option(scene: Scene, number: int) -> Ruling:
    """An option of the present stage: what was weighed in an earlier one is weighed afresh."""
    option = scene.facts.resolution.options.get(number)
    if option and option.stage == scene.facts.stage:
        return YES
    return no("known_option", say("There is no option {number} in this stage.", number=number))


def unanswered_offer(scene: Scene, number: int) -> Offer | Ruling:
    """The offer of this number, if nobody has answered, replaced or withdrawn it, or the refusal."""
    offer = scene.facts.resolution.offers.get(number)
    if offer is None or offer.state is not OfferState.OPEN:
        return no("has_open_offer", say("Offer {number} is not open.", number=number))
    return offer


def open_offer_is(scene: Scene, number: int, day: date) -> Offer | Ruling:
    """The offer of this number, if it could still be answered on this day, or the refusal."""
    offer = unanswered_offer(scene, number)
    if isinstance(offer, Ruling):
        return offer
    if offer.open_until and day > offer.open_until:
        words = say("The offer was open until {day}. It would have to be made again.", day=offer.open_until)
        return no("has_open_offer", words)
    return offer
