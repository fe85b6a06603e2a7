"""All or nothing, line by line, role by role, organization by organization."""

from __future__ import annotations

from dataclasses import replace

import pytest

from northing.domain.codes import Phase
from northing.features.cycles import actions as cycle_actions
from northing.features.cycles import queries as cycle_queries
from northing.features.exchange.actions import Choices
from northing.features.org import queries as org_queries
from northing.kit.actors import Scope, Via
from northing.kit.errors import NotAllowed, NotFound
from tests.builders import LAST_DAY, a_cycle, an_objective, moment
from tests.cast import Cast
from tests.features.exchange.importing import codes, figures, imported

PLAN = "# OKRs 2026 Q4\n## [GROWTH] Grow\n- [ ] Box\n## [PLATFORM] Stand\n- [ ] Box\n"


def test_one_bad_row_leaves_nothing(cast: Cast) -> None:
    actor = cast.ada.actor
    head = "# OKRs 2026 Q4\n## [NEW] Good\n- [ ] Fine\n"
    text = head + "## O: Bad\n- KR: Odd: 1 -> 2\n  - commit: 7\n- KR: Long\n  - cadence_days: 900\n"
    report = imported(actor, text)
    assert codes(report) == [(5, "commit", "points_out_of_order"), (7, "cadence_days", "out_of_range")]
    assert not report.is_written
    assert figures(actor) == (0, 0)
    assert cycle_queries.cycles(actor=actor) == []
    assert not org_queries.teams_named(organization_id=actor.organization_id, names=["New"])["New"]


def test_a_failure_in_the_last_row_takes_everything_back(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from northing.features.work import actions as work_actions
    from northing.kit.errors import Conflict

    def refuse(**_given: object) -> None:
        raise Conflict("changed_meanwhile")

    monkeypatch.setattr(work_actions, "create_initiative", refuse)
    report = imported(cast.ada.actor, "# OKRs 2026 Q4\n## O: Win\n- KR: Sales: 1 -> 2\n- I: Call people\n")
    assert codes(report) == [(4, "", "changed_meanwhile")]
    assert figures(cast.ada.actor) == (0, 0)
    assert cycle_queries.cycles(actor=cast.ada.actor) == []


def test_observers_import_nothing(cast: Cast) -> None:
    with pytest.raises(NotAllowed, match="import_needs_a_member"):
        imported(cast.olga.actor, PLAN)
    with pytest.raises(NotAllowed):
        imported(replace(cast.ada.actor, scopes=frozenset({Scope.READ})), PLAN)


@pytest.mark.parametrize("who", ["pia", "ada", "carl"])
def test_guides_import_for_everybody(cast: Cast, who: str) -> None:
    assert imported(cast.player(who).actor, PLAN).is_written


def test_members_import_for_their_own_team_only(cast: Cast) -> None:
    a_cycle(cast.ada.actor)
    for who, lines in (("lin", [4]), ("mika", [4]), ("oleg", [2])):
        report = imported(cast.player(who).actor, PLAN)
        assert codes(report) == [(line, "", "may_not_create_here") for line in lines]
    assert figures(cast.ada.actor) == (0, 0)


def test_members_make_neither_cycles_nor_teams(cast: Cast) -> None:
    actor = cast.mika.actor
    assert codes(imported(actor, "# OKRs 2026 Q4\n## Learn\n")) == [(0, "cycle", "unknown_cycle")]
    a_cycle(cast.ada.actor)
    assert codes(imported(actor, "# OKRs 2026 Q4\n## [ROCKETS] Fly\n")) == [(2, "team", "unknown_team_named")]


def test_coaches_make_cycles_but_no_teams(cast: Cast) -> None:
    report = imported(cast.carl.actor, "# OKRs 2026 Q4\n## [ROCKETS] Fly\n")
    assert (codes(report), report.new_cycles) == ([(2, "team", "unknown_team_named")], ("2026 Q4",))


def test_somebody_elses_objective_is_not_changed(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    row = an_objective(cast.lin.actor, cycle=cycle, title="Grow", team=cast.growth.ref)
    text = f"# OKRs 2026 Q4\n## O: Shrink\n- ref: {row.ref}\n- [ ] New box\n"
    assert codes(imported(cast.oleg.actor, text)) == [
        (2, "", "not_yours_to_edit"),
        (4, "", "not_yours_to_edit"),
    ]
    row.refresh_from_db()
    assert row.title == "Grow"


def test_what_cannot_be_seen_is_neither_matched_nor_overwritten(cast: Cast) -> None:
    cycle = a_cycle(cast.ada.actor)
    hidden = an_objective(
        cast.oleg.actor, cycle=cycle, title="Quiet", person=cast.oleg.ref, visibility="holder"
    )
    text = f"# OKRs 2026 Q4\n## O: Loud\n- ref: {hidden.ref}\n"
    assert codes(imported(cast.mika.actor, text)) == [(2, "ref", "ref_taken")]


def test_another_organization_is_never_matched(cast: Cast) -> None:
    theirs = an_objective(cast.zoe.actor, title="Orbit", team=cast.orbit.ref)
    text = f"# OKRs 2026 Q4\n## O: Ours\n- ref: {theirs.ref}\n- owner: zoe@zenith.example\n"
    report = imported(cast.ada.actor, text)
    assert report.is_written
    assert [problem.code for problem in report.warnings] == ["unknown_owner"]
    theirs.refresh_from_db()
    assert theirs.title == "Orbit"
    refused = imported(cast.ada.actor, "# OKRs 2026 Q4\n## [ORBIT] Fly\n", choices=Choices())
    assert codes(refused) == [(2, "team", "unknown_team_named")]
    their_cycle = a_cycle(cast.zoe.actor)
    with pytest.raises(NotFound, match="cycle_not_found"):
        imported(cast.ada.actor, PLAN, choices=Choices(cycle=their_cycle.ref))
    with pytest.raises(NotFound):
        imported(cast.ada.actor, PLAN, choices=Choices(owner=cast.zoe.ref))


@pytest.mark.parametrize("phase", [Phase.CLOSING, Phase.CLOSED])
def test_an_ended_cycle_takes_nothing_in(cast: Cast, phase: Phase) -> None:
    actor = cast.ada.actor
    cycle = a_cycle(actor)
    row = an_objective(actor, cycle=cycle, title="Grow", team=cast.growth.ref)
    after = LAST_DAY.replace(year=2027)
    for step in (Phase.CLOSING, Phase.CLOSED):
        if cycle.phase != phase:
            cycle = cycle_actions.set_phase(
                actor=actor, ref=cycle.ref, phase=step, at=moment(after), on=after
            )
    code = "cycle_closing" if phase is Phase.CLOSING else "cycle_closed"
    text = f"# OKRs 2026 Q4\n## O: New\n- [ ] Box\n## O: Grown\n- ref: {row.ref}\n- [ ] Added\n"
    report = imported(actor, text, on=after)
    assert [(line, found) for line, _field, found in codes(report)] == [(2, code), (4, code), (6, code)]
    assert not report.is_written


def test_a_plan_without_a_cycle_needs_one(cast: Cast) -> None:
    actor = cast.ada.actor
    assert codes(imported(actor, "## Win\n- [ ] Box\n")) == [(0, "cycle", "no_cycle")]
    a_cycle(actor)
    assert imported(actor, "## Win\n- [ ] Box\n").cycles == ("2026 Q4",)


def test_a_cycle_without_days_is_not_guessed(cast: Cast) -> None:
    report = imported(cast.ada.actor, "cycle: Spring push\n\n## O: Win\n- KR: Sales: 1 -> 2\n")
    assert codes(report) == [(0, "cycle", "cycle_without_dates")]


def test_ambiguous_names_are_not_guessed(cast: Cast) -> None:
    from northing.features.org import actions as org_actions

    actor = cast.ada.actor
    org_actions.add_person(actor=actor, name="Mika", at=moment())
    org_actions.create_team(actor=actor, name="Twin", parent=cast.growth.ref, at=moment())
    org_actions.create_team(actor=actor, name="Twin", parent=cast.platform.ref, at=moment())
    report = imported(actor, "# OKRs 2026 Q4\n## [TWIN] Fly\n")
    assert codes(report) == [(2, "team", "team_ambiguous")]
    told = imported(actor, "# OKRs 2026 Q4\n## O: Win\n- owner: Mika\n")
    assert [problem.code for problem in told.warnings] == ["owner_ambiguous"]


def test_the_door_is_kept_as_import(cast: Cast) -> None:
    from northing.kit.storage.models import Version

    imported(cast.ada.actor, PLAN)
    kinds = Version.within(cast.acme.id).filter(subject_kind__in=["objective", "key_result"])
    assert set(kinds.values_list("via", flat=True)) == {Via.IMPORT}
    assert kinds.count() == 4
