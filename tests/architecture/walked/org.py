"""Who may use the addresses of people, teams and settings."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from northing.kit.actors import Scope
from tests.architecture.routes import ADMIN, EVERYONE, MEMBER, api, get, nothing, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
STEWARDS = frozenset({ADMIN})
SELF_OR_STEWARD = frozenset({ADMIN, MEMBER})

person = within(person=lambda cast: cast.mika.ref)
leaver = within(person=lambda cast: cast.carl.ref)
team = within(team=lambda cast: cast.growth.ref)
leaf = within(team=lambda cast: cast.funnel.ref)
away = within(absence=lambda cast: _absence(cast))
quiet = within(quiet_days=lambda cast: _quiet_days(cast))


def _absence(cast: Cast) -> int:
    from northing.features.org import actions

    days = {"starts_on": date(2026, 11, 2), "ends_on": date(2026, 11, 6)}
    return actions.add_absence(actor=cast.ada.actor, person=cast.mika.ref, at=AT, **days).id


def _quiet_days(cast: Cast) -> int:
    from northing.features.org import actions

    days = {"starts_on": date(2026, 12, 24), "ends_on": date(2026, 12, 26)}
    return actions.add_quiet_days(actor=cast.ada.actor, name="Break", at=AT, **days).id


def some_days(cast: Cast) -> dict[str, Any]:
    return {"name": "Break", "starts_on": "2026-12-24", "ends_on": "2026-12-26"}


def settings(cast: Cast) -> dict[str, Any]:
    return {
        "name": "Acme",
        "time_zone": "UTC",
        "locale": "en",
        "week_start": "0",
        "fiscal_year_start": "1",
        "currency": "EUR",
    }


PAGES = {
    "org:policy": [
        get(organization, STEWARDS),
        post(organization, STEWARDS, data=lambda cast: {"restore": "on"}),
    ],
    "org:tokens": [
        get(organization, EVERYONE),
        post(organization, EVERYONE, data=lambda cast: {"name": "Script", "scope_read": "on", "days": "30"}),
    ],
    "org:token_end": [post(within(token=lambda cast: _token(cast)), {MEMBER, ADMIN}, denied=404)],
    "org:people": [get(organization, EVERYONE)],
    "org:person": [get(person, EVERYONE)],
    "org:person_new": [
        get(organization, STEWARDS),
        post(organization, STEWARDS, data=lambda cast: {"name": "Nils", "role": "member"}),
    ],
    "org:person_edit": [
        get(person, STEWARDS),
        post(person, STEWARDS, data=lambda cast: {"name": "Mika B", "role": "member"}),
    ],
    "org:person_invite": [post(person, STEWARDS)],
    "org:person_link": [post(person, STEWARDS)],
    "org:person_leave": [post(leaver, STEWARDS)],
    "org:person_return": [post(leaver, STEWARDS)],
    "org:person_absences": [post(person, SELF_OR_STEWARD, data=some_days)],
    "org:absence_remove": [post(away, SELF_OR_STEWARD)],
    "org:teams": [get(organization, EVERYONE)],
    "org:team": [get(team, EVERYONE)],
    "org:team_new": [
        get(organization, STEWARDS),
        post(organization, STEWARDS, data=lambda cast: {"name": "Retention"}),
    ],
    "org:team_edit": [
        get(team, STEWARDS),
        post(team, STEWARDS, data=lambda cast: {"name": "Growth B"}),
    ],
    "org:team_close": [post(leaf, STEWARDS)],
    "org:team_reopen": [post(leaf, STEWARDS)],
    "org:settings": [get(organization, STEWARDS), post(organization, STEWARDS, data=settings)],
    "org:quiet_days": [post(organization, STEWARDS, data=some_days)],
    "org:quiet_days_remove": [post(quiet, STEWARDS)],
    "org:account": [get(organization, EVERYONE)],
    "org:preferences": [post(organization, EVERYONE, data=lambda cast: {"theme": "dark"})],
}


def the_organization(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.acme.ref}


def its_quiet_days(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.acme.ref, "quiet_days_id": _quiet_days(cast)}


def _token(cast: Cast) -> str:
    """A token of Mika's."""
    from northing.kit.api.tokens import issue_token

    row, _secret = issue_token(
        actor=cast.mika.actor,
        person_id=cast.mika.id,
        name="Walked",
        scopes=[Scope.READ],
        at=datetime.now(UTC),
        expires_at=None,
    )
    return row.ref


def mika(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.mika.ref}


def carl(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.carl.ref}


def mikas_absence(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.mika.ref, "absence_id": _absence(cast)}


def growth(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.growth.ref}


def funnel(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.funnel.ref}


def oleg_in_growth(cast: Cast) -> dict[str, Any]:
    return {"ref": cast.growth.ref, "person": cast.oleg.ref}


def some_dates(cast: Cast) -> dict[str, Any]:
    return {"starts_on": "2026-12-24", "ends_on": "2026-12-26"}


API = {
    "GET /organizations": [api(nothing, EVERYONE)],
    "GET /organizations/{ref}": [api(the_organization, EVERYONE)],
    "PATCH /organizations/{ref}": [
        api(the_organization, STEWARDS, method="PATCH", data=lambda cast: {"name": "Acme B"})
    ],
    "GET /organizations/{ref}/quiet-days": [api(the_organization, EVERYONE)],
    "POST /organizations/{ref}/quiet-days": [api(the_organization, STEWARDS, method="POST", data=some_days)],
    "DELETE /organizations/{ref}/quiet-days/{quiet_days_id}": [
        api(its_quiet_days, STEWARDS, method="DELETE")
    ],
    "GET /people": [api(nothing, EVERYONE)],
    "POST /people": [api(nothing, STEWARDS, method="POST", data=lambda cast: {"name": "Nils"})],
    "GET /people/{ref}": [api(mika, EVERYONE)],
    "PATCH /people/{ref}": [api(mika, STEWARDS, method="PATCH", data=lambda cast: {"title": "Guide"})],
    "POST /people/{ref}/deactivate": [api(carl, STEWARDS, method="POST")],
    "POST /people/{ref}/reactivate": [api(carl, STEWARDS, method="POST")],
    "POST /people/{ref}/invite": [api(mika, STEWARDS, method="POST")],
    "GET /people/{ref}/absences": [api(mika, EVERYONE)],
    "POST /people/{ref}/absences": [api(mika, SELF_OR_STEWARD, method="POST", data=some_dates)],
    "DELETE /people/{ref}/absences/{absence_id}": [api(mikas_absence, SELF_OR_STEWARD, method="DELETE")],
    "GET /teams": [api(nothing, EVERYONE)],
    "POST /teams": [api(nothing, STEWARDS, method="POST", data=lambda cast: {"name": "Retention"})],
    "GET /teams/{ref}": [api(growth, EVERYONE)],
    "PATCH /teams/{ref}": [api(growth, STEWARDS, method="PATCH", data=lambda cast: {"name": "Growth B"})],
    "GET /teams/{ref}/members": [api(growth, EVERYONE)],
    "PUT /teams/{ref}/members/{person}": [api(oleg_in_growth, STEWARDS, method="PUT")],
    "DELETE /teams/{ref}/members/{person}": [api(oleg_in_growth, STEWARDS, method="DELETE")],
    "POST /teams/{ref}/close": [api(funnel, STEWARDS, method="POST")],
    "POST /teams/{ref}/reopen": [api(funnel, STEWARDS, method="POST")],
}
