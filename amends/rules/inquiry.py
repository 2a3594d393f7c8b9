"""What understanding and investigating leave among the facts: questions, requests, evidence, needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Question:
    number: int
    asked: str
    asked_at: datetime
    entry: int
    answered_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """Input asked of a colleague or a team."""

    number: int
    question: str
    of: str
    due_on: date
    by: str
    at: datetime
    entry: int
    about: str = ""  # "options" where someone was invited to add theirs
    received_at: datetime | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    number: int
    title: str
    detail: str
    source: str
    issues: tuple[int, ...]
    files: tuple[str, ...]
    at: datetime
    entry: int


@dataclass(frozen=True, slots=True)
class Need:
    need: str
    mood: str
    adjustment: str
    entry: int


@dataclass(frozen=True, slots=True)
class Understanding:
    nature: str
    cause: str
    implications: str
    wants: str
    confirmed: str
    at: datetime
    entry: int
