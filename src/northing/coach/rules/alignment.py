"""How objectives stand to each other, A5xx: pure functions over plain values, for whoever holds live data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from northing.coach.rules.registry import Severity, declare
from northing.coach.rules.sameness import alike, metric_key

for _code, _slug, _severities in (
    ("A501", "orphan", "H"),
    ("A502", "level-skip", "–"),
    ("A503", "no-company-anchor", "W"),
    ("A504", "copies-parent", "H"),
    ("A505", "conflict", "W"),
    ("A506", "missing-from-team", "W"),
    ("A507", "twin", "H"),
    ("A508", "quota-split", "H"),
):
    declare(_code, _slug, _severities, "alignment")


@dataclass(frozen=True, slots=True)
class AlignedKeyResult:
    """A key result as alignment sees it. `direction` is up, down or '' (nobody knows); `owner_team` '' = its own."""

    ref: str
    title: str
    direction: str = ""
    target: Decimal | None = None
    owner_team: str = ""
    metric: str = ""


@dataclass(frozen=True, slots=True)
class AlignedObjective:
    """An objective with its place: `level` is 0 for the organization, 1 for its teams and so on; `parents` are
    refs of objectives. `demands_level` (by goal-type rules) is the level its parent must have."""

    ref: str
    title: str
    team: str = ""
    level: int = 0
    parents: tuple[str, ...] = ()
    key_results: tuple[AlignedKeyResult, ...] = ()
    demands_level: int | None = None


@dataclass(frozen=True, slots=True)
class Misalignment:
    """One finding: the rule, the objective it is about, the other refs it names, and values for its sentences."""

    code: str
    ref: str
    others: tuple[str, ...] = ()
    severity: Severity = "hint"
    values: tuple[tuple[str, str], ...] = ()


def check_alignment(
    objectives: Sequence[AlignedObjective], *, demands_parent: bool = False
) -> tuple[Misalignment, ...]:
    """Everything that is odd in one organization's objectives of one cycle, in the order they came."""
    known = {objective.ref: objective for objective in objectives}
    children: defaultdict[str, list[AlignedObjective]] = defaultdict(list)
    for objective in objectives:
        for parent in objective.parents:
            children[parent].append(objective)
    found: list[Misalignment] = []
    for objective in objectives:
        found += _place(objective, known, demands_parent=demands_parent)
        found += _against_parents(objective, known)
        found += _missing_from_team(objective, objectives)
        found += _quota_split(objective, children[objective.ref])
    return (*found, *_twins(objectives, known))


def _place(
    objective: AlignedObjective, known: Mapping[str, AlignedObjective], *, demands_parent: bool
) -> Iterator[Misalignment]:
    parents = [known[ref] for ref in objective.parents if ref in known]
    if objective.level and not objective.parents:
        yield Misalignment("A501", objective.ref, severity="warning" if demands_parent else "hint")
    wanted = objective.demands_level
    if wanted is not None and parents and all(parent.level != wanted for parent in parents):
        yield Misalignment("A502", objective.ref, tuple(parent.ref for parent in parents))
    if objective.level and parents and not _reaches_company(objective, known):
        yield Misalignment("A503", objective.ref, severity="warning")


def _reaches_company(objective: AlignedObjective, known: Mapping[str, AlignedObjective]) -> bool:
    """Whether some way up ends at the organization; loops end, refs nobody sent count as reached."""
    seen: set[str] = set()
    waiting = list(objective.parents)
    while waiting:
        ref = waiting.pop()
        if ref in seen:
            continue
        seen.add(ref)
        parent = known.get(ref)
        if parent is None or not parent.level:
            return True
        waiting += parent.parents
    return False


def _against_parents(
    objective: AlignedObjective, known: Mapping[str, AlignedObjective]
) -> Iterator[Misalignment]:
    for ref in objective.parents:
        parent = known.get(ref)
        if parent is None:
            continue
        if alike(objective.title, parent.title):
            yield Misalignment("A504", objective.ref, (ref,), values=(("parent", parent.title),))
        for one in objective.key_results:
            rival = next((other for other in parent.key_results if _conflict(one, other)), None)
            if rival is not None:
                yield Misalignment(
                    "A505",
                    objective.ref,
                    (one.ref, rival.ref),
                    "warning",
                    (("metric", _metric(one)), ("parent", parent.title)),
                )


def _conflict(one: AlignedKeyResult, other: AlignedKeyResult) -> bool:
    return {one.direction, other.direction} == {"up", "down"} and _metric(one) == _metric(other) != ""


def _metric(key_result: AlignedKeyResult) -> str:
    return metric_key(key_result.metric or key_result.title)


def _missing_from_team(
    objective: AlignedObjective, objectives: Sequence[AlignedObjective]
) -> Iterator[Misalignment]:
    """A key result that another team owns must stand in that team's list."""
    for one in objective.key_results:
        if not one.owner_team or one.owner_team == objective.team:
            continue
        theirs = [other for other in objectives if other.team == one.owner_team]
        listed = any(
            objective.ref in other.parents or any(alike(kr.title, one.title) for kr in other.key_results)
            for other in theirs
        )
        if not listed:
            yield Misalignment(
                "A506",
                objective.ref,
                (one.ref,),
                "warning",
                (("team", one.owner_team), ("key_result", one.title)),
            )


def _quota_split(parent: AlignedObjective, children: Sequence[AlignedObjective]) -> Iterator[Misalignment]:
    """Children that only repeat the parent's metric, with targets that add up to it."""
    for one in parent.key_results:
        parts = [
            (child, other)
            for child in children
            for other in child.key_results
            if other.target is not None and _metric(other) == _metric(one) != ""
        ]
        if (
            one.target is not None
            and len(parts) >= _SHARES
            and sum((part.target or Decimal(0)) for _child, part in parts) == one.target
        ):
            refs = tuple(part.ref for _child, part in parts)
            yield Misalignment(
                "A508",
                parent.ref,
                (one.ref, *refs),
                values=(("metric", one.title), ("count", str(len(parts)))),
            )


_SHARES = 2


def _twins(
    objectives: Sequence[AlignedObjective], known: Mapping[str, AlignedObjective]
) -> Iterator[Misalignment]:
    """Two teams work on the same metric and no link says so."""
    by_metric: defaultdict[str, list[tuple[AlignedObjective, AlignedKeyResult]]] = defaultdict(list)
    for objective in objectives:
        for one in objective.key_results:
            if _metric(one):
                by_metric[_metric(one)].append((objective, one))
    for holders in by_metric.values():
        first, first_result = holders[0]
        for other, result in holders[1:]:
            if other.team != first.team and not _are_linked(first, other, known):
                yield Misalignment(
                    "A507",
                    first.ref,
                    (other.ref,),
                    values=(("team", other.team), ("metric", first_result.metric or result.title)),
                )
                break


def _are_linked(
    one: AlignedObjective, other: AlignedObjective, known: Mapping[str, AlignedObjective]
) -> bool:
    """One above the other, at any distance. Two children of one parent are no twins: their parent knows both."""
    above, above_other = _ancestors(one, known), _ancestors(other, known)
    return one.ref in above_other or other.ref in above or bool(set(one.parents) & set(other.parents))


def _ancestors(objective: AlignedObjective, known: Mapping[str, AlignedObjective]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(objective.parents)
    while waiting:
        ref = waiting.pop()
        if ref not in seen:
            seen.add(ref)
            waiting += known[ref].parents if ref in known else ()
    return frozenset(seen)
