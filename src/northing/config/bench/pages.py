"""Pages over HTTP, against the frame floor and the bare floor of the same server."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from northing.config.bench.figures import Figure, percentile
from northing.config.bench.scene import Scene
from northing.config.bench.server import Server, running_server
from northing.config.bench.visitor import Visitor, signed_in

MOST_RATIO, MOST_STATEMENTS, MOST_FRAME, MOST_BYTES = 4.0, 16, 5, 60_000
WARM_UP = 3


@dataclass(slots=True)
class _Page:
    """One page and what was taken of it: seconds by round, of the page and of its floors."""

    name: str
    path: str
    framed: str
    bare: str
    page: list[list[float]] = field(default_factory=list)
    frame_floor: list[list[float]] = field(default_factory=list)
    bare_floor: list[list[float]] = field(default_factory=list)
    cpu: float = 0.0
    floor_cpu: float = 0.0


def measured(scene: Scene, *, samples: int = 20, rounds: int = 5) -> list[Figure]:
    """Every page in interleaved rounds; medians of the rounds."""
    figures: list[Figure] = []
    with running_server() as server, signed_in(server, scene, scene.lead) as visitor:
        pages = [_known(scene, *one) for one in _paths(scene).items()]
        counts = {page.name: _prepared(server, visitor, page) for page in pages}
        for _ in range(rounds):
            for page in pages:
                _round(server, visitor, page, samples)
        for page in pages:
            figures += [*_speed(page, rounds * samples), *counts[page.name]]
    return figures


def _paths(scene: Scene) -> dict[str, str]:
    slug = scene.organization.slug
    return {
        "home": f"/{slug}/",
        "explorer": f"/{slug}/okrs",
        "objective": f"/{slug}/okrs/{scene.objective}",
        "check-in page": f"/{slug}/check-in",
        "team": f"/{slug}/teams/{scene.team}",
    }


def _known(scene: Scene, name: str, path: str) -> _Page:
    file = name.replace(" ", "-")
    return _Page(name, path, f"/{scene.organization.slug}/bench-floor/{file}", f"/-/bench-floor/{file}")


def _prepared(server: Server, visitor: Visitor, page: _Page) -> list[Figure]:
    """Warm everything up, give the floors their body, and count."""
    for _ in range(WARM_UP):
        body = visitor.get(page.path).body
    (server.bodies / page.bare.rpartition("/")[2]).write_bytes(body)
    for _ in range(WARM_UP):
        visitor.get(page.framed)
        visitor.get(page.bare)
    statements = visitor.get(page.path, counts=True).statements
    frame = visitor.get(page.framed, counts=True).statements
    return [
        Figure(page.name, "statements", statements, "count", bar=MOST_STATEMENTS),
        Figure(page.name, "statements of the frame", frame, "count", bar=MOST_FRAME),
        Figure(page.name, "size", len(body), "bytes"),
        Figure(page.name, "size gzipped", len(gzip.compress(body, 6)), "bytes", bar=MOST_BYTES),
    ]


def _round(server: Server, visitor: Visitor, page: _Page, samples: int) -> None:
    def several(path: str) -> list[float]:
        return [visitor.get(path).seconds for _ in range(samples)]

    page.bare_floor.append(several(page.bare))
    seconds, cpu = _with_cpu(server, lambda: several(page.framed))
    page.frame_floor.append(seconds)
    page.floor_cpu += cpu
    seconds, cpu = _with_cpu(server, lambda: several(page.path))
    page.page.append(seconds)
    page.cpu += cpu


def _with_cpu(server: Server, call: Callable[[], list[float]]) -> tuple[list[float], float]:
    before = server.cpu_seconds()
    seconds = call()
    return seconds, server.cpu_seconds() - before


def _speed(page: _Page, requests: int) -> list[Figure]:
    whole, floor, bare = (
        [median(taken) for taken in rounds] for rounds in (page.page, page.frame_floor, page.bare_floor)
    )
    ratio = median(here / there for here, there in zip(whole, floor, strict=True))
    late = median(percentile(taken, 0.95) for taken in page.page)
    late_floor = median(percentile(taken, 0.95) for taken in page.frame_floor)
    name = page.name
    return [
        Figure(
            name, "p50 / frame floor", median(whole) * 1_000, "ms", median(floor) * 1_000, ratio, MOST_RATIO
        ),
        Figure(name, "p95 / frame floor", late * 1_000, "ms", late_floor * 1_000, late / late_floor),
        Figure(
            name,
            "p50 / bare floor",
            median(whole) * 1_000,
            "ms",
            median(bare) * 1_000,
            median(whole) / median(bare),
        ),
        Figure(
            name,
            "server CPU a request",
            page.cpu / requests * 1_000,
            "ms",
            page.floor_cpu / requests * 1_000,
            page.cpu / page.floor_cpu if page.floor_cpu else None,
        ),
    ]
