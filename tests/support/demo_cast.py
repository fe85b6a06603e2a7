"""The demo company as the cast: rich, in four languages, and with everything the walk of addresses asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from northing.demo.telling.story import Demo, tell
from northing.domain.codes import Phase
from northing.features.cycles import queries as cycle_queries
from northing.features.org import queries as org_queries
from tests.architecture.routes import ADMIN, PAGES
from tests.cast import Cast, Player

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from northing.kit.actors import Actor

TEAMS = {"growth": "growth", "funnel": "funnel", "platform": "platform", "orbit": "platform"}
PEOPLE = {
    "pia": "ada",
    "ada": "ada",
    "carl": "carla",
    "lin": "lin",
    "mika": "mika",
    "oleg": "oleg",
    "olga": "olga",
    "zoe": "oleg",
}
FILES = frozenset({"home:audit_file"})
"""Addresses that answer with a file to keep: nothing to look at."""
RICH = ("Newsrooms publish digital first", "Trials become readers", "Вывести мобильное приложение")
"""Objectives (how their titles begin) that show a breached guardrail, stages, long words, moved targets."""


@dataclass(frozen=True)
class Place:
    """One page: the name of its address, who looks at it, and where it is."""

    name: str
    who: str
    path: str


def tell_demo() -> Cast:
    """Tell the demo company up to now; its people play the cast."""
    demo = tell(at=datetime.now(UTC), say=lambda _chapter: None)
    return cast_of(demo)


def cast_of(demo: Demo) -> Cast:
    """The demo's people in the parts of the cast."""
    stage = demo.stage
    organization = org_queries.organization_by_slug(slug=stage.slug)
    people = {part: _player(demo, organization, key) for part, key in PEOPLE.items()}
    known = {row.ref: row for row in org_queries.teams(organization_id=organization.id)}
    teams = {part: known[stage.teams[key]] for part, key in TEAMS.items()}
    return Cast(acme=organization, zenith=organization, **people, **teams)


def _player(demo: Demo, organization: org_queries.OrganizationRow, key: str) -> Player:
    from django.contrib.auth import get_user_model

    row = org_queries.person_by_ref(ref=demo.stage.people[key], seen_by=demo.stage.principal)
    user = get_user_model().objects.get(email=row.email)
    return Player(row, organization, row.email, user.pk)


def every_page(cast: Cast) -> list[Place]:
    """Every page that has an entry in ``tests/architecture/walked``, and the rich ones of the story."""
    found = [
        Place(name, ADMIN, reverse(name, kwargs=route.named(cast)))
        for name, routes in PAGES.items()
        for route in routes[:1]
        if route.method == "GET" and ADMIN in route.may and name not in FILES
    ]
    return [*found, *_rich(cast)]


def in_their_cycle(page: Page, site: str, cast: Cast) -> None:
    """Let ``page`` show the cycle of the story, not the one that the walk of addresses made."""
    running = [row for row in cycle_queries.cycles(actor=cast.ada.actor) if row.phase == Phase.ACTIVE]
    of_the_story = next(row for row in running if row.name != "Running")
    page.context.add_cookies([{"name": "northing_cycle", "value": of_the_story.ref, "url": site}])


def _rich(cast: Cast) -> list[Place]:
    slug = {"organization": cast.acme.slug}
    mine = [Place(name, "lin", reverse(name, kwargs=slug)) for name in ("home:home", "checkins:page")]
    objectives = [_objective(cast.ada.actor, begins) for begins in RICH]
    told = [
        Place(name, "lin", reverse(name, kwargs={**slug, "ref": ref}))
        for ref in objectives
        for name in ("okrs:objective", "okrs:why")
    ]
    opened = "&".join(f"open={ref}" for ref in objectives)
    return [*mine, *told, Place("okrs:list", "lin", f"{reverse('okrs:list', kwargs=slug)}?{opened}")]


def _objective(actor: Actor, begins: str) -> str:
    from northing.features.okrs.models import Objective

    rows = Objective.within(actor.organization_id).filter(title__startswith=begins, state="agreed")
    return str(rows.values_list("ref", flat=True).get())
