"""From the answers to what is received: the customer's own words, in the fields that a case has."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from amends.cases.regimes import registry
from amends.people.models import Organisation
from amends.portal.draft import Draft
from amends.portal.questions.person import OTHER, ForWhom, Needs, Reach, You
from amends.portal.questions.story import Effect, InShort, Product, PutRight, WhatHappened, When
from amends.rules.regimes import Regime
from amends.rules.steps.intake import Channel, Language, Receive
from amends.ui.language import present


def regime_here(at: datetime) -> Regime:
    """The organisation's own regime, as it is in force."""
    return registry().pinned(Organisation.here().regime, {"received": at})


def composed(draft: Draft, at: datetime) -> Receive:
    """The step that takes this complaint in."""
    reach = draft.said(Reach.slug)
    return Receive(
        channel=Channel.WEB,
        subject=draft.said(InShort.slug)["subject"],
        story=_story(draft),
        wants="\n".join(PutRight.reads(draft.said(PutRight.slug))),
        customer_name=draft.said(You.slug)["name"],
        customer_email=reach["email"],
        customer_phone=reach["phone"],
        customer_address=reach["address"],
        representative=_representative(draft),
        language=Language(present()),
        need=draft.said(Needs.slug)["need"],
        product=draft.said(Product.slug)["product"],
        event_at=_event_at(draft, at),
    )


def _story(draft: Draft) -> str:
    """What happened, and below it what the other questions brought that has no field of its own."""
    parts = [draft.said(WhatHappened.slug)["story"]]
    when = draft.said(When.slug)
    if not when.get("on") or when.get("roughly"):
        parts.append(_("When: {when}").format(when=", ".join(When.reads(when))))
    if effect := Effect.reads(draft.said(Effect.slug)):
        parts.append(_("How it affected me:") + "\n" + "\n".join(effect))
    return "\n\n".join(parts)


def _representative(draft: Draft) -> str:
    whom = draft.said(ForWhom.slug)
    if whom["who"] != OTHER:
        return ""
    return f"{draft.said(You.slug)['acting']} ({whom['authority']})"


def _event_at(draft: Draft, at: datetime) -> datetime | None:
    """The beginning of the day: a moment at midnight is read as «that day»."""
    on = draft.said(When.slug).get("on")
    zone = ZoneInfo(regime_here(at).zone)
    return datetime.combine(date.fromisoformat(on), time(), zone) if on else None
