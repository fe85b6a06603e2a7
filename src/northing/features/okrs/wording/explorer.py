"""Rows of the explorer with every text ready, so that its template only prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from markupsafe import Markup

from northing.domain.codes import Freshness, HolderKind, Kind, LinkKind, ObjectiveState, Visibility
from northing.features.okrs.queries import Branch, ExplorerRows, KeyResultRow, ObjectiveRow
from northing.features.okrs.wording import statuses, values, words
from northing.features.okrs.wording.statuses import Pill
from northing.kit.web.charts import progress_bar
from northing.kit.web.figures import NO_VALUE, age_text, ago_text

DEEPEST = 5
_LATE = frozenset({Freshness.OVERDUE, Freshness.STALE})
_TOLD_BY_READING = frozenset({Kind.MILESTONE, Kind.BINARY, Kind.TASKS})
_ENDED = frozenset({"dropped", "postponed"})
_TOLD_STATES = frozenset({ObjectiveState.DRAFT, ObjectiveState.PROPOSED, ObjectiveState.RETURNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplorerRow:
    """One line. ``key`` is its place in the tree: the refs from the top, joined by dots."""

    key: str
    ref: str
    url: str
    title: str
    note: str
    span: str = ""
    path: str = ""
    state: str = ""
    depth: int
    is_key_result: bool = False
    is_struck: bool = False
    is_private: bool = False
    bar: Markup
    percent: str
    pill: Pill
    confidence: str
    age: str
    age_title: str
    is_late: bool
    owner: str
    owner_url: str
    is_expandable: bool = False
    is_open: bool = False
    toggle_url: str = ""
    parts_url: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows are shown: the reader's day, the organization's name, the cycle, and how addresses are made.

    ``toggled(ref, is_open)`` is the page with that row opened or closed.
    """

    on: date
    organization: str
    objective_url: Callable[[str], str]
    key_result_url: Callable[[str], str]
    person_url: Callable[[str], str]
    parts_url: Callable[[str, str, int], str]
    toggled: Callable[[str, bool], str]
    cycle_ref: str


def rows_of(found: ExplorerRows, place: Place) -> list[ExplorerRow]:
    """All lines of a page, open branches below their objectives."""
    lines: list[ExplorerRow] = []
    for row in found.listed.rows:
        path = " › ".join(title for _ref, title in found.trails.get(row.id, ()))
        lines.extend(_subtree(row, found.branches, place, "", 0, path))
    return lines


def branch_rows(branch: Branch, place: Place, *, key: str, depth: int) -> list[ExplorerRow]:
    """The lines directly below the row ``key``."""
    return list(_below(branch, {}, place, key, depth))


def _subtree(
    row: ObjectiveRow, branches: Mapping[str, Branch], place: Place, above: str, depth: int, path: str = ""
) -> Iterator[ExplorerRow]:
    key = f"{above}.{row.ref}" if above else row.ref
    branch = branches.get(row.ref) if row.has_parts and row.ref not in above.split(".") else None
    yield _objective_line(row, place, key, depth, path=path, is_open=branch is not None)
    if branch is not None:
        yield from _below(branch, branches, place, key, depth + 1)


def _below(
    branch: Branch, branches: Mapping[str, Branch], place: Place, key: str, depth: int
) -> Iterator[ExplorerRow]:
    for key_result in branch.key_results:
        yield _key_result_line(key_result, place, f"{key}.{key_result.ref}", depth)
    for child in branch.children:
        yield from _subtree(child, branches, place, key, depth)


def _objective_line(
    row: ObjectiveRow, place: Place, key: str, depth: int, *, path: str, is_open: bool
) -> ExplorerRow:
    standing = row.standing
    updated_on = updated_of(row)
    is_late = standing.freshness in _LATE
    return ExplorerRow(
        key=key,
        ref=row.ref,
        url=place.objective_url(row.ref),
        title=row.title,
        note=_objective_note(row, place),
        path=path,
        state=words.word(words.STATES, row.state) if row.state in _TOLD_STATES else "",
        depth=min(depth, DEEPEST),
        is_struck=row.state in _ENDED,
        is_private=row.visibility is not Visibility.ORGANIZATION,
        bar=bar(standing.progress, row.tick, standing.status, is_late=is_late),
        percent="" if standing.progress is None else values.share(standing.progress),
        pill=objective_mark(row, place.on),
        confidence=_confidence(standing.mean_confidence),
        age=_age(updated_on, place.on, is_late=is_late),
        age_title=_updated(updated_on),
        is_late=is_late,
        owner=row.owner_name,
        owner_url=place.person_url(row.owner_ref) if row.owner_ref else "",
        is_expandable=row.has_parts,
        is_open=is_open,
        toggle_url=place.toggled(row.ref, not is_open) if row.has_parts else "",
        parts_url=place.parts_url(row.ref, key, depth + 1) if row.has_parts else "",
    )


def objective_mark(row: ObjectiveRow, on: date) -> Pill:
    """The status of an objective of a list."""
    standing = row.standing
    return statuses.objective_pill(
        status=standing.status,
        freshness=standing.freshness,
        as_of=row.late_since or standing.last_reading_on or standing.last_judgement_on,
        on=on,
        notes=standing.notes,
    )


def updated_of(row: ObjectiveRow) -> date | None:
    """The day an objective was last spoken of; where a number is overdue, the day of that number."""
    return row.late_since or latest(row.standing.last_reading_on, row.standing.last_judgement_on)


def _key_result_line(row: KeyResultRow, place: Place, key: str, depth: int) -> ExplorerRow:
    standing = row.standing
    updated_on = latest(standing.last_reading_on, standing.last_judgement_on)
    is_late = standing.freshness in _LATE
    pill = statuses.key_result_pill(
        status=standing.status,
        guardrail=standing.guardrail if row.is_guardrail else "",
        freshness=standing.freshness,
        as_of=earliest(standing.last_reading_on, standing.last_judgement_on),
        on=place.on,
        notes=standing.notes,
    )
    return ExplorerRow(
        key=key,
        ref=row.ref,
        url=place.key_result_url(row.ref),
        title=row.title,
        note=_("guardrail") if row.is_guardrail else "",
        span=span_text(row),
        depth=min(depth, DEEPEST),
        is_key_result=True,
        is_struck=row.state in _ENDED,
        bar=bar(standing.progress, row.tick, pill.status, is_late=is_late, words=_no_progress(row)),
        percent="" if standing.progress is None else values.share(standing.progress),
        pill=pill,
        confidence=_confidence(standing.confidence),
        age=_age(updated_on, place.on, is_late=is_late),
        age_title=_updated(updated_on),
        is_late=is_late,
        owner=row.owner_name,
        owner_url=place.person_url(row.owner_ref) if row.owner_ref else "",
    )


def bar(
    progress: Decimal | None, tick: Decimal | None, status: str, *, is_late: bool, words: str = ""
) -> Markup:
    """The drawn bar; words where there is no number."""
    if progress is None:
        return Markup('<span class="no-data">{}</span>').format(words or _("no data"))
    return progress_bar(progress, tick, status, is_overdue=is_late)


def _no_progress(row: KeyResultRow) -> str:
    if not row.kind:
        return _("no numbers yet")
    if row.kind == Kind.BASELINE:
        return _("finds a number")
    return ""


def _objective_note(row: ObjectiveRow, place: Place) -> str:
    holder = place.organization if row.holder is HolderKind.ORGANIZATION else row.holder_name
    parts = [holder, words.word(words.AMBITIONS, row.ambition)]
    if row.cycle_ref != place.cycle_ref and row.cycle_name:
        parts.append(row.cycle_name)
    if row.link is not None:
        parts.append(_link_text(row.link.kind, row.link.share))
    return " · ".join(part for part in parts if part)


def _link_text(kind: LinkKind, share: Decimal | None) -> str:
    if kind is LinkKind.CONTRIBUTES and share is not None:
        return _("contributes %(share)s") % {"share": values.share(share)}
    return words.word(words.LINKS, kind)


def span_text(row: KeyResultRow) -> str:
    """What a key result promises and where it is: "61,000 → 100,000 · now 78,400", "stage 3 of 5"."""
    unit = values.unit_of(row.unit, row.decimals)
    promised = values.span(
        row.kind,
        unit,
        start=row.start,
        target=row.target,
        stretch=row.stretch,
        lower=row.lower,
        upper=row.upper,
        stages=row.stages,
        start_unknown_until=row.start_unknown_until,
    )
    if row.standing.last_reading_on is None or not row.kind:
        return promised
    reading = values.reading(
        row.kind,
        unit,
        value=row.standing.value,
        reached=values.reached_in_order(row.reached),
        stages=row.stages,
        is_done=row.is_done,
        done_weight=row.done_weight,
        total_weight=row.total_weight,
    )
    if row.kind in _TOLD_BY_READING:
        return reading
    return f"{promised} · " + _("now %(value)s") % {"value": reading}


def _confidence(value: Decimal | int | None) -> str:
    return NO_VALUE if value is None else values.number(value, decimals=1)


def _age(updated_on: date | None, on: date, *, is_late: bool) -> str:
    if updated_on is None:
        return _("never") if is_late else NO_VALUE
    return age_text(max((on - updated_on).days, 0), values.language())


def _updated(updated_on: date | None) -> str:
    return _("never checked in") if updated_on is None else values.day(updated_on, "medium")


def updated_text(row: ObjectiveRow, on: date) -> str:
    """When an objective was last checked in, in words."""
    day = updated_of(row)
    return _("never checked in") if day is None else ago_text((on - day).days)


def latest(*days: date | None) -> date | None:
    """The last of several days; None when there is none."""
    return max(_known(days), default=None)


def earliest(*days: date | None) -> date | None:
    """The first of several days; None when there is none."""
    return min(_known(days), default=None)


def _known(days: Iterable[date | None]) -> list[date]:
    return [day for day in days if day is not None]
