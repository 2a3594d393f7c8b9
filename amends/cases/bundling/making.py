"""Making a bundle of what was chosen, and keeping it as a file of the case that an entry names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext, override

from amends.cases.bundling.candidates import Candidate, candidates
from amends.cases.bundling.choosing import Wanted
from amends.cases.take import Taken, take
from amends.cases.told.opened import Opened
from amends.cases.told.timeline import day_of
from amends.letters.heavy import bundle as build
from amends.letters.items import MOST_BYTES, Bundle, Drawing, Item, Text, Upload
from amends.record.attachments import File, keep, open_file, path_of
from amends.record.hashes import hashes
from amends.rules.steps.referral import MakeBundle


def made(case: Opened, wanted: Wanted) -> Bundle:
    """The bundle, in the customer's language. Raises TooLarge and StillThere, each with a sentence to show."""
    with override(case.facts.language):
        chosen = [one for one in candidates(case) if one.key in wanted.chosen]
        items = list(_items(case, chosen, wanted))
    return build(wanted.title, case.reference, case.facts.language, items, case.today, wanted.terms)


def kept(case: Opened, wanted: Wanted, bundle: Bundle, seen: int) -> Taken:
    """Keep the bundle and record it. Raises Refused, and then keeps nothing."""
    with keeping(case, bundle) as file:
        return take(case.reference, step_of(wanted, file, bundle), by=case.actor, at=case.at, seen=seen)


@contextmanager
def keeping(case: Opened, bundle: Bundle) -> Iterator[File]:
    """The bundle as a file of its case, for an entry to name. Should that fail, nothing of it stays."""
    name = f"{case.reference} {gettext('bundle')} {case.today.isoformat()}.pdf"
    with transaction.atomic():
        file = keep(case.reference, name, [bundle.pdf], case.at, most=MOST_BYTES)
        try:
            yield file
        except BaseException:
            path_of(file.id).unlink(missing_ok=True)
            raise


def step_of(wanted: Wanted, file: File, bundle: Bundle) -> MakeBundle:
    """The step that records this bundle."""
    return MakeBundle(
        referral=wanted.referral,
        title=wanted.title,
        files=[file.id],
        pages=bundle.pages,
        removed=removed(bundle),
    )


def removed(bundle: Bundle) -> int:
    """In how many places something was removed."""
    return sum(one.times for one in bundle.removed)


def _items(case: Opened, chosen: Iterable[Candidate], wanted: Wanted) -> Iterable[Item]:
    known = hashes(case.reference)
    for number, one in enumerate(chosen, 1):
        withheld = gettext("withheld") if one.key in wanted.listed else ""
        yield Item(number, one.title, day_of(one.at), one.kind, _source(case, one, known, wanted), withheld)


def _source(case: Opened, one: Candidate, known: Mapping[int, str], wanted: Wanted) -> Text | Drawing | Upload:
    recorded, where = known[one.number], gettext("Entry {n} of the record").format(n=one.number)
    if one.picture is not None:
        return Drawing(one.picture(), recorded, where)
    text = Text(one.text(), recorded, where) if one.text else None
    if text is not None and one.file is None:
        return text
    file = open_file(case.reference, one.file.id) if one.file else None
    name, data = (file[0].filename, file[1].read_bytes()) if file else (one.title, b"")
    checked = one.key in wanted.checked or text is not None
    return Upload(name, data, wanted.copies.get(one.key), checked, text)
