"""Slots: what one feature adds to another's page, seen by who may."""

from __future__ import annotations

import pytest

from northing.kit.actors import Actor, Role
from northing.kit.web import slots
from northing.kit.web.slots import Panel, panels_for, register_panel

ADA = Actor(organization_id=1, person_id=1, role=Role.ADMIN)
MIKA = Actor(organization_id=1, person_id=2, role=Role.MEMBER)


def is_steward(actor: Actor) -> bool:
    return actor.is_steward


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slots, "_panels", [])


def test_panels_come_in_order_and_only_for_who_may_open_them() -> None:
    register_panel(Panel("account", 20, "kit_web:theme", label="Theme"))
    register_panel(Panel("account", 10, "kit_web:language", is_steward, label="Language", icon="languages"))
    register_panel(Panel("elsewhere", 1, "kit_web:theme"))

    assert [panel.label for panel in panels_for("account", ADA)] == ["Language", "Theme"]
    assert [(panel.label, panel.url) for panel in panels_for("account", MIKA)] == [("Theme", "/-/theme")]


def test_the_same_address_twice_in_a_slot_is_refused() -> None:
    register_panel(Panel("account", 1, "kit_web:theme"))
    with pytest.raises(ValueError, match="already holds"):
        register_panel(Panel("account", 2, "kit_web:theme"))


def test_a_panel_whose_address_needs_more_names_is_an_error() -> None:
    register_panel(Panel("account", 1, "kit_web:theme"))
    with pytest.raises(LookupError, match="no address"):
        panels_for("account", ADA, ref="abc")
