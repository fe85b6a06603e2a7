"""Who may use the addresses of initiatives and tasks; those walked are Mika's, whom Lin leads."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, LEAD, MEMBER, WRITERS, get, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

AT = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
ON = date(2026, 10, 5)
KEEPERS = frozenset({ADMIN, LEAD, MEMBER})


def _initiative(cast: Cast) -> str:
    from northing.features.work import actions

    return actions.create_initiative(actor=cast.mika.actor, fields={"title": "Walked"}, at=AT, on=ON).ref


def _task(cast: Cast) -> str:
    from northing.features.work import actions

    return actions.create_task(actor=cast.mika.actor, fields={"title": "Walked"}, at=AT, on=ON).task.ref


def _objective(cast: Cast) -> str:
    from northing.features.okrs import actions

    given: Any = {"title": "Walked", "holder": "organization"}
    return actions.create_objective(actor=cast.ada.actor, fields=given, at=AT, on=ON).ref


def fields(cast: Cast) -> dict[str, Any]:
    return {"title": "Referral programme", "priority": "1", "state": "running"}


def a_task(cast: Cast) -> dict[str, Any]:
    return {"title": "Write the letter", "weight": "1", "owner": cast.mika.ref}


initiative, task, objective = within(initiative=_initiative), within(task=_task), within(ref=_objective)

PAGES = {
    "work:initiatives": [get(organization, EVERYONE)],
    "work:new_initiative": [get(organization, WRITERS), post(organization, WRITERS, data=fields)],
    "work:objective_panel": [get(objective, EVERYONE)],
    "work:initiative": [
        get(initiative, EVERYONE),
        post(initiative, KEEPERS, data=lambda cast: {"key_result": "zzzzzzzzzzzz"}),
    ],
    "work:edit_initiative": [get(initiative, KEEPERS), post(initiative, KEEPERS, data=fields)],
    "work:drop_supposition": [post(initiative, KEEPERS, data=lambda cast: {"key_result": "zzzzzzzzzzzz"})],
    "work:tasks": [get(organization, EVERYONE)],
    "work:new_task": [get(organization, WRITERS), post(organization, KEEPERS, data=a_task)],
    "work:task": [get(task, EVERYONE), post(task, KEEPERS, data=lambda cast: {"to": "done"})],
    "work:edit_task": [get(task, KEEPERS), post(task, KEEPERS, data=a_task)],
}
