"""Invented data for the style guide. All people and firms here are made up."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms

from .pictures.calendar import Day, Explained
from .pictures.promises import Ledger, Promise
from .pictures.timeline import Bar, Event, Timeline


class SampleForm(forms.Form):
    kind = forms.ChoiceField(
        label="What went wrong?",
        choices=[("charged", "I was charged wrongly"), ("late", "Something came late"), ("unsure", "I am not sure")],
        widget=forms.RadioSelect,
        help_text="Choose the nearest. You can say more later.",
    )
    wants = forms.MultipleChoiceField(
        label="What would put it right?",
        choices=[("money", "My money back"), ("sorry", "An apology"), ("change", "That it does not happen to others")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    happened_on = forms.DateField(label="When did it happen?", help_text="About when is fine.")
    story = forms.CharField(label="Tell us what happened", widget=forms.Textarea)
    amount = forms.ChoiceField(label="Team", choices=[("p", "Payments"), ("m", "Meters")], required=False)
    phone = forms.CharField(label="Phone", required=False, help_text="Only if you would like a call.")
    urgent = forms.BooleanField(label="This cannot wait: someone may come to harm", required=False)
    photo = forms.FileField(label="Photos or papers", required=False)


def sample_form(data: dict[str, str] | None = None) -> SampleForm:
    if data is None:
        return SampleForm(prefix="blank")
    return SampleForm({f"wrong-{name}": value for name, value in data.items()}, prefix="wrong")


def story(today: date) -> Timeline:
    """Day 34 of 56: one promise broken, one to come, our target paused for six days."""
    start = today - timedelta(days=34)

    def day(n: int) -> date:
        return start + timedelta(days=n)

    bars = (
        Bar("8-week clock (law)", start, day(56)),
        Bar("Our 40-day target", start, day(46), kind="target", pauses=((day(16), day(22)),)),
        Bar("Acknowledge (law)", start, day(5), done_on=day(2)),
    )
    events = (
        Event(start, "customer", "circle", "Complaint (portal)", "#e1"),
        Event(day(9), "customer", "circle", "Sent 3 photos", "#e3"),
        Event(day(22), "customer", "circle", "Reply to question", "#e7"),
        Event(day(2), "us", "square", "Acknowledged", "#e2"),
        Event(day(16), "us", "square", "Question to customer", "#e6"),
        Event(day(27), "us", "square", "Offer 1: £120", "#e9"),
        Event(day(11), "others", "hollow", "Asked depot", "#e4"),
        Event(day(31), "others", "square", "Depot report in", "#e10"),
        Event(day(6), "promises", "diamond_kept", "Call back", "#p1"),
        Event(day(12), "promises", "diamond_broken", "Update, 1 day late", "#p2"),
        Event(day(25), "promises", "diamond_kept", "Decision on offer", "#p3"),
        Event(day(38), "promises", "diamond_open", "Relay call", "#p4"),
    )
    return Timeline("C-26-004182", bars, events, today, start)


def several_days() -> Explained:
    """Fifteen working days over Christmas 2026."""
    off = {
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 28): "Boxing Day (in lieu)",
        date(2027, 1, 1): "New Year's Day",
    }
    days, number, on = [Day(date(2026, 12, 11), 0)], 0, date(2026, 12, 11)
    while number < 15:
        on += timedelta(days=1)
        reason = off.get(on) or (f"{on:%A}" if on.weekday() > 4 else "")
        number += not reason
        days.append(Day(on, None if reason else number, reason))
    return Explained(days[0].on, days[-1].on, tuple(days))


def ledger(today: date) -> Ledger:
    def due(days: int) -> date:
        return today + timedelta(days=days)

    promises = (
        Promise(due(-28), "Call back", "kept", due(-28)),
        Promise(due(-22), "Send an update", "broken", due(-21)),
        Promise(due(-9), "Decide on the offer", "kept", due(-10)),
        Promise(due(4), "Relay call", "open"),
    )
    return Ledger(promises, today)
