"""Calling the API as the cast, on a fixed day, with a small ledger to call it about."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client

from northing.features.cycles.queries import Cycle
from northing.features.okrs.models import KeyResult, Objective
from northing.kit.actors import Scope
from tests.builders import a_check_in, a_cycle, a_key_result, aligned, an_objective
from tests.cast import Cast

NOW = "2026-11-02 09:00:00Z"
TODAY = date(2026, 11, 2)


@dataclass(frozen=True)
class Ledger:
    """Acme's goal and Mika's objective below it, with a number and stages; both agreed."""

    cycle: Cycle
    goal: Objective
    mine: Objective
    metric: KeyResult
    stages: KeyResult


def a_ledger(cast: Cast) -> Ledger:
    """Told through actions like everything else."""
    ada = cast.ada.actor
    cycle = a_cycle(ada)
    goal = an_objective(ada, cycle=cycle, agreed=True, title="The town talks about us")
    mine = an_objective(ada, cycle=cycle, agreed=True, person=cast.mika.ref, title="Readers come back")
    aligned(ada, mine, goal)
    said = {"owner": cast.mika.ref, "reason": "with it"}
    metric = a_key_result(
        ada, mine, title="Subscribers", start=Decimal(61000), target=Decimal(100000), **said
    )
    titles = [{"title": "Pilot"}, {"title": "Launch"}]
    stages = a_key_result(ada, mine, title="Paywall", kind="milestone", stages=titles, **said)
    a_check_in(cast.mika.actor, metric, 78400, confidence=7, on=date(2026, 10, 26))
    return Ledger(cycle, goal, mine, metric, stages)


class Caller:
    """A script with a token: ``mika.post("/objectives", {...})``; answers are Django's responses."""

    def __init__(self, cast: Cast, who: str, *scopes: Scope) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {cast.token(who, *scopes)}"})

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method, f"/api/v1{path}", data, content_type="application/json", headers=told
        )

    def get(self, path: str, **headers: str) -> Any:
        return self("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self("POST", path, {} if body is None else body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self("PATCH", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self("PUT", path, body, **headers)

    def delete(self, path: str) -> Any:
        return self("DELETE", path)


def refusal(answer: Any) -> tuple[int, str, str | None]:
    """Status, code and field of a problem; of several the first."""
    told = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert told["detail"]
    assert not told["detail"].startswith("That did not work ("), f"{told['code']} has no sentence"
    one = (told["problems"] or [told])[0]
    return answer.status_code, one["code"], one["field"]
