"""No text breaks the reader, and printed numbers are read back."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from northing.coach.quantities import Ambiguous, Understood, Unreadable, read_amount, read_entry
from northing.domain.units import COUNT, PERCENT, parse_unit, print_unit

UNITS = [
    "count",
    "percent",
    "ratio",
    "score",
    "currency:EUR",
    "duration:seconds",
    "duration:months",
    "users/day",
]
LOCALES = ["en", "ru", "zh-Hans", "zh-Hant", "de", ""]
PIECES = [
    *"0123456789.,'  +-=:/%kmKM万億亿千百十零二三五半成点分个月天xс",
    "тыс.",
    "млн",
    "h",
    "min",
    "$",
    "руб.",
]
values = st.decimals(-(10**8), 10**8, places=4)


@settings(max_examples=600, deadline=None)
@given(
    st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)),
    st.sampled_from(UNITS),
    st.none() | values,
    st.sampled_from(LOCALES),
)
def test_any_text_gets_an_answer(text: str, unit: str, last: Decimal | None, locale: str) -> None:
    answer = read_entry(text, unit=parse_unit(unit), last=last, locale=locale)
    choices = answer.choices if isinstance(answer, Ambiguous) else [answer]
    for choice in choices:
        if isinstance(choice, Unreadable):
            continue
        assert choice.value.is_finite()
        assert abs(choice.value) < 10**15
        assert choice.value == round(choice.value, 6)
    assert not isinstance(answer, Ambiguous) or len(set(answer.choices)) > 1


@given(st.integers(-(10**14), 10**14), st.sampled_from(["{:,}", "{:_}", "{}"]))
def test_printed_numbers_are_read_back(number: int, shape: str) -> None:
    text = shape.format(number).replace("_", "\u202f")
    answer = read_amount(text, unit=COUNT)
    meant = answer.choices[0] if isinstance(answer, Ambiguous) else answer
    assert isinstance(meant, Understood)
    assert meant.value == number


@given(st.sampled_from(UNITS))
def test_unit_codes_are_read_back(code: str) -> None:
    assert print_unit(parse_unit(code)) == code


def test_long_repetitions_are_refused_not_pondered() -> None:
    for piece in ["1 ", "1.", "万", "一", "п.", "- ", "a", "'", "1:", "1/", "%", "1e"]:
        assert isinstance(read_entry(piece * 500, unit=PERCENT, last=None, locale="en"), Unreadable)
