"""Which statements count."""

from __future__ import annotations

import pytest

from tests.support.statements import is_counted


@pytest.mark.parametrize("sql", ["SELECT 1", " (SELECT 1)", "WITH x AS (SELECT 1) UPDATE y", "insert into x"])
def test_reading_and_writing_counts(sql: str) -> None:
    assert is_counted(sql)


@pytest.mark.parametrize(
    "sql", ["BEGIN IMMEDIATE", "SAVEPOINT x", "RELEASE SAVEPOINT x", "PRAGMA x", "SET x", "COMMIT"]
)
def test_transactions_and_settings_do_not(sql: str) -> None:
    assert not is_counted(sql)
