"""Answers as JSON. What we say comes from our own facts, so nothing is validated again on its way out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

JSON, PDF, TEXT = "application/json", "application/pdf", "text/plain; charset=utf-8"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def answer(
    data: object, status: int = 200, *, media_type: str = JSON, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The data as the body of a response. No cache on the way may keep it: it is about people."""
    response = HttpResponse(encoded(data), content_type=media_type, status=status, headers=headers)
    response["Cache-Control"] = "no-store"
    return response


def download(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A file of our making that is not kept, as a download."""
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = str(content_disposition_header(as_attachment=True, filename=name))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


def encoded(data: object) -> bytes:
    """The data as JSON. Dataclasses become objects, sets sorted lists, dates and moments ISO 8601."""
    return _ENCODER.encode(data).encode()


def _plain(value: object) -> Any:
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"an answer cannot hold a {type(value).__name__}")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain)
