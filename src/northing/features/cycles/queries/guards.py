"""What a cycle permits: features above ask here before they write."""

from __future__ import annotations

from datetime import date

from northing.features.cycles import policies
from northing.features.cycles.models import Cycle
from northing.kit.errors import Conflict, Invalid


def require_open(*, cycle: Cycle | None) -> None:
    """Nothing is written in a closed cycle; the backlog (``None``) is always open.

    :raises Conflict: ``cycle_closed``
    """
    if cycle is not None and not policies.is_open(cycle):
        raise Conflict("cycle_closed", cycle=cycle.name)


def require_terms_open(*, cycle: Cycle | None) -> None:
    """Goals and terms change while a cycle is planned or runs; in closing they are frozen.

    :raises Conflict: ``cycle_closed`` or ``cycle_closing``
    """
    require_open(cycle=cycle)
    if cycle is not None and not policies.are_terms_open(cycle):
        raise Conflict("cycle_closing", cycle=cycle.name)


def require_day_inside(*, cycle: Cycle | None, on: date, today: date, field: str = "effective_on") -> None:
    """A reading is dated inside its cycle and not in the future.

    :raises Invalid: ``day_in_future`` or ``day_outside_cycle``, at ``field``
    """
    if on > today:
        raise Invalid("day_in_future", field=field, today=today.isoformat())
    if cycle is not None and not cycle.starts_on <= on <= cycle.ends_on:
        raise Invalid(
            "day_outside_cycle",
            field=field,
            cycle=cycle.name,
            first=cycle.starts_on.isoformat(),
            last=cycle.ends_on.isoformat(),
        )
