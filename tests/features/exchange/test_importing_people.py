"""Who owns what an import brings, who takes part in it, and what becomes of cycles that are over."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from northing.domain.codes import Phase
from northing.features.cycles import queries as cycle_queries
from northing.features.exchange.actions import Choices
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.models import ObjectiveShare
from northing.features.org.models import Team
from tests.builders import LAST_DAY, TODAY
from tests.cast import Cast
from tests.features.exchange.importing import ALL, imported, key_result, objective, warned

pytestmark = pytest.mark.django_db
PLAIN = "# OKRs 2026 Q4\n## Win\n- [ ] Box\n## Stay\n- [ ] Other box\n"


def test_objectives_nobody_owns_are_told_once(cast: Cast) -> None:
    report = imported(cast.ada.actor, PLAIN)
    told = [problem for problem in report.warnings if problem.code == "objectives_unowned"]
    assert [(problem.line, problem.params) for problem in told] == [(0, {"count": "2"})]


def test_importing_again_with_an_owner_fills_what_nobody_owns(cast: Cast) -> None:
    imported(cast.ada.actor, PLAIN)
    mine = Choices(creates_teams=True, owner=cast.ada.ref)
    report = imported(cast.ada.actor, PLAIN, choices=mine)
    assert {row.fields for row in report.rows} == {("owner",)}
    assert {row.owner for row in report.rows} == {cast.ada.name}
    assert objective(cast.ada.actor, "Win").owner_id == cast.ada.id
    assert key_result(cast.ada.actor, "Box").owner_id == cast.ada.id
    again = Choices(creates_teams=True, owner=cast.mika.ref)
    assert imported(cast.ada.actor, PLAIN, choices=again).changes_nothing  # what somebody owns stays theirs


def test_the_team_a_key_result_is_tagged_with_shares_the_objective(cast: Cast) -> None:
    text = "# OKRs 2026 Q4\n## [GROWTH] Win\n- [ ] [PLATFORM] Theirs\n- [ ] [ROCKETS] New\n- [ ] Ours\n- [ ] Too\n"
    imported(cast.ada.actor, text)
    shares = ObjectiveShare.within(cast.acme.id).filter(objective=objective(cast.ada.actor, "Win"))
    rockets = Team.within(cast.acme.id).get(name="ROCKETS")
    assert dict(shares.values_list("team_id", "weight")) == {
        cast.platform.id: Decimal(1),
        rockets.pk: Decimal(1),
        cast.growth.id: Decimal(2),
    }
    assert imported(cast.ada.actor, text).changes_nothing


def test_a_tag_that_names_no_team_stays_and_is_told(cast: Cast) -> None:
    report = imported(cast.ada.actor, "# OKRs 2026 Q4\n## Win\n- [ ] [ROCKETS] New\n", choices=Choices())
    assert (3, "team", "team_noted") in warned(report)
    assert key_result(cast.ada.actor, "New").definition == "[ROCKETS]"


def test_priorities_are_kept_and_told(cast: Cast) -> None:
    report = imported(cast.ada.actor, "# OKRs 2026 Q4\n## [P1] Win\n- [ ] [P0] Box\n")
    told = next(problem for problem in report.warnings if problem.code == "priorities_noted")
    assert told.params == {"names": "P0, P1"}
    assert objective(cast.ada.actor, "Win").description == "[P1]"
    assert key_result(cast.ada.actor, "Box").definition == "[P0]"


@pytest.mark.parametrize("days", [1, 15, 3_000])
def test_a_cycle_that_is_over_stays_open_until_somebody_closes_it(cast: Cast, days: int) -> None:
    after = LAST_DAY + timedelta(days=days)
    report = imported(cast.ada.actor, PLAIN, on=after)
    assert (0, "cycle", "cycle_ended") in warned(report)
    cycle = cycle_queries.cycle_by_name(actor=cast.ada.actor, name="2026 Q4")
    assert cycle is not None
    assert cycle.phase == Phase.ACTIVE
    assert objective(cast.ada.actor, "Win").state == "agreed"


def test_nobody_owes_what_lies_long_past(cast: Cast) -> None:
    text = PLAIN.replace("[ ]", "Sales:").replace("Box", "1 -> 2").replace("Other box", "3 -> 4")
    mine = Choices(creates_teams=True, owner=cast.ada.ref)
    imported(cast.ada.actor, text, choices=mine)

    def owed(on: date) -> int:
        return okr_queries.count_due(actor=cast.ada.actor, on=on)

    assert owed(TODAY + timedelta(days=20)) == 2
    assert owed(LAST_DAY + timedelta(days=14)) == 2  # its final values are still to be told
    assert owed(LAST_DAY + timedelta(days=15)) == 0
    everything = okr_queries.key_results_due(
        actor=cast.ada.actor, on=LAST_DAY + timedelta(days=400), everything=True, long_over=True
    )
    assert len(everything) == 2
    assert ALL.owner is None
