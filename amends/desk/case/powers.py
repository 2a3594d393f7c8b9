"""May I? What of an option is within the authority of whoever looks, at this moment, and who else could."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from amends.desk.case.opened import Opened
from amends.rules import resolving
from amends.rules.authority import covers
from amends.rules.resolution import Approval, Option
from amends.ui.pictures.options_data import Authority

NAMED = 3
"""As many people as are named; of more, how many there are."""


@dataclass(frozen=True, slots=True)
class Power:
    """`state`: mine, approved, asked, beyond. `words`: «Yours», «Approved by Carol», «Needs Carol or Dilip»."""

    state: Authority
    words: str

    @property
    def within(self) -> bool:
        return self.state in ("mine", "approved")


def power(case: Opened, option: Option) -> Power:
    """Whether this option could be offered now, with what was agreed on the case before it."""
    scene = case.scene
    sums = resolving.offer_sums(scene, [option])
    if not sums or scene.authority.allows(scene.by, sums, scene.today):
        return Power("mine", _mine(case, sums))
    if approval := resolving.approved_for(scene, sums, [option.number]):
        return Power("approved", approved_words(case, approval))
    asked = resolving.approval_of(scene)
    if asked and option.number in asked.options and covers(asked.sums, sums):
        return Power("asked", asked_words(case, asked))
    return Power("beyond", needs_words(case, sums))


def approved_words(case: Opened, approval: Approval) -> str:
    """«Approved by Carol», «Approved by Ben for Carol» where he stands in for her."""
    who, whose = case.names.who(approval.decided_by), approval.acts_for
    if whose and whose != approval.decided_by:
        return gettext("Approved by {who} for {whose}").format(who=who, whose=case.names.who(whose))
    return gettext("Approved by {who}").format(who=who)


def asked_words(case: Opened, approval: Approval) -> str:
    if approval.of:
        return gettext("Asked of {who}").format(who=case.names.who(approval.of))
    return gettext("Asked of whoever can")


def needs_words(case: Opened, sums: Mapping[str, int]) -> str:
    """Those who may decide these sums and have had no part in it."""
    scene = case.scene
    without = {*resolving.involved(scene), scene.by.id, *scene.facts.about_staff}
    names = [one.name for one in scene.authority.who_could(sums, scene.today, without=without)]
    if not names:
        return gettext("Beyond everyone here")
    return gettext("Needs {names}").format(names=either(names))


def either(names: Sequence[str]) -> str:
    """«Carol», «Carol or Dilip», «Carol, Dilip or Eva»; of many the first, and how many others."""
    if len(names) > NAMED:
        rest = len(names) - NAMED + 1
        names = [*names[: NAMED - 1], ngettext("{n} other", "{n} others", rest).format(n=rest)]
    if len(names) == 1:
        return names[0]
    return gettext("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])


def _mine(case: Opened, sums: Mapping[str, int]) -> str:
    scene = case.scene
    whose = scene.authority.acts_for(scene.by, sums, scene.today)
    if whose and whose != scene.by.id:
        name = next(one.name for one in scene.authority.powers.people if one.id == whose)
        return gettext("Yours, in place of {name}").format(name=name)
    return gettext("Yours")
