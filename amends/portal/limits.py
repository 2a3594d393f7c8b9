"""How often a stranger may do something, without a puzzle. Counted in memory, by a hash of who it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in each stretch of `within`."""

    name: str
    most: int
    within: timedelta

    def passed(self, who: str, at: datetime) -> bool:
        """Count one more; whether that is too many."""
        window = int(at.timestamp() // self.within.total_seconds())
        who_hashed = hashlib.sha256(who.encode(errors="replace")).hexdigest()[:32]
        key = f"portal:{self.name}:{window}:{who_hashed}"
        cache.add(key, 0, self.within.total_seconds() * 2)
        try:
            return cache.incr(key) > self.most
        except ValueError:  # it was pushed out of the cache this moment
            return False


SENT_BY_SESSION = Limit("sent-session", 3, HOUR)
SENT_FROM_ADDRESS = Limit("sent-address", 20, HOUR)
# Each complaint is confirmed by mail: nobody can make us flood someone else's mailbox.
SENT_FOR_MAILBOX = Limit("sent-mailbox", 3, HOUR)
SENT_FOR_MAILBOX_A_DAY = Limit("sent-mailbox-day", 10, timedelta(days=1))
CODES_ASKED = Limit("codes-asked", 20, QUARTER)
CODES_TRIED = Limit("codes-tried", 30, QUARTER)
UPLOADS = Limit("uploads", 40, QUARTER)
LINKS_TRIED = Limit("links-tried", 60, QUARTER)


def address_of(request: HttpRequest) -> str:
    """The network address of who asks: behind our own proxies it is the one that the outermost of them saw."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if proxies and len(seen) >= proxies:
        return seen[-proxies]
    return str(request.META.get("REMOTE_ADDR", ""))
