"""A check-in in process and over HTTP, against its own statements replayed through the driver."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import fmean, median
from typing import Any

from django.db import connection

from northing.config.bench.driver import Statement, recorded, replay
from northing.config.bench.figures import Figure, percentile, took
from northing.config.bench.scene import DEPTH, Scene
from northing.config.bench.server import running_server
from northing.config.bench.timing import Took, since, started
from northing.config.bench.visitor import Visitor, signed_in
from northing.domain.terms import Reading
from northing.domain.units import parse_unit
from northing.features.checkins.actions import submit_check_in
from northing.features.okrs.actions import CheckInResult
from northing.features.org import queries as org_queries
from northing.kit.actors import Actor, Via
from northing.kit.storage.refs import new_ref
from northing.kit.storage.writing import writing
from northing.kit.web.typed import as_typed

BARS = {"sqlite": 4.0, "postgresql": 3.0}
MOST_OVER_HTTP = 5.0
MOST_STATEMENTS = 16
WARM_UP = 5
_INSERTED = re.compile(r'INSERT INTO "?(\w+)"?')


def measured(scene: Scene, *, samples: int = 300) -> list[Figure]:
    """Ratios of the action and of its request to the SQL floor, both at the depth the seed reached."""
    ours, floor, statements = _in_process(scene, samples)
    counted = sum(one.is_counted for one in statements)
    figures = [
        Figure("checkin", "depth", scene.depth, f"of {DEPTH} objectives"),
        *took("checkin", "action / SQL floor", ours, floor, bar=BARS[connection.vendor]),
        Figure("checkin", "action p95", percentile([one.clock for one in ours], 0.95) * 1_000, "ms"),
        Figure("checkin", "statements", counted, "count", bar=MOST_STATEMENTS),
    ]
    posted, nothing = _over_http(scene, samples)
    return [
        *figures,
        *took("checkin", "request / SQL floor", [_more(posted, nothing)], floor, bar=MOST_OVER_HTTP),
        Figure("checkin", "request p50", median(one.clock for one in posted) * 1_000, "ms"),
        Figure(
            "checkin",
            "signed-in POST that does nothing p50",
            median(one.clock for one in nothing) * 1_000,
            "ms",
        ),
    ]


def _more(posted: list[Took], nothing: list[Took]) -> Took:
    """The medians on the clock; of the processor, which ticks too slowly for one request, the means."""
    clock = median(one.clock for one in posted) - median(one.clock for one in nothing)
    return Took(clock, fmean(one.processor for one in posted) - fmean(one.processor for one in nothing))


def _in_process(scene: Scene, samples: int) -> tuple[list[Took], list[Took], list[Statement]]:
    ours, floor = [], []
    kept: list[Statement] = []
    for number in range(WARM_UP + samples):
        with org_queries.remembering(), recorded() as statements:
            actor = _owner(scene)  # a request knows its actor and organization before the view begins
            org_queries.organization_of(organization_id=scene.organization.id)
            statements.clear()
            began = started()
            result = _check_in(scene, actor, number)
            lasted = since(began)
        kept = [one for one in statements if not one.sql.startswith("BEGIN")]
        again = _as_new(kept, result)
        with _taken_back(kept):
            least = replay(again)
        if number >= WARM_UP:
            ours.append(lasted)
            floor.append(least)
    return ours, floor, kept


def _owner(scene: Scene) -> Actor:
    person = org_queries.person_by_ref(ref=scene.key_result.owner_ref, seen_by=scene.actor)
    return org_queries.actor_for_person(
        organization_id=scene.organization.id, person_id=person.id, via=Via.WEB
    )


def _value(scene: Scene, number: int) -> Decimal:
    """Another value each time, within the terms."""
    row = scene.key_result
    start, target = row.start or Decimal(0), row.target or Decimal(1)
    step = Decimal(number % 50 + 1) / 100
    return (start + (target - start) * step).quantize(Decimal(1).scaleb(-row.decimals))


def _check_in(scene: Scene, actor: Actor, number: int) -> CheckInResult:
    at: datetime = scene.at + timedelta(milliseconds=number)
    return submit_check_in(
        actor=actor,
        key_result=scene.key_result.ref,
        reading=Reading(effective_on=scene.on, value=_value(scene, number)),
        confidence=number % 8 + 1,
        note="Two deals slipped a week.",
        at=at,
        on=scene.on,
    )


def _as_new(statements: list[Statement], result: CheckInResult) -> list[Statement]:
    """The same statements with another ref, or the check-in would be refused as a second one of its name."""
    fresh, known = new_ref(), result.check_in.ref
    return [
        Statement(one.sql, tuple(fresh if value == known else value for value in one.parameters))
        for one in statements
    ]


@contextmanager
def _taken_back(statements: list[Statement]) -> Iterator[None]:
    """Delete what a replay inserted: it was never said, and the tally would count it."""
    tables = sorted({match[1] for one in statements if (match := _INSERTED.match(one.sql))})
    with connection.cursor() as cursor:
        last = {table: _last(cursor, table) for table in tables}
        yield
        with writing():
            for table in reversed(tables):
                cursor.execute(f"DELETE FROM {table} WHERE id > %s", [last[table]])  # noqa: S608


def _last(cursor: Any, table: str) -> int:
    cursor.execute(f"SELECT COALESCE(MAX(id), 0) FROM {table}")  # noqa: S608 - our own tables
    return int(cursor.fetchone()[0])


def _over_http(scene: Scene, samples: int) -> tuple[list[Took], list[Took]]:
    """A check-in by form, and a signed-in POST that does nothing, interleaved."""
    slug, key_result = scene.organization.slug, scene.key_result
    posted, nothing = [], []
    with running_server() as server, signed_in(server, scene, key_result.owner_ref) as visitor:
        visitor.get(f"/{slug}/check-in")
        for number in range(WARM_UP + samples):
            before = server.cpu_seconds()
            least = visitor.post(f"/{slug}/bench-floor/nothing", {"note": "Two deals slipped a week."})
            between = server.cpu_seconds()
            most = _post_check_in(visitor, scene, number)
            if number >= WARM_UP:
                nothing.append(Took(least, between - before))
                posted.append(Took(most, server.cpu_seconds() - between))
    return posted, nothing


def _post_check_in(visitor: Visitor, scene: Scene, number: int) -> float:
    form = {
        "value": as_typed(_value(scene, number), parse_unit(scene.key_result.unit)),
        "confidence": str(number % 8 + 1),
        "note": "Two deals slipped a week.",
        "key": new_ref(),
    }
    return visitor.post(f"/{scene.organization.slug}/check-in/{scene.key_result.ref}", form)
