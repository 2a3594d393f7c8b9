"""The style guide: every part in every state, on invented data. For developers and the demonstration only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from amends.now import now

from . import samples_decisions as decisions
from .dates import today
from .pictures import authority_table, case_map, letter_check, offer_track, options_matrix, promises, timeline
from .pictures import calendar as explained
from .pictures.parts import Table
from .samples import ledger, sample_form, several_days, story


def styleguide(request: HttpRequest) -> HttpResponse:
    """`?layout=portal` shows the parts as customers see them."""
    name = "ui/styleguide_portal.html" if request.GET.get("layout") == "portal" else "ui/styleguide.html"
    return render(request, name, context(request))


def context(request: HttpRequest) -> dict[str, Any]:
    return {
        **frame(),
        **pictures(),
        "blank": sample_form(),
        "wrong": sample_form({"kind": "x", "happened_on": "soon"}),
        "page": Paginator(range(240), 20).get_page(request.GET.get("page", 4)),
        "due": today() + timedelta(days=4),
        "late": today() - timedelta(days=2),
        "next_year": today() + timedelta(days=400),
        "just_now": now() - timedelta(minutes=5),
    }


def frame() -> dict[str, Any]:
    rail = [
        ("My work", "work", "G M"),
        ("Team", "team", "G T"),
        ("Signals", "signals", "G S"),
        ("Learning", "learning", ""),
    ]
    rail += [("Quality", "quality", "G Q"), ("Returns", "returns", "G R"), ("Admin", "admin", "")]
    items = [{"label": label, "icon": icon, "url": f"#{icon}", "key": key} for label, icon, key in rail]
    return {
        "demo": True,
        "rail": [{**items[0], "current": True, "count": 12}, *items[1:]],
        "account_name": "Asha Patel",
        "account_role": "Handler, Payments",
        "organisation": "Northern Energy",
        "help_phone": "01632 960 001",
        "help_email": "help@northern.example",
        "help_hours": "Monday to Friday, 8 to 6",
    }


def pictures() -> dict[str, Any]:
    data, days, kept = story(today()), several_days(), ledger(today())
    return {
        "timeline": timeline.svg(data),
        "strip": timeline.strip(data),
        "timeline_table": timeline.table(data),
        "calendar": explained.svg(days),
        "calendar_table": explained.table(days),
        "promises": promises.svg(kept),
        "promises_table": promises.table(kept),
        "decisions": decided(),
    }


def decided() -> list[dict[str, Any]]:
    """The pictures from the options to the agreement, each with its heading and its table."""
    options, made, letter = decisions.options(), decisions.case_map(), decisions.letter_check()
    powers, agreed, waiting = (
        decisions.authority_table(),
        decisions.offer_track(today()),
        decisions.offer_waiting(today()),
    )
    return [
        shown("Options", options_matrix.svg(options), options_matrix.table(options)),
        shown("Case map", case_map.svg(made), case_map.table(made)),
        shown("Does the letter answer everything?", letter_check.svg(letter), letter_check.table(letter)),
        shown("Who may do what", authority_table.svg(powers), authority_table.table(powers)),
        shown("Offers, agreed", offer_track.svg(agreed), offer_track.table(agreed)),
        shown("Offers, still open", offer_track.svg(waiting, "ow"), offer_track.table(waiting)),
    ]


def shown(heading: str, svg: str, table: Table) -> dict[str, Any]:
    return {"heading": heading, "svg": svg, "table": table}
