"""KPIs are made, changed and read; each refusal is exact and leaves nothing behind."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from northing.features.kpis import actions, queries
from northing.features.org import actions as org_actions
from northing.kit import events
from northing.kit.activity.record import acts_on
from northing.kit.errors import Conflict, Invalid, NotAllowed, NotFound, Problems
from northing.kit.storage import search
from northing.kit.storage.versions import history, subject_of
from northing.kit.subjects import Subject, cards
from tests.cast import Cast
from tests.features.kpis.builders import AT, TODAY, a_kpi, read
from tests.support.statements import counted


def test_whoever_makes_a_kpi_owns_it(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    assert (kpi.owner_id, kpi.version, kpi.unit) == (cast.mika.id, 1, "percent")
    given = a_kpi(cast.ada.actor, "Churn", owner=cast.oleg.ref, updater=cast.mika.ref, team=cast.growth.ref)
    assert (given.owner_id, given.updater_id, given.team_id) == (cast.oleg.id, cast.mika.id, cast.growth.id)
    assert search.find(organization_id=cast.acme.id, query="churn") == [subject_of(given)]
    with pytest.raises(NotAllowed):
        a_kpi(cast.olga.actor)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"title": " "}, ("title", "required")),
        ({"title": "x" * 201}, ("title", "too_long")),
        ({"title": "a\x00"}, ("title", "control_characters")),
        ({"owner": "nobodynobody"}, ("owner", "unknown_person")),
        ({"team": "nowhere"}, ("team", "unknown_team")),
        ({"unit": ""}, ("unit", "kpi_unit_unknown")),
        ({"unit": "duration:moons"}, ("unit", "kpi_unit_unknown")),
        ({"decimals": 7}, ("decimals", "kpi_number_out_of_range")),
        ({"cadence_days": 0}, ("cadence_days", "kpi_number_out_of_range")),
        ({"lower": Decimal("NaN")}, ("lower", "not_finite")),
        ({"lower": Decimal("1e400")}, ("lower", "too_precise")),
        ({"lower": Decimal("0.1234567")}, ("lower", "too_precise")),
        ({"upper": Decimal(98)}, ("upper", "kpi_bounds_crossed")),
        ({"direction": "inside"}, ("upper", "kpi_needs_both_bounds")),
    ],
)
def test_fields_that_cannot_be(cast: Cast, fields: dict[str, Any], expected: tuple[str, str]) -> None:
    with pytest.raises(Problems) as refused:
        a_kpi(cast.ada.actor, **fields)
    assert [(one.field, one.code) for one in refused.value.problems] == [expected]
    assert queries.kpis(actor=cast.ada.actor) == []


def test_people_of_another_organization_are_nobody(cast: Cast) -> None:
    with pytest.raises(Problems) as refused:
        a_kpi(cast.ada.actor, owner=cast.zoe.ref, team=cast.orbit.ref)
    assert {one.code for one in refused.value.problems} == {"unknown_person", "unknown_team"}


def test_changes_are_versions(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    change = {"title": "Uptime", "lower": Decimal("99.0"), "upper": Decimal(100)}
    changed = actions.change_kpi(
        actor=cast.mika.actor, ref=kpi.ref, fields=change, at=AT, on=TODAY, expected=1
    )  # type: ignore[arg-type]
    assert (changed.version, changed.upper) == (2, Decimal(100))
    assert list(history(changed)[0].changes) == ["upper"]
    with pytest.raises(Conflict):
        actions.change_kpi(
            actor=cast.ada.actor, ref=kpi.ref, fields={"title": "Other"}, at=AT, on=TODAY, expected=1
        )
    for stranger in (cast.oleg, cast.olga):
        with pytest.raises(NotAllowed):
            actions.change_kpi(actor=stranger.actor, ref=kpi.ref, fields={"title": "Mine"}, at=AT, on=TODAY)
    with pytest.raises(NotFound):
        actions.change_kpi(actor=cast.zoe.actor, ref=kpi.ref, fields={"title": "Mine"}, at=AT, on=TODAY)


def test_the_later_row_of_a_day_counts(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    read(cast.mika.actor, kpi, "99.5", TODAY - timedelta(days=7))
    read(cast.mika.actor, kpi, "98", TODAY)
    read(cast.mika.actor, kpi, "99.9", TODAY, note="typo before")
    read(cast.mika.actor, kpi, "99.1", TODAY - timedelta(days=3))
    found = queries.readings_of(organization_id=cast.acme.id, kpi_ids=[kpi.pk])[kpi.pk]
    assert [(row.on.day, row.value) for row in found] == [
        (16, Decimal("99.5")),
        (20, Decimal("99.1")),
        (23, Decimal("99.9")),
    ]
    latest = queries.latest_readings(organization_id=cast.acme.id, kpi_ids=[kpi.pk])[kpi.pk]
    assert (latest.value, latest.note, latest.author_id) == (Decimal("99.9"), "typo before", cast.mika.id)
    since = queries.readings_of(organization_id=cast.acme.id, kpi_ids=[kpi.pk], since=TODAY)
    assert [row.on for row in since[kpi.pk]] == [TODAY]
    assert queries.readings_of(organization_id=cast.zenith.id, kpi_ids=[kpi.pk]) == {}


def test_only_its_people_write_numbers(cast: Cast) -> None:
    kpi = a_kpi(cast.ada.actor, owner=cast.mika.ref, updater=cast.oleg.ref, team=cast.growth.ref)
    for player in (cast.pia, cast.ada, cast.carl, cast.lin, cast.mika, cast.oleg):
        read(player.actor, kpi, "99")
    with pytest.raises(NotAllowed):
        read(cast.olga.actor, kpi, "99")
    with pytest.raises(NotFound):
        read(cast.zoe.actor, kpi, "99")


def test_a_deputy_writes_while_the_owner_is_away(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    with pytest.raises(NotAllowed):
        read(cast.oleg.actor, kpi, "99")
    org_actions.add_absence(
        actor=cast.mika.actor,
        person=cast.mika.ref,
        starts_on=TODAY,
        ends_on=TODAY,
        at=AT,
        deputy=cast.oleg.ref,
    )
    read(cast.oleg.actor, kpi, "99")


@pytest.mark.parametrize(
    ("value", "on", "expected"),
    [
        (Decimal("99"), TODAY + timedelta(days=1), ("on", "day_in_future")),
        (Decimal("Infinity"), TODAY, ("value", "not_finite")),
        (Decimal("1.2345678"), TODAY, ("value", "too_precise")),
    ],
)
def test_readings_that_cannot_be(cast: Cast, value: Decimal, on: date, expected: tuple[str, str]) -> None:
    kpi = a_kpi(cast.mika.actor)
    with pytest.raises(Invalid) as refused:
        actions.record_kpi_reading(actor=cast.mika.actor, kpi=kpi.ref, value=value, on=on, today=TODAY, at=AT)
    assert (refused.value.field, refused.value.code) == expected
    assert queries.latest_readings(organization_id=cast.acme.id, kpi_ids=[kpi.pk]) == {}


def test_a_retired_kpi_takes_no_numbers(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    actions.change_kpi(actor=cast.mika.actor, ref=kpi.ref, fields={"is_active": False}, at=AT, on=TODAY)
    with pytest.raises(Conflict) as refused:
        read(cast.mika.actor, kpi, "99")
    assert refused.value.code == "kpi_retired"
    assert queries.kpis(actor=cast.ada.actor) == []
    assert len(queries.kpis(actor=cast.ada.actor, includes_retired=True)) == 1


def test_a_reading_is_announced_in_its_transaction(cast: Cast) -> None:
    heard: list[actions.KpiReadingRecorded] = []
    events.react(actions.KpiReadingRecorded, heard.append)
    kpi = a_kpi(cast.mika.actor)
    read(cast.mika.actor, kpi, "99.50")
    assert [(event.kpi_ref, event.on, event.value, event.by) for event in heard] == [
        (kpi.ref, TODAY, Decimal("99.5"), cast.mika.actor)
    ]
    assert [act.verb for act in acts_on(cast.acme.id, [subject_of(kpi)])] == ["kpi.read", "kpi.created"]


@pytest.mark.parametrize(
    ("lower", "upper", "value", "band"),
    [
        (None, None, "5", "silent"),
        ("1", None, None, "silent"),
        ("1", None, "1", "inside"),
        ("1", None, "0.999999", "breached"),
        (None, "2", "2", "inside"),
        (None, "2", "2.000001", "breached"),
        ("1", "2", "1.5", "inside"),
        ("1", "2", "0", "breached"),
        ("1", "2", "3", "breached"),
    ],
)
def test_bands(lower: str | None, upper: str | None, value: str | None, band: str) -> None:
    kpi = queries.Kpi(lower=lower and Decimal(lower), upper=upper and Decimal(upper))
    assert queries.band_state(kpi=kpi, value=Decimal(value) if value else None) == band


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_the_same_however_long(cast: Cast, count: int) -> None:
    for number in range(count):
        kpi = a_kpi(cast.mika.actor, f"K{number:02d}")
        for day in range(14):
            read(cast.mika.actor, kpi, str(day), TODAY - timedelta(days=14 - day))
    with counted() as statements:
        listed = queries.kpi_list(actor=cast.mika.actor, on=TODAY)
    assert len(listed.rows) == count
    assert {len(row.readings) for row in listed.rows} == {12}
    assert (
        len(statements) <= 5 + 2 * count
    )  # outside a request organization and calendar are asked for each time


def test_pages_of_the_list_continue(cast: Cast) -> None:
    for number in range(51):
        a_kpi(cast.mika.actor, f"K{number:02d}")
    first = queries.kpi_list(actor=cast.olga.actor, on=TODAY)
    second = queries.kpi_list(actor=cast.olga.actor, on=TODAY, after=first.after)
    assert (len(first.rows), [row.kpi.title for row in second.rows], second.after) == (50, ["K50"], "")


def test_cards_stay_inside(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    subject = Subject("kpi", kpi.pk)
    assert cards([subject], seen_by=cast.olga.actor)[subject].url == f"/acme/kpis/{kpi.ref}"
    assert cards([subject], seen_by=cast.zoe.actor) == {}
