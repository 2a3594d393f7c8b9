"""One's own settings hold in every browser, and signing in looks as the rest does."""

from __future__ import annotations

import re

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from amends.people.models import Staff
from tests.cast import PASSWORD, Cast, cast
from tests.desk.conftest import As

__all__ = ["cast"]

PAGE = "/desk/profile/"


def test_the_theme_is_kept_for_the_person_and_drawn_by_the_server(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    client.post(PAGE, {"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/desk/").content.decode()
    elsewhere = as_(cast.amira)
    elsewhere.get("/desk/")
    assert 'data-theme="dark"' in elsewhere.get("/desk/").content.decode()
    client.post(PAGE, {"theme": ""})
    assert "data-theme=" not in client.get("/desk/team/").content.decode().split("<head>")[0]


def test_a_theme_that_does_not_exist_is_none(cast: Cast, as_: As) -> None:
    as_(cast.amira).post(PAGE, {"theme": '"><script>'})
    assert Staff.objects.get(pk=cast.amira.pk).settings["theme"] == ""


def test_single_keys_can_be_switched_off_and_on(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    client.post(PAGE, {"keys": "off"})
    assert 'data-keys="off"' in as_(cast.amira).get("/desk/").content.decode()
    client.post(PAGE, {"keys": "on"})
    assert 'data-keys="off"' not in client.get("/desk/").content.decode()


def test_the_language_is_kept_for_the_person_whatever_the_browser_asks_for(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    said = client.post(PAGE, {"language": "cy"}, follow=True).content.decode()
    assert '<html lang="cy"' in said
    elsewhere = as_(cast.amira).get("/desk/", HTTP_ACCEPT_LANGUAGE="en-GB")
    assert elsewhere["Content-Language"] == "cy"
    assert '<html lang="cy"' in elsewhere.content.decode()
    assert as_(cast.ben).get("/desk/")["Content-Language"] == "en-gb"
    client.post(PAGE, {"language": "en-gb"})
    assert '<html lang="en-gb"' in client.get("/desk/").content.decode()


def test_a_language_that_we_do_not_speak_is_english(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    client.post(PAGE, {"language": "xx"})
    assert Staff.objects.get(pk=cast.amira.pk).settings["language"] == "en-gb"


def test_one_setting_leaves_the_others_alone(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    client.post(PAGE, {"keys": "off"})
    client.post(PAGE, {"theme": "light"})
    client.get("/desk/")
    kept = Staff.objects.get(pk=cast.amira.pk).settings
    assert (kept["keys"], kept["theme"]) == ("off", "light")


# --- signing in --------------------------------------------------------------------------------------------------


def sign_in(client: Client, email: str, password: str) -> int:
    return client.post(reverse("account_login"), {"login": email, "password": password}).status_code


def test_signing_in_leads_to_the_desk_and_out_again(cast: Cast) -> None:
    client = Client()
    came = client.post(reverse("account_login"), {"login": cast.amira.email, "password": PASSWORD})
    assert came["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    client.post(reverse("account_logout"))
    assert client.get("/desk/").status_code == 302


def test_a_wrong_password_is_said_without_saying_whether_the_address_exists(cast: Cast) -> None:
    said = []
    for email in (cast.amira.email, "nobody@northern.example"):
        came = Client().post(reverse("account_login"), {"login": email, "password": "wrong"})
        said.append(re.findall(r'class="error">.*?</p>|<li>[^<]*</li>', came.content.decode(), re.DOTALL))
    assert said[0] == said[1]


@pytest.mark.parametrize(
    "name", ["account_login", "account_reset_password", "account_reset_password_done", "account_signup"]
)
def test_pages_of_signing_in_are_ours_and_keep_to_the_policy(cast: Cast, name: str) -> None:
    came = Client().get(reverse(name))
    text = came.content.decode()
    assert 'class="login"' in text
    assert "script-src 'self'" in came["Content-Security-Policy"]
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=[\"']|\sstyle=[\"']", text, re.IGNORECASE)


@pytest.mark.parametrize("name", ["account_logout", "account_change_password", "account_reauthenticate"])
def test_pages_for_those_signed_in_keep_to_the_policy(cast: Cast, as_: As, name: str) -> None:
    came = as_(cast.amira).get(reverse(name), follow=True)
    assert came.status_code == 200
    text = came.content.decode()
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\son[a-z]+=[\"']|\sstyle=[\"']", text, re.IGNORECASE)


def test_ones_own_password_can_be_changed(cast: Cast, as_: As) -> None:
    client = as_(cast.amira)
    new = "another horse, another battery"
    said = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), said)
    assert Staff.objects.get(pk=cast.amira.pk).check_password(new)


@pytest.mark.parametrize("page", ["email/", "confirm-email/", "confirm-email/a:b:c/", "login/code/confirm/"])
def test_pages_of_the_sign_in_library_that_are_not_ours_are_shut(cast: Cast, as_: As, page: str) -> None:
    for client in (Client(), as_(cast.amira)):
        assert client.get(f"/account/{page}").status_code == 404


def test_nobody_changes_the_address_they_sign_in_with(cast: Cast, as_: As) -> None:
    said = {"email": "other@northern.example", "action_add": "", "action_primary": ""}
    assert as_(cast.amira).post(reverse("account_email"), said).status_code == 404
    assert Staff.objects.get(pk=cast.amira.pk).email == "amira@northern.example"


def test_nobody_signs_themselves_up(cast: Cast) -> None:
    said = {"email": "me@example.org", "password1": "a long pass phrase", "password2": "a long pass phrase"}
    Client().post(reverse("account_signup"), said)
    assert not Staff.objects.filter(email="me@example.org").exists()


def test_invented_people_are_offered_in_a_demonstration_only(cast: Cast, settings: LazySettings) -> None:
    Staff.objects.filter(pk=cast.amira.pk).update(settings={"demo_password": PASSWORD})
    page = reverse("account_login")
    assert PASSWORD not in Client().get(page).content.decode()
    settings.DEMO = True
    text = Client().get(page).content.decode()
    assert "Complaint handler: Amira" in text
    assert text.count(PASSWORD) == 1  # nobody whose password is a secret
    assert sign_in(Client(), cast.amira.email, PASSWORD) == 302
