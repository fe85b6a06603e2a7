"""Many scripts at once: bulk check-ins in any order, one edit of one version, one act for one key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache

from northing.features.okrs import actions
from tests.builders import a_cycle, a_key_result, aligned, an_objective
from tests.cast import Cast
from tests.features.okrs.rest import Caller
from tests.support.at_once import together

pytestmark = pytest.mark.django_db(transaction=True)
SCRIPTS = 6


def test_bulk_check_ins_do_not_wait_in_a_ring(cast: Cast) -> None:
    cache.clear()
    ada, today = cast.ada.actor, datetime.now(UTC).date()
    first = today - timedelta(days=20)
    cycle = a_cycle(ada, starts_on=first, ends_on=today + timedelta(days=40))
    top = an_objective(ada, cycle=cycle, on=first)
    refs = []
    for number in range(4):
        below = an_objective(ada, cycle=cycle, title=f"Objective {number}", on=first)
        aligned(ada, below, top, on=first)
        refs.append(a_key_result(ada, below, title=f"KR {number}", on=first).ref)
        actions.agree(actor=ada, ref=below.ref, at=datetime.now(UTC), on=first)
    actions.agree(actor=ada, ref=top.ref, at=datetime.now(UTC), on=first)
    caller = Caller(cast, "ada")

    def send(place: int) -> Callable[[], Any]:
        order = refs if place % 2 else list(reversed(refs))
        rows = [{"key_result": ref, "value": place, "confidence": 5} for ref in order]
        key = {"Idempotency_Key": f"bulk {place}"} if place % 3 else {}
        return lambda: caller.post("/check-ins/bulk", {"check_ins": rows}, **key)

    for answer in together([send(place) for place in range(SCRIPTS)]):
        assert (answer.status_code, answer.json().get("done")) == (200, len(refs))
    assert actions.verify(organization_id=cast.acme.id, on=today).is_clean


def test_of_two_edits_of_one_version_one_is_told(cast: Cast) -> None:
    cache.clear()
    row = an_objective(cast.ada.actor)
    caller = Caller(cast, "ada")
    path = f"/objectives/{row.ref}"
    version = caller.get(path)["ETag"]
    edits = [
        lambda place=place: caller.patch(path, {"title": f"Title {place}"}, If_Match=version)
        for place in range(SCRIPTS)
    ]
    statuses = sorted(answer.status_code for answer in together(edits))
    assert statuses == [200, *[412] * (SCRIPTS - 1)]


def test_one_key_acts_once_however_many_send_it(cast: Cast) -> None:
    cache.clear()
    caller = Caller(cast, "ada")
    send = lambda: caller.post("/objectives", {"title": "Once"}, Idempotency_Key="same")  # noqa: E731
    answers = together([send] * SCRIPTS)
    assert {answer.status_code for answer in answers} <= {201, 409}
    again = send()
    assert {answer.json()["ref"] for answer in answers if answer.status_code == 201} == {again.json()["ref"]}
    assert len(caller.get("/objectives").json()["items"]) == 1
