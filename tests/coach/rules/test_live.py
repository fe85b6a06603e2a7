"""Alignment and tracking rules are functions over plain values."""

from __future__ import annotations

from decimal import Decimal

from northing.coach.rules.alignment import AlignedKeyResult, AlignedObjective, check_alignment
from northing.coach.rules.tracking import Point, TrackedKeyResult, check_tracking


def found(*objectives: AlignedObjective, **more: bool) -> list[tuple[str, str]]:
    return [(one.code, one.ref) for one in check_alignment(objectives, **more)]


COMPANY = AlignedObjective("c", "Guests come back", "", 0)


def test_an_orphan_is_a_hint_unless_parents_are_demanded() -> None:
    team = AlignedObjective("t", "Tables turn faster", "floor", 1)
    assert [(one.code, one.severity) for one in check_alignment([COMPANY, team])] == [("A501", "hint")]
    assert [one.severity for one in check_alignment([COMPANY, team], demands_parent=True)] == ["warning"]
    assert found(COMPANY, AlignedObjective("t", "Tables turn faster", "floor", 1, ("c",))) == []


def test_a_chain_that_never_reaches_the_company() -> None:
    lower = AlignedObjective("b", "Faster kitchen", "kitchen", 2, ("a",))
    upper = AlignedObjective("a", "Tables turn faster", "floor", 1, ("b",))  # a loop
    assert ("A503", "b") in found(lower, upper)
    assert ("A503", "a") in found(lower, upper)


def test_a_level_is_skipped_only_where_a_goal_type_asks_for_it() -> None:
    person = AlignedObjective("p", "Shorter queues", "floor", 2, ("c",), demands_level=1)
    assert ("A502", "p") in found(COMPANY, person)
    assert found(COMPANY, AlignedObjective("p", "Shorter queues", "floor", 2, ("c",))) == []


def test_copies_conflicts_and_splits() -> None:
    parent = AlignedObjective(
        "c", "Guests come back", "", 0, (), (AlignedKeyResult("k", "Return visits", "up", Decimal(100)),)
    )
    copy = AlignedObjective(
        "t",
        "Guests come back",
        "floor",
        1,
        ("c",),
        (AlignedKeyResult("m", "Return visits", "down", Decimal(60)),),
    )
    other = AlignedObjective(
        "u", "Warm welcome", "bar", 1, ("c",), (AlignedKeyResult("n", "Return visits", "up", Decimal(40)),)
    )
    told = found(parent, copy, other)
    assert ("A504", "t") in told
    assert ("A505", "t") in told
    assert ("A508", "c") in told
    assert ("A507", "t") not in told  # their common parent knows both


def test_twins_and_what_the_other_team_does_not_know() -> None:
    one = AlignedObjective(
        "a", "Full house", "floor", 1, (), (AlignedKeyResult("k", "Raise NPS from 40 to 50"),)
    )
    two = AlignedObjective("b", "Loved bar", "bar", 1, (), (AlignedKeyResult("m", "NPS from 30 to 45"),))
    assert ("A507", "a") in found(one, two)
    asked = AlignedObjective(
        "d",
        "Fast menus",
        "floor",
        1,
        ("c",),
        (AlignedKeyResult("q", "Print menus in 2 hours", owner_team="print"),),
    )
    assert ("A506", "d") in found(COMPANY, asked)
    knows = AlignedObjective("e", "On paper in no time", "print", 1, ("d",))
    assert ("A506", "d") not in found(COMPANY, asked, knows)


def test_tracking() -> None:
    late = (Point(Decimal("0.7"), Decimal("0.1")), Point(Decimal("0.95"), Decimal("0.9")))
    even = (Point(Decimal("0.5"), Decimal("0.5")), Point(Decimal("0.95"), Decimal("0.9")))
    rows = [
        TrackedKeyResult("a", is_stale=True),
        TrackedKeyResult("b", targets_eased=2),
        TrackedKeyResult("c", points=late),
        TrackedKeyResult("d", points=even),
        TrackedKeyResult("e", past=(Decimal("0.4"), Decimal(1), Decimal(1), Decimal("1.2"))),
        TrackedKeyResult("f", past=(Decimal(1), Decimal(1), Decimal("0.9"))),
    ]
    assert [(one.code, one.ref) for one in check_tracking(rows)] == [
        ("T601", "a"),
        ("T602", "b"),
        ("T603", "c"),
        ("T604", "e"),
    ]


def test_one_person_with_too_many_open_key_results() -> None:
    rows = [TrackedKeyResult(str(number), "mika") for number in range(8)]
    assert [(one.code, one.ref, one.values) for one in check_tracking(rows)] == [
        ("T606", "mika", (("count", "8"),))
    ]
    assert check_tracking(rows[:7]) == ()
