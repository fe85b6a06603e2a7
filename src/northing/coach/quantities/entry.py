"""The doors of the package: a check-in field and a cell of a file become answers."""

from __future__ import annotations

from decimal import Decimal, localcontext

from northing.coach.quantities.amounts import Amount, read_tokens
from northing.coach.quantities.answers import (
    Ambiguous,
    Answer,
    Understood,
    Unreadable,
    UnreadableError,
    checked,
)
from northing.coach.quantities.choices import meanings
from northing.coach.quantities.clock import read_clock, read_fraction
from northing.coach.quantities.tokens import LONGEST_TEXT, Token, TokenKind, simplify, tokenise
from northing.domain.units import Unit, UnitKind

_WORKING_DIGITS = 60


def read_entry(text: str, *, unit: Unit, last: Decimal | None, locale: str) -> Answer:
    """What somebody typed as this week's number, in the unit of the key result.

    - A leading sign is a *change* against `last`: `+5`, `-3`. A leading `=` says "exactly this": `=-3`.
      Without a last value a minus is the sign of the number and a plus is `no_last_value`; with a negative
      last value a minus may be either, so the answer is `Ambiguous` (the number itself first).
    - `85.000` and `85,000` are decided by the locale's own grouping and by the last value (the meaning within
      a factor of ten of it); where these are silent or disagree the answer is `Ambiguous`.
    - Another unit of the same family converts (`1h30` for minutes); a foreign one is `wrong_unit`.

    `last` is the last reading, or the start value before the first one. `locale` is a tag such as `zh-Hant`.
    """
    return _answered(text, unit, last, locale)


def read_amount(text: str, *, unit: Unit | None, locale: str = "en") -> Answer:
    """A number in a file: as `read_entry`, but a sign is always the number's own.

    With `unit` None the number's own unit, if it names one, is in `unit_seen` and the value is in that unit.
    """
    return _answered(text, unit, None, locale, in_file=True)


def _answered(
    text: str, unit: Unit | None, last: Decimal | None, locale: str, *, in_file: bool = False
) -> Answer:
    with localcontext() as context:
        context.prec = _WORKING_DIGITS
        try:
            return _read(text, unit, last, locale, in_file=in_file)
        except UnreadableError as problem:
            return problem.answer


def _read(text: str, unit: Unit | None, last: Decimal | None, locale: str, *, in_file: bool) -> Answer:
    if len(text) > LONGEST_TEXT:
        return Unreadable("too_long")
    rest = simplify(text)
    if not rest:
        return Unreadable("empty")
    is_exact = rest.startswith("=") and not in_file
    rest = rest[1:].lstrip(" ") if is_exact else rest
    sign = rest[:1] if rest[:1] in ("+", "-") else ""
    amounts = _amounts(rest[len(sign) :].lstrip(" "), unit, locale)
    if in_file or is_exact or not sign:
        return _absolute(amounts, sign, unit, last, locale)
    return _signed(amounts, sign, unit, last, locale)


def _amounts(text: str, unit: Unit | None, locale: str) -> list[Amount]:
    label = simplify(unit.code) if unit and unit.kind is UnitKind.CUSTOM else ""
    if label and text.endswith(label) and text != label:
        text = text[: -len(label)].rstrip(" ")
    tokens = tokenise(text)
    if Token(TokenKind.MARK, ":") in tokens:
        return read_clock(tokens, unit)
    if Token(TokenKind.MARK, "/") in tokens:
        return read_fraction(tokens, unit)
    return [read_tokens(tokens, unit, locale)]


def _absolute(
    amounts: list[Amount], sign: str, unit: Unit | None, last: Decimal | None, locale: str
) -> Answer:
    factor = -1 if sign == "-" else 1
    near = None if last is None else last * factor
    found = [
        Understood(checked(value * factor, typed=not amount.converted), unit_seen=amount.unit_seen)
        for amount, value in meanings(amounts, unit, near, locale)
    ]
    return found[0] if len(found) == 1 else Ambiguous(tuple(found))


def _signed(amounts: list[Amount], sign: str, unit: Unit | None, last: Decimal | None, locale: str) -> Answer:
    if last is None:
        return Unreadable("no_last_value") if sign == "+" else _absolute(amounts, sign, unit, last, locale)
    factor = -1 if sign == "-" else 1
    found: list[Understood] = []
    for amount, value in meanings(amounts, unit, None, locale):
        change = checked(value * factor, typed=not amount.converted)
        if sign == "-" and last < 0:
            found.append(Understood(change, unit_seen=amount.unit_seen))
        found.append(
            Understood(checked(last + change), is_change=True, unit_seen=amount.unit_seen, change=change)
        )
    return found[0] if len(found) == 1 else Ambiguous(tuple(found))
