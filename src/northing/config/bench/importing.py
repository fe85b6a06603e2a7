"""A workbook of key results taken in and written out again: how fast, how much memory, how long a transaction."""

from __future__ import annotations

import resource
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from time import perf_counter, process_time

from django.db import connection

from northing.config.bench.figures import Figure
from northing.config.bench.scene import Scene
from northing.domain.codes import Kind
from northing.domain.plan import ParentHint, Plan, PlanCycle, PlanKeyResult, PlanObjective
from northing.domain.units import COUNT
from northing.features.cycles import queries as cycle_queries
from northing.features.exchange import actions, queries
from northing.features.exchange.adapters import read_document
from northing.features.exchange.adapters.writers import write_xlsx
from northing.features.org import actions as org_actions
from northing.kit.actors import Actor, Via, system_actor

A_SECOND = 1_500  # key results, at least
LONGEST_MS = 1_000.0
CYCLES = {"Quarter": (date(2026, 10, 1), date(2029, 9, 30)), "Whole": (date(2026, 10, 1), date(2030, 9, 30))}
KEY_RESULTS_EACH, TEAMS, UNDER_ONE = 4, 50, 10


def measured(scene: Scene, *, key_results: int = 10_000) -> list[Figure]:
    """Read, import and export one workbook in an organization of its own; a quarter of it first, for the memory."""
    actor = _newcomer(scene.at)
    before = _peak()
    _import(actor, _workbook(key_results // 4, "Quarter"), scene)
    quarter = _peak() - before
    content = _workbook(key_results, "Whole")
    with transactions_timed() as lengths:
        wall, cpu = _import(actor, content, scene)
    whole = _peak() - before
    cycle = cycle_queries.cycle_by_name(actor=actor, name="Whole")
    started = perf_counter()
    plan = queries.plan_of_cycle(actor=actor, cycle=cycle, on=scene.on)
    written = write_xlsx(plan)
    export = perf_counter() - started
    assert sum(len(one.key_results) for one in plan.objectives) == key_results
    assert written
    each = 1_000 / key_results
    return [
        Figure("import", "a key result, read and written", wall * each, "ms", bar=1_000 / A_SECOND),
        Figure("import", "the same, processor time", cpu * each, "ms", bar=1_000 / A_SECOND),
        Figure("import", "key results a second", key_results / wall, "rows"),
        Figure("import", "write transactions", len(lengths), "count"),
        Figure("import", "longest write transaction", max(lengths) * 1_000, "ms", bar=LONGEST_MS),
        Figure("import", "memory grown at peak, a quarter", quarter / 1_024, "MB"),
        Figure("import", "memory grown at peak, all", whole / 1_024, "MB"),
        Figure("export", "a key result, read and written", export * each, "ms", bar=1_000 / A_SECOND),
    ]


def _newcomer(at: datetime) -> Actor:
    """An organization of its own, so that what else is measured here stays as it was."""
    founded = org_actions.found_organization(
        name="Import", slug=f"import-{secrets.token_hex(4)}", via=Via.CLI, time_zone="UTC", locale="en", at=at
    )
    return system_actor(founded.organization.id)


def _import(actor: Actor, content: bytes, scene: Scene) -> tuple[float, float]:
    wall, cpu = perf_counter(), process_time()
    reading = read_document("okrs.xlsx", content, today=scene.on)
    choices = actions.Choices(creates_teams=True)
    report = actions.import_plan(actor=actor, plan=reading.plan, at=scene.at, on=scene.on, choices=choices)
    assert report.is_written
    return perf_counter() - wall, process_time() - cpu


def _workbook(key_results: int, name: str) -> bytes:
    objectives = tuple(_objective(number, name) for number in range(key_results // KEY_RESULTS_EACH))
    return write_xlsx(Plan(PlanCycle(name, *CYCLES[name]), objectives))


def _objective(number: int, name: str) -> PlanObjective:
    above = number - number % UNDER_ONE
    parts = tuple(
        PlanKeyResult(
            title=f"Measure {place} of {name} {number} goes up",
            kind=Kind.METRIC,
            unit=COUNT,
            start=Decimal(10 * place),
            target=Decimal(100 + place),
        )
        for place in range(KEY_RESULTS_EACH)
    )
    return PlanObjective(
        title=f"{name} {number} is reached",
        team=f"Team {number % TEAMS}",
        key_results=parts,
        parent=ParentHint(f"{name} {above} is reached", "", above) if above != number else None,
    )


@contextmanager
def transactions_timed() -> Iterator[list[float]]:
    """How long each outermost transaction of this thread took, in seconds."""
    lengths: list[float] = []
    begun: list[float] = []
    original = connection.set_autocommit

    def timed(autocommit: bool, *given: object, **named: object) -> None:
        if not autocommit:
            begun.append(perf_counter())
        original(autocommit, *given, **named)  # type: ignore[arg-type]
        if autocommit and begun:
            lengths.append(perf_counter() - begun.pop())

    connection.set_autocommit = timed  # type: ignore[method-assign]
    try:
        yield lengths
    finally:
        connection.set_autocommit = original  # type: ignore[method-assign]


def _peak() -> int:
    """The most this process ever held, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
