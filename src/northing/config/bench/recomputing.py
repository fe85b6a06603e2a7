"""Verifying every stored number, against reading the same rows through the driver."""

from __future__ import annotations

import resource

from northing.config.bench.driver import recorded, replay
from northing.config.bench.figures import Figure, took
from northing.config.bench.scene import Scene
from northing.config.bench.timing import timed
from northing.features.okrs import actions as okr_actions

MOST = 8.0


def measured(scene: Scene, *, rounds: int = 3) -> list[Figure]:
    """The ratio, the differences (none), and by how much the process grew at its peak."""

    def verified() -> okr_actions.VerifyReport:
        return okr_actions.verify(organization_id=scene.organization.id, on=scene.on)

    before = _peak()
    with recorded() as statements:
        report = verified()
    grown = _peak() - before
    reads = [one for one in statements if one.is_counted]
    ours, floor = [], []
    for _ in range(rounds):
        ours.append(timed(verified))
        floor.append(replay(reads, is_transaction=False))
    differing = report.found + report.tally_differences
    return [
        *took("recompute", "verify / reading the rows", ours, floor, bar=MOST),
        Figure("recompute", "key results", report.key_results, "rows"),
        Figure("recompute", "statements", len(reads), "count"),
        Figure("recompute", "numbers that differ", differing, "count", bar=0),
        Figure("recompute", "memory grown at peak", grown / 1_024, "MB"),
    ]


def _peak() -> int:
    """The most this process ever held, in kB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
