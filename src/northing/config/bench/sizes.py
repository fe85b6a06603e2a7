"""How large the made-up organizations are."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """What an organization of so many people has."""

    name: str
    people: int
    teams: int
    objectives: int
    key_results: int


NAMED = {
    "S": Size("S", 200, 30, 600, 2_000),
    "M": Size("M", 2_000, 250, 5_000, 17_000),
    "L": Size("L", 20_000, 2_000, 50_000, 170_000),
    "XL": Size("XL", 100_000, 8_000, 250_000, 850_000),
}


def of_people(people: int) -> Size:
    """A size of any number of people, in the proportions of M."""
    known = next((size for size in NAMED.values() if size.people == people), None)
    objectives = max(12, people * 5 // 2)
    return known or Size(str(people), people, max(3, people // 8), objectives, objectives * 17 // 5)
