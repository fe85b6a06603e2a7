"""People join, change, go away and leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from northing.features.org import actions, queries
from northing.features.org.models import Person, User
from northing.kit import events
from northing.kit.activity.record import latest_acts
from northing.kit.actors import Role
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound
from northing.kit.storage.search import find
from northing.kit.storage.versions import history
from northing.kit.subjects import Subject, cards
from tests.cast import Cast, Player

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)

WRITES: dict[str, Callable[[Cast, Player], Any]] = {
    "add": lambda cast, by: actions.add_person(actor=by.actor, name="New", at=AT),
    "change": lambda cast, by: actions.change_person(
        actor=by.actor, ref=cast.oleg.ref, changes={"name": "O"}, at=AT
    ),
    "role": lambda cast, by: actions.set_role(actor=by.actor, ref=cast.oleg.ref, role=Role.COACH, at=AT),
    "deactivate": lambda cast, by: actions.deactivate_person(actor=by.actor, ref=cast.oleg.ref, at=AT),
    "reactivate": lambda cast, by: actions.reactivate_person(actor=by.actor, ref=cast.oleg.ref, at=AT),
    "invite": lambda cast, by: actions.invite(actor=by.actor, ref=cast.oleg.ref, at=AT),
    "absence": lambda cast, by: actions.add_absence(
        actor=by.actor, person=cast.oleg.ref, starts_on=date(2026, 10, 5), ends_on=date(2026, 10, 6), at=AT
    ),
    "team": lambda cast, by: actions.create_team(actor=by.actor, name="T", at=AT),
    "rename": lambda cast, by: actions.rename_team(actor=by.actor, ref=cast.growth.ref, name="G", at=AT),
    "move": lambda cast, by: actions.move_team(actor=by.actor, ref=cast.funnel.ref, parent=None, at=AT),
    "lead": lambda cast, by: actions.set_lead(actor=by.actor, ref=cast.growth.ref, lead=None, at=AT),
    "join": lambda cast, by: actions.join_team(
        actor=by.actor, team=cast.growth.ref, person=cast.oleg.ref, at=AT
    ),
    "leave": lambda cast, by: actions.leave_team(
        actor=by.actor, team=cast.platform.ref, person=cast.oleg.ref, at=AT
    ),
    "members": lambda cast, by: actions.set_members(
        actor=by.actor, team=cast.growth.ref, people=frozenset(), at=AT
    ),
    "close": lambda cast, by: actions.close_team(actor=by.actor, ref=cast.platform.ref, at=AT),
    "reopen": lambda cast, by: actions.reopen_team(actor=by.actor, ref=cast.platform.ref, at=AT),
    "quiet": lambda cast, by: actions.add_quiet_days(
        actor=by.actor, name="Q", starts_on=date(2026, 12, 24), ends_on=date(2026, 12, 26), at=AT
    ),
    "settings": lambda cast, by: actions.change_organization(actor=by.actor, changes={"name": "X"}, at=AT),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("name", ["pia", "ada"])
def test_stewards_may(cast: Cast, write: str, name: str) -> None:
    WRITES[write](cast, getattr(cast, name))


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize("name", ["carl", "lin", "mika", "olga"])
def test_everybody_else_may_not(cast: Cast, write: str, name: str) -> None:
    with pytest.raises(NotAllowed):
        WRITES[write](cast, getattr(cast, name))


@pytest.mark.parametrize("write", sorted(WRITES.keys() - {"add", "team", "quiet", "settings"}))
def test_another_organization_finds_nothing(cast: Cast, write: str) -> None:
    with pytest.raises(NotFound):
        WRITES[write](cast, cast.zoe)


def test_an_admin_neither_makes_nor_unmakes_a_principal(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        actions.set_role(actor=cast.ada.actor, ref=cast.ada.ref, role=Role.PRINCIPAL, at=AT)
    with pytest.raises(NotAllowed):
        actions.set_role(actor=cast.ada.actor, ref=cast.pia.ref, role=Role.MEMBER, at=AT)
    with pytest.raises(NotAllowed):
        actions.deactivate_person(actor=cast.ada.actor, ref=cast.pia.ref, at=AT)
    with pytest.raises(NotAllowed):
        actions.add_person(actor=cast.ada.actor, name="Eve", role=Role.PRINCIPAL, at=AT)


def test_somebody_keeps_the_keys(cast: Cast) -> None:
    with pytest.raises(Conflict, match="last_principal"):
        actions.set_role(actor=cast.pia.actor, ref=cast.pia.ref, role=Role.ADMIN, at=AT)
    actions.set_role(actor=cast.pia.actor, ref=cast.ada.ref, role=Role.PRINCIPAL, at=AT)
    assert actions.set_role(actor=cast.pia.actor, ref=cast.pia.ref, role=Role.ADMIN, at=AT).role is Role.ADMIN


def test_nobody_takes_themself_out(cast: Cast) -> None:
    with pytest.raises(Conflict, match="leaves_themself"):
        actions.deactivate_person(actor=cast.ada.actor, ref=cast.ada.ref, at=AT)


def test_a_person_is_searchable_named_by_a_subject_and_versioned(cast: Cast) -> None:
    row = actions.add_person(actor=cast.ada.actor, name="  Nils   Åberg ", title="Chief", at=AT)
    assert row.name == "Nils Åberg"
    subject = Subject("person", row.id)
    assert find(organization_id=cast.acme.id, query="aberg") == [subject]
    card = cards([subject], seen_by=cast.olga.actor)[subject]
    assert (card.title, card.url) == ("Nils Åberg", f"/acme/people/{row.ref}")
    assert cards([subject], seen_by=cast.zoe.actor) == {}
    actions.change_person(actor=cast.ada.actor, ref=row.ref, changes={"title": "Head"}, at=AT)
    latest = history(Person.within(cast.acme.id).get(pk=row.id))[0]
    assert (latest.number, latest.by_id, latest.changes) == (2, cast.ada.id, {"title": ["Chief", "Head"]})
    assert latest_acts(cast.acme.id)[0].verb == "person.changed"


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": ""}, "required", "name"),
        ({"name": "x" * 121}, "too_long", "name"),
        ({"name": "A\x07da"}, "control_characters", "name"),
        ({"name": "A\ud800da"}, "control_characters", "name"),
        ({"name": "Ada", "email": "nope"}, "not_a_mail_address", "email"),
        ({"name": "Ada", "email": "LIN@acme.example "}, "email_taken", "email"),
        ({"name": "Ada", "manager": "0" * 12}, "unknown_person", "manager"),
    ],
)
def test_bad_input_names_its_field(cast: Cast, fields: dict[str, str], code: str, field: str) -> None:
    before = Person.within(cast.acme.id).count()
    with pytest.raises(Invalid) as refused:
        actions.add_person(actor=cast.ada.actor, at=AT, **fields)  # type: ignore[arg-type]
    assert (refused.value.code, refused.value.field) == (code, field)
    assert Person.within(cast.acme.id).count() == before


@pytest.mark.parametrize("name", ["李小龙", "Анна-Мария", "👩‍🚀 Ripley", "O'Neil & Söhne <b>"])
def test_names_of_the_world_stay_as_they_are(cast: Cast, name: str) -> None:
    assert actions.add_person(actor=cast.ada.actor, name=name, at=AT).name == name


def test_the_same_address_may_be_somebody_in_another_organization(cast: Cast) -> None:
    assert actions.add_person(actor=cast.zoe.actor, name="Lin", email="lin@acme.example", at=AT).email


def test_nobody_manages_themself_in_a_circle(cast: Cast) -> None:
    by = cast.ada.actor
    actions.change_person(actor=by, ref=cast.mika.ref, changes={"manager": cast.lin.ref}, at=AT)
    for ref, manager in ((cast.lin.ref, cast.mika.ref), (cast.lin.ref, cast.lin.ref)):
        with pytest.raises(Invalid, match="manages_themself"):
            actions.change_person(actor=by, ref=ref, changes={"manager": manager}, at=AT)
    assert (
        actions.change_person(actor=by, ref=cast.mika.ref, changes={"manager": None}, at=AT).manager_id
        is None
    )


def test_an_edit_of_an_old_version_is_refused(cast: Cast) -> None:
    known = cast.mika.row.version
    actions.change_person(
        actor=cast.ada.actor, ref=cast.mika.ref, changes={"title": "A"}, at=AT, expected=known
    )
    with pytest.raises(Conflict, match="changed_meanwhile") as refused:
        actions.change_person(
            actor=cast.pia.actor, ref=cast.mika.ref, changes={"title": "B"}, at=AT, expected=known
        )
    assert refused.value.params == {"current": known + 1}


def test_leaving_asks_what_is_held_and_keeps_the_past(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    held = Subject("objective", 5)
    monkeypatch.setattr(events, "_reactions", events.defaultdict(list))
    events.react(actions.HandOver, lambda event: event.held.append(held))
    assert actions.deactivate_person(actor=cast.ada.actor, ref=cast.mika.ref, at=AT) == (held,)
    assert actions.deactivate_person(actor=cast.ada.actor, ref=cast.mika.ref, at=AT) == ()
    assert cast.mika.name not in [row.name for row in queries.active_people(organization_id=cast.acme.id)]
    assert queries.person_by_ref(ref=cast.mika.ref, seen_by=cast.lin.actor).name == "Mika"
    assert queries.role_of_person(organization_id=cast.acme.id, person_id=cast.mika.id) is None
    actions.reactivate_person(actor=cast.ada.actor, ref=cast.mika.ref, at=AT)
    assert queries.role_of_person(organization_id=cast.acme.id, person_id=cast.mika.id) is Role.MEMBER


def test_a_login_is_linked_once_and_keeps_its_password(cast: Cast) -> None:
    with pytest.raises(Conflict, match="has_login"):
        actions.link_user(actor=cast.ada.actor, ref=cast.mika.ref, at=AT)
    there = actions.add_person(actor=cast.zoe.actor, name="Mika", email=cast.mika.email, at=AT)
    password = User.every().get(pk=cast.mika.user_id).password
    linked = actions.link_user(actor=cast.zoe.actor, ref=there.ref, password="stolen-key-2026", at=AT)
    assert linked == cast.mika.user_id
    assert User.every().get(pk=cast.mika.user_id).password == password


def test_a_person_without_mail_cannot_be_invited(cast: Cast) -> None:
    row = actions.add_person(actor=cast.ada.actor, name="Nils", at=AT)
    with pytest.raises(Invalid, match="required"):
        actions.invite(actor=cast.ada.actor, ref=row.ref, at=AT)


def test_passwords_are_kept_with_argon2id(db: None) -> None:
    user = actions.users.user_for(email="x@example.org", password="north-star-2026", at=AT)
    assert user.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [("2026-10-06", "2026-10-05", "ends_before_start"), ("2026-01-01", "2029-01-01", "too_many_days")],
)
def test_impossible_days_away_are_refused(cast: Cast, first: str, last: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        actions.add_absence(
            actor=cast.mika.actor,
            person=cast.mika.ref,
            starts_on=date.fromisoformat(first),
            ends_on=date.fromisoformat(last),
            at=AT,
        )


def test_a_deputy_is_somebody_else_from_here(cast: Cast) -> None:
    for deputy, code in ((cast.mika.ref, "deputy_is_self"), (cast.zoe.ref, "unknown_person")):
        with pytest.raises(Invalid, match=code):
            actions.add_absence(
                actor=cast.mika.actor,
                person=cast.mika.ref,
                starts_on=date(2026, 10, 5),
                ends_on=date(2026, 10, 9),
                deputy=deputy,
                at=AT,
            )


def test_days_away_are_announced_and_taken_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int | None] = []
    monkeypatch.setattr(events, "_reactions", events.defaultdict(list))
    events.react(actions.CalendarChanged, lambda event: seen.append(event.person_id))
    absence = actions.add_absence(
        actor=cast.mika.actor,
        person=cast.mika.ref,
        starts_on=date(2026, 10, 5),
        ends_on=date(2026, 10, 9),
        at=AT,
    )
    with pytest.raises(NotAllowed):
        actions.remove_absence(actor=cast.oleg.actor, absence_id=absence.id, at=AT)
    with pytest.raises(NotFound):
        actions.remove_absence(actor=cast.zoe.actor, absence_id=absence.id, at=AT)
    assert actions.remove_absence(actor=cast.mika.actor, absence_id=absence.id, at=AT) == cast.mika.ref
    assert seen == [cast.mika.id, cast.mika.id]
