"""A customer's way to their case without an account: a signed link, or a one-time code by mail.

Both are random, kept as hashes, and end. A code is used once and allows few tries; a blank one matches nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from django.db.models import F

from amends.people.models import Access

LINK_LASTS = timedelta(days=60)
CODE_LASTS = timedelta(minutes=20)
TRIES = 5
CODES_AN_HOUR = 5


def new_link(case: str, at: datetime) -> str:
    """A token of 256 bits for links in messages about this case."""
    token = secrets.token_urlsafe(32)
    Access.objects.create(case=case, purpose="link", sha256=_hashed(token), made_at=at, ends_at=at + LINK_LASTS)
    return token


def case_of_link(token: str, at: datetime) -> str:
    """The case that this link opens, or nothing. A link may be opened again until it ends."""
    found = Access.objects.filter(purpose="link", sha256=_hashed(token), ends_at__gt=at).first() if token else None
    return found.case if found else ""


def made_at_of_link(token: str) -> datetime | None:
    """When this link was made; None for one that never was."""
    found = Access.objects.filter(purpose="link", sha256=_hashed(token)).first() if token else None
    return found.made_at if found else None


def new_code(case: str, at: datetime) -> str:
    """Six digits for this case, or nothing when too many were asked for within the hour."""
    recent = Access.objects.filter(case=case, purpose="code", made_at__gt=at - timedelta(hours=1)).count()
    if recent >= CODES_AN_HOUR:
        return ""
    code = f"{secrets.randbelow(10**6):06d}"
    Access.objects.create(case=case, purpose="code", sha256=_hashed(case + code), made_at=at, ends_at=at + CODE_LASTS)
    return code


def use_code(case: str, code: str, at: datetime) -> bool:
    """Whether this is the newest code of this case; it is used up by being right, and by too many wrong tries."""
    newest = Access.objects.filter(case=case, purpose="code", ends_at__gt=at).order_by("-pk").first()
    if newest is None or newest.used_at or not code:
        return False
    tried = Access.objects.filter(pk=newest.pk, tries__lt=TRIES, used_at=None).update(tries=F("tries") + 1)
    if not tried or not hmac.compare_digest(newest.sha256, _hashed(case + code.strip())):
        return False
    return Access.objects.filter(pk=newest.pk, used_at=None).update(used_at=at) == 1


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
