"""Once: a form that is sent twice acts once. The database holds it, so two workers cannot both go on."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from amends.cases.models import Replay


def first(token: str, at: datetime) -> bool:
    """Whether this form has not been taken before. Call it in the transaction of what the form does."""
    try:
        with transaction.atomic():
            Replay.objects.create(key=_key(token), request="portal", status=303, answer="", made_at=at)
    except IntegrityError:
        return False
    return True


def remember(token: str, answer: str) -> None:
    """Keep what came of it, in the same transaction."""
    Replay.objects.filter(key=_key(token)).update(answer=answer)


def answer_to(token: str) -> str:
    """What came of a form that was taken before, or nothing."""
    found = Replay.objects.filter(key=_key(token)).values_list("answer", flat=True).first() if token else None
    return found or ""


def _key(token: str) -> str:
    return f"portal:{token[:200].replace(chr(0), '')}"
