"""Filling a database: people, two quarters, everything computed by the ledger itself afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

import typer

from northing.config.bench.crowd import Crowd, arrive
from northing.config.bench.numbers import Weeks
from northing.config.bench.sizes import Size
from northing.config.bench.tree import Season, grow, morning
from northing.domain.codes import CycleKind, Phase
from northing.features.cycles import actions as cycle_actions
from northing.features.okrs import actions as okr_actions
from northing.features.okrs.actions.seeding import SeedObjective, insert_ledger
from northing.features.org import actions as org_actions
from northing.features.org import queries as org_queries
from northing.features.org.queries import OrganizationRow
from northing.features.strategy import actions as strategy_actions
from northing.kit.actors import Actor
from northing.kit.cli.exits import Exit, stop
from northing.kit.cli.language import gettext as _
from northing.kit.storage.statistics import renew_statistics

BATCH = 250  # objectives a write transaction: well under a second with all their check-ins
QUARTER = 13  # weeks
PASSED = 11
SLUG = "bench"


@dataclass(slots=True)
class Seeded:
    """What was written."""

    organization: str
    people: int
    teams: int
    objectives: int = 0
    key_results: int = 0
    check_ins: int = 0
    is_clean: bool = False

    def count(self, batch: list[SeedObjective]) -> None:
        """Add one batch."""
        self.objectives += len(batch)
        self.key_results += sum(len(one.key_results) for one in batch)
        self.check_ins += sum(len(part.check_ins) for one in batch for part in one.key_results)

    def as_dict(self) -> dict[str, Any]:
        """For printing."""
        return asdict(self)


def require_empty() -> None:
    """End the command when somebody's people are in this database: made-up ones do not belong among them."""
    if any(org_queries.people_count(organization_id=one.id) for one in org_queries.organizations()):
        told = _("This database has people. Name an empty one in DATABASE_URL, or say --into-existing.")
        stop(told, Exit.CONFLICT)


def seed(*, size: Size, seed: int, at: datetime) -> Seeded:
    """Make the organization; the same ``size``, ``seed`` and day give the same again."""
    chance = Random(f"{size.name} {seed}")  # noqa: S311 - made-up companies, no secrets
    actor, organization = _found(at)
    today = org_queries.today_in(organization=organization, at=at)
    starts_on = today - timedelta(days=today.weekday(), weeks=PASSED - 1)
    founded = morning(Weeks(starts_on - timedelta(weeks=QUARTER + 4), 0, QUARTER, today))
    crowd = arrive(actor=actor, size=size, chance=chance, at=founded)
    pillars = [
        strategy_actions.create_pillar(actor=actor, name=name, at=founded).pk
        for name in ("Delight", "可靠", "成長", "Рост")
    ]
    told = Seeded(organization.slug, size.people, size.teams)
    closing, seasons = _seasons(actor, size, starts_on, today, pillars)
    with typer.progressbar(length=size.objectives, label=_("Objectives"), file=_stderr()) as bar:
        for batch in _batches(seasons, crowd, chance):
            insert_ledger(actor=actor, objectives=batch)
            told.count(batch)
            bar.update(len(batch))
    typer.echo(_("Computing every standing …"), err=True)
    renew_statistics()
    okr_actions.recompute(organization_id=organization.id, at=at, on=today)
    cycle_actions.set_phase(actor=actor, ref=closing, phase=Phase.CLOSED, at=at, on=today)
    renew_statistics()
    told.is_clean = okr_actions.verify(organization_id=organization.id, on=today).is_clean
    return told


def _stderr() -> Any:
    return typer.get_text_stream("stderr")


def _found(at: datetime) -> tuple[Actor, OrganizationRow]:
    known = {one.slug for one in org_queries.organizations()}
    slug = next(
        name
        for name in (SLUG, *(f"{SLUG}-{number}" for number in range(2, len(known) + 3)))
        if name not in known
    )
    founded = org_actions.found_organization(
        name="Bench",
        slug=slug,
        at=at,
        principal_name="Bench Principal",
        principal_email=f"principal@{slug}.invalid",
    )
    return founded.actor, founded.organization


def _seasons(
    actor: Actor, size: Size, starts_on: date, today: date, pillars: list[int]
) -> tuple[str, list[Season]]:
    """The closed quarter, the running one and the backlog; and the ref of the one still to be closed."""
    before = starts_on - timedelta(weeks=QUARTER)
    weeks = (Weeks(before, QUARTER, QUARTER, starts_on), Weeks(starts_on, PASSED, QUARTER, today))
    cycles = []
    for name, span in zip(("Closed quarter", "Running quarter"), weeks, strict=True):
        last = span.starts_on + timedelta(weeks=QUARTER, days=-1)
        opened = morning(span)
        cycle = cycle_actions.create_cycle(
            actor=actor, name=name, kind=CycleKind.QUARTER, starts_on=span.starts_on, ends_on=last, at=opened
        )
        cycle_actions.set_phase(actor=actor, ref=cycle.ref, phase=Phase.ACTIVE, at=opened, on=span.starts_on)
        cycles.append(cycle)
    closed = cycle_actions.set_phase(
        actor=actor, ref=cycles[0].ref, phase=Phase.CLOSING, at=morning(weeks[1]), on=starts_on
    )
    shares = [(size.objectives // 4, size.key_results // 4), (size.objectives // 20, size.key_results // 20)]
    running = (size.objectives - sum(o for o, _k in shares), size.key_results - sum(k for _o, k in shares))
    plan = ((closed.pk, shares[0], weeks[0]), (cycles[1].pk, running, weeks[1]), (None, shares[1], None))
    seasons, first = [], 1
    for cycle_id, (objectives, key_results), span_or_none in plan:
        is_closed = cycle_id == closed.pk
        agreed = morning(span_or_none or weeks[1])
        seasons.append(
            Season(cycle_id, objectives, key_results, span_or_none, is_closed, first, agreed, pillars)
        )
        first += objectives
    return closed.ref, seasons


def _batches(seasons: Iterable[Season], crowd: Crowd, chance: Random) -> Iterator[list[SeedObjective]]:
    for season in seasons:
        rows = grow(season, crowd, chance)
        while batch := list(islice(rows, BATCH)):
            yield batch
