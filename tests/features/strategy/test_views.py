"""The strategy page and its forms, as every role meets them."""

from __future__ import annotations

from datetime import UTC, datetime

from northing.features.strategy import actions, queries
from tests.cast import Cast

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_empty_states_say_what_to_do_next(cast: Cast) -> None:
    guide = cast.carl.client.get(cast.carl.path("strategy")).content.decode()
    assert "/acme/strategy/edit" in guide
    assert "/acme/strategy/pillars/new" in guide
    member = cast.mika.client.get(cast.mika.path("strategy")).content.decode()
    assert "Nothing is written here yet" in member
    assert "/acme/strategy/edit" not in member
    assert "/acme/strategy/pillars/new" not in member


def test_everybody_reads(cast: Cast) -> None:
    actions.write_statement(actor=cast.ada.actor, changes={"mission": "Maps <for> all"}, at=AT)
    actions.create_pillar(actor=cast.ada.actor, name="Trust", description="Word\nkept", at=AT)
    for player in cast.of_acme:
        text = player.client.get(player.path("strategy")).content.decode()
        assert "Maps &lt;for&gt; all" in text
        assert "Word<br>kept" in text
    assert "Trust" not in cast.zoe.client.get(cast.zoe.path("strategy")).content.decode()


def test_forms_are_for_guides(cast: Cast) -> None:
    pillar = actions.create_pillar(actor=cast.ada.actor, name="Trust", at=AT)
    for player in cast.everybody:
        guides = (cast.pia, cast.ada, cast.carl, cast.zoe)
        expected = 200 if player in guides else 403
        for rest in ("strategy/edit", "strategy/pillars/new"):
            assert player.client.get(player.path(rest)).status_code == expected
        known = 404 if player is cast.zoe else expected
        assert player.client.get(player.path(f"strategy/pillars/{pillar.ref}")).status_code == known
        moved = player.client.post(player.path(f"strategy/pillars/{pillar.ref}/move"), {"direction": "up"})
        assert moved.status_code == (302 if known == 200 else known)


def test_a_guide_writes_and_what_was_typed_stays(cast: Cast) -> None:
    path = cast.ada.path("strategy/edit")
    long = "x" * 4001
    refused = cast.ada.client.post(path, {"mission": long, "vision": "Kept", "version": "0"})
    assert refused.status_code == 422
    assert long in refused.content.decode()
    assert "Kept" in refused.content.decode()
    assert 'id="id_mission-error"' in refused.content.decode()
    saved = cast.ada.client.post(path, {"mission": "Maps", "vision": "Kept", "purpose": "", "version": "0"})
    assert (saved.status_code, saved["Location"]) == (302, "/acme/strategy")
    late = cast.carl.client.post(path, {"mission": "Other", "version": "0"})
    assert late.status_code == 422
    assert 'name="version" value="1"' in late.content.decode()
    assert "Other" in late.content.decode()


def test_a_pillar_comes_and_goes(cast: Cast) -> None:
    path = cast.ada.path("strategy/pillars/new")
    assert cast.ada.client.post(path, {"name": "", "description": "d"}).status_code == 422
    assert cast.ada.client.post(path, {"name": "Trust", "description": "d"}).status_code == 302
    again = cast.ada.client.post(path, {"name": "Trust"})
    assert again.status_code == 422
    assert "Another pillar is already called" in again.content.decode()
    pillar = queries.pillar_by_name(actor=cast.ada.actor, name="Trust")
    assert pillar is not None
    edit = cast.ada.path(f"strategy/pillars/{pillar.ref}")
    assert cast.ada.client.post(edit, {"name": "Trust", "description": "", "version": "1"}).status_code == 302
    assert queries.pillars(actor=cast.ada.actor) == []
    assert "1 retired" in cast.olga.client.get(cast.olga.path("strategy")).content.decode()
