"""Why a number or a word is what it is, as JSON that anybody can recompute."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Field, Schema

from northing.domain.codes import Status
from northing.features.okrs.queries import Explanation
from northing.features.okrs.schemas.standings import exact


class OverrideOut(Schema):
    """What a person said instead of the computed status."""

    reason: str
    on: date


class PartOut(Schema):
    """A part of the trace by its ref, as far as this reader may know it."""

    kind: Literal["objective", "key_result"]
    title: str


class ExplanationOut(Schema):
    """A number and a word with everything that leads to them.

    `trace` is a tree of `{rule, inputs, children, result}`: each result follows from its rule, its inputs and the
    results of its children, and from nothing else. Numbers stand as `{"decimal": "0.4"}`, days as `{"date": "…"}`.
    Private parts appear as lines with their numbers and without a name, so the sum is right for every reader.
    """

    kind: Literal["objective", "key_result"]
    ref: str
    title: str
    objective: str
    objective_title: str
    unit: str
    progress: Decimal | None
    status: Status
    computed_status: Status
    override: OverrideOut | None
    parts: dict[str, PartOut]
    trace: dict[str, Any]
    adds_up: bool = Field(
        description="Whether the trace, recomputed for this answer, gives every result in it and the number shown."
    )


def explanation_shown(found: Explanation) -> dict[str, Any]:
    """An explanation as the API shows it."""
    override = None
    if found.override_on is not None:
        override = {"reason": found.override_reason, "on": found.override_on}
    parts = {
        ref: {"kind": "key_result" if part.is_key_result else "objective", "title": part.title}
        for ref, part in found.parts.items()
    }
    return {
        "kind": found.kind,
        "ref": found.ref,
        "title": found.title,
        "objective": found.objective_ref,
        "objective_title": found.objective_title,
        "unit": found.unit,
        "progress": exact(found.progress),
        "status": found.status,
        "computed_status": found.computed_status,
        "override": override,
        "parts": parts,
        "trace": found.trace.as_dict(),
        "adds_up": found.adds_up,
    }
