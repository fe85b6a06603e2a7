"""A plan as values: objectives, key results and initiatives as a document states them, before they are rows.

Readers of documents build a `Plan`, actions take one, writers print one. Names (team, owner, parent) are
hints as typed: whoever imports the plan resolves them. Empty text, None and () mean "the document does not
say". `line` is where the thing stood (1-based; 0 = nowhere) and never part of equality, so a plan that was
written and read again equals itself.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from northing.domain.codes import HolderKind, Kind
from northing.domain.units import Unit


@dataclass(frozen=True, slots=True)
class PlanCycle:
    """A cycle as named in the document ("2026 Q4"); dates only where stated or following from the name."""

    name: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A sub-item of a key result or initiative: a nested check box."""

    title: str
    done: bool = False
    items: tuple[PlanItem, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PlanStage:
    """One stage of a milestone; `progress_after` is the cumulative share (0 < p ≤ 1), None = evenly."""

    title: str
    progress_after: Decimal | None = None
    due_on: date | None = None
    done: bool = False
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PlanInitiative:
    """What is going to be done for an objective."""

    title: str
    owner: str = ""
    due_on: date | None = None
    priority: str = ""
    """'P0'…'P3' or ''."""
    description: str = ""
    done: bool = False
    items: tuple[PlanItem, ...] = ()
    team: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ref: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class PlanKeyResult:
    """A key result as stated. `kind` None: the document gives no numbers, the key result asks for them."""

    title: str
    kind: Kind | None = None
    unit: Unit | None = None
    start: Decimal | None = None
    start_due_on: date | None = None
    """The start value is unknown until this day."""
    target: Decimal | None = None
    commit: Decimal | None = None
    stretch: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    required_share: Decimal | None = None
    """Share of periods that must be inside the bounds, 0 < s ≤ 1."""
    weight: Decimal | None = None
    pinned: bool = False
    ambition: str = ""
    """'committed', 'aspirational', 'learning'; '' = the objective's."""
    owner: str = ""
    updater: str = ""
    team: str = ""
    due_on: date | None = None
    starts_on: date | None = None
    cadence_days: int | None = None
    stages: tuple[PlanStage, ...] = ()
    guardrail: bool = False
    indicator: str = ""
    """'leading', 'lagging' or ''."""
    definition: str = ""
    done: bool = False
    """The document marks it as done (`[x]`)."""
    has_box: bool = field(default=False, compare=False)
    """It stands behind a check box: without numbers it is a yes/no key result."""
    items: tuple[PlanItem, ...] = ()
    priority: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    ref: str = ""
    parse: Mapping[str, object] | None = field(default=None, compare=False)
    """What the sentence says (design 5.2), where it was read; derived, so not part of equality."""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class ParentHint:
    """The objective this one aligns to: by `ref`, else by `title`.

    `position` is its index in `Plan.objectives` when it stands in the same document, else None; following
    positions never comes back to where it began.
    """

    title: str
    ref: str = ""
    position: int | None = None


@dataclass(frozen=True, slots=True)
class PlanObjective:
    """An objective as stated, with its key results and initiatives in document order."""

    title: str
    team: str = ""
    owner: str = ""
    level: HolderKind | None = None
    """Who it belongs to, where the document says so ("company OKRs", "team OKRs")."""
    cycle: PlanCycle | None = None
    """Only where it differs from the plan's cycle."""
    ambition: str = ""
    """'committed', 'aspirational', 'learning' or ''."""
    visibility: str = ""
    """'organization', 'teams', 'named', 'holder' or ''."""
    why_now: str = ""
    description: str = ""
    pillar: str = ""
    weight: Decimal | None = None
    priority: str = ""
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    parent: ParentHint | None = None
    key_results: tuple[PlanKeyResult, ...] = ()
    initiatives: tuple[PlanInitiative, ...] = ()
    ref: str = ""
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that was read and not used; `why` is a code (see exchange's wording)."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """Something in the document that must be mended before it can be imported: a code with its place.

    `field` is the name of the plan field ('' = the whole line), `params` the named parts of the sentence.
    """

    line: int
    field: str
    code: str
    params: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """One document. Objectives stand in document order; nesting is told by `ParentHint.position`."""

    cycle: PlanCycle | None = None
    objectives: tuple[PlanObjective, ...] = ()
    skipped: tuple[Skipped, ...] = field(default=(), compare=False)
