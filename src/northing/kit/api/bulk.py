"""Many rows in one request, each with its own result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from northing.kit.api.problem import parts_of, status_of
from northing.kit.errors import Refusal
from northing.kit.storage.writing import writing
from northing.kit.wording import say

MOST_ROWS = 500

Row = TypeVar("Row")


def each_row(rows: Sequence[Row], act: Callable[[Row], Any]) -> dict[str, Any]:
    """Do ``act`` for every row in one transaction; a refused row changes nothing and does not stop the others.

    :returns: ``{"done": 2, "refused": 1, "results": [{"index", "status", "value" | "code", "field", …}]}``
    """
    with writing():
        results = [_result(place, row, act) for place, row in enumerate(rows)]
    refused = sum(result["status"] >= 400 for result in results)
    return {"done": len(results) - refused, "refused": refused, "results": results}


def _result(place: int, row: Row, act: Callable[[Row], Any]) -> dict[str, Any]:
    try:
        with writing():  # joins as a savepoint
            return {"index": place, "status": 200, "value": act(row)}
    except Refusal as error:
        return {
            "index": place,
            "status": status_of(error),
            "code": error.code,
            "field": error.field,
            "detail": say(error),
            "problems": parts_of(error),
        }
