"""From columns to the rows of lists: one statement a set, whatever its size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from northing.domain.codes import (
    Ambition,
    Driver,
    Freshness,
    HolderKind,
    KeyResultDriver,
    KeyResultState,
    ObjectiveState,
    Visibility,
)
from northing.features.okrs import policies
from northing.features.okrs.models import Alignment, KeyResult, Stage
from northing.features.okrs.models.values import plain
from northing.features.okrs.queries.rows import KeyResultRow, LinkOf, ObjectiveRow
from northing.features.okrs.queries.standing_rows import (
    KeyResultStandingRow,
    ObjectiveStandingRow,
    key_result_standing_row,
    objective_standing_row,
)
from northing.features.org.queries import Reach
from northing.kit.actors import Actor

_OBJECTIVE_STANDING = (*ObjectiveStandingRow.__dataclass_fields__, "last_check_in_at")
_OBJECTIVE_PLAIN = ("ref", "version", "title", "position", "created_at", "agreed_on", "cycle_id")
_OBJECTIVE_NAMES = (
    *("cycle__ref", "cycle__name", "team__ref", "team__name", "person__ref", "person__name"),
    *("pillar__ref", "pillar__name"),
)
_OBJECTIVE_COLUMNS = (
    *("pk", "holder_kind", "state", "ambition", "driver", "visibility", *_OBJECTIVE_PLAIN, *_OBJECTIVE_NAMES),
    *("owner__ref", "owner__name", "owner__is_active"),
    *(f"standing__{name}" for name in _OBJECTIVE_STANDING),
)
_KEY_RESULT_STANDING = tuple(KeyResultStandingRow.__dataclass_fields__)
_KEY_RESULT_PLAIN = (
    *("ref", "version", "objective_id", "title", "kind", "unit", "decimals", "start_unknown_until", "due_on"),
    *("is_guardrail", "was_agreed", "weight", "is_pinned"),
)
_MEASURED = ("start", "target", "stretch", "lower", "upper")
_READING = ("stages_reached", "is_done", "done_weight", "total_weight")
_PEOPLE = ("owner", "updater")
_LATE = (Freshness.OVERDUE.value, Freshness.STALE.value)
PARTS = ("has_parts", "late_since")


def with_parts(rows: QuerySet[Any], actor: Actor, reach: Reach, *, to: str = "pk") -> QuerySet[Any]:
    """``rows`` annotated with ``PARTS``; ``to`` names their column with the objective's key."""
    key_results = KeyResult.within(actor.organization_id).filter(objective_id=OuterRef(to)).order_by()
    children = Alignment.within(actor.organization_id).filter(parent_objective_id=OuterRef(to))
    seen = children.filter(policies.visible_to(actor, reach, prefix="child__"))
    late = key_results.filter(standing__freshness__in=_LATE).values("objective_id")
    said_on = Min(Coalesce("standing__last_reading_on", "standing__last_judgement_on"))
    annotated: QuerySet[Any] = rows.annotate(
        has_parts=Exists(key_results) | Exists(seen),
        late_since=Subquery(late.annotate(on=said_on).values("on")),
    )
    return annotated


def objective_records(
    rows: QuerySet[Any], *, prefix: str = "", extra: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """The columns of :func:`objective_row_of`, in one statement; ``extra`` ones keep their full names.

    :param prefix: leads from the queried model to the objective (``child__``)
    """
    found = rows.values_list(*(f"{prefix}{name}" for name in _OBJECTIVE_COLUMNS), *extra)
    return [dict(zip((*_OBJECTIVE_COLUMNS, *extra), record, strict=True)) for record in found]


def objective_row_of(record: Mapping[str, Any], *, link: LinkOf | None = None) -> ObjectiveRow:
    """The row of one record; without the columns ``PARTS`` it says nothing of parts and overdue numbers."""
    standing = {name: record[f"standing__{name}"] for name in _OBJECTIVE_STANDING}
    owns = bool(record["owner__is_active"])
    plain_columns: dict[str, Any] = {name: record[name] for name in _OBJECTIVE_PLAIN}
    names: dict[str, Any] = {name.replace("__", "_"): record[name] or "" for name in _OBJECTIVE_NAMES}
    return ObjectiveRow(
        id=record["pk"],
        holder=HolderKind(record["holder_kind"]),
        state=ObjectiveState(record["state"]),
        ambition=Ambition(record["ambition"]),
        driver=Driver(record["driver"]),
        visibility=Visibility(record["visibility"]),
        last_check_in_at=standing["last_check_in_at"],
        owner_ref=record["owner__ref"] if owns else "",
        owner_name=record["owner__name"] if owns else "",
        standing=objective_standing_row(standing),
        has_parts=bool(record.get("has_parts", False)),
        late_since=record.get("late_since"),
        link=link,
        **plain_columns,
        **names,
    )


def key_result_rows_of(rows: QuerySet[KeyResult], organization_id: int) -> list[KeyResultRow]:
    """The rows of key results, in their order; one statement."""
    stages = Stage.within(organization_id).filter(key_result=OuterRef("pk")).order_by()
    counted = Subquery(stages.values("key_result").annotate(count=Count("pk")).values("count"))
    people = {
        f"{person}_{name}": F(f"{person}__{name}")
        for person in _PEOPLE
        for name in ("ref", "name", "is_active")
    }
    found = rows.annotate(stage_count=counted, parent_ref=F("objective__ref"), **people).values(
        *("pk", "parent_ref", "driver", "state", "stage_count", *_KEY_RESULT_PLAIN, *_MEASURED, *people),
        *(f"standing__{name}" for name in _KEY_RESULT_STANDING),
        *(f"standing__last_reading__{name}" for name in _READING),
    )
    return [_key_result_row(record) for record in found]


def _key_result_row(record: Mapping[str, Any]) -> KeyResultRow:
    reading = {name: record[f"standing__last_reading__{name}"] for name in _READING}
    columns: dict[str, Any] = {name: record[name] for name in _KEY_RESULT_PLAIN}
    columns |= {name: plain(record[name]) for name in _MEASURED}
    columns |= {
        f"{person}_{name}": record[f"{person}_{name}"] if record[f"{person}_is_active"] else ""
        for person in _PEOPLE
        for name in ("ref", "name")
    }
    return KeyResultRow(
        id=record["pk"],
        objective_ref=record["parent_ref"],
        driver=KeyResultDriver(record["driver"]),
        state=KeyResultState(record["state"]),
        stages=record["stage_count"] or 0,
        reached=tuple(reading["stages_reached"] or ()),
        is_done=reading["is_done"],
        done_weight=plain(reading["done_weight"]),
        total_weight=plain(reading["total_weight"]),
        standing=key_result_standing_row(
            {name: record[f"standing__{name}"] for name in _KEY_RESULT_STANDING}
        ),
        **columns,
    )
