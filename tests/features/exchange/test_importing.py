"""A document becomes tracked objectives, once: what is new, what changes, what stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from northing.domain.codes import HolderKind, LinkKind, ObjectiveState, Phase
from northing.features.cycles import queries as cycle_queries
from northing.features.exchange.actions import Choices
from northing.features.okrs import actions as okr_actions
from northing.features.okrs import queries as okr_queries
from northing.features.okrs.models import Alignment, CheckIn, KeyResult, Objective, Stage, TermsChange
from northing.features.org import queries as org_queries
from northing.features.work import queries as work_queries
from northing.kit.actors import Role
from tests.builders import TODAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast
from tests.features.exchange.importing import codes, figures, imported, key_result, objective, warned

OUTLINE = """# OKRs 2026 Q4

## Bring readers in
- [x] Publish the guide
- [ ] Answer every letter
  - [ ] within a day
  - [x] by a person
### [GROWTH] Readers recommend us
- Paying subscribers: 61000 -> 100000
- [PLATFORM] Fewer broken pages
"""

YAML = """northing: 1
cycle: {name: 2026 Q4, starts_on: 2026-10-01, ends_on: 2026-12-31}
objectives:
  - title: Readers recommend us
    team: Growth
    owner: mika@acme.example
    ambition: committed
    why_now: They ask for more
    weight: 2
    tags: [brand]
    key_results:
      - {title: Paying subscribers, unit: count, start: 61000, target: 100000, weight: 2, owner: Lin}
      - {title: Answers within, unit: "duration:hours", start: 36, target: 24}
      - {title: Refunds stay low, kind: at_most, upper: 2, unit: percent, guardrail: true}
      - title: New site
        stages:
          - {title: Drawn, done: yes}
          - {title: Live, due_on: 2026-12-01}
    initiatives:
      - {title: Referral programme, due_on: 2026-11-15, priority: P0, owner: Lin}
"""


def test_an_outline_becomes_a_tracked_quarter(cast: Cast) -> None:
    actor = cast.ada.actor
    report = imported(actor, OUTLINE)
    assert report.is_written
    assert (report.new_cycles, report.new_teams, report.cycles) == (("2026 Q4",), (), ("2026 Q4",))
    cycle = cycle_queries.cycle_by_name(actor=actor, name="2026 Q4")
    assert cycle is not None
    assert (cycle.phase, cycle.kind) == (Phase.ACTIVE, "quarter")
    root, child = objective(actor, "Bring readers in"), objective(actor, "Readers recommend us")
    assert (root.holder_kind, root.state, root.cycle_id) == ("organization", ObjectiveState.AGREED, cycle.pk)
    assert (child.holder_kind, child.team_id, child.owner_id) == ("team", cast.growth.id, cast.lin.id)
    link = Alignment.within(actor.organization_id).get(child=child)
    assert (link.parent_objective_id, link.kind) == (root.pk, LinkKind.CONTRIBUTES)


def test_boxes_are_yes_or_no_and_bullets_ask_for_their_numbers(cast: Cast) -> None:
    actor = cast.ada.actor
    report = imported(actor, OUTLINE)
    kinds = dict(KeyResult.within(actor.organization_id).values_list("title", "kind"))
    assert kinds == {
        "Publish the guide": "binary",
        "Answer every letter": "binary",
        "Paying subscribers": "metric",
        "Fewer broken pages": "",
    }
    assert [row.title for row in report.rows if row.asks] == ["Fewer broken pages"]
    assert key_result(actor, "Answer every letter").definition == "- [ ] within a day\n- [x] by a person"
    assert key_result(actor, "Fewer broken pages").definition == ""  # its team has a place of its own


def test_a_ticked_box_is_a_dated_reading(cast: Cast) -> None:
    imported(cast.ada.actor, OUTLINE)
    check_in = CheckIn.within(cast.acme.id).get()
    assert check_in.key_result.title == "Publish the guide"
    assert (check_in.is_done, check_in.effective_on, check_in.source) == (True, TODAY, "import")
    assert check_in.author_id == cast.ada.id
    page = okr_queries.objective_row(
        actor=cast.ada.actor, ref=objective(cast.ada.actor, "Bring readers in").ref, on=TODAY
    )
    assert page.standing.progress == Decimal("0.333333333")  # 1, 0 and the child's 0
    assert okr_actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean


def test_an_unticked_box_is_checked_in_as_yes(cast: Cast) -> None:
    from northing.domain.terms import Reading

    actor = cast.ada.actor
    imported(actor, OUTLINE)
    row = key_result(actor, "Answer every letter")
    result = okr_actions.record_reading(
        actor=actor,
        key_result=row.ref,
        reading=Reading(effective_on=TODAY, is_done=True),
        confidence=9,
        at=moment(),
        on=TODAY,
    )
    assert result.key_result.progress == 1


def test_a_past_cycle_dates_what_is_done_on_its_last_day(cast: Cast) -> None:
    report = imported(cast.ada.actor, "# OKRs 2018 Q3\n## Win\n- [x] Done\n")
    assert CheckIn.within(cast.acme.id).get().effective_on == date(2018, 9, 30)
    assert (0, "cycle", "cycle_ended") in warned(report)


def test_a_coming_cycle_waits(cast: Cast) -> None:
    mine = Choices(owner=cast.ada.ref)
    report = imported(cast.ada.actor, "# OKRs 2027 Q1\n## Win\n- [x] Done\n", choices=mine)
    assert warned(report) == [(3, "done", "done_too_early")]
    assert not CheckIn.within(cast.acme.id).exists()
    cycle = cycle_queries.cycle_by_name(actor=cast.ada.actor, name="2027 Q1")
    assert cycle is not None
    assert cycle.phase == Phase.PLANNING


def test_yaml_with_every_field(cast: Cast) -> None:
    actor = cast.ada.actor
    imported(actor, YAML, name="okrs.yaml")
    row = objective(actor, "Readers recommend us")
    assert (row.ambition, row.why_now, row.owner_id, row.weight) == (
        "committed",
        "They ask for more",
        cast.mika.id,
        2,
    )
    assert row.description == "#brand"
    subscribers, answers = key_result(actor, "Paying subscribers"), key_result(actor, "Answers within")
    assert (subscribers.start, subscribers.target, subscribers.weight) == (61000, 100000, 2)
    assert (subscribers.owner_id, answers.owner_id) == (cast.lin.id, cast.mika.id)
    assert (answers.unit, answers.start, answers.target) == ("duration:hours", 36 * 3600, 24 * 3600)
    refunds = key_result(actor, "Refunds stay low")
    assert (refunds.kind, refunds.upper, refunds.unit, refunds.is_guardrail) == (
        "at_most",
        2,
        "percent",
        True,
    )
    stages = Stage.within(actor.organization_id).order_by("number")
    assert [(stage.title, stage.progress_after) for stage in stages] == [
        ("Drawn", Decimal("0.5")),
        ("Live", 1),
    ]
    assert CheckIn.within(actor.organization_id).get().stages_reached == [1]
    found = work_queries.initiatives_of(actor=actor, objective=row.ref, on=TODAY)
    assert [(one.initiative.title, one.initiative.priority, one.initiative.owner_id) for one in found] == [
        ("Referral programme", 0, cast.lin.id)
    ]


@pytest.mark.parametrize(("text", "name"), [(OUTLINE, ""), (YAML, "okrs.yaml")])
def test_the_same_document_again_changes_nothing(cast: Cast, text: str, name: str) -> None:
    actor = cast.ada.actor
    first = imported(actor, text, name=name)
    before = figures(actor)
    again = imported(actor, text, name=name)
    assert again.changes_nothing
    assert not again.is_written
    assert [row.ref for row in again.rows] == [row.ref for row in first.rows]
    assert figures(actor) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(cast: Cast) -> None:
    actor = cast.ada.actor
    tried = imported(actor, OUTLINE, is_dry_run=True)
    assert figures(actor) == (0, 0)
    assert cycle_queries.cycles(actor=actor) == []
    done = imported(actor, OUTLINE)
    assert [(row.line, row.title, row.change, row.kind) for row in tried.rows] == [
        (row.line, row.title, row.change, row.kind) for row in done.rows
    ]


def test_only_what_the_document_says_is_changed(cast: Cast) -> None:
    actor = cast.ada.actor
    imported(actor, YAML, name="okrs.yaml")
    before = key_result(actor, "Paying subscribers")
    report = imported(actor, "# OKRs 2026 Q4\n## O: readers RECOMMEND us\n- team: Growth\n- why now: Because\n"
                      "- KR: Paying subscribers: 61000 -> 120000\n", reason="import")  # fmt: skip
    changed = [(row.title, row.fields) for row in report.rows if row.fields]
    assert changed == [("readers RECOMMEND us", ("why_now",)), ("Paying subscribers", ("target",))]
    after = key_result(actor, "Paying subscribers")
    assert (after.target, after.start, after.weight, after.owner_id) == (120000, 61000, 2, before.owner_id)
    assert objective(actor, "Readers recommend us").why_now == "Because"
    change = TermsChange.within(actor.organization_id).get()
    assert (change.field, change.reason) == ("target", "import")


def test_a_ref_finds_what_was_renamed(cast: Cast) -> None:
    actor = cast.ada.actor
    imported(actor, YAML, name="okrs.yaml")
    row, part = objective(actor, "Readers recommend us"), key_result(actor, "Paying subscribers")
    imported(actor, f"# OKRs 2026 Q4\n## O: Readers love us\n- ref: {row.ref}\n- KR: Subscribers who pay\n"
             f"  - ref: {part.ref}\n")  # fmt: skip
    assert objective(actor, "Readers love us").pk == row.pk
    assert key_result(actor, "Subscribers who pay").pk == part.pk
    assert figures(actor) == (1, 4)


def test_a_ref_nobody_has_is_kept(cast: Cast) -> None:
    imported(cast.ada.actor, "# OKRs 2026 Q4\n## O: Win\n- ref: 0123456789ab\n")
    assert objective(cast.ada.actor, "Win").ref == "0123456789ab"


def test_two_of_the_same_title_stay_two(cast: Cast) -> None:
    text = "# OKRs 2026 Q4\n## A\n### Improve\n- [ ] One\n## B\n### Improve\n- [ ] Two\n"
    imported(cast.ada.actor, text)
    assert imported(cast.ada.actor, text).changes_nothing
    assert Objective.within(cast.acme.id).filter(title="Improve").count() == 2


def test_a_parent_further_down_is_found(cast: Cast) -> None:
    actor = cast.ada.actor
    imported(actor, "# OKRs 2026 Q4\n## O: Child\n- parent: Parent\n## O: Parent\n")
    link = Alignment.within(actor.organization_id).get()
    assert (link.child.title, link.parent_objective.title) == ("Child", "Parent")
    assert imported(actor, "# OKRs 2026 Q4\n## O: Child\n- parent: Parent\n## O: Parent\n").changes_nothing


def test_a_parent_of_a_longer_cycle_is_supported(cast: Cast) -> None:
    actor = cast.ada.actor
    year = a_cycle(actor, name="2026", starts_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    above = an_objective(actor, cycle=year, title="The year")
    imported(actor, f"# OKRs 2026 Q4\n## O: Child\n- parent_ref: {above.ref}\n")
    assert Alignment.within(actor.organization_id).get().kind == LinkKind.SUPPORTS
    made = cycle_queries.cycle_by_name(actor=actor, name="2026 Q4")
    assert made is not None
    assert made.parent_id == year.pk


def test_known_objectives_get_what_is_missing(cast: Cast) -> None:
    actor = cast.ada.actor
    cycle = a_cycle(actor)
    parent = an_objective(actor, cycle=cycle, title="Above", agreed=True)
    child = an_objective(actor, cycle=cycle, title="Below", agreed=True)
    a_key_result(actor, child, reason="late", title="Known")
    report = imported(actor, "# OKRs 2026 Q4\n## Above\n### Below\n- [ ] Known\n- [x] Added\n")
    assert [(row.title, row.change, row.fields) for row in report.rows] == [
        ("Above", "unchanged", ()),
        ("Below", "changed", ("parent",)),
        ("Known", "unchanged", ()),
        ("Added", "new", ()),
    ]
    assert Alignment.within(actor.organization_id).get().parent_objective_id == parent.pk
    added = key_result(actor, "Added")
    assert added.was_agreed
    assert CheckIn.within(actor.organization_id).get().key_result_id == added.pk
    assert okr_actions.verify(organization_id=cast.acme.id, on=TODAY).is_clean


def test_ticking_a_known_box_checks_it_in_once(cast: Cast) -> None:
    actor = cast.ada.actor
    imported(actor, "# OKRs 2026 Q4\n## Win\n- [ ] Box\n")
    report = imported(actor, "# OKRs 2026 Q4\n## Win\n- [x] Box\n")
    assert report.rows[1].fields == ("done",)
    assert imported(actor, "# OKRs 2026 Q4\n## Win\n- [x] Box\n").changes_nothing
    assert imported(actor, "# OKRs 2026 Q4\n## Win\n- [ ] Box\n").changes_nothing
    assert CheckIn.within(actor.organization_id).count() == 1


def test_a_chosen_cycle_outweighs_the_document(cast: Cast) -> None:
    actor = cast.ada.actor
    cycle = a_cycle(actor)
    report = imported(actor, "# OKRs 2018 Q3\n## Win\n", choices=Choices(cycle=cycle.ref))
    assert (report.new_cycles, objective(actor, "Win").cycle_id) == ((), cycle.pk)


def test_teams_are_made_once_and_only_on_request(cast: Cast) -> None:
    actor = cast.ada.actor
    text = "# OKRs 2026 Q4\n## [ROCKETS] Fly\n- [ ] Test [ROCKETS]\n"
    refused = imported(actor, text, choices=Choices())
    assert codes(refused) == [(2, "team", "unknown_team_named")]
    assert figures(actor) == (0, 0)
    report = imported(actor, text)
    assert report.new_teams == ("ROCKETS",)
    team = org_queries.teams_named(organization_id=actor.organization_id, names=["rockets"])["rockets"][0]
    assert objective(actor, "Fly").team_id == team.id
    assert imported(actor, text).changes_nothing


def test_an_unknown_owner_is_left_out_and_told(cast: Cast) -> None:
    actor = cast.ada.actor
    report = imported(
        actor, "# OKRs 2026 Q4\n## O: Win\n- owner: Nobody Knows\n- pillar: Growth\n- parent: Gone\n"
    )
    assert set(warned(report)) == {
        (2, "owner", "unknown_owner"),
        (2, "pillar", "unknown_pillar_named"),
        (2, "parent", "unknown_parent"),
    }
    assert objective(actor, "Win").owner_id is None


def test_who_owns_what_names_nobody(cast: Cast) -> None:
    actor = cast.ada.actor
    text = "# OKRs 2026 Q4\n## Win\n- [ ] Box\n## [GROWTH] Grow\n- [ ] Grown\n"
    imported(actor, text, choices=Choices(owner=cast.mika.ref))
    owners = dict(Objective.within(actor.organization_id).values_list("title", "owner_id"))
    assert owners == {"Win": cast.mika.id, "Grow": cast.lin.id}
    assert key_result(actor, "Box").owner_id == cast.mika.id


def test_drafts_are_not_tracked(cast: Cast) -> None:
    imported(cast.ada.actor, "# OKRs 2026 Q4\n## Win\n", choices=Choices(is_agreed=False))
    assert objective(cast.ada.actor, "Win").state == ObjectiveState.DRAFT


def test_a_second_person_is_asked_where_the_organization_wants_one(cast: Cast) -> None:
    from northing.features.org import actions as org_actions

    actor = cast.ada.actor
    for number in range(10):
        org_actions.add_person(actor=actor, name=f"Person {number}", role=Role.MEMBER, at=moment())
    report = imported(
        actor, "# OKRs 2026 Q4\n## Win\n## [GROWTH] Grow\n", choices=Choices(owner=cast.ada.ref)
    )
    states = dict(Objective.within(actor.organization_id).values_list("title", "state"))
    assert states == {"Win": ObjectiveState.PROPOSED, "Grow": ObjectiveState.AGREED}
    assert report.proposed == 1


def test_a_personal_plan_of_a_member(cast: Cast) -> None:
    actor = cast.mika.actor
    a_cycle(cast.ada.actor)
    imported(actor, "# OKRs 2026 Q4\n## Learn\n- [ ] Course\n")
    row = objective(actor, "Learn")
    assert (row.holder_kind, row.person_id, row.owner_id) == (HolderKind.PERSON, cast.mika.id, cast.mika.id)


def test_statements_do_not_grow_with_new_rows(cast: Cast) -> None:
    from tests.support.statements import counted

    actor = cast.ada.actor
    a_cycle(actor)

    def cost(count: int, cycle_title: str) -> int:
        lines = "".join(f"## {cycle_title} {number}\n- [ ] Box\n" for number in range(count))
        with counted() as statements:
            imported(actor, f"# OKRs 2026 Q4\n{lines}")
        return len(statements)

    cost(1, "First")
    assert cost(2, "Few") == cost(6, "More")
