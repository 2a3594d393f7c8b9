"""Freeze the calendars of working days from the `holidays` package into amends/packs/calendars.

    python bench/freeze_calendars.py 2026-11-22

The day given is written down as `frozen_on`. Run it again only on purpose: a difference in the files is a difference
in deadlines, and belongs in the change log.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import holidays

FIRST, LAST = 2010, 2036
FOLDER = Path(__file__).parents[1] / "amends" / "packs" / "calendars"
PLACES = {
    "GB-EAW": ("England and Wales", "GB", "ENG"),
    "GB-SCT": ("Scotland", "GB", "SCT"),
    "GB-NIR": ("Northern Ireland", "GB", "NIR"),
    "IE": ("Ireland", "IE", None),
    "US": ("United States, federal holidays", "US", None),
    "AU": ("Australia, national holidays; states and territories have more", "AU", None),
    "EU": ("Euro area, closing days of TARGET; member states have more", "XECB", None),
}
HEAD = """\
# Days that are no working days, weekends aside. Frozen: an upgrade of the source moves no deadline.
# Made by bench/freeze_calendars.py. One-off days proclaimed later are added by freezing again.
id = "{id}"
name = "{name}"
first = {first}-01-01
last = {last}-12-31
frozen_on = {on}
made_from = "holidays {version}, country {country}{subdivision}"

[days]
"""


def frozen(calendar: str, on: date) -> str:
    """The text of one calendar's file."""
    name, country, part = PLACES[calendar]
    years = range(FIRST, LAST + 1)
    days = (
        holidays.financial_holidays(country, years=years)
        if country == "XECB"
        else holidays.country_holidays(country, subdiv=part, years=years)
    )
    head = HEAD.format(
        id=calendar,
        name=name,
        first=FIRST,
        last=LAST,
        on=on,
        version=holidays.__version__,
        country=country,
        subdivision=f", subdivision {part}" if part else "",
    )
    return head + "".join(f'{day} = "{said(title, country)}"\n' for day, title in sorted(days.items()))


def said(title: str, country: str) -> str:
    """A holiday's name as people there say it."""
    return title if country == "US" else title.replace("(observed)", "(substitute day)")


def main() -> None:
    on = date.fromisoformat(sys.argv[1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    for calendar in PLACES:
        (FOLDER / f"{calendar}.toml").write_text(frozen(calendar, on), encoding="utf-8")


if __name__ == "__main__":
    main()
