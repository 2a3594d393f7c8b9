"""What only a demonstration has: the messages that would have gone, and time that goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.urls import reverse

from amends.cases.models import Outgoing
from amends.desk.demo.views import with_links
from tests.cast import START, Cast, cast, received, take_step
from tests.desk.conftest import As

__all__ = ["cast"]


@pytest.fixture
def demo(cast: Cast, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    settings.DEMO = True
    monkeypatch.setenv("AMENDS_DEMO", "1")
    monkeypatch.setenv("AMENDS_HOME", str(tmp_path))
    return tmp_path


def acknowledged(cast: Cast) -> str:
    reference, by = received(cast.amira.actor(), START).reference, cast.amira.actor()
    take_step(reference, "recognise", by, START, limb="service")
    take_step(reference, "acknowledge", by, START, message="Dear Jo, <b>we have it</b>.", says=["received", "next"])
    return reference


def test_what_would_have_been_sent_can_be_read_and_its_link_followed(cast: Cast, as_: As, demo: Path) -> None:
    acknowledged(cast)
    client, message = as_(cast.amira), Outgoing.objects.get()
    assert message.subject in client.get(reverse("desk:sent")).content.decode()
    text = client.get(reverse("desk:sent-message", args=[message.pk])).content.decode()
    assert "&lt;b&gt;we have it&lt;/b&gt;" in text
    assert '<a href="http://testserver/my/link/' in text


def test_it_is_not_there_outside_a_demonstration(cast: Cast, as_: As) -> None:
    acknowledged(cast)
    assert as_(cast.amira).get(reverse("desk:sent-message", args=[Outgoing.objects.get().pk])).status_code == 404
    assert as_(cast.amira).post(reverse("desk:time-machine"), {"days": "7"}).status_code == 404


def test_links_are_made_of_addresses_and_of_nothing_else() -> None:
    assert with_links("see https://a.example/x?a=1&b=2 now <i>") == (
        'see <a href="https://a.example/x?a=1&amp;b=2">https://a.example/x?a=1&amp;b=2</a> now &lt;i&gt;'
    )
    assert "<a" not in with_links("javascript:alert(1)")


def test_time_goes_on_and_what_is_due_is_swept(cast: Cast, as_: As, demo: Path) -> None:
    reference = acknowledged(cast)
    take_step(reference, "assign", cast.amira.actor(), START, to=cast.amira.actor_id)
    take_step(reference, "promise", cast.amira.actor(), START, what="Call back", due_on="2026-03-04")
    received(cast.amira.actor(), START)
    text = as_(cast.amira).post(reverse("desk:time-machine"), {"days": "7"}, follow=True).content.decode()
    assert (demo / "time-machine").read_text() == str(7 * 24 * 60 * 60)
    assert "Time went on by 7 days." in text
    assert "Cases with something due: 2. Reminders written: 1." in text
    assert Outgoing.objects.filter(case=reference, to=cast.amira.email).exists()


@pytest.mark.parametrize("days", ["", "0", "-7", "1e3", "٣", "401", "9" * 50, "9" * 5000])
def test_time_goes_on_by_days_only(cast: Cast, as_: As, demo: Path, days: str) -> None:
    text = as_(cast.amira).post(reverse("desk:time-machine"), {"days": days}, follow=True).content.decode()
    assert "Say a number of days from 1 to 400." in text
    assert not (demo / "time-machine").exists()
