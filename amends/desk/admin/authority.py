"""Who may decide what: read by everyone who works on cases, so that a limit is known before it is met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from amends.cases.regimes import currencies
from amends.desk.admin.holders import Holders
from amends.desk.admin.powers_picture import drawn
from amends.desk.forms.inputs import Money
from amends.desk.gates import colleague, holds, only
from amends.desk.words import ROLES as ROLE_WORDS
from amends.people.authority import KINDS, ROLES, authority
from amends.people.models import AuthorityLimit, Staff
from amends.people.overview import (
    amount_words,
    answer,
    changes_after,
    kind_words,
    own_limits,
    pence_words,
    standing,
)
from amends.rules.actors import CASEWORK, Role
from amends.rules.authority import EVERYTHING, Authority, Limit
from amends.rules.redress import money
from amends.ui.dates import today
from amends.ui.pictures import authority_table
from amends.ui.sentences import words_text

PAGE = 50
EXAMPLE = 250_00
"""The limit by which the page shows what one is in another currency."""
readers = only(*sorted(CASEWORK), Role.ADMIN)


def kind_choices() -> list[tuple[str, str]]:
    return [(kind, words_text(kind_words(kind))) for kind in KINDS]


class TryForm(forms.Form):
    """May this person decide this alone?"""

    person = forms.ChoiceField(label=gettext_lazy("Who"))
    kind = forms.ChoiceField(label=gettext_lazy("What"))
    amount = Money(label=gettext_lazy("How much"))

    def __init__(self, data: QueryDict | None, powers: Authority, initial: dict[str, Any], currency: str) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        cast("Money", self.fields["amount"]).take(currency)
        there = [(one.id, one.name) for one in powers.powers.people if one.actor.has(*CASEWORK)]
        kinds = [choice for choice in kind_choices() if choice[0] != EVERYTHING]
        self.fields["person"].choices = there  # type: ignore[attr-defined]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


@readers
def powers(request: HttpRequest) -> HttpResponse:
    staff, day = colleague(request), today()
    laid_down, names = authority(since=day), Holders()
    currency, *others = currencies()
    form = TryForm(request.GET if "kind" in request.GET else None, laid_down, {"person": staff.actor_id}, currency)
    glance = drawn(laid_down, day, currency)
    context = {
        "form": form,
        "picture": authority_table.svg(glance),
        "table": authority_table.table(glance),
        "tried": _tried(form, laid_down, day, currency),
        "also": _also(currency, others),
        "administers": holds(staff, Role.ADMIN),
        "roles": [ROLE_WORDS[role.value] for role in ROLES],
        "lines": list(_lines(laid_down, day, currency)),
        "own": list(_own(laid_down, names, day, currency)),
        "changes": list(_changes(laid_down, names, day, currency)),
        "mine": _mine(staff, laid_down, day, currency),
        "none_yet": not laid_down.powers.limits,
    }
    return render(request, "desk/admin/authority.html", context)


def _also(currency: str, others: list[str]) -> dict[str, str] | None:
    """A limit as it is shown here, and as it holds on cases whose procedures count in other currencies."""
    shown = money(EXAMPLE, currency)
    there = dict.fromkeys(told for one in others if (told := money(EXAMPLE, one)) != shown)
    return {"here": shown, "there": _(" or ").join(there)} if others else None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a role or a person holds of a kind. `shape` is none, some or all, for whoever does not read the words."""

    holder: str
    kind: str
    words: str
    shape: str
    of: str = ""


def _cell(limit: Limit | None, holder: str, kind: str, currency: str, of: str = "") -> Cell:
    free = limit is not None and limit.pence is None
    shape = "all" if free else "some" if limit or kind == EVERYTHING or holder.startswith("staff:") else "none"
    return Cell(holder, kind, words_text(amount_words(limit, holder, kind, currency)), shape, of)


def _lines(laid_down: Authority, day: date, currency: str) -> Iterator[dict[str, Any]]:
    """A line for each kind, a cell for each role."""
    limits = laid_down.powers.limits
    for kind in KINDS:
        held = [(role, standing(limits, role.value, kind, day)) for role in ROLES]
        cells = [_cell(limit, role.value, kind, currency, str(ROLE_WORDS[role.value])) for role, limit in held]
        yield {"kind": words_text(kind_words(kind)), "cells": cells, "all": kind == EVERYTHING}


def _own(laid_down: Authority, names: Holders, day: date, currency: str) -> Iterator[dict[str, Any]]:
    for limit in own_limits(laid_down, day):
        words = words_text(kind_words(limit.kind))
        cell = _cell(limit, limit.holder, limit.kind, currency, names.name(limit.holder))
        yield {"who": names.name(limit.holder), "kind": words, "cell": cell, "limit": limit}


def _changes(laid_down: Authority, names: Holders, day: date, currency: str) -> Iterator[dict[str, Any]]:
    for change in changes_after(laid_down, day):
        yield {
            "on": change.on,
            "who": names.name(change.holder),
            "kind": words_text(kind_words(change.kind)),
            "before": words_text(amount_words(change.before, change.holder, change.kind, currency)),
            "after": words_text(amount_words(change.after, change.holder, change.kind, currency)),
        }


def _mine(staff: Staff, laid_down: Authority, day: date, currency: str) -> list[str]:
    """What whoever reads may decide, in a few words."""
    actor = staff.actor()
    if not actor.has(*CASEWORK):
        return []
    held = [(kind, laid_down.most(actor, kind, day)) for kind in KINDS]
    return [
        f"{words_text(kind_words(kind))}: {words_text(pence_words(most, currency))}"
        for kind, most in held
        if most != -1
    ]


def _tried(form: TryForm, laid_down: Authority, day: date, currency: str) -> dict[str, Any] | None:
    if not (form.is_bound and form.is_valid()):
        return None
    said = form.cleaned_data
    person = next(one for one in laid_down.powers.people if one.id == said["person"])
    found = answer(laid_down, person.actor, said["kind"], said["amount"], day, currency)
    words = _("Yes, {name} may.") if found.allowed else _("No, {name} may not.")
    return {
        "allowed": found.allowed,
        "words": words.format(name=person.name),
        "why": [words_text(line) for line in found.why],
        "could": found.who_could,
    }


@readers
def history(request: HttpRequest) -> HttpResponse:
    """Every limit that was ever laid down, the newest first: who set and ended it, when, and why."""
    page = Paginator(AuthorityLimit.objects.order_by("-set_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    names, currency = Holders(), currencies()[0]
    lines = [
        {
            "limit": row,
            "who": names.name(row.holder),
            "kind": words_text(kind_words(row.kind)),
            "amount": words_text(pence_words(row.pence, currency)),
            "set_by": names.name(row.set_by),
            "ended_by": names.name(row.ended_by) if row.ended_by else "",
            "state": _state(row),
        }
        for row in page.object_list
    ]
    context = {"page": page, "lines": lines, "administers": holds(colleague(request), Role.ADMIN)}
    return render(request, "desk/admin/authority_history.html", context)


def _state(row: AuthorityLimit) -> tuple[str, str]:
    """The kind of tag and its word."""
    if row.until_on and row.until_on <= max(today(), row.from_on):
        return "plain", pgettext("limit", "Ended")
    if row.from_on > today():
        return "note", pgettext("limit", "To come")
    return "ok", pgettext("limit", "Laid down")
