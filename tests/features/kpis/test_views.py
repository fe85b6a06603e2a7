"""Pages of KPIs, as every role meets them."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine

from northing.features.kpis import queries
from tests.cast import Cast
from tests.features.kpis.builders import a_kpi, read

FORM = {
    "title": "Page weight",
    "unit": "hours",
    "decimals": "1",
    "direction": "down",
    "upper": "1.5",
    "cadence_days": "14",
}


@pytest.fixture(autouse=True)
def _one_day() -> object:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False):
        yield


def test_the_empty_list_says_what_to_do(cast: Cast) -> None:
    member = cast.mika.client.get(cast.mika.path("kpis")).content.decode()
    assert "Create the first KPI" in member
    observer = cast.olga.client.get(cast.olga.path("kpis")).content.decode()
    assert "No KPI yet" in observer
    assert "/acme/kpis/new" not in observer


def test_everybody_reads_the_list_and_a_kpi(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor, "Uptime <b>", upper=Decimal("100"), updater=cast.oleg.ref)
    read(cast.mika.actor, kpi, "98.4", note="An outage")
    for player in cast.of_acme:
        listed = player.client.get(player.path("kpis")).content.decode()
        for text in ("Uptime &lt;b&gt;", "98.4%", "99% – 100%", "out of band"):
            assert text in listed
        shown = player.client.get(player.path(f"kpis/{kpi.ref}")).content.decode()
        assert "An outage" in shown
        assert ("Add the number" in shown) is (player.name in {"Pia", "Ada", "Carl", "Mika", "Oleg"})
        assert (f"/acme/kpis/{kpi.ref}/edit" in shown) is (player.name in {"Pia", "Ada", "Carl", "Mika"})


def test_another_organization_sees_nothing(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    for rest in ("", "/edit"):
        assert cast.zoe.client.get(cast.zoe.path(f"kpis/{kpi.ref}{rest}")).status_code == 404
        assert cast.zoe.client.post(cast.zoe.path(f"kpis/{kpi.ref}{rest}"), FORM).status_code == 404
    assert "Uptime" not in cast.zoe.client.get(cast.zoe.path("kpis")).content.decode()


def test_forms_are_for_those_who_may(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    for player in cast.of_acme:
        may_create = player is not cast.olga
        may_edit = player.name in {"Pia", "Ada", "Carl", "Mika"}
        assert player.client.get(player.path("kpis/new")).status_code == (200 if may_create else 403)
        path = player.path(f"kpis/{kpi.ref}/edit")
        assert player.client.get(path).status_code == (200 if may_edit else 403)
        posted = player.client.post(
            path, {**FORM, "title": player.name, "is_active": "on", "owner": cast.mika.ref}
        )
        assert posted.status_code == (302 if may_edit else 403)
        written = player.client.post(player.path(f"kpis/{kpi.ref}"), {"value": "1", "on": "2026-11-23"})
        assert written.status_code == (302 if may_edit else 403)


def test_a_member_makes_a_kpi_and_edits_it(cast: Cast) -> None:
    offered = cast.mika.client.get(cast.mika.path("kpis/new")).content.decode()
    assert f'<option value="{cast.mika.ref}" selected>' in offered
    made = cast.mika.client.post(cast.mika.path("kpis/new"), {**FORM, "owner": cast.mika.ref})
    kpi = queries.kpis(actor=cast.mika.actor)[0]
    assert (made.status_code, made["Location"]) == (302, f"/acme/kpis/{kpi.ref}")
    assert (kpi.unit, kpi.upper, kpi.owner_id, kpi.is_active) == (
        "duration:hours",
        Decimal(5400),
        cast.mika.id,
        True,
    )
    edit = cast.mika.client.get(cast.mika.path(f"kpis/{kpi.ref}/edit")).content.decode()
    assert 'name="upper" value="1.5"' in edit


def test_what_was_typed_stays_beside_its_problem(cast: Cast) -> None:
    typed = {**FORM, "title": "", "upper": "a lot", "decimals": "x", "owner": cast.zoe.ref}
    answer = cast.mika.client.post(cast.mika.path("kpis/new"), typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    for name in ("title", "upper", "decimals"):
        assert f'id="id_{name}-error"' in text
    assert 'value="a lot"' in text
    assert "“a lot” cannot be read as a number." in text
    foreign = cast.mika.client.post(cast.mika.path("kpis/new"), {**FORM, "owner": cast.zoe.ref})
    assert 'id="id_owner-error"' in foreign.content.decode()
    assert queries.kpis(actor=cast.ada.actor) == []


@pytest.mark.parametrize(
    ("typed", "stored"), [("99,5%", "99.5"), ("98.25", "98.25"), ("９９", "99"), ("1 000", "1000")]
)
def test_numbers_are_read_as_people_type_them(cast: Cast, typed: str, stored: str) -> None:
    kpi = a_kpi(cast.mika.actor)
    answer = cast.mika.client.post(cast.mika.path(f"kpis/{kpi.ref}"), {"value": typed, "on": "2026-11-20"})
    assert answer.status_code == 302
    latest = queries.latest_readings(organization_id=cast.acme.id, kpi_ids=[kpi.pk])[kpi.pk]
    assert (latest.value, latest.on.isoformat()) == (Decimal(stored), "2026-11-20")


@pytest.mark.parametrize(
    ("value", "on", "field"),
    [
        ("", "2026-11-23", "value"),
        ("NaN", "2026-11-23", "value"),
        ("9" * 400, "2026-11-23", "value"),
        ("1.23456789", "2026-11-23", "value"),
        ("99", "2026-11-24", "on"),
        ("99", "yesterday", "on"),
    ],
)
def test_numbers_that_cannot_be(cast: Cast, value: str, on: str, field: str) -> None:
    kpi = a_kpi(cast.mika.actor)
    path = cast.mika.path(f"kpis/{kpi.ref}")
    answer = cast.mika.client.post(path, {"value": value, "on": on, "note": "kept note"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in text
    assert "kept note" in text
    assert queries.latest_readings(organization_id=cast.acme.id, kpi_ids=[kpi.pk]) == {}


def test_a_retired_kpi_leaves_the_list(cast: Cast) -> None:
    kpi = a_kpi(cast.mika.actor)
    path = cast.mika.path(f"kpis/{kpi.ref}/edit")
    assert cast.mika.client.post(path, {**FORM, "version": "1"}).status_code == 302
    assert "Page weight" not in cast.mika.client.get(cast.mika.path("kpis")).content.decode()
    assert "Page weight" in cast.mika.client.get(cast.mika.path("kpis?retired=1")).content.decode()
