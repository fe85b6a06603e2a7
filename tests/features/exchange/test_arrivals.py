"""An import writes in short transactions, and nobody sees any of it before the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from northing.features.exchange.actions import importing
from northing.features.exchange.actions.writing import Writer
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.models import (
    Alignment,
    KeyResult,
    KeyResultStanding,
    Objective,
    StandingDay,
)
from northing.features.org.models import Team
from northing.kit.activity.models import Activity
from northing.kit.storage import search
from northing.kit.storage.models import SearchEntry, Version
from tests.builders import TODAY, moment
from tests.cast import Cast
from tests.features.exchange.importing import codes, figures, imported, objective

pytestmark = pytest.mark.django_db
TEXT = "# OKRs 2026 Q4\n## [ROCKETS] Aim high\n- [x] Box\n" + "".join(
    f"### [ROCKETS] Goal {number}\n- [x] Box\n- Sales: 1 -> 9\n" for number in range(12)
)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Batches of a few rows; the sizes of those that were staged."""
    monkeypatch.setattr(importing, "_BATCH", 6)
    sizes: list[int] = []
    stage = okr_actions.stage_new

    def staged(*, arrival: okr_actions.Arrival, checked: okr_actions.CheckedNew) -> None:
        stage(arrival=arrival, checked=checked)
        sizes.append(len(checked.rows))

    monkeypatch.setattr(okr_actions, "stage_new", staged)
    return sizes


def rows_of(organization_id: int) -> dict[str, int]:
    """Everything an import writes, seen or not."""
    tables: Any = (
        Objective,
        KeyResult,
        KeyResultStanding,
        Alignment,
        StandingDay,
        Version,
        SearchEntry,
        Activity,
    )
    found = {
        table.__name__: table._default_manager.filter(organization_id=organization_id) for table in tables
    }
    return {name: rows.count() for name, rows in found.items()}


def seen(cast: Cast) -> Iterator[bool]:
    """Every way somebody could come across a half of it."""
    actor = cast.ada.actor
    yield figures(actor) != (0, 0)
    yield bool(
        search.find(organization_id=cast.acme.id, query="Goal")
        and okr_queries.objective_cards(
            list(Objective.arriving(cast.acme.id).values_list("pk", flat=True)), actor
        )
    )
    yield bool(okr_queries.key_results_due(actor=actor, on=TODAY, everything=True))
    yield bool(okr_queries.said_since(actor=actor, since=moment(TODAY) - timedelta(days=1)))
    yield Team.within(cast.acme.id).filter(name="ROCKETS").exists()
    yield not okr_actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean
    yield bool(
        okr_actions.day_roll(
            organization_id=cast.acme.id, at=moment(TODAY), on=TODAY + timedelta(days=400)
        ).objectives
    )


def broken_off(monkeypatch: pytest.MonkeyPatch, look: Callable[[], None]) -> None:
    """The process ends (or something else goes wrong) after staging, before publishing."""

    def write(_self: Writer) -> None:
        look()
        raise RuntimeError("the power is gone")

    monkeypatch.setattr(Writer, "write", write)


def test_many_batches_become_one_tracked_tree(cast: Cast, small_batches: list[int]) -> None:
    report = imported(cast.ada.actor, TEXT)
    assert report.is_written
    assert len(small_batches) > 4
    assert figures(cast.ada.actor) == (13, 25)
    top = objective(cast.ada.actor, "Aim high")
    assert top.down_links.count() == 12
    assert top.standing.team_id == top.team_id == Team.within(cast.acme.id).get(name="ROCKETS").pk
    assert not Objective.arriving(cast.acme.id).exists()
    assert okr_actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean
    assert imported(cast.ada.actor, TEXT).changes_nothing


def test_nobody_sees_what_is_on_its_way(
    cast: Cast, small_batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def look() -> None:
        assert Objective.arriving(cast.acme.id).count() == 13
        assert not any(seen(cast))

    broken_off(monkeypatch, look)
    before = rows_of(cast.acme.id)
    with pytest.raises(RuntimeError):
        imported(cast.ada.actor, TEXT)
    assert small_batches
    assert rows_of(cast.acme.id) == before


def test_what_a_dead_process_left_is_swept(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    broken_off(monkeypatch, lambda: None)
    monkeypatch.setattr(okr_actions, "withdraw_new", lambda *, arrival: 0)
    before = rows_of(cast.acme.id)
    with pytest.raises(RuntimeError):
        imported(cast.ada.actor, TEXT)
    assert rows_of(cast.acme.id) != before
    assert not any(seen(cast))
    young: dict[str, Any] = {"organization_id": cast.acme.id, "at": moment(TODAY) + timedelta(minutes=5)}
    assert okr_actions.sweep_arrivals(**young) == 0  # it may still be running
    assert (
        okr_actions.sweep_arrivals(organization_id=cast.acme.id, at=moment(TODAY) + timedelta(hours=1)) == 13
    )
    assert rows_of(cast.acme.id) == before


def test_a_refused_row_in_the_last_batch_takes_back_the_first(cast: Cast, small_batches: list[int]) -> None:
    before = rows_of(cast.acme.id)
    text = TEXT.replace(
        "## [ROCKETS] Aim high\n", "## [ROCKETS] Aim high\n- KR: Odd: 1 -> 2\n  - commit: 7\n"
    )
    report = imported(cast.ada.actor, text)
    assert codes(report) == [(3, "commit", "points_out_of_order")]
    assert small_batches  # the root is staged last, so others were written before it
    assert rows_of(cast.acme.id) == before


def test_many_changes_of_known_rows_are_written_in_pieces(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from northing.features.exchange.actions import writing

    imported(cast.ada.actor, TEXT)
    monkeypatch.setattr(writing, "AT_ONCE", 5)
    report = imported(cast.ada.actor, TEXT.replace("1 -> 9", "1 -> 8") + "## New\n- [ ] Box\n")
    assert report.is_written
    assert KeyResult.within(cast.acme.id).filter(target=8).count() == 12
    assert okr_actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean


def test_the_history_of_an_imported_objective_says_it_was_agreed(cast: Cast) -> None:
    imported(cast.ada.actor, TEXT)
    row = objective(cast.ada.actor, "Aim high")
    acts = Activity.within(cast.acme.id).filter(subject_kind="objective", subject_id=row.pk)
    assert set(acts.values_list("verb", flat=True)) == {"objective.created", "objective.agreed"}
    first = Version.within(cast.acme.id).get(subject_kind="objective", subject_id=row.pk)
    assert first.changes["team"] == [None, row.team_id]
    assert "arrival" not in first.changes
