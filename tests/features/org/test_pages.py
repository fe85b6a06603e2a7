"""Every page opens for those who may, and nobody else; what was typed survives a refusal."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.cast import Cast, Player

PAGES = ["people", "teams", "account"]
STEWARD_PAGES = ["people/new", "teams/new", "settings"]


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize("name", ["pia", "ada", "carl", "lin", "mika", "oleg", "olga"])
def test_everybody_reads(cast: Cast, name: str, rest: str) -> None:
    player: Player = getattr(cast, name)
    assert player.client.get(player.path(rest)).status_code == 200


@pytest.mark.parametrize("rest", STEWARD_PAGES)
@pytest.mark.parametrize(
    ("name", "status"),
    [("pia", 200), ("ada", 200), ("carl", 403), ("lin", 403), ("mika", 403), ("oleg", 403), ("olga", 403)],
)
def test_only_stewards_manage(cast: Cast, name: str, status: int, rest: str) -> None:
    player: Player = getattr(cast, name)
    assert player.client.get(player.path(rest)).status_code == status


@pytest.mark.parametrize("rest", [*PAGES, *STEWARD_PAGES])
def test_strangers_find_nothing(cast: Cast, rest: str) -> None:
    assert cast.zoe.client.get(f"/acme/{rest}").status_code == 404
    assert cast.zoe.client.get(f"/nowhere/{rest}").status_code == 404


@pytest.mark.parametrize("rest", [*PAGES, *STEWARD_PAGES])
def test_anonymous_readers_sign_in_first(cast: Cast, client: Client, rest: str) -> None:
    response = client.get(f"/acme/{rest}?q=1")
    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next=/acme/{rest}%3Fq%3D1"


def test_htmx_is_sent_to_sign_in_as_a_whole(cast: Cast, client: Client) -> None:
    response = client.get(
        "/acme/people", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/acme/people?q=li"}
    )
    assert response["HX-Redirect"] == "/account/login/?next=/acme/people%3Fq%3Dli"


def test_a_write_comes_back_to_the_page_of_its_form(cast: Cast, client: Client) -> None:
    response = client.post("/acme/teams/new", headers={"Referer": "http://testserver/acme/teams/new"})
    assert response["Location"] == "/account/login/?next=/acme/teams/new"


def test_the_search_finds_cyrillic_whatever_its_case(cast: Cast) -> None:
    _post(cast.ada, "people/new", name="Анна Ильина", role="member")
    text = cast.mika.client.get("/acme/people?q=анна").content.decode()
    assert "Анна Ильина" in text
    assert "Lin" not in re.findall(r'row-title" href="[^"]+">([^<]+)<', text)


def test_the_search_box_swaps_only_the_list(cast: Cast) -> None:
    text = cast.mika.client.get(
        "/acme/people?q=nobody-at-all", headers={"HX-Request": "true"}
    ).content.decode()
    assert text.lstrip().startswith('<div id="list">')
    assert "Nobody is called “nobody-at-all” here" in text


def test_a_new_person_appears_with_an_invitation_in_the_outbox(cast: Cast) -> None:
    from northing.kit.outbox.models import Message

    response = _post(
        cast.ada,
        "people/new",
        name="Nils",
        email="Nils@acme.example",
        role="coach",
        title="Chief",
        invites="on",
    )
    assert response.status_code == 302
    text = cast.ada.client.get(response["Location"]).content.decode()
    assert "Nils" in text
    assert "Chief" in text
    mail = Message.within(cast.acme.id).get()
    assert mail.to == "nils@acme.example"
    assert "/enter/" in mail.text


def test_bad_input_keeps_what_was_typed(cast: Cast) -> None:
    response = _post(cast.ada, "people/new", name="", title="Chief of <b>maps</b>", email="lin@acme.example")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Please fill in this field." in text
    assert "Chief of &lt;b&gt;maps&lt;/b&gt;" in text
    taken = _post(cast.ada, "people/new", name="Lin the Second", email="LIN@acme.example", role="member")
    assert taken.status_code == 422
    assert "Somebody in this organization has the address lin@acme.example already." in taken.content.decode()


def test_two_edits_at_once_ask_the_second(cast: Cast) -> None:
    rest = f"people/{cast.mika.ref}/edit"
    version = _field(cast.ada.client.get(cast.ada.path(rest)).content.decode(), "version")
    assert _post(cast.pia, rest, name="Mika A", role="member", version=version).status_code == 302
    late = _post(cast.ada, rest, name="Mika B", role="member", version=version)
    assert late.status_code == 422
    assert "newer version" in late.content.decode()
    assert "Mika B" in late.content.decode()
    again = _field(late.content.decode(), "version")
    assert _post(cast.ada, rest, name="Mika B", role="member", version=again).status_code == 302


def test_a_team_is_made_moved_and_closed(cast: Cast) -> None:
    made = _post(
        cast.ada,
        "teams/new",
        name="Retention",
        parent=cast.growth.ref,
        lead=cast.mika.ref,
        people=[cast.oleg.ref],
    )
    assert made.status_code == 302
    team = made["Location"]
    page = cast.olga.client.get(team).content.decode()
    assert "Retention" in page
    assert "Oleg" in page
    rest = team.removeprefix("/acme/")
    loop = _post(cast.ada, f"teams/{cast.growth.ref}/edit", name="Growth", parent=rest.split("/")[1])
    assert loop.status_code == 422
    assert "A team cannot be below itself." in loop.content.decode()
    _post(cast.ada, f"{rest}/close")
    assert "Retention" not in cast.ada.client.get("/acme/teams").content.decode()
    assert "Retention" in cast.ada.client.get("/acme/teams?all=1").content.decode()


def test_days_away_are_noted_by_the_person_and_refused_backwards(cast: Cast) -> None:
    rest = f"people/{cast.mika.ref}/absences"
    backwards = _post(cast.mika, rest, starts_on="2099-03-02", ends_on="2099-03-01")
    assert backwards.status_code == 422
    assert "The last day lies before the first one." in backwards.content.decode()
    assert "2099-03-02" in backwards.content.decode()
    assert (
        _post(cast.mika, rest, starts_on="2099-03-01", ends_on="2099-03-02", deputy=cast.lin.ref).status_code
        == 302
    )
    text = cast.mika.client.get(cast.mika.path(f"people/{cast.mika.ref}")).content.decode()
    assert "Lin stands in" in text
    assert _post(cast.oleg, rest, starts_on="2099-03-01", ends_on="2099-03-02").status_code == 403


def test_settings_are_saved_and_refused_field_by_field(cast: Cast) -> None:
    good = {
        "name": "Acme & Söhne",
        "time_zone": "Asia/Shanghai",
        "locale": "zh-hans",
        "week_start": "6",
        "fiscal_year_start": "4",
        "currency": "cny",
    }
    assert _post(cast.ada, "settings", **good).status_code == 302
    text = cast.ada.client.get("/acme/settings").content.decode()
    assert "Acme &amp; Söhne" in text
    assert 'value="CNY"' in text
    bad = _post(cast.ada, "settings", **{**good, "currency": "XXXX", "name": "Kept"})
    assert bad.status_code == 422
    assert "Kept" in bad.content.decode()
    assert _post(cast.mika, "settings", **good).status_code == 403


def test_quiet_days_come_and_go(cast: Cast) -> None:
    assert _post(cast.ada, "settings/quiet-days", name="New year", starts_on="2027-01-01").status_code == 302
    text = cast.ada.client.get("/acme/settings").content.decode()
    assert "New year" in text
    remove = re.search(r"/acme/(settings/quiet-days/\d+/remove)", text)
    assert remove is not None
    assert _post(cast.mika, remove[1]).status_code == 403
    assert _post(cast.zoe, remove[1]).status_code == 404
    assert _post(cast.ada, remove[1]).status_code == 302
    assert "New year" not in cast.ada.client.get("/acme/settings").content.decode()


def test_language_and_theme_follow_the_person(cast: Cast) -> None:
    response = _post(cast.mika, "account/preferences", language="ru", theme="dark", next="/acme/teams")
    assert response["Location"] == "/acme/teams"
    assert response.cookies["django_language"].value == "ru"
    assert response.cookies["northing_theme"].value == "dark"
    assert (
        _post(cast.mika, "account/preferences", language="ru", next="//evil.example/")["Location"]
        == "/acme/account"
    )
    elsewhere = Client()
    signed_in = elsewhere.post("/account/login/", {"login": cast.mika.email, "password": "north-star-2026"})
    assert signed_in.cookies["django_language"].value == "ru"


def test_the_language_of_a_person_beats_what_a_browser_remembers(cast: Cast) -> None:
    _post(cast.mika, "account/preferences", language="ru")
    cast.mika.client.cookies["django_language"] = "zh-hans"  # somebody else sat here before
    assert '<html lang="ru"' in cast.mika.client.get("/acme/account").content.decode()
    cast.lin.client.cookies["django_language"] = "zh-hans"  # who never chose reads as the browser says
    assert '<html lang="zh-Hans"' in cast.lin.client.get("/acme/account").content.decode()
    _post(cast.mika, "account/preferences", language="en")
    assert '<html lang="en"' in cast.mika.client.get("/acme/account").content.decode()


def test_a_slash_too_many_leads_to_the_page(cast: Cast) -> None:
    answer = cast.mika.client.get("/acme/teams/?q=1")
    assert (answer.status_code, answer["Location"]) == (301, "/acme/teams?q=1")
    assert cast.mika.client.get("/acme/no-such-page/").status_code == 404
    assert cast.mika.client.post("/acme/teams/").status_code == 404
    assert cast.mika.client.get("//acme/teams/").status_code == 404


def test_browsers_find_an_icon_where_they_look_for_it(cast: Cast) -> None:
    answer = Client().get("/favicon.ico")
    assert (answer.status_code, answer["Location"].endswith("mark.svg")) == (302, True)


def test_a_page_costs_few_statements(cast: Cast, django_assert_num_queries: object) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    cast.mika.client.get("/acme/people")
    with CaptureQueriesContext(connection) as statements:
        cast.mika.client.get("/acme/people")
    told = [one["sql"].split(" ", 1)[0].lstrip("(") for one in statements.captured_queries]
    # The page asks once; session, user, reach, cycles and what is owed belong to the frame.
    assert told.count("SELECT") == 6, [one["sql"] for one in statements.captured_queries]


def _post(player: Player, rest: str, **data: object) -> object:
    return player.client.post(f"/acme/{rest}", data)


def _field(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found is not None
    return found[1]


def test_without_mail_a_link_is_shown_once_to_be_handed_over(cast: Cast, client: Client) -> None:
    fields = {"name": "Nils Berg", "email": "nils@acme.example", "role": "member"}
    text = cast.ada.client.post("/acme/people/new", fields).content.decode()
    link = re.search(r"http://testserver(/\S+?)</code>", text)
    assert link is not None
    assert client.post(link[1])["Location"] == "/account/password/set/"
    assert "does not work any more" in client.post(link[1]).content.decode()


def test_a_team_without_lead_says_so(cast: Cast) -> None:
    response = cast.ada.client.post("/acme/teams/new", {"name": "Retention"}, follow=True)
    assert "It has no lead yet" in response.content.decode()
