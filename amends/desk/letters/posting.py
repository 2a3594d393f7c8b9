"""Letters to print and post: those of all cases that one may see, each with its PDF and a button once it was posted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from amends.cases.models import Case
from amends.cases.paper import title_of
from amends.cases.posting import to_post
from amends.cases.take import Refused, take
from amends.desk.case.opened import Opened, on_case
from amends.desk.gates import casework, colleague
from amends.rules.steps.reviewing import PostLetter
from amends.ui.sentences import words_text

PAGE = 50


@dataclass(frozen=True, slots=True)
class Letter:
    case: Case
    entry: int
    title: str
    file: str
    large_print: bool
    written_on: date


@casework
@require_safe
def letters_to_post(request: HttpRequest) -> HttpResponse:
    page = Paginator(to_post(colleague(request).actor()), PAGE).get_page(request.GET.get("page"))
    letters = [letter for case in page.object_list for letter in _letters(case)]
    return render(request, "desk/letters/to_post.html", {"page": page, "letters": letters})


def _letters(case: Case) -> Iterator[Letter]:
    for one in case.to_post:
        title = title_of(one["kind"], one["purpose"])
        day = date.fromisoformat(one["on"])
        yield Letter(case, one["entry"], title, one["file"], one["large_print"], day)


@require_POST
@on_case
def posted(request: HttpRequest, case: Opened, entry: int) -> HttpResponse:
    """It was posted; back to the list."""
    try:
        take(case.reference, PostLetter(entry=entry), by=case.actor, at=case.at)
        messages.success(request, gettext("Written down: the letter was posted."))
    except Refused as refused:
        messages.error(request, words_text(refused.ruling.reason))
    return redirect("desk:letters-to-post")
