"""Who may use the pages of objectives and key results: Lin owns the objective, which her team Growth holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, LEAD, WRITERS, get, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
ON = date(2026, 10, 5)
EDITORS = frozenset({ADMIN, LEAD})


def _objective(cast: Cast, *, state: str = "draft") -> str:
    from northing.features.okrs import actions

    fields: actions.ObjectiveFields = {
        "title": "Readers come back",
        "team": cast.growth.ref,
        "owner": cast.lin.ref,
    }
    row = actions.create_objective(actor=cast.ada.actor, fields=fields, at=AT, on=ON)
    if state == "proposed":
        actions.propose(actor=cast.ada.actor, ref=row.ref, at=AT, on=ON)
    if state == "dropped":
        actions.drop_objective(actor=cast.ada.actor, ref=row.ref, reason="wrong", at=AT, on=ON)
    return row.ref


def _key_result(cast: Cast) -> str:
    from northing.features.okrs import actions

    fields: actions.KeyResultFields = {
        "title": "Readers",
        "kind": "metric",
        "start": Decimal(1),
        "target": Decimal(9),
    }
    return actions.add_key_result(
        actor=cast.ada.actor, objective=_objective(cast), fields=fields, at=AT, on=ON
    ).ref


def _check_in(cast: Cast) -> dict[str, str]:
    from northing.domain.terms import Reading
    from northing.features.okrs import actions

    row = _key_result(cast)
    said = actions.record_reading(
        actor=cast.lin.actor,
        key_result=row,
        reading=Reading(effective_on=ON, value=Decimal(3)),
        confidence=7,
        at=AT,
        on=ON,
    )
    return {"ref": said.check_in.ref, "key_result": row}


def _aligned(cast: Cast) -> str:
    from northing.features.okrs import actions

    child = _objective(cast)
    actions.align(actor=cast.ada.actor, child=child, parent=_objective(cast), at=AT, on=ON)
    return child


objective = within(ref=_objective)
proposed = within(ref=lambda cast: _objective(cast, state="proposed"))
aligned = within(ref=_aligned)
check_in = within(ref=lambda cast: _check_in(cast)["ref"])
dropped = within(ref=lambda cast: _objective(cast, state="dropped"))
key_result = within(ref=_key_result)


def why(cast: Cast) -> dict[str, Any]:
    return {"reason": "the market moved"}


def parent(cast: Cast) -> dict[str, Any]:
    """The parent the only link leads to."""
    from northing.features.okrs.models import Alignment

    return {"parent": Alignment.within(cast.acme.id).get().parent_objective.ref}


def about(cast: Cast) -> dict[str, Any]:
    """The key result the check-in belongs to."""
    from northing.features.okrs.models import CheckIn

    return {"key_result": CheckIn.within(cast.acme.id).get().key_result.ref}


def metric(cast: Cast) -> dict[str, Any]:
    return {
        "kind": "metric",
        "title": "x",
        "start": "1",
        "target": "2",
        "cadence_days": "7",
        "button": "save",
    }


PAGES = {
    "okrs:objective": [get(objective, EVERYONE)],
    "okrs:key_result": [get(key_result, EVERYONE)],
    "okrs:why": [get(objective, EVERYONE), get(key_result, EVERYONE)],
    "okrs:number": [get(organization, EVERYONE)],
    "okrs:objective_new": [get(organization, WRITERS), post(organization, WRITERS)],
    "okrs:objective_edit": [
        get(objective, EDITORS),
        post(objective, EDITORS, data=lambda cast: {"title": "x"}),
    ],
    "okrs:key_result_new": [get(objective, EDITORS), post(objective, EDITORS, data=metric)],
    "okrs:key_result_edit": [get(key_result, EDITORS), post(key_result, EDITORS, data=metric)],
    "okrs:key_result_drop": [get(key_result, EDITORS), post(key_result, EDITORS, data=why)],
    "okrs:key_result_postpone": [get(key_result, EDITORS), post(key_result, EDITORS, data=why)],
    "okrs:key_result_resume": [get(key_result, EDITORS), post(key_result, EDITORS, data=why)],
    "okrs:weights": [get(objective, EDITORS), post(objective, EDITORS)],
    "okrs:propose": [post(objective, EDITORS)],
    "okrs:agree": [post(proposed, EDITORS)],
    "okrs:return": [get(proposed, EDITORS), post(proposed, EDITORS, data=why)],
    "okrs:drop": [get(objective, EDITORS), post(objective, EDITORS, data=why)],
    "okrs:postpone": [get(objective, EDITORS), post(objective, EDITORS, data=why)],
    "okrs:restore": [post(dropped, EDITORS)],
    "okrs:override": [get(objective, EDITORS), post(objective, EDITORS, data=why)],
    "okrs:manual_value": [get(objective, EDITORS), post(objective, EDITORS, data=why)],
    "okrs:move": [get(objective, EDITORS), post(objective, EDITORS, data=why)],
    "okrs:visibility": [get(objective, EDITORS), post(objective, EDITORS)],
    "okrs:align": [get(objective, EDITORS), post(objective, EDITORS)],
    "okrs:unalign": [post(aligned, EDITORS, data=parent)],
    "okrs:check_in_withdraw": [post(check_in, EDITORS, data=about)],
}
