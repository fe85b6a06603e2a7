"""Who may use the weekly page: everybody reads their own; Mika updates the key result, which her team Growth holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, LEAD, MEMBER, get, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

SPEAKERS = frozenset({ADMIN, LEAD, MEMBER})


def _running(cast: Cast) -> str:
    """A cycle that runs today, whatever day the tests are run on."""
    from northing.domain.terms import CycleKind, Phase
    from northing.features.cycles import actions, queries

    known = queries.cycle_by_name(actor=cast.ada.actor, name="Running")
    if known is not None:
        return known.ref
    at = datetime.now(UTC)
    start = at.date() - timedelta(days=30)
    cycle = actions.create_cycle(
        actor=cast.ada.actor,
        name="Running",
        kind=CycleKind.CUSTOM,
        starts_on=start,
        ends_on=start + timedelta(days=60),
        at=at,
    )
    actions.set_phase(actor=cast.ada.actor, ref=cycle.ref, phase=Phase.ACTIVE, at=at, on=at.date())
    return cycle.ref


def _key_result(cast: Cast) -> str:
    from northing.features.okrs import actions

    at = datetime.now(UTC)
    moment: dict[str, Any] = {"at": at, "on": at.date()}
    fields: actions.ObjectiveFields = {
        "title": "Walked weekly",
        "cycle": _running(cast),
        "team": cast.growth.ref,
        "owner": cast.mika.ref,
    }
    objective = actions.create_objective(actor=cast.ada.actor, fields=fields, **moment)
    promised: actions.KeyResultFields = {
        "title": "Readers",
        "kind": "metric",
        "start": Decimal(0),
        "target": Decimal(9),
        "owner": cast.mika.ref,
    }
    row = actions.add_key_result(actor=cast.ada.actor, objective=objective.ref, fields=promised, **moment)
    actions.agree(actor=cast.ada.actor, ref=objective.ref, **moment)
    return row.ref


def _said(cast: Cast, key_result: str) -> str:
    from northing.features.checkins import actions

    at = datetime.now(UTC)
    said = actions.judge_only(actor=cast.mika.actor, key_result=key_result, confidence=7, at=at, on=at.date())
    return said.check_in.ref


class Spoken:
    """A key result with a check-in, which the address and the form must both name."""

    def __init__(self) -> None:
        self.check_in = ""

    def named(self, cast: Cast) -> dict[str, Any]:
        key_result = _key_result(cast)
        self.check_in = _said(cast, key_result)
        return {**organization(cast), "key_result": key_result}

    def data(self, cast: Cast) -> dict[str, Any]:
        return {"check_in": self.check_in}


_spoken = Spoken()
_row = within(key_result=_key_result)

PAGES = {
    "checkins:page": [get(organization, EVERYONE)],
    "checkins:done": [get(organization, EVERYONE)],
    "checkins:echo": [get(organization, EVERYONE)],
    "checkins:submit": [
        get(_row, EVERYONE),
        post(_row, SPEAKERS, data=lambda cast: {"value": "5", "confidence": "7"}),
    ],
    "checkins:row": [get(_row, EVERYONE)],  # leads to the page; the part itself is refused like the form
    "checkins:undo": [post(_spoken.named, SPEAKERS, data=_spoken.data)],
}
