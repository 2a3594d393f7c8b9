"""Template tags of the look. What each is for: the docstring of `amends.ui`."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from amends.ui import dates, fields, icons, language, sentences
from amends.ui.pictures.parts import Table

register = template.Library()

TAG_ICONS = {"ok": "check", "warn": "ring", "bad": "cross", "note": "note", "acc": "dot", "plain": ""}
NOTICE_ICONS = {"ok": "check", "warn": "warning", "bad": "cross", "note": "note", "acc": "info"}
PROMISES = {
    "kept": ("ok", "diamond"),
    "broken": ("bad", "diamond"),
    "open": ("warn", "diamond-open"),
    "released": ("plain", "diamond-open"),
}
THEMES = ("light", "dark")


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    return icons.icon(name, label)


@register.simple_tag
def tag(kind: str, text: Any, icon_name: str | None = None) -> SafeString:
    """A word with a shape and a colour. Raises KeyError for a kind that does not exist."""
    usual = TAG_ICONS[kind]
    name = usual if icon_name is None else icon_name
    return format_html('<span class="tag {}">{}{}</span>', kind, icons.icon(name) if name else "", _said(text))


def _said(text: Any) -> str:
    """Words of the rules in the reader's language; whatever else it is, as it stands."""
    return sentences.words_text(text) if hasattr(text, "template") else str(text)


@register.simple_tag
def promise(state: str, text: Any = "") -> SafeString:
    """How a promise stands, as diamond and word; then what was promised, if said."""
    kind, shape = PROMISES[state]
    word = tag(kind, promise_word(state), shape)
    return format_html('<span class="promise">{} <span>{}</span></span>', word, str(text))


def promise_word(state: str) -> str:
    words = {
        "kept": pgettext("promise", "Kept"),
        "broken": pgettext("promise", "Broken"),
        "open": pgettext("promise", "To come"),
        "released": pgettext("promise", "Let go"),
    }
    return words[state]


@register.simple_tag
def clock_bar(used: int, total: int, kind: str = "law", label: str = "") -> SafeString:
    """A bar of days: the share used, or the whole in alarm with a mark where the last day was."""
    late = used > total
    share = min(100, round(100 * max(used, 0) / max(total, 1)))
    last = round(100 * total / max(used, 1))
    words = ngettext("{used} of {total} day used", "{used} of {total} days used", total).format(used=used, total=total)
    voice = format_html("{}: {}", label, words) if label else words
    fill = format_html('<rect class="bar-{}" width="{}%" height="10" rx="2"/>', "late" if late else kind, share)
    tick = format_html('<line class="bar-tick" x1="{0}%" x2="{0}%" y1="0" y2="10"/>', last) if late else ""
    room = mark_safe('<rect class="bar-room" width="100%" height="10" rx="2"/>')
    return format_html('<svg class="bar" role="img" aria-label="{}">{}{}{}</svg>', voice, room, fill, tick)


@register.simple_tag
def day(value: date | None, year: bool | None = None) -> SafeString | str:
    return "" if value is None else dates.stamped(dates.local_day(value), dates.day_text(value, year=year))


@register.simple_tag
def moment(value: datetime | None, year: bool | None = None) -> SafeString | str:
    return "" if value is None else dates.stamped(value, dates.moment_text(value, year=year))


@register.simple_tag
def until(value: date | None) -> SafeString | str:
    return "" if value is None else dates.stamped(value, dates.until_text(value))


@register.simple_tag
def ago(value: date | None) -> SafeString | str:
    return "" if value is None else dates.stamped(value, dates.ago_text(value))


@register.simple_tag(name="words")
def words_tag(value: Any) -> str:
    return sentences.words_text(value)


@register.filter(name="words")
def words_filter(value: Any) -> str:
    return sentences.words_text(value)


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, label: str = "", draft: str = "") -> dict[str, Any]:
    return {"drawn": fields.draw(bound, label, draft)}


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    return {"errors": fields.errors_of(*forms)}


@register.inclusion_tag("ui/table.html")
def table(rows: Table) -> dict[str, Any]:
    return {"table": rows, "lines": [list(zip(rows.head, row, strict=True)) for row in rows.rows]}


@register.inclusion_tag("ui/picture.html")
def picture(svg: str, rows: Table | None = None, scroll: bool = True) -> dict[str, Any]:
    """A picture with its table. Without `scroll` it is one that fits any width, as the case header's strip does."""
    # Pictures escape all that they are given; see pictures.svg.
    return {"svg": mark_safe(svg), "table": rows, "scroll": scroll}  # noqa: S308


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pagination(context: template.Context, page: Page[Any], parameter: str = "page") -> dict[str, Any]:
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    numbers = [(n, address(context, parameter, n) if isinstance(n, int) else "") for n in elided]
    return {
        "page": page,
        "numbers": numbers,
        "before": address(context, parameter, page.previous_page_number()) if page.has_previous() else "",
        "after": address(context, parameter, page.next_page_number()) if page.has_next() else "",
    }


def address(context: template.Context, parameter: str, number: int) -> str:
    """This page's own address with one query parameter changed."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/cursor_pages.html")
def cursor_pages(older: str = "", newer: str = "") -> dict[str, str]:
    return {"older": older, "newer": newer}


@register.inclusion_tag("ui/language_choice.html", takes_context=True)
def language_choice(context: template.Context, view: str) -> dict[str, Any]:
    """The other languages, each by its own name; `view` is the name of the address that takes the choice."""
    here = language.present()
    others = [(code, name) for code, name in language.choices() if code != here]
    return {"request": context.get("request"), "view": view, "others": others}


@register.simple_tag(takes_context=True)
def theme(context: template.Context) -> str:
    """light or dark where this browser has chosen, else nothing: the system decides."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get("amends_theme", "") if request else ""
    return chosen if chosen in THEMES else ""


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str, heading: Any = "") -> str:
    parts = {"content": content, "kind": kind, "heading": heading, "icon_name": NOTICE_ICONS[kind]}
    return render_to_string("ui/notice.html", parts)


@register.simple_block_tag(end_name="enddisclosure")
def disclosure(content: str, summary: Any, kind: str = "plain", open: bool = False) -> str:  # noqa: A002 - the HTML word
    parts = {"content": content, "summary": summary, "kind": kind, "open": open}
    return render_to_string("ui/disclosure.html", parts)


@register.simple_block_tag(end_name="endmessage")
def message(content: str, side: str, who: Any = "", about: Any = "", at: datetime | None = None) -> str:
    """Something said, by the customer or by us, a note among staff, or a line about what happened."""
    parts = {"content": content, "side": side, "who": who, "about": about, "at": at}
    return render_to_string("ui/message.html", parts)


@register.filter
def notice_kind(level_tag: str) -> str:
    """The kind of notice for a level of Django's messages."""
    return {"success": "ok", "warning": "warn", "error": "bad"}.get(level_tag, "acc")


@register.simple_tag
def icon_for_kind(kind: str) -> SafeString:
    return icons.icon(NOTICE_ICONS[kind])


@register.simple_tag(takes_context=True)
def demo_words(context: template.Context) -> str:
    """The demonstration banner's sentence: its own, or the usual one."""
    own = context.get("demo_banner")
    return own if isinstance(own, str) else gettext("Demonstration: everyone here is invented, and nothing is sent.")
