"""What this feature announces, for features above it to react to (wired in ``config/reactions.py``)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from northing.kit.actors import Actor
from northing.kit.subjects import Subject


@dataclass(frozen=True, slots=True)
class HandOver:
    """Somebody left or moved: whatever they hold needs a new holder. Reactions append it to ``held``."""

    actor: Actor
    organization_id: int
    person_id: int
    at: datetime
    held: list[Subject] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """Days that age nothing changed: for everybody (``person_id`` is ``None``) or for one person."""

    actor: Actor
    organization_id: int
    person_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PolicyChanged:
    """Some thresholds changed; ``fields`` names them."""

    actor: Actor
    organization_id: int
    fields: frozenset[str]
    at: datetime


@dataclass(frozen=True, slots=True)
class TeamMoved:
    """A team and its subtree have another place in the tree: who leads them may have changed."""

    actor: Actor
    organization_id: int
    team_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class DayBegan:
    """The organization's calendar turned a page nobody has rolled yet: what ages with the day is judged anew."""

    organization_id: int
    on: date
    at: datetime
