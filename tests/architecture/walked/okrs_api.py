"""Who may use the REST of objectives, key results and check-ins. What is walked is Lin's or Mika's, held by Growth."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, LEAD, MEMBER, Route, api, nothing
from tests.architecture.walked import checkins, okrs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.cast import Cast

EDITORS = frozenset({ADMIN, LEAD})
SPEAKERS = frozenset({ADMIN, LEAD, MEMBER})
ON = date(2026, 10, 5)


def an_objective(cast: Cast) -> dict[str, Any]:
    return {"ref": okrs._objective(cast)}


def a_proposal(cast: Cast) -> dict[str, Any]:
    return {"ref": okrs._objective(cast, state="proposed")}


def a_dropped_one(cast: Cast) -> dict[str, Any]:
    return {"ref": okrs._objective(cast, state="dropped")}


def an_aligned_one(cast: Cast) -> dict[str, Any]:
    from tests.builders import aligned, an_objective

    child, above = (an_objective(cast.ada.actor, owner=cast.lin.ref) for _ in range(2))
    aligned(cast.ada.actor, child, above)
    return {"ref": child.ref, "parent": above.ref}


def a_key_result(cast: Cast) -> dict[str, Any]:
    return {"ref": okrs._key_result(cast)}


def a_running_one(cast: Cast) -> dict[str, Any]:
    return {"ref": checkins._key_result(cast)}


def a_day(cast: Cast) -> dict[str, Any]:
    return {**a_running_one(cast), "effective_on": datetime.now(UTC).date().isoformat()}


def a_check_in(cast: Cast) -> dict[str, Any]:
    return {"ref": checkins._said(cast, checkins._key_result(cast))}


def why(cast: Cast) -> dict[str, Any]:
    return {"reason": "the market moved"}


def a_title(cast: Cast) -> dict[str, Any]:
    return {"title": "x"}


def one_of_growth(cast: Cast) -> dict[str, Any]:
    return {"title": "x", "holder": "team", "team": cast.growth.ref}


def a_parent(cast: Cast) -> dict[str, Any]:
    return {"parent": okrs._objective(cast)}


def a_judgement(cast: Cast) -> dict[str, Any]:
    return {"confidence": 7}


def _post(
    named: Callable[[Cast], dict[str, Any]], may: Iterable[str], data: Callable[[Cast], dict[str, Any]]
) -> list[Route]:
    return [api(named, may, data=data, method="POST")]


def _sent(
    method: str,
    named: Callable[[Cast], dict[str, Any]],
    may: Iterable[str],
    data: Callable[[Cast], dict[str, Any]] = nothing,
) -> list[Route]:
    return [api(named, may, data=data, method=method)]


API = {
    "GET /objectives": [api(nothing, EVERYONE)],
    "POST /objectives": _post(nothing, SPEAKERS, one_of_growth),
    "GET /objectives/{ref}": [api(an_objective, EVERYONE)],
    "PATCH /objectives/{ref}": _sent("PATCH", an_objective, EDITORS, a_title),
    "GET /objectives/{ref}/explain": [api(an_objective, EVERYONE)],
    "GET /objectives/{ref}/key-results": [api(an_objective, EVERYONE)],
    "POST /objectives/{ref}/key-results": _post(an_objective, EDITORS, a_title),
    "GET /objectives/{ref}/visibility": [api(an_objective, EVERYONE)],
    "PUT /objectives/{ref}/visibility": _sent(
        "PUT", an_objective, EDITORS, lambda cast: {"visibility": "organization"}
    ),
    "GET /objectives/{ref}/alignments": [api(an_objective, EVERYONE)],
    "POST /objectives/{ref}/alignments": _post(an_objective, EDITORS, a_parent),
    "DELETE /objectives/{ref}/alignments/{parent}": _sent("DELETE", an_aligned_one, EDITORS),
    "POST /objectives/{ref}/propose": _post(an_objective, EDITORS, nothing),
    "POST /objectives/{ref}/agree": _post(a_proposal, EDITORS, nothing),
    "POST /objectives/{ref}/return": _post(a_proposal, EDITORS, why),
    "POST /objectives/{ref}/drop": _post(an_objective, EDITORS, why),
    "POST /objectives/{ref}/postpone": _post(an_objective, EDITORS, why),
    "POST /objectives/{ref}/restore": _post(a_dropped_one, EDITORS, nothing),
    "POST /objectives/{ref}/move": _post(
        an_objective, EDITORS, lambda cast: {"cycle": checkins._running(cast), "reason": "later"}
    ),
    "GET /key-results/{ref}": [api(a_key_result, EVERYONE)],
    "PATCH /key-results/{ref}": _sent("PATCH", a_key_result, EDITORS, a_title),
    "GET /key-results/{ref}/explain": [api(a_key_result, EVERYONE)],
    "GET /key-results/{ref}/check-ins": [api(a_running_one, EVERYONE)],
    "POST /key-results/{ref}/check-ins": _post(a_running_one, SPEAKERS, a_judgement),
    "POST /key-results/{ref}/drop": _post(a_key_result, EDITORS, why),
    "POST /key-results/{ref}/state": _post(
        a_running_one, SPEAKERS, lambda cast: {"state": "met", "reason": "there"}
    ),
    "PUT /key-results/{ref}/readings/{effective_on}": _sent(
        "PUT", a_day, SPEAKERS, lambda cast: {"value": "4"}
    ),
    "POST /check-ins/bulk": _post(nothing, EVERYONE, lambda cast: {"check_ins": []}),
    "POST /check-ins/{ref}/correct": _post(a_check_in, SPEAKERS, a_judgement),
    "POST /check-ins/{ref}/withdraw": _post(a_check_in, SPEAKERS, nothing),
}
