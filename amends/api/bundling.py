"""From what a program says about a bundle to the bundle. What can be refused is refused before anything is built."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amends.api.bundle_shapes import BundleAsked
from amends.api.problems import Problem, bad_fields
from amends.cases.bundling.candidates import candidates
from amends.cases.bundling.choosing import (
    BadTerms,
    Wanted,
    by_rule,
    read_copies,
    suggested_terms,
    suggested_title,
    terms_of,
)
from amends.cases.bundling.making import made
from amends.cases.take import Refused
from amends.cases.told.opened import Opened
from amends.letters.items import Bundle, StillThere, TooLarge
from amends.record.attachments import files_of, unknown_files
from amends.rules.steps.referral import MakeBundle


@dataclass(frozen=True, slots=True)
class Built:
    """A bundle that is not kept yet. `keys`: of its documents, in the order of its index."""

    wanted: Wanted
    bundle: Bundle
    keys: tuple[str, ...]


def built(case: Opened, asked: BundleAsked) -> Built:
    """Raises Refused where the step is closed, and Problem for what is asked wrongly or cannot be built."""
    referral, title = _referral(case, asked), asked.title or suggested_title(case)
    trial = MakeBundle(referral=referral, title=title, files=["-"], pages=1).ruling(case.scene)
    if not trial:
        raise Refused(trial)
    found = candidates(case)
    there = [one.key for one in found]
    _refuse_unknown(case, asked, there)
    chosen = ({*by_rule(found, asked.rule)} | {*asked.documents}) - {*asked.without}
    if not chosen:
        raise bad_fields([("documents", _("Choose at least one document."))])
    files = files_of(case.reference)
    wanted = Wanted(
        referral=referral,
        title=title,
        terms=_terms(case, asked),
        chosen=frozenset(chosen),
        listed=frozenset(asked.withheld),
        checked=frozenset(asked.checked),
        copies=read_copies(case.reference, {key: files[one] for key, one in asked.copies.items()}),
    )
    return Built(wanted, _bundle(case, wanted), tuple(key for key in there if key in chosen))


def _referral(case: Opened, asked: BundleAsked) -> int:
    """The one that is named, or the first that is open; 0 where none is."""
    return asked.referral or next((one.number for one in case.facts.open_referrals()), 0)


def _refuse_unknown(case: Opened, asked: BundleAsked, there: Collection[str]) -> None:
    """Raise Problem for every document and every copy that this case does not have."""
    words = _("There is no such document: {key}.")
    wrong = [(field, words.format(key=key)) for field, keys in _named(asked) for key in keys if key not in there]
    words = _("There is no such file: {id}.")
    wrong += [("copies", words.format(id=one)) for one in unknown_files(case.reference, asked.copies.values())]
    if wrong:
        raise bad_fields(wrong)


def _named(asked: BundleAsked) -> Iterator[tuple[str, Collection[str]]]:
    yield "documents", asked.documents
    yield "without", asked.without
    yield "withheld", asked.withheld
    yield "checked", asked.checked
    yield "copies", asked.copies


def _terms(case: Opened, asked: BundleAsked) -> tuple[str, ...]:
    try:
        return terms_of([suggested_terms(case)] if asked.remove is None else asked.remove)
    except BadTerms as bad:
        raise bad_fields([("remove", str(bad))]) from None


def _bundle(case: Opened, wanted: Wanted) -> Bundle:
    try:
        return made(case, wanted)
    except TooLarge as large:
        raise _cannot("documents", large) from None
    except StillThere as there:
        raise _cannot("remove", there) from None


def _cannot(field: str, why: ValueError) -> Problem:
    return bad_fields([(field, str(why))])
