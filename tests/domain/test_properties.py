"""Laws of the small parts: numbers, weights, curves, roll-up, links, policy."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northing.domain.alignment import in_rollup_order, would_close_loop
from northing.domain.cadence import band_limits
from northing.domain.codes import Curve, Kind
from northing.domain.errors import (
    DomainError,
    LoopInAlignment,
    NotANumber,
    NotFinite,
    OutOfRange,
    TooPrecise,
    UnknownPolicy,
)
from northing.domain.numbers import parse_decimal, percent, print_decimal, stored
from northing.domain.pace import curve_share
from northing.domain.policy import DEFAULT_POLICY, Policy
from northing.domain.rollup import Contribution, is_counted, rolled_up
from northing.domain.terms import PlanPoint, Terms
from northing.domain.validation import problems_of
from northing.domain.weights import Weight, displayed, divided, proportions
from tests.domain.strategies import contributions, shares, terms_of

typed = st.decimals(-999_999_999, 999_999_999, places=6)
parts = st.lists(st.builds(Weight, previous=st.decimals(0, 100, places=3)), min_size=1, max_size=12)
pins = st.decimals("0.001", "0.1", places=3)


@given(typed)
def test_what_is_printed_is_read_back(number: Decimal) -> None:
    assert parse_decimal(print_decimal(number)) == number
    assert print_decimal(parse_decimal(print_decimal(number))) == print_decimal(number)


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_refused_by_code(text: str) -> None:
    try:
        number = parse_decimal(text)
    except DomainError:
        return
    assert number.is_finite()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("NaN", NotFinite),
        ("-inf", NotFinite),
        ("1e400", TooPrecise),
        ("1e999999", NotANumber),
        ("", NotANumber),
        ("1,5", NotANumber),
        ("٣", NotANumber),
        ("1234567890123456", TooPrecise),
        ("0.1234567", TooPrecise),
        ("1e15", TooPrecise),
    ],
)
def test_what_is_refused(text: str, refusal: type[DomainError]) -> None:
    with pytest.raises(refusal):
        parse_decimal(text, field="start")


def test_trailing_zeros_are_no_precision() -> None:
    assert print_decimal(parse_decimal("1.50000000")) == "1.5"
    assert print_decimal(parse_decimal("1e14")) == "100000000000000"


@given(st.fractions(-5, 5, max_denominator=10_000))
def test_nine_places_are_those_of_the_exact_fraction(exact: Fraction) -> None:
    assert Fraction(stored(Decimal(exact.numerator) / Decimal(exact.denominator))) == round(exact, 9)


def test_display_rounds_half_up() -> None:
    assert percent(Decimal("0.125")) == Decimal(13)
    assert percent(Decimal("0.12345"), 1) == Decimal("12.3")


@given(parts, st.lists(st.builds(Weight, pinned=pins), max_size=9))
def test_weights_sum_to_one_and_agree_with_their_proportions(
    loose: list[Weight], pinned: list[Weight]
) -> None:
    every = [*pinned, *loose]
    exact = divided(every)
    assert sum(exact) == 1
    assert sum(displayed(exact)) == 1
    relative = [Fraction(part) for part in proportions(every)]
    assert [part / sum(relative) for part in relative] == exact


@given(st.integers(1, 20), st.decimals("0.001", 100, places=3))
def test_equal_weights_stay_equal(count: int, previous: Decimal) -> None:
    assert set(divided([Weight(previous=previous)] * count)) == {Fraction(1, count)}


@given(st.sampled_from(Curve), st.lists(st.tuples(shares, shares), max_size=4), shares, shares)
def test_curves_never_fall(
    curve: Curve, drawn: list[tuple[Decimal, Decimal]], one: Decimal, other: Decimal
) -> None:
    at = sorted({share for share, _ in drawn if share})
    progress = sorted(progress for _, progress in drawn)
    plan = [PlanPoint(share, progress[i]) for i, share in enumerate(at) if share < 1]
    earlier, later = sorted((one, other))
    assert 0 <= curve_share(curve, earlier, plan) <= curve_share(curve, later, plan) <= 1


@given(st.lists(contributions(), max_size=6))
def test_a_rollup_lies_between_its_parts(drawn: list[Contribution]) -> None:
    whole = rolled_up(drawn, Decimal(1))
    counted = [part for part in drawn if is_counted(part)]
    assert (whole is None) == (not counted)
    if whole is not None and all(part.time_share is None for part in counted):
        clamped = [min(max(part.progress or Decimal(0), Decimal(0)), Decimal(1)) for part in counted]
        assert min(clamped) - Decimal("1e-50") <= whole <= max(clamped) + Decimal("1e-50")


@given(st.lists(contributions(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(drawn: list[Contribution], chance: object) -> None:
    shuffled = list(drawn)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = rolled_up(drawn, Decimal(1)), rolled_up(shuffled, Decimal(1))
    assert first is second is None or (first is not None and second is not None)
    if first is not None and second is not None:
        assert stored(first) == stored(second)


edges = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30)


@given(edges)
def test_no_loop_whatever_the_order(wanted: list[tuple[int, int]]) -> None:
    kept: list[tuple[int, int]] = []
    for child, parent in wanted:
        if not would_close_loop(kept, child=child, parent=parent):
            kept.append((child, parent))
    order = in_rollup_order(range(8), kept)
    assert all(order.index(child) < order.index(parent) for child, parent in kept)
    assert set(order) == set(range(8))


def test_a_loop_has_no_order() -> None:
    with pytest.raises(LoopInAlignment):
        in_rollup_order([1, 2], [(1, 2), (2, 1)])


@given(st.integers(1, 366))
def test_bands_follow_each_other(cadence: int) -> None:
    fresh, due, overdue = band_limits(cadence, DEFAULT_POLICY)
    assert cadence == fresh <= due <= overdue


@pytest.mark.parametrize(
    ("overrides", "refusal"),
    [
        ({"no_such_threshold": 1}, UnknownPolicy),
        ({"deadband_on_track": "1.5"}, OutOfRange),
        ({"deadband_on_track": "0.3"}, OutOfRange),
        ({"too_early_days": "1.5"}, OutOfRange),
        ({"key_result_pace": "guess"}, OutOfRange),
        ({"silent_limit": "nan"}, NotFinite),
        ({"silent_limit": True}, NotANumber),
        ({"shows_objective_grades": "perhaps"}, OutOfRange),
    ],
)
def test_policies_refuse_what_they_do_not_know(
    overrides: dict[str, object], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal) as caught:
        Policy.from_overrides(overrides)
    assert caught.value.field == next(iter(overrides))


def test_policies_read_text_as_it_is_stored() -> None:
    policy = Policy.from_overrides(
        {"deadband_on_track": "0.05", "key_result_pace": "gap25", "shows_objective_grades": "false"}
    )
    assert policy.deadband_on_track == Decimal("0.05")
    assert policy.key_result_pace == "gap25"
    assert not policy.shows_objective_grades
    assert Policy.from_overrides({}) == DEFAULT_POLICY


def test_every_policy_field_says_what_it_means_and_allows_its_default() -> None:
    for entry in Policy.registry():
        assert entry.meaning
        assert entry.low is None or entry.high is None or entry.low <= entry.default <= entry.high
        assert not entry.choices or entry.default in entry.choices


@given(st.sampled_from(Kind).flatmap(terms_of))
def test_sound_terms_have_no_problems(terms: Terms) -> None:
    found = {problem.code for problem in problems_of(terms)}
    assert found <= {"outside_span"}
