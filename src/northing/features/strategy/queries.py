"""Reading strategy: what the organization is for, and its pillars. Publishes the row type ``Pillar``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from northing.features.org import queries as org_queries
from northing.features.strategy import policies
from northing.features.strategy.models import Pillar, Strategy
from northing.kit.actors import Actor
from northing.kit.errors import NotFound
from northing.kit.storage.refs import is_ref
from northing.kit.subjects import Card, Subject

__all__ = [
    "Pillar",
    "Statement",
    "StrategyPage",
    "editable_pillar",
    "editable_statement",
    "pillar_by_name",
    "pillar_by_ref",
    "pillar_cards",
    "pillars",
    "pillars_by_id",
    "statement",
    "strategy_page",
]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the organization is for, in its own words; ``version`` is 0 before anybody wrote it."""

    mission: str
    vision: str
    purpose: str
    version: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not (self.mission or self.vision or self.purpose)


@dataclass(frozen=True, slots=True)
class StrategyPage:
    """The strategy page: the statement and the pillars, retired ones apart."""

    statement: Statement
    pillars: tuple[Pillar, ...]
    retired: tuple[Pillar, ...]
    may_edit: bool


def statement(*, actor: Actor) -> Statement:
    """Mission, vision and purpose of the actor's organization. One query."""
    row = Strategy.within(actor.organization_id).first()
    if row is None:
        return Statement("", "", "", 0)
    return Statement(row.mission, row.vision, row.purpose, row.version)


def pillars(*, actor: Actor, includes_retired: bool = False) -> list[Pillar]:
    """The pillars in their order, for filters and forms. One query."""
    rows = Pillar.within(actor.organization_id).order_by("position", "pk")
    return list(rows if includes_retired else rows.filter(is_active=True))


def pillar_by_ref(*, actor: Actor, ref: str) -> Pillar:
    """One pillar of the actor's organization, retired or not.

    :raises NotFound: no such pillar here
    """
    found = Pillar.within(actor.organization_id).filter(ref=ref).first() if is_ref(ref) else None
    if found is None:
        raise NotFound("pillar_not_found")
    return found


def pillar_by_name(*, actor: Actor, name: str) -> Pillar | None:
    """The pillar called exactly ``name`` (spaces around it aside), for imports."""
    return Pillar.within(actor.organization_id).filter(name=name.strip()).first()


def pillars_by_id(*, organization_id: int, ids: Iterable[int]) -> dict[int, Pillar]:
    """These pillars by inner key; keys of other organizations are left out. One query, none for no ids."""
    wanted = set(ids)
    rows = Pillar.within(organization_id).filter(pk__in=wanted) if wanted else []
    return {row.pk: row for row in rows}


def strategy_page(*, actor: Actor) -> StrategyPage:
    """Everything the strategy page prints. Two queries."""
    known = pillars(actor=actor, includes_retired=True)
    return StrategyPage(
        statement=statement(actor=actor),
        pillars=tuple(pillar for pillar in known if pillar.is_active),
        retired=tuple(pillar for pillar in known if not pillar.is_active),
        may_edit=policies.may_edit_strategy(actor),
    )


def editable_statement(*, actor: Actor) -> Statement:
    """The statement, for its form.

    :raises NotAllowed: ``strategy_needs_a_guide``
    """
    policies.require_may_edit_strategy(actor)
    return statement(actor=actor)


def editable_pillar(*, actor: Actor, ref: str | None) -> Pillar | None:
    """The pillar called ``ref``, for its form; ``None`` for a new one.

    :raises NotFound: no such pillar here
    :raises NotAllowed: ``strategy_needs_a_guide``
    """
    found = pillar_by_ref(actor=actor, ref=ref) if ref else None
    policies.require_may_edit_strategy(actor)
    return found


def pillar_cards(*, ids: Iterable[int], actor: Actor) -> dict[int, Card]:
    """Title and address of these pillars; everybody in the organization sees them. One query."""
    slug = org_queries.organization_of(organization_id=actor.organization_id).slug
    url = reverse("strategy:page", kwargs={"organization": slug})
    found = pillars_by_id(organization_id=actor.organization_id, ids=ids)
    return {
        pk: Card(Subject("pillar", pk), row.ref, row.name, f"{url}#pillar-{row.ref}")
        for pk, row in found.items()
    }
