"""`amends clock`: when something is due, and why. It needs no database."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from amends.commands.packs import AsJson, Packs, loaded, refuse
from amends.commands.regimes import regimes
from amends.rules.calendars import OutsideCalendar
from amends.rules.clocks import Extended, Pause, Reckoning, reckon, why_not_extend, why_not_pause
from amends.rules.packfiles import Registry, UnknownRegime
from amends.rules.regimes import MOMENTS, Clock, Ground, Regime
from amends.rules.words import plain

ALIASES = {
    "complaint_received": "received",
    "complaint_made": "received",
    "complaint_first_raised": "received",
    "stage1_response": "responded",
    "CQC_request_received": "regulator_asked",
    "complaint_acknowledged": "acknowledged",
    "final_response_sent": "responded",
    "company_response": "responded",
    "escalation_request_received": "stage2_received",
    "landlord_final_response": "stage2_responded",
    "complaint_sent_to_company_portal": "sent_to_company",
    "event_complained_of": "happened",
    "issue_occurred": "happened",
    "reasonably_satisfied_other_responsible": "other_responsible",
    "decision_to_split": "decided_to_split",
    "end_of_reporting_period": "period_ended",
    "financial_year": "period_ended",
}
"""What published tables of time limits call our moments."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("clock")(clock)
    app.command("regimes")(regimes)


def clock(
    regime: Annotated[str, typer.Argument(metavar="REGIME", help="As `amends regimes` lists it.")],
    clock: Annotated[str, typer.Argument(metavar="CLOCK", help="As `amends regimes` lists it.")],
    begin: Annotated[str, typer.Option("--from", metavar="WHEN", help="When what starts the clock happened.")] = "",
    fact: Annotated[list[str] | None, typer.Option(metavar="MOMENT=WHEN", help="Another moment of the case.")] = None,
    extend: Annotated[list[str] | None, typer.Option(metavar="GROUND[=DATE]", help="More time, on a ground.")] = None,
    pause: Annotated[list[str] | None, typer.Option(metavar="REASON=FROM[/UNTIL]", help="A pause.")] = None,
    edition: Annotated[str, typer.Option(help="By default the one in force when it was received.")] = "",
    packs: Packs = None,
    as_json: AsJson = False,
) -> None:
    """Print when a clock runs out, and why, line by line.

    WHEN is a date or a date with a time, such as 2026-12-11T10:00, in the regime's own time zone unless it has an
    offset. --from is the moment that starts the clock; where a --fact gives that one, --from is the receipt.
    """
    try:
        asked = _Asked(loaded(packs), regime, clock, edition)
        asked.read(begin, fact or [])
        reckoning = asked.reckoned(pause or [], extend or [])
    except (UnknownRegime, OutsideCalendar) as error:
        refuse(str(error))
    if as_json:
        typer.echo(json.dumps(_as_json(asked.regime, reckoning), indent=2, ensure_ascii=False))
    else:
        typer.echo(_as_text(asked.regime, reckoning))


class _Asked:
    """One question to a clock, read from the command line piece by piece; each piece is refused in a line."""

    def __init__(self, registry: Registry, regime_id: str, clock_id: str, edition: str) -> None:
        self.registry, self.edition, self.clock_id = registry, edition or None, clock_id
        self.regime = registry.regime(regime_id, self.edition)
        self.zone = ZoneInfo(self.regime.zone)
        self.moments: dict[str, datetime] = {}

    def read(self, begin: str, facts: list[str]) -> None:
        """Take in the moments, and with them the edition that they pin."""
        for fact in facts:
            name, _, when = fact.partition("=")
            self.moments[_moment(name)] = self.at(when, f"--fact {name}")
        starts = self._starts()
        if begin:
            self.moments.setdefault("received" if starts in self.moments else starts, self.at(begin, "--from"))
        if starts not in self.moments:
            refuse(f"The clock {self.clock_id} starts when {MOMENTS[starts]}. Say when with --from.")
        self.regime = self.registry.pinned(self.regime.id, self.moments, self.edition)
        self.clock = self._clock(self.regime)

    def _starts(self) -> str:
        """The moment that starts this clock, in whichever edition has it."""
        every = [self.regime] if self.edition else self.registry.editions(self.regime.id)
        starts = [clock.starts for regime in every for clock in regime.clocks if clock.id == self.clock_id]
        return starts[-1] if starts else self._clock(self.regime).starts

    def _clock(self, regime: Regime) -> Clock:
        try:
            return regime.clock(self.clock_id)
        except KeyError:
            refuse(
                f"{regime.id} of {regime.edition} has no clock {self.clock_id!r}. "
                f"Choose one of: {', '.join(one.id for one in regime.clocks)}."
            )

    def at(self, text: str, option: str) -> datetime:
        """A moment as it was typed: local to the regime, unless it says otherwise."""
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            refuse(f"{option}: {text!r} is no date or time. Write it as 2026-12-11 or 2026-12-11T10:00.")
        return at if at.tzinfo else at.replace(tzinfo=self.zone)

    def reckoned(self, pauses: list[str], extensions: list[str]) -> Reckoning:
        """The clock with these pauses and extensions. Each must have an effect, or it is refused."""
        reckoning = self._reckon([self._pause(text) for text in pauses], [])
        given: list[Extended] = []
        for text in extensions:
            given.append(self._extended(text))
            if refused := why_not_extend(reckoning, self.moments, given[-1]):
                refuse(f"--extend {text}: {refused}{_choices(self._grounds(), given[-1].ground)}")
            reckoning = self._reckon(reckoning.pauses, given)
        return reckoning

    def _reckon(self, pauses: tuple[Pause, ...] | list[Pause], extensions: list[Extended]) -> Reckoning:
        calendar = self.registry.calendar(self.regime.calendar)
        reckoning = reckon(
            self.clock, self.moments, calendar=calendar, zone=self.zone, pauses=pauses, extensions=extensions
        )
        if reckoning is None:
            refuse(f"The clock {self.clock_id} has not started: it does when {MOMENTS[self.clock.starts]}.")
        return reckoning

    def _pause(self, text: str) -> Pause:
        reason, _, span = text.partition("=")
        if refused := why_not_pause(self.clock, reason):
            refuse(f"--pause {reason}: {refused}{_choices(self.clock.pauses, reason)}")
        since, _, until = span.partition("/")
        begin, end = self.at(since, "--pause"), self.at(until, "--pause") if until else None
        if end and end < begin:
            refuse(f"--pause {text}: a pause cannot end before it begins.")
        return Pause(reason, begin, end)

    def _grounds(self) -> tuple[Ground, ...]:
        return self.clock.extension.grounds if self.clock.extension else ()

    def _extended(self, text: str) -> Extended:
        """An extension, taken to have been given at the start, so that it is never too late."""
        ground, _, to = text.partition("=")
        try:
            to_on = date.fromisoformat(to) if to else None
        except ValueError:
            refuse(f"--extend {text}: {to!r} is no date. Write it as 2026-12-11.")
        return Extended(self.clock_id, ground, self.moments[self.clock.starts], to_on)


def _choices(grounds: tuple[Ground, ...], given: str) -> str:
    """The grounds there are, where the one given is not among them."""
    ids = [ground.id for ground in grounds]
    return "" if given in ids or not ids else f" Choose one of: {', '.join(ids)}."


def _moment(name: str) -> str:
    """The moment of this name, ours or that of a published table."""
    name = ALIASES.get(name, name)
    if name not in MOMENTS:
        refuse(f"--fact: there is no moment {name!r}. Choose one of: {', '.join(MOMENTS)}.")
    return name


def _as_json(regime: Regime, reckoning: Reckoning) -> dict[str, Any]:
    clock = reckoning.clock
    return {
        "regime": regime.id,
        "edition": regime.edition,
        "clock": clock.id,
        "event": clock.event,
        "started_at": reckoning.local(reckoning.started_at).isoformat(),
        "due_on": reckoning.due_on.isoformat() if reckoning.due_on else None,
        "due_at": reckoning.local(reckoning.due_at).isoformat() if reckoning.due_at else None,
        "rule": str(reckoning.rule),
        "explanation": [str(line) for line in reckoning.lines],
        "source": clock.source,
        "confidence": clock.confidence.value,
        "enabled": clock.enabled,
    }


def _as_text(regime: Regime, reckoning: Reckoning) -> str:
    clock = reckoning.clock
    due = plain(reckoning.due_on) if reckoning.due_on else "no date"
    source = clock.source or "the organisation's own choice"
    lines = [
        f"{due}: {clock.event}",
        f"{regime.id} of {regime.edition}, {clock.id}. {reckoning.rule}",
        "",
        *(f"  {line}" for line in reckoning.lines),
        "",
        f"Source: {source} ({clock.confidence.value})",
    ]
    return "\n".join(lines)
