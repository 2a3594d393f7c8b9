"""How far one's authority reaches on a case: what may be offered of an option's kind, and whom its own amount needs.

Said before anything is sent, so that nobody learns it from a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator

from amends.rules import resolving
from amends.rules.actors import CASEWORK
from amends.rules.authority import EVERYTHING, Sums, covers
from amends.rules.redress import REDRESS_WORDS, Redress
from amends.rules.resolution import Option
from amends.rules.rulings import Scene
from amends.rules.words import Words, say

NAMED = 3
"""As many people as are named; of more, the first two and how many others."""


def reaches(scene: Scene) -> Iterator[Words]:
    """A sentence for each option of this stage about whose amount there is something to say."""
    for option in scene.facts.resolution.of_stage(scene.facts.stage):
        if said := reach(scene, option):
            title = option.title or REDRESS_WORDS[option.kind]
            yield say("{number}. {title}: {says}", number=option.number, title=title, says=said)


def reach(scene: Scene, option: Option) -> Words | None:
    """«you may offer up to £250 of this kind on this case; £1,464.60 needs Carol or Dilip.» None for what costs nothing
    and is one's own to decide."""
    if option.kind is Redress.NOTHING:
        return None
    sums = resolving.offer_sums(scene, [option])
    mine = scene.authority.allows(scene.by, sums, scene.today)
    if mine and not option.pence:
        return None
    may = _may(scene, option.kind)
    return say("{may}.", may=may) if mine else say("{may}; {needs}.", may=may, needs=_needs(scene, option, sums))


def _may(scene: Scene, kind: Redress) -> Words:
    before = scene.facts.resolution.agreed()
    room = scene.authority.room(scene.by, kind.value, before, scene.today)
    if room is None:
        return say("you may offer any amount of this kind")
    if agreed := before.get(EVERYTHING, 0):
        amounts = {"most": scene.money(max(room, 0)), "agreed": scene.money(agreed)}
        return say(
            "you may offer up to {most} more of this kind on this case, as {agreed} was agreed before", **amounts
        )
    if room < 0:
        return say("you may not offer this kind yourself")
    return say("you may offer up to {most} of this kind on this case", most=scene.money(room))


def _needs(scene: Scene, option: Option, sums: Sums) -> Words:
    """Who has approved what is beyond one's authority, whom it waits for, or who could."""
    what: Words | str = scene.money(option.pence) if option.pence else say("it")
    if approval := resolving.approved_for(scene, sums, [option.number]):
        return say("{what} is approved by {who}", what=what, who=_name(scene, approval.decided_by))
    asked = resolving.approval_of(scene)
    if asked and option.number in asked.options and covers(asked.sums, sums):
        return say("{what} is asked of {who}", what=what, who=_name(scene, asked.of))
    out = {*resolving.involved(scene), scene.by.id, *scene.facts.about_staff}
    names = [one.name for one in scene.authority.who_could(sums, scene.today, without=out)]
    return (
        say("{what} needs {names}", what=what, names=either(names))
        if names
        else say("{what} is beyond everyone here", what=what)
    )


def able(scene: Scene) -> set[str]:
    """Who could approve an option that is beyond the actor, or any where none is: by their limits, whether they are
    there or away, and without a part in it. Who decides in place of someone away is found as it is asked."""
    out = {*resolving.involved(scene), scene.by.id, *scene.facts.about_staff}
    asked = [resolving.offer_sums(scene, [one]) for one in scene.facts.resolution.of_stage(scene.facts.stage)]
    allows = scene.authority.allows
    beyond = [sums for sums in asked if not allows(scene.by, sums, scene.today)] or asked
    people = (one for one in scene.authority.powers.people if one.id not in out and one.actor.has(*CASEWORK))
    return {one.id for one in people if any(allows(one.actor, sums, scene.today) for sums in beyond)}


def either(names: list[str]) -> Words:
    """«Carol», «Carol or Dilip», «Carol, Dilip or Eva»; of many the first two, and how many others."""
    if len(names) == 1:
        return say("{name}", name=names[0])
    if len(names) > NAMED:
        first = ", ".join(names[: NAMED - 1])
        return say("{names} or {n} others", names=first, n=len(names) - NAMED + 1)
    return say("{names} or {last}", names=", ".join(names[:-1]), last=names[-1])


def _name(scene: Scene, person: str) -> str:
    found = (one.name for one in scene.authority.powers.people if one.id == person)
    return next(found, say("whoever can"))
