"""What each kind of entry does to the facts. One function a kind; `ON` has them by name."""

from __future__ import annotations

from collections.abc import Callable

from amends.rules.entries import Entry
from amends.rules.facts import Facts
from amends.rules.folding import intake, keeping, offers, options, promises, referral, response, time, work

On = Callable[[Facts, Entry], None]

ON: dict[str, On] = {
    **intake.ON,
    **work.ON,
    **options.ON,
    **offers.ON,
    **promises.ON,
    **time.ON,
    **response.ON,
    **referral.ON,
    **keeping.ON,
}
