"""All quantities of a sentence, from left to right; numbers that are no values are left out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from northing.coach.quantities.measures import Measure, unit_after, unit_before, units_at
from northing.coach.quantities.names import is_name
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.quantities.written import Written, read_written
from northing.coach.text import Sentence, Token
from northing.domain.units import SECONDS_PER

_WHOLES = (5, 10, 100)
_LARGEST = Decimal(10) ** 15
_ORDER = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_SECONDS = dict(SECONDS_PER) | {"months": 30 * 86400, "years": 365 * 86400}


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """Every quantity that could be a value; years, dates, versions, ordinals and names are not."""
    tokens = sentence.tokens
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.kind == "word" and token.word.number is None and token.word.share is None:
            place += 1
            continue
        if token.kind in ("mark", "name"):
            place += 1
            continue
        quantity = _quantity(sentence, place)
        if quantity is None:
            place += 1
            continue
        found.append(quantity)
        place = quantity.tokens[1] + 1
    return found


def _quantity(sentence: Sentence, place: int) -> Quantity | None:
    tokens, lang = sentence.tokens, sentence.lang
    written = read_written(tokens, place)
    if written is None or abs(written.value) >= _LARGEST or is_name(tokens, place, written.after):
        return None
    first, after = place, written.after
    prefix = unit_before(tokens, place, lang)
    special = _special(tokens, place, written, lang)
    if special is not None:
        return special
    after, plus = _plus(tokens, after)
    measure = Measure(prefix, after) if prefix else unit_after(tokens, after, lang)
    if prefix:
        again = unit_after(tokens, after, lang)
        if again.unit.startswith("currency"):
            measure = again
    if _is_loose_numeral(tokens, place, written, measure):
        return None
    unit, form = measure.unit, Form.PLAIN
    if written.share and not unit:
        unit, form = "percent", Form.SHARE
    quantity = Quantity(written.value, unit, (0, 0), (first - bool(prefix), measure.after - 1), form, spelt=written.spelt)
    if unit == "points":
        quantity = replace(quantity, unit="percent", relative=True)
    if unit == "ratio":
        quantity = replace(quantity, form=Form.MULTIPLE)
    quantity = _compound(tokens, quantity, lang)
    quantity = _bounded(tokens, quantity, plus, lang)
    return _spanned(tokens, _range(sentence, _attributive(tokens, quantity)))


def _spanned(tokens: tuple[Token, ...], quantity: Quantity) -> Quantity:
    first, last = quantity.tokens
    return replace(quantity, span=(tokens[first].start, tokens[last].end))


def _plus(tokens: tuple[Token, ...], after: int) -> tuple[int, bool]:
    if after < len(tokens) and tokens[after].text == "+" and tokens[after].start == tokens[after - 1].end:
        return after + 1, True
    if after < len(tokens) and tokens[after].text in ("多", "余", "几"):
        return after + 1, True
    return after, False


def _is_loose_numeral(tokens: tuple[Token, ...], place: int, written: Written, measure: Measure) -> bool:
    """A single Chinese digit without a unit is rather part of a word."""
    if not written.spelt or written.share or tokens[place].kind != "han" or measure.unit:
        return False
    before = tokens[place - 1].word.roles if place else frozenset()
    return written.value < 100 and not before & {"rank", "ordinal"}


def _special(tokens: tuple[Token, ...], place: int, written: Written, lang: str) -> Quantity | None:
    """`4.2/5`, `2/3`, `4 of 7 days`, `3:1`, `2:37`."""
    after = written.after
    if after + 1 >= len(tokens):
        return None
    mark, second = tokens[after], tokens[after + 1]
    if mark.text in ("/", ":") and second.kind == "number":
        whole = read_written(tokens, after + 1)
        return _spanned(tokens, found) if whole and (found := _divided(place, written, mark.text, whole)) else None
    if "of" in mark.word.roles and second.kind == "number" or mark.text == "из":
        whole = read_written(tokens, after + 1)
        if whole is not None and whole.value >= written.value and not is_name(tokens, after + 1, whole.after):
            return _spanned(tokens, _part(tokens, place, written, whole, lang))
    return None


def _divided(place: int, written: Written, mark: str, whole: Written) -> Quantity | None:
    tokens = (place, whole.after - 1)
    if mark == ":":
        if whole.value == 1:
            return Quantity(written.value, "ratio", (0, 0), tokens)
        if whole.value >= 60 or not whole.value:
            return None
        return Quantity(written.value * 60 + whole.value, "duration:seconds", (0, 0), tokens)
    if whole.value in _WHOLES and written.value <= whole.value:
        return Quantity(written.value, "score", (0, 0), tokens, Form.RATING)
    if 0 < written.value < whole.value <= 10:
        share = (written.value * 100 / whole.value).quantize(Decimal("0.01"))
        return Quantity(share, "percent", (0, 0), tokens, Form.SHARE)
    return None


def _part(tokens: tuple[Token, ...], place: int, written: Written, whole: Written, lang: str) -> Quantity:
    measure = unit_after(tokens, whole.after, lang)
    noun = whole.after < len(tokens) and tokens[whole.after].kind == "word" and not tokens[whole.after].word.roles
    if not measure.unit and whole.value in _WHOLES and not noun:
        return Quantity(written.value, "score", (0, 0), (place, whole.after - 1), Form.RATING)
    return Quantity(written.value, measure.unit or "count", (0, 0), (place, measure.after - 1), Form.PART)


def _compound(tokens: tuple[Token, ...], quantity: Quantity, lang: str) -> Quantity:
    """`2 мин 37 с`, `1h30`, `2小时30分钟`: in the smallest unit written."""
    while quantity.unit.startswith("duration"):
        place = quantity.tokens[1] + 1
        if place < len(tokens) and "and" in tokens[place].word.roles:
            place += 1
        if place >= len(tokens) or tokens[place].kind not in ("number", "han"):
            break
        written = read_written(tokens, place)
        if written is None:
            break
        larger = quantity.unit.removeprefix("duration:")
        smaller, after = _smaller(tokens, written, place, larger, lang)
        if not smaller:
            break
        total = convert(quantity.value, larger, smaller) + written.value
        quantity = replace(quantity, value=total, unit=f"duration:{smaller}", tokens=(quantity.tokens[0], after - 1))
    return quantity


def _smaller(tokens: tuple[Token, ...], written: Written, place: int, larger: str, lang: str) -> tuple[str, int]:
    rank = _ORDER.index(larger)
    for unit in units_at(tokens, written.after, lang):
        code = unit.removeprefix("duration:")
        if unit.startswith("duration") and _ORDER.index(code) > rank:
            return code, unit_after(tokens, written.after, lang).after
    touches = tokens[place].start == tokens[place - 1].end
    if touches and larger in ("hours", "minutes") and written.value < 60:
        return _ORDER[rank + 1], written.after
    return "", place


def convert(value: Decimal, unit: str, into: str) -> Decimal:
    """A duration in another unit, to two decimals; a month counts 30 days, a year 12 months or 365 days."""
    if unit == into:
        return value
    if {unit, into} == {"years", "months"}:
        return value * 12 if unit == "years" else round(value / 12, 2)
    found = value * _SECONDS[unit] / _SECONDS[into]
    return found if found == found.to_integral_value() else round(found, 2)


def _bounded(tokens: tuple[Token, ...], quantity: Quantity, plus: bool, lang: str) -> Quantity:
    place = quantity.tokens[1] + 1
    bound = "at_least" if plus else ""
    if place < len(tokens):
        roles = tokens[place].word.roles
        if tokens[place].text == "+" and tokens[place].start == tokens[place - 1].end:
            bound, place = "at_least", place + 1
        elif "or_more" in roles:
            bound, place = "at_least", place + 1
        elif "or_less" in roles:
            bound, place = "at_most", place + 1
        if bound and not quantity.unit and not plus:
            measure = unit_after(tokens, place, lang)
            if measure.unit:
                return replace(quantity, unit=measure.unit, bound=bound, tokens=(quantity.tokens[0], measure.after - 1))
    return replace(quantity, bound=bound, tokens=(quantity.tokens[0], place - 1)) if bound else quantity


def _attributive(tokens: tuple[Token, ...], quantity: Quantity) -> Quantity:
    """`30-day retention`, `5-star`: the number belongs to a name of something."""
    place = quantity.tokens[1] + 1
    if place + 1 >= len(tokens) or quantity.unit or tokens[place].text != "-":
        return quantity
    joined = tokens[place].start == tokens[place - 1].end and tokens[place + 1].start == tokens[place].end
    if not joined or tokens[place + 1].kind != "word":
        return quantity
    unit = next(iter(tokens[place + 1].word.units), "")
    return replace(quantity, unit=unit, attributive=True, tokens=(quantity.tokens[0], place + 1))


def _range(sentence: Sentence, quantity: Quantity) -> Quantity:
    """`5-10`, `20 % – 30 %`, `3~5 天`: both ends in one quantity."""
    tokens = sentence.tokens
    place = quantity.tokens[1] + 1
    if place + 1 >= len(tokens) or tokens[place].text not in ("-", "~") or quantity.attributive:
        return quantity
    if tokens[place + 1].kind not in ("number", "han"):
        return quantity
    other = _quantity(sentence, place + 1)
    if other is None or other.up_to is not None or other.value <= quantity.value:
        return quantity
    if quantity.unit and other.unit and quantity.unit != other.unit:
        return quantity
    return replace(
        quantity,
        up_to=other.value,
        unit=other.unit or quantity.unit,
        relative=other.relative,
        tokens=(quantity.tokens[0], other.tokens[1]),
    )
