"""What may be given for an objective or key result, and how typed text is checked before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypedDict, TypeVar

from northing.domain.codes import (
    Ambition,
    Curve,
    Driver,
    HolderKind,
    Indicator,
    KeyResultDriver,
    Kind,
    Visibility,
)
from northing.domain.errors import DomainError
from northing.domain.numbers import checked
from northing.domain.units import UnknownUnit, parse_unit, print_unit
from northing.kit.errors import Invalid
from northing.kit.text import checked_text

Code = TypeVar("Code", bound=StrEnum)

TITLE: Final = 300
STAGE_TITLE: Final = 200
ORIGIN: Final = 200
REASON: Final = 2_000
NOTE: Final = 10_000
PROSE: Final = 20_000
MOST_WEIGHT: Final = Decimal(1_000)
MOST_STAGES: Final = 50


class ObjectiveFields(TypedDict, total=False):
    """Fields of an objective; related things by ref. Cycle and visibility only when it is created."""

    title: str
    description: str
    why_now: str
    outcome: str
    origin: str
    cycle: str | None
    holder: HolderKind | str
    team: str | None
    person: str | None
    owner: str | None
    pillar: str | None
    ambition: Ambition | str
    driver: Driver | str
    publishes_number: bool
    weight: Decimal
    is_pinned: bool
    position: int
    visibility: Visibility | str
    visible_teams: Sequence[str]
    visible_people: Sequence[str]


class StageFields(TypedDict, total=False):
    """One stage of a milestone; ``progress_after`` left out everywhere spreads them evenly."""

    title: str
    progress_after: Decimal | None
    due_on: date | None


class KeyResultFields(TypedDict, total=False):
    """Fields of a key result; values in its unit, shares 0…1, related things by ref."""

    title: str
    definition: str
    first_available_on: date | None
    kind: Kind | str
    unit: str
    decimals: int
    starts_on: date | None
    due_on: date | None
    start: Decimal | None
    start_unknown_until: date | None
    target: Decimal | None
    commit: Decimal | None
    stretch: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    required_share: Decimal | None
    ambition: Ambition | str
    weight: Decimal
    is_pinned: bool
    indicator: Indicator | str
    expected_effect: dict[str, str] | None
    is_guardrail: bool
    counter_metric: str | None
    counter_kpi: str | None
    kpi: str | None
    cadence_days: int
    measured_every: int | None
    curve: Curve | str
    plan_points: Sequence[tuple[Decimal, Decimal]]
    driver: KeyResultDriver | str
    owner: str | None
    updater: str | None
    position: int
    stages: Sequence[StageFields]


class WeightFields(TypedDict, total=False):
    """A part of its parent: a proportion, or (pinned) a fixed share 0…1."""

    weight: Decimal
    is_pinned: bool


def clean_line(text: str, *, field: str, limit: int = TITLE, is_needed: bool = True) -> str:
    """One line of text without surrounding blanks.

    :raises Invalid: ``required``, ``too_long``, ``control_characters``
    """
    return checked_text(text, field=field, limit=limit, is_required=is_needed, kept="")


def clean_text(text: str, *, field: str, limit: int = PROSE, is_needed: bool = False) -> str:
    """Text of several lines; line ends become ``\\n``.

    :raises Invalid: ``required``, ``too_long``, ``control_characters``
    """
    return checked_text(text, field=field, limit=limit, is_required=is_needed)


def clean_reason(reason: str, *, is_needed: bool) -> str:
    """Why something agreed is changed.

    :raises Invalid: ``reason_needed`` and as :func:`clean_text`
    """
    shown = clean_text(reason, field="reason", limit=REASON)
    if is_needed and not shown:
        raise Invalid("reason_needed", field="reason")
    return shown


def clean_code(codes: type[Code], value: object, *, field: str) -> Code:
    """A code of a closed list.

    :raises Invalid: ``unknown_choice``
    """
    try:
        return codes(str(value))
    except ValueError:
        raise Invalid("unknown_choice", field=field, value=str(value)[:40]) from None


def clean_number(value: Decimal | None, *, field: str) -> Decimal | None:
    """A number as it may be stored.

    :raises Invalid: ``not_finite``, ``too_precise``
    """
    if value is None:
        return None
    with refusing_domain_errors():
        return checked(value, field=field)


def clean_weight(value: Decimal, *, is_pinned: bool, field: str = "weight") -> Decimal:
    """A weight ≥ 0; a pinned one is a share up to 1.

    :raises Invalid: ``out_of_range`` and as :func:`clean_number`
    """
    number = clean_number(value, field=field)
    most = Decimal(1) if is_pinned else MOST_WEIGHT
    if number is None or not 0 <= number <= most:
        raise Invalid("out_of_range", field=field, low=0, high=most)
    return number


def clean_count(value: int, *, field: str, low: int, high: int) -> int:
    """A whole number in a range.

    :raises Invalid: ``out_of_range``
    """
    if isinstance(value, bool) or not low <= value <= high:
        raise Invalid("out_of_range", field=field, low=low, high=high)
    return value


def clean_unit(code: str) -> str:
    """A unit code in its usual spelling.

    :raises Invalid: ``empty_unit``, ``unknown_currency``, ``unknown_duration``, ``long_unit``
    """
    try:
        return print_unit(parse_unit(clean_line(code, field="unit", limit=80)))
    except UnknownUnit as problem:
        raise Invalid(problem.code, field="unit") from None


class refusing_domain_errors:  # noqa: N801 - reads as a statement
    """Turns what the domain refuses into :class:`Invalid` with the same code and field."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, DomainError):
            raise Invalid(error.code, field=error.field or None) from None
