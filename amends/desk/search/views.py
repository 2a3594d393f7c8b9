"""All cases, and those of them that a search finds. What someone may not see is not counted either."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amends.cases.doors import Filters, listed, visible
from amends.cases.models import Case
from amends.desk.gates import casework, colleague
from amends.desk.lists import PAGE
from amends.desk.rows import names_of, rows
from amends.desk.search.fields import Ground, condition
from amends.desk.search.syntax import ALIASES, FIELDS, Asked, Term, corrected, nearest, read
from amends.rules.actors import Actor
from amends.ui.dates import today

MOST = 1000
"""Cases that are counted and paged through. Beyond that, a narrower search serves better than more pages."""
_REFERENCE = re.compile(r"C-\d{2}-\d{6}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,6}")


class Capped(Paginator):  # type: ignore[type-arg]  # generic in its stubs only
    """Pages over the first `MOST` cases: counting no further keeps a broad search quick, and so does looking only once
    for what is counted and what is shown."""

    @cached_property
    def keys(self) -> list[int]:
        """Those of the first cases, and of one more, in order."""
        return list(cast("QuerySet[Case]", self.object_list).values_list("pk", flat=True)[: MOST + 1])

    @cached_property
    def count(self) -> int:
        return min(self.found, MOST)

    @property
    def found(self) -> int:
        """How many there are, or one more than `MOST`."""
        return len(self.keys)

    def cases(self, number: int) -> list[Case]:
        """Those of a page."""
        first = (number - 1) * self.per_page
        shown = self.keys[first : min(first + self.per_page, MOST)]
        rows = Case.objects.in_bulk(shown)
        return [rows[key] for key in shown if key in rows]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in the search that we did not understand, and what may have been meant."""

    words: str
    instead: str = ""


@casework
def search_page(request: HttpRequest) -> HttpResponse:
    actor, asked = colleague(request).actor(), read(request.GET.get("q", ""))
    if exact := _exactly(actor, asked.text):
        return redirect("desk:case", exact)
    found, doubts = narrowed(actor, asked)
    pages = Capped(found.order_by("-received_at", "id"), PAGE)
    page = pages.get_page(request.GET.get("page"))
    cases = pages.cases(page.number)
    context = {
        "search_query": asked.text,
        "doubts": doubts,
        "page": page,
        "many": pages.found > MOST,
        "most": MOST,
        "rows": rows(cases, today(), names=names_of({case.owner for case in cases})),
        "with_owner": True,
        "fields": FIELDS,
    }
    return render(request, "desk/search.html", context)


def _exactly(actor: Actor, text: str) -> str:
    """The reference that was typed, if it is of a case that may be seen; a bare number is of the newest such case."""
    if _REFERENCE.fullmatch(text):
        return visible(actor).filter(reference=text.upper()).values_list("reference", flat=True).first() or ""
    if not _NUMBER.fullmatch(text):
        return ""
    year = today().year
    names = [f"C-{(year - back) % 100:02d}-{int(text):06d}" for back in range(10)]
    return visible(actor).filter(reference__in=names).order_by("-pk").values_list("reference", flat=True).first() or ""


def narrowed(actor: Actor, asked: Asked) -> tuple[QuerySet[Case], list[Doubt]]:
    """The visible cases that fit, and what was not understood. A value that does not exist finds nothing."""
    doubts = [_unknown_field(asked, term) for term in asked.unknown]
    cases = listed(actor, Filters(query=asked.words))
    ground = Ground(actor.id, today())
    for term in asked.terms:
        found = condition(term.field, term.value, ground)
        if isinstance(found, Q):
            cases = cases.exclude(found) if term.without else cases.filter(found)
        else:
            doubts.append(_unknown_value(asked, term, found))
            cases = cases.none()
    return cases, doubts


def _unknown_field(asked: Asked, term: Term) -> Doubt:
    meant = nearest(term.field, [*FIELDS, *ALIASES])
    words = _("There is no field «{field}», so it was looked for as words.").format(field=term.field)
    return Doubt(words, corrected(asked, term, Term(meant, term.value, term.without)) if meant else "")


def _unknown_value(asked: Asked, term: Term, known: list[str]) -> Doubt:
    meant = nearest(term.value, known)
    words = _("{field} has no «{value}». It can be: {known}.").format(
        field=term.field, value=term.value, known=", ".join(known[:12])
    )
    return Doubt(words, corrected(asked, term, Term(term.field, meant, term.without)) if meant else "")
