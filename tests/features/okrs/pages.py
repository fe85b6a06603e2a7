"""What the tests of the ledger's pages share."""

from __future__ import annotations

from decimal import Decimal
from html import unescape
from typing import Any

from northing.features.okrs import actions
from northing.features.okrs.models import KeyResult, Objective
from tests.builders import FIRST_DAY, a_cycle, a_key_result, an_objective, moment
from tests.cast import Cast, Player


def send(player: Player, rest: str, **data: Any) -> Any:
    return player.client.post(player.path(f"okrs/{rest}"), data)


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def an_agreed_one(cast: Cast) -> tuple[Objective, KeyResult]:
    objective = an_objective(
        cast.ada.actor, cycle=a_cycle(cast.ada.actor), team=cast.growth.ref, owner=cast.lin.ref
    )
    row = a_key_result(cast.lin.actor, objective, start=Decimal(100), target=Decimal(200))
    actions.agree(actor=cast.ada.actor, ref=objective.ref, at=moment(FIRST_DAY), on=FIRST_DAY)
    objective.refresh_from_db()
    return objective, row
