"""Dates and moments as people say them, in the reader's language and time zone."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from amends.now import now

MINUTE, HOUR = 60, 3600


def today() -> date:
    return timezone.localdate(now())


def local_day(value: date) -> date:
    """The day of a date or of a moment; a moment counts where the reader is."""
    return local(value).date() if isinstance(value, datetime) else value


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def day_text(value: date, *, year: bool | None = None) -> str:
    """«Fri 8 January»; the year is said when it is not this year, or when asked for."""
    on = local_day(value)
    said = on.year != today().year if year is None else year
    # Translators: PHP-style date formats, as in Django's `date` filter.
    return date_format(on, gettext("D j F Y") if said else gettext("D j F"))


def moment_text(value: datetime, *, year: bool | None = None) -> str:
    return gettext("{day}, {time}").format(day=day_text(value, year=year), time=date_format(local(value), "H:i"))


def stamped(value: date, text: str) -> SafeString:
    """The text inside a `<time>` that machines can read."""
    exact = local(value).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', exact, text)


def until_text(value: date) -> str:
    """How far ahead a date lies; a moment still ahead today is told in hours and minutes."""
    if isinstance(value, datetime) and local_day(value) == today() and value > now():
        return _soon(int((value - now()).total_seconds()))
    return days_ahead_text((local_day(value) - today()).days)


def days_ahead_text(days: int) -> str:
    if days < 0:
        return ngettext("{n} day late", "{n} days late", -days).format(n=-days)
    if days < 2:
        return gettext("tomorrow") if days else gettext("today")
    return ngettext("in {n} day", "in {n} days", days).format(n=days)


def _soon(seconds: int) -> str:
    if seconds < HOUR:
        minutes = max(1, seconds // MINUTE)
        return ngettext("in {n} minute", "in {n} minutes", minutes).format(n=minutes)
    hours = seconds // HOUR
    return ngettext("in {n} hour", "in {n} hours", hours).format(n=hours)


def ago_text(value: date) -> str:
    """How long ago something was, in its largest whole unit up to days."""
    days = (today() - local_day(value)).days
    if days > 1:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    if days == 1:
        return gettext("yesterday")
    if days < 0:
        return days_ahead_text(-days)
    return _just_now(int((now() - value).total_seconds())) if isinstance(value, datetime) else gettext("today")


def _just_now(seconds: int) -> str:
    if seconds >= HOUR:
        return ngettext("{n} hour ago", "{n} hours ago", seconds // HOUR).format(n=seconds // HOUR)
    if seconds >= MINUTE:
        return ngettext("{n} minute ago", "{n} minutes ago", seconds // MINUTE).format(n=seconds // MINUTE)
    return gettext("just now")
