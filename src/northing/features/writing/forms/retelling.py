"""A sentence that states its numbers, told with other numbers: nobody should have to type them twice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from northing.coach.parse import parse_key_result

# A run of digits with what may group or part them; one class, so it is linear.
_NUMBER = re.compile(r"\d(?:[\d.,' \u00a0\u202f]*\d)?")
_GROUPING = re.compile(r"[,' \u00a0\u202f]")
_SAID_AT = {"start": "baseline", "target": "target", "lower": "target", "upper": "target"}
UNKNOWN = "…"


def retold(title: str, numbers: Mapping[str, str]) -> str:
    """``title`` with its start, target or bound told as the given numbers; an empty one becomes "…".

    Where the sentence does not say a number in plain digits ("5万", "half"), it stays as it is.
    """
    read = parse_key_result(title)
    if read is None:
        return title
    values = {"baseline": read.baseline, "target": read.target}
    changes: list[tuple[int, int, str]] = []
    for name, number in numbers.items():
        span, value = read.spans.get(_SAID_AT[name]), values[_SAID_AT[name]]
        found = _NUMBER.search(title, *span) if span else None
        if found is not None and value in _readings(found.group()):
            changes.append((found.start(), found.end(), number or UNKNOWN))
    for first, after, number in sorted(changes, reverse=True):
        title = title[:first] + number + title[after:]
    return title


def _readings(digits: str) -> set[Decimal]:
    """What the digits may mean, with the comma as a thousands mark or before decimals."""
    plain = _GROUPING.sub("", digits)
    parted = _GROUPING.sub("", digits.replace(",", "."))
    return {Decimal(text) for text in (plain, parted) if text.count(".") <= 1}
