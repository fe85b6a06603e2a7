"""Who stands behind it: K214, K217. Both need fields; a bare sentence says nothing about its owner."""

from __future__ import annotations

from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.registry import Found, rule


@rule("K214", "foreign-owner", "H/W", "key_result")
def foreign_owner(case: Case) -> Iterator[Found]:
    """Its owner belongs to another team."""
    if case.has("team") and case.has("owner_team") and case.fields["team"] != case.fields["owner_team"]:
        yield Found(case.whole, values={"team": str(case.fields["owner_team"])})


@rule("K217", "no-owner", "W/E", "key_result")
def no_owner(case: Case) -> Iterator[Found]:
    """Nobody owns it."""
    if case.lacks("owner"):
        yield Found(case.whole)
