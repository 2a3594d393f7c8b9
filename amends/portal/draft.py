"""A complaint that is being written: its answers in the session, its files waiting beside it, until it is sent."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from amends.portal import staging

KEY = "portal_draft"
Said = Mapping[str, Any]
"""The values of one question, as its form cleaned them."""


class Draft:
    """What someone is writing. Nothing is kept before their first answer."""

    def __init__(self, session: SessionBase) -> None:
        self._session = session
        kept = session.get(KEY) or {}
        self.token: str = kept.get("token", "")
        self.answers: dict[str, dict[str, Any]] = kept.get("answers", {})
        self.files: list[dict[str, Any]] = kept.get("files", [])
        self.folder: str = kept.get("folder", "")
        self.unsure: list[str] = kept.get("unsure", [])

    def said(self, slug: str) -> Said:
        return self.answers.get(slug, {})

    def has(self, slug: str) -> bool:
        """Whether this question is answered and nothing said since has put the answer in doubt."""
        return slug in self.answers and slug not in self.unsure

    def answer(self, slug: str, values: Said) -> None:
        self.answers[slug] = dict(values)
        self.unsure = [other for other in self.unsure if other != slug]
        self.save()

    def doubt(self, slug: str) -> None:
        """Ask this again, beginning with what was said before."""
        if slug in self.answers and slug not in self.unsure:
            self.unsure.append(slug)
        self.save()

    def save(self) -> None:
        self.token = self.token or secrets.token_urlsafe(24)
        self.folder = self.folder or secrets.token_hex(16)
        names = ("token", "answers", "files", "folder", "unsure")
        self._session[KEY] = {name: getattr(self, name) for name in names}

    def forget(self) -> None:
        """Delete the answers and the files."""
        staging.clear(self.folder)
        self._session.pop(KEY, None)
