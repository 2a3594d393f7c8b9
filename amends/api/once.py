"""Idempotency: a request with the same key is acted on once, however often and from however many threads it is sent.

The row of the key is written before anything else, in the transaction of the act itself: of two at once the second
waits or fails on the unique key, and is then told what came of the first. Only what was done is kept. A refusal is not:
the case may move on, and the same request be right tomorrow. Nor is the answer: it is told again from the record,
so that nothing personal is kept twice or outlives an erasure.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from amends.api.caller import Caller
from amends.api.problems import broken, key_used_otherwise
from amends.cases.models import Replay

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 255
KEPT_FOR = timedelta(days=7)
SWEEP_EVERY = 64
"""Every so many kept requests, those that are too old are removed."""

Kept = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Done:
    """What an act came to: the response, and what it takes to tell it again."""

    response: HttpResponse
    kept: Kept


class _Used(Exception):
    """The key is there already."""


def once(
    request: HttpRequest, caller: Caller, body: bytes, act: Callable[[], Done], retell: Callable[[Kept], HttpResponse]
) -> HttpResponse:
    """Act, or tell again what came of it. Raises Problem where the key was used for another request."""
    key = request.headers.get(HEADER)
    if key is None:
        return act().response
    name, digest = _name(key, caller), _digest(request, key, body)
    try:
        return _first_time(name, digest, caller.at, act)
    except _Used:
        return _again(name, digest, caller.at, act, retell)


def is_known(request: HttpRequest, caller: Caller) -> bool:
    """Whether something was done with this key before. Whoever has to prepare at length asks first, and prepares
    before the act: during the act others wait to write. Raises Problem for a key that is none."""
    key = request.headers.get(HEADER)
    if key is None:
        return False
    return Replay.objects.filter(key=_name(key, caller), made_at__gte=caller.at - KEPT_FOR).exists()


def _first_time(name: str, digest: str, at: datetime, act: Callable[[], Done]) -> HttpResponse:
    with transaction.atomic():
        row = _claim(name, digest, at)
        done = act()
        row.status, row.answer = done.response.status_code, json.dumps(done.kept)
        row.save(update_fields=["status", "answer"])
        if row.pk % SWEEP_EVERY == 0:
            Replay.objects.filter(made_at__lt=at - KEPT_FOR).delete()
    return done.response


def _claim(name: str, digest: str, at: datetime) -> Replay:
    try:
        return Replay.objects.create(key=name, request=digest, status=0, answer="", made_at=at)
    except IntegrityError:
        raise _Used from None


def _again(
    name: str, digest: str, at: datetime, act: Callable[[], Done], retell: Callable[[Kept], HttpResponse]
) -> HttpResponse:
    row = Replay.objects.filter(key=name).first()
    if row is None or row.made_at < at - KEPT_FOR:
        Replay.objects.filter(key=name, made_at__lt=at - KEPT_FOR).delete()
        return _first_time(name, digest, at, act)
    if row.request != digest:
        raise key_used_otherwise()
    response = retell(json.loads(row.answer))
    response.status_code = row.status
    response[REPLAYED] = "true"
    return response


def _name(key: str, caller: Caller) -> str:
    """The key as it is kept: this caller's, and hashed, since with it one could test guesses against the digest."""
    if not 0 < len(key) <= LONGEST or not key.isprintable():
        raise broken(_("An Idempotency-Key has 1 to {longest} visible characters.").format(longest=LONGEST))
    return f"{caller.key}:{salted_hmac('amends.api.once.key', key, algorithm='sha256').hexdigest()}"


def _digest(request: HttpRequest, key: str, body: bytes) -> str:
    said = b"\0".join((key.encode(errors="replace"), request.path.encode(errors="replace"), body))
    return salted_hmac("amends.api.once.request", said, algorithm="sha256").hexdigest()
