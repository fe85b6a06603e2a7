"""Signing in with a password, by a link, and setting an empty installation up; our own pages all the way."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from northing.features.org import actions, queries
from northing.kit.errors import Conflict, NotFound
from northing.kit.outbox.models import Message
from tests.cast import PASSWORD, QUICK_HASHERS, Cast

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _no_memory_of_tries() -> None:
    cache.clear()


def test_a_password_opens_the_organization(cast: Cast, client: Client) -> None:
    assert "Sign in" in client.get("/account/login/").content.decode()
    response = _sign_in(client, cast.lin.email, PASSWORD)
    assert response["Location"] == "/"
    assert client.get("/")["Location"] == "/acme/"
    assert client.get("/acme/people").status_code == 200


def test_the_address_is_read_in_any_case_and_next_is_kept(cast: Cast, client: Client) -> None:
    page = client.get("/account/login/?next=/acme/teams").content.decode()
    assert 'name="next" value="/acme/teams"' in page
    response = client.post(
        "/account/login/", {"login": "LIN@acme.example", "password": PASSWORD, "next": "/acme/teams"}
    )
    assert response["Location"] == "/acme/teams"


def test_next_never_leaves_the_house(cast: Cast, client: Client) -> None:
    response = client.post(
        "/account/login/", {"login": cast.lin.email, "password": PASSWORD, "next": "https://evil.example/"}
    )
    assert response["Location"] == "/"


@pytest.mark.parametrize("who", ["lin@acme.example", "nobody@acme.example"])
def test_a_wrong_password_and_a_wrong_address_read_the_same(cast: Cast, client: Client, who: str) -> None:
    text = _sign_in(client, who, "wrong-password").content.decode()
    assert "Mail address and password do not belong together." in text
    assert f'value="{who}"' in text
    assert "wrong-password" not in text


def test_guessing_is_slowed_down_kindly(cast: Cast, client: Client) -> None:
    for _try in range(5):
        _sign_in(client, cast.lin.email, "wrong-password")
    text = _sign_in(client, cast.lin.email, PASSWORD).content.decode()
    assert "Too many tries in a row. Wait five minutes" in text
    assert client.get("/acme/people").status_code == 302


def test_a_session_ends_with_the_password(cast: Cast, client: Client) -> None:
    other = Client()
    _sign_in(client, cast.lin.email, PASSWORD)
    _sign_in(other, cast.lin.email, PASSWORD)
    changed = client.post(
        "/account/password/change/",
        {"oldpassword": PASSWORD, "password1": "another-long-sentence", "password2": "another-long-sentence"},
    )
    assert changed["Location"] == "/"
    assert client.get("/acme/people").status_code == 200
    assert other.get("/acme/people").status_code == 302


def test_weak_and_differing_passwords_are_said_beside_the_field(cast: Cast, client: Client) -> None:
    _sign_in(client, cast.lin.email, PASSWORD)
    weak = client.post(
        "/account/password/change/", {"oldpassword": "no", "password1": "12345", "password2": "54321"}
    ).content.decode()
    assert "That is not your present password." in weak
    assert "too short" in weak


def test_signing_out_needs_a_click_and_ends_the_session(cast: Cast, client: Client) -> None:
    _sign_in(client, cast.lin.email, PASSWORD)
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/acme/people").status_code == 200
    assert client.post("/account/logout/")["Location"] == "/account/login/"
    assert client.get("/acme/people").status_code == 302


def test_nobody_signs_up_alone(cast: Cast, client: Client) -> None:
    assert "People are invited here" in client.get("/account/signup/").content.decode()
    assert client.post("/account/signup/", {"email": "x@x.example"}).status_code == 200
    assert client.get("/account/email/").status_code in (302, 404)


def test_a_forgotten_password_is_replaced_through_the_outbox(cast: Cast, client: Client) -> None:
    asked = client.post("/account/password/reset/", {"email": "Lin@Acme.example"})
    assert asked["Location"] == "/account/password/reset/done/"
    assert "a link is on its way" in client.get(asked["Location"]).content.decode()
    mail = Message.within(cast.acme.id).get()
    link = re.search(r"http://localhost:8000(/account/password/reset/key/\S+)", mail.text)
    assert link is not None
    form = client.get(link[1], follow=True)
    assert "Choose a new password" in form.content.decode()
    path = form.redirect_chain[-1][0]
    saved = client.post(path, {"password1": "third-time-lucky", "password2": "third-time-lucky"})
    assert saved["Location"] == "/account/password/reset/key/done/"
    assert "works from now on" in client.get(saved["Location"]).content.decode()
    assert _sign_in(client, cast.lin.email, "third-time-lucky").status_code == 302
    assert "does not work any more" in Client().get(link[1], follow=True).content.decode()


def test_an_unknown_address_reads_the_same_and_gets_no_mail(cast: Cast, client: Client) -> None:
    asked = client.post("/account/password/reset/", {"email": "nobody@acme.example"})
    assert asked["Location"] == "/account/password/reset/done/"
    assert not Message.within(cast.acme.id).exists()


def test_who_left_cannot_come_in(cast: Cast, client: Client) -> None:
    assert cast.mika.client.get("/acme/people").status_code == 200
    actions.deactivate_person(actor=cast.ada.actor, ref=cast.mika.ref, at=NOW)
    assert cast.mika.client.get("/acme/people").status_code == 404
    assert "No organization yet" in cast.mika.client.get("/").content.decode()


def test_a_user_of_two_organizations_chooses(cast: Cast) -> None:
    actions.add_person(actor=cast.zoe.actor, name="Lin", email="lin@acme.example", at=NOW)
    there = queries.people(actor=cast.zoe.actor, text="Lin").rows[0]
    assert actions.link_user(actor=cast.zoe.actor, ref=there.ref, at=NOW) == cast.lin.user_id
    text = cast.lin.client.get("/").content.decode()
    assert 'href="/acme/"' in text
    assert 'href="/zenith/"' in text
    assert cast.lin.client.get("/zenith/people").status_code == 200


def test_an_empty_installation_is_set_up_once(db: None, client: Client, settings: Any) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    assert "new and empty" in client.get("/").content.decode()
    link = actions.setup_link_if_empty(base_url="http://localhost:8000", at=NOW)
    assert link is not None
    path = link.removeprefix("http://localhost:8000")
    assert client.get(path).status_code == 200
    answers = {
        "organization": "Nördlicht",
        "slug": "",
        "name": "Ada",
        "email": "ada@example.org",
        "password": "xyzzy",
        "language": "ru",
        "time_zone": "Europe/Berlin",
    }
    weak = client.post(path, answers)
    assert weak.status_code == 422
    assert 'value="Nördlicht"' in weak.content.decode()
    assert "xyzzy" not in weak.content.decode()
    made = client.post(path, {**answers, "password": "north-star-2026"})
    assert made["Location"] == "/nordlicht/"
    assert made.cookies["django_language"].value == "ru"
    assert client.get("/nordlicht/settings").status_code == 200
    assert client.get(path).status_code == 404
    assert actions.setup_link_if_empty(base_url="http://localhost:8000", at=NOW) is None


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("slug", "account", "is kept for Northing"),
        ("slug", "Äcme!", "lower-case letters"),
        ("organization", "", "Please fill in this field."),
        ("organization", "北极星", "Please fill in this field."),
        ("name", "A\x00da", "control characters"),
        ("email", "ada", "is not a mail address"),
        ("time_zone", "Moon/Base", "is not one of the choices"),
        ("language", "xx", "is not one of the choices"),
        ("password", "", "Choose a stronger password."),
    ],
)
def test_set_up_refuses_kindly_and_can_be_tried_again(
    db: None, client: Client, settings: Any, field: str, value: str, said: str
) -> None:
    settings.PASSWORD_HASHERS = QUICK_HASHERS
    token = actions.issue_setup_link(at=NOW)
    answers = {
        "organization": "Acme",
        "name": "Ada",
        "email": "ada@example.org",
        "password": "north-star-2026",
        "language": "en",
        "time_zone": "UTC",
    }
    refused = client.post(f"/welcome/{token}", {**answers, field: value})
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert queries.is_installation_empty()
    assert client.post(f"/welcome/{token}", answers).status_code == 302


def test_a_newer_set_up_link_ends_the_older(db: None) -> None:
    older = actions.issue_setup_link(at=NOW)
    actions.issue_setup_link(at=NOW)
    with pytest.raises(NotFound, match="link_unusable"):
        queries.require_setup_link(token=older, at=NOW)


def test_no_set_up_link_once_there_is_an_organization(cast: Cast) -> None:
    with pytest.raises(Conflict, match="already_set_up"):
        actions.issue_setup_link(at=NOW)


def test_a_login_link_works_once_and_only_by_its_button(cast: Cast, client: Client) -> None:
    token = actions.issue_login_link(user_id=cast.olga.user_id, at=NOW, path="/acme/teams")
    for _scan in range(2):
        assert "olga@acme.example" in client.get(f"/enter/{token}").content.decode()
    assert client.get("/acme/teams").status_code == 302
    assert client.post(f"/enter/{token}")["Location"] == "/acme/teams"
    assert client.get("/acme/teams").status_code == 200
    assert Client().post(f"/enter/{token}").status_code == 404
    assert "does not work any more" in Client().get(f"/enter/{token}").content.decode()


def test_a_login_link_expires(cast: Cast) -> None:
    token = actions.issue_login_link(user_id=cast.olga.user_id, at=NOW - timedelta(hours=25))
    with pytest.raises(NotFound, match="link_unusable"):
        actions.use_login_link(token=token, at=NOW)


def test_the_database_never_holds_a_usable_token(cast: Cast) -> None:
    from northing.features.org.models import OneTimeLink

    token = actions.issue_login_link(user_id=cast.olga.user_id, at=NOW)
    assert OneTimeLink.every().get().token_hash != token
    assert len(OneTimeLink.every().get().token_hash) == 64


def test_an_invitation_lets_in_and_asks_for_a_password(cast: Cast, client: Client) -> None:
    row = actions.add_person(actor=cast.ada.actor, name="Nils", email="nils@acme.example", at=NOW)
    actions.invite(actor=cast.ada.actor, ref=row.ref, at=NOW)
    link = re.search(r"http://localhost:8000(/enter/\S+)", Message.within(cast.acme.id).get().text)
    assert link is not None
    assert client.post(link[1])["Location"] == "/account/password/set/"
    assert "Choose a password" in client.get("/account/password/set/").content.decode()
    chosen = {"password1": "warm-tea-in-winter", "password2": "warm-tea-in-winter"}
    assert client.post("/account/password/set/", chosen)["Location"] == "/"
    assert client.get("/acme/people").status_code == 200


def _sign_in(client: Client, email: str, password: str) -> Any:
    return client.post("/account/login/", {"login": email, "password": password})
