from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from typer.testing import CliRunner

from amends.cases import sweep as sweeping
from amends.cases.sweep import SweepResult
from amends.cli import app
from amends.commands import sweep as command
from amends.mail import outbox
from amends.mail.outbox import PostResult
from amends.now import now
from amends.portal.staging import STALE, stage


@pytest.fixture
def found(db: None, monkeypatch: pytest.MonkeyPatch) -> SweepResult:
    """What a round finds, without a case."""
    result = SweepResult(looked_at=3, reminded=2, healed=1)
    monkeypatch.setattr(sweeping, "sweep", lambda at: result)
    monkeypatch.setattr(outbox, "send_due", lambda at: PostResult(sent=2, waiting=1))
    return result


def test_a_round_says_what_it_did(found: SweepResult) -> None:
    done = CliRunner().invoke(app, ["sweep", "--home", str(settings.AMENDS_HOME)])
    assert done.exit_code == 0
    assert "looked at 3, reminded 2, healed 1" in done.output
    assert "mail: sent 2, put off 0, failed 0, shown only 0, waiting 1" in done.output


def test_a_case_that_could_not_be_swept_is_named_and_makes_it_fail(found: SweepResult) -> None:
    found.failed.append("C-26-000007")
    done = CliRunner().invoke(app, ["sweep", "--home", str(settings.AMENDS_HOME)])
    assert done.exit_code == 1
    assert "could not be swept: C-26-000007" in done.output


@pytest.mark.django_db
def test_a_round_of_the_worker_that_fails_is_logged_and_goes_no_further(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(command, "one_round", lambda: 1 / 0)
    monkeypatch.setattr("django.db.close_old_connections", lambda: None)
    command.go_round()
    assert "worker: a round failed (ZeroDivisionError)" in caplog.text


@pytest.mark.django_db
def test_a_round_forgets_what_was_begun_and_never_sent() -> None:
    ended, open_still = SessionStore(), SessionStore()
    for session, lasts in ((ended, -1), (open_still, 60)):
        session["portal_draft"] = {"answers": {"you": {"name": "Jo Marsh"}}}
        session.set_expiry(lasts)
        session.save()
    for folder, at in (("a" * 32, now() - STALE - timedelta(hours=1)), ("b" * 32, now())):
        stage(folder, ContentFile(b"a letter"), at)
    command.one_round()
    assert list(Session.objects.values_list("session_key", flat=True)) == [open_still.session_key]
    assert [folder.name for folder in (Path(settings.AMENDS_HOME) / "uploads-staging").iterdir()] == ["b" * 32]
