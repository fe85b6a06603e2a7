"""Which readings are worth asking about once, before they are kept: a slip of the hand is cheaper to mend at once."""

from decimal import Decimal

from northing.domain.codes import Kind
from northing.domain.numbers import ZERO, add, multiply, subtract
from northing.domain.policy import Policy
from northing.domain.terms import Terms

Range = tuple[Decimal, Decimal]


def plausible_range(terms: Terms, last: Decimal | None, policy: Policy) -> Range | None:
    """The least and the greatest value that is kept without a question.

    What is known (start, target, stretch or bounds, the last reading) and so many times as much again on both
    sides. None where too little is known to wonder.
    """
    known = [number for number in (*_known(terms), last) if number is not None]
    if not known:
        return None
    low, high = min(known), max(known)
    room = multiply(Decimal(policy.plausible_spans), subtract(high, low))
    return (subtract(low, room), add(high, room)) if room else None


def _known(terms: Terms) -> tuple[Decimal | None, ...]:
    if terms.kind is Kind.METRIC:
        # With an unknown start only the target tells the scale, so nought stands in.
        return (ZERO if terms.is_start_unknown else terms.start), terms.target, terms.stretch
    if terms.kind.is_threshold:
        return ZERO, terms.lower, terms.upper
    return ()
