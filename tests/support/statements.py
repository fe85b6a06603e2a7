"""Counting SQL statements the way the baselines do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.test.utils import CaptureQueriesContext

_COUNTED = re.compile(r"\s*\(?\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)


@dataclass
class Statements:
    """The reading and writing statements of a block; BEGIN, SAVEPOINT and settings are not counted."""

    sql: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sql)


@contextmanager
def counted() -> Iterator[Statements]:
    """Collect the statements run inside the block."""
    found = Statements()
    with CaptureQueriesContext(connection) as captured:
        yield found
    found.sql = [query["sql"] for query in captured.captured_queries if is_counted(query["sql"])]


def is_counted(sql: str) -> bool:
    """Whether a statement reads or writes rows."""
    return bool(_COUNTED.match(sql))
