"""All quantities of a sentence, from left to right; numbers that are no values are left out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from northing.coach.quantities.measures import CURRENCY_SIGNS, Measure, unit_after, unit_before, units_at
from northing.coach.quantities.names import is_name, ordinal_end
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.quantities.written import Written, read_written
from northing.coach.text import Sentence, Token
from northing.domain.units import SECONDS_PER

_WHOLES = (5, 10, 100)
_AWAITING = frozenset({"from", "to", "at_least", "at_most", "between", "of"})
_FAR = 20
_LARGEST = Decimal(10) ** 15
_SHORT_TIMES = (("duration:seconds",), ("duration:minutes",), ("duration:hours",), ("duration:days",))
_ORDER = ("years", "months", "weeks", "days", "hours", "minutes", "seconds")
_SECONDS = dict(SECONDS_PER) | {"months": 30 * 86400, "years": 365 * 86400}


def find_quantities(sentence: Sentence) -> list[Quantity]:
    """Every quantity that could be a value; years, dates, versions, ordinals and names are not."""
    tokens = sentence.tokens
    found: list[Quantity] = []
    place = 0
    while place < len(tokens):
        quantity = (
            _quantity(sentence, place) if _may_start(tokens[place]) else _one(tokens, place, sentence.lang)
        )
        if quantity is not None:
            found.append(quantity)
            place = quantity.tokens[1]
        place += 1
    return found


def _may_start(token: Token) -> bool:
    if token.kind == "word":
        return token.word.number is not None or token.word.share is not None
    return token.kind in ("number", "han")


def _one(tokens: tuple[Token, ...], place: int, lang: str) -> Quantity | None:
    """`in less than a minute`, `within an hour`, `a second or less`: one of a short time."""
    token = tokens[place]
    if not place or token.word.units[:1] not in _SHORT_TIMES or len(token.text) < len("hour"):
        return None
    article = "article" in tokens[place - 1].word.roles
    before = tokens[place - 1 - article].word.roles if place > article else frozenset[str]()
    following = tokens[place + 1].word.roles if place + 1 < len(tokens) else frozenset[str]()
    if not before & {"at_most", "within"} and not (article and following & {"or_less", "or_more"}):
        return None
    quantity = Quantity(Decimal(1), token.word.units[0], (0, 0), (place - article, place))
    return _spanned(tokens, _bounded(tokens, quantity, lang))


def _quantity(sentence: Sentence, place: int, *, ends: bool = False) -> Quantity | None:
    """The quantity that starts at this token; one that `ends` a range starts no other."""
    tokens, lang = sentence.tokens, sentence.lang
    written = read_written(tokens, place)
    if written is None or abs(written.value) >= _LARGEST or is_name(tokens, place, written.after):
        return None
    end = ordinal_end(tokens, place, written.after)
    if end:
        return _spanned(tokens, Quantity(written.value, "", (0, 0), (place, end - 1), Form.RANK))
    special = _special(tokens, place, written, lang)
    if special is not None:
        return special
    if written.share and _is_half_a(tokens, written.after):
        return _half_a(tokens, place, written.after, lang)
    measured = _measured(tokens, place, written, lang)
    if measured is None:
        return None
    quantity = _attributive(tokens, _bounded(tokens, measured, lang))
    return _spanned(tokens, quantity if ends else _range(sentence, quantity))


def _measured(tokens: tuple[Token, ...], place: int, written: Written, lang: str) -> Quantity | None:
    """The number with the unit before or after it; None for a numeral that is rather part of a word."""
    prefix = unit_before(tokens, place, lang)
    after = _past_more(tokens, written.after)
    measure = unit_after(tokens, after, lang)
    if prefix and not measure.unit.startswith("currency"):
        measure = Measure(prefix, after)
    if _is_loose_numeral(tokens, place, written, measure):
        return None
    unit, form = measure.unit, Form.PLAIN
    own = tokens[written.after - 1].word.units if written.spelt else ()
    if not unit and own:
        unit = own[0]
    if unit == "points":
        unit, form = "percent", Form.POINTS
    elif unit == "point":
        unit, form = "score", Form.POINT
    elif unit == "ratio":
        unit, form = (
            ("ratio", Form.MULTIPLE) if _multiplies(tokens, place, measure.after) else ("count", form)
        )
    elif written.share and unit in ("", "count"):
        unit, form = "percent", Form.SHARE
    covered = (place - (bool(prefix) and prefix != "ratio"), measure.after - 1)
    bound = "at_least" if after > written.after else ""
    negative = _is_negative(tokens, covered[0])
    value = -written.value if negative else written.value
    covered = (covered[0] - negative, covered[1])
    quantity = Quantity(value, unit, (0, 0), covered, form, bound=bound, power=written.power)
    return _compound(tokens, quantity, lang)


def _spanned(tokens: tuple[Token, ...], quantity: Quantity) -> Quantity:
    first, last = quantity.tokens
    return replace(quantity, span=(tokens[first].start, tokens[last].end))


def _is_negative(tokens: tuple[Token, ...], place: int) -> bool:
    """A minus that touches its number, where a value is awaited (`from -5 to 20`)."""
    if place < 2 or tokens[place - 1].text != "-" or tokens[place - 1].end != tokens[place].start:
        return False
    before = tokens[place - 2]
    return before.end < tokens[place - 1].start and bool(before.word.roles & _AWAITING)


def _multiplies(tokens: tuple[Token, ...], place: int, after: int) -> bool:
    """`3 times faster`, `в 3 раза`, `增长 2 倍`, `a factor of 3`, but not `3 times a week`."""
    if "count" not in tokens[after - 1].word.units:
        return True
    before = tokens[place - 1] if place else None
    following = tokens[after] if after < len(tokens) else None
    if before is not None and "fold" in before.word.roles:
        return True
    if following is not None and "as_much" in following.word.roles:
        return True
    if following is not None and (following.word.period or "per" in following.word.roles):
        return False
    return tokens[after - 1].text.isascii() and any(
        token.word.roles & {"up", "down"} for token in tokens[max(place - _FAR, 0) : place]
    )


def _is_half_a(tokens: tuple[Token, ...], after: int) -> bool:
    """`half a day`: a length of time, no share."""
    return (
        after + 1 < len(tokens)
        and "article" in tokens[after].word.roles
        and bool(tokens[after + 1].word.units)
    )


def _half_a(tokens: tuple[Token, ...], place: int, after: int, lang: str) -> Quantity | None:
    """`half an hour` is 30 minutes; of larger units it stays a half."""
    measure = unit_after(tokens, after + 1, lang)
    if not measure.unit.startswith("duration"):
        return None
    value, unit = (30, "duration:minutes") if measure.unit == "duration:hours" else ("0.5", measure.unit)
    covered = (place, measure.after - 1)
    return _spanned(tokens, Quantity(Decimal(value), unit, (0, 0), covered, Form.SHARE, attributive=True))


def _past_more(tokens: tuple[Token, ...], after: int) -> int:
    """Past `+`, `多` or `余` right after a number: a little more than it."""
    if after >= len(tokens) or tokens[after].start != tokens[after - 1].end:
        return after
    return after + 1 if "plus" in tokens[after].word.roles or tokens[after].text == "+" else after


def _is_loose_numeral(tokens: tuple[Token, ...], place: int, written: Written, measure: Measure) -> bool:
    """A single Chinese digit without a unit is rather part of a word."""
    token = tokens[place]
    if (
        not written.spelt
        or written.share
        or not (token.kind == "han" or token.text.startswith("半"))
        or measure.unit
    ):
        return False
    before = tokens[place - 1].word.roles if place else frozenset({"reach"})
    if not written.value and before & {"reach", "keep", "frame", "season", "due"}:
        return False
    return not before & {"rank", "ordinal", "from", "to", "by", "at_least", "at_most", "up", "down"}


def _special(tokens: tuple[Token, ...], place: int, written: Written, lang: str) -> Quantity | None:
    """`4.2/5`, `2/3`, `4 of 7 days`, `3:1`, `2:37`."""
    after = written.after
    if after + 1 >= len(tokens):
        return None
    mark, second = tokens[after], tokens[after + 1]
    if mark.text in ("/", ":") and second.kind == "number":
        whole = read_written(tokens, after + 1)
        found = _divided(place, written, mark.text, whole) if whole else None
        clocked = _clocked(tokens, found, lang) if found else None
        return _spanned(tokens, clocked) if clocked else None
    if "of" in mark.word.roles:
        start = after + 1 + ("every" in second.word.roles and after + 2 < len(tokens))
        whole = read_written(tokens, start)
        if whole is not None and whole.value >= written.value and not is_name(tokens, start, whole.after):
            return _spanned(tokens, _part(tokens, place, written, whole, lang))
    return None


def _divided(place: int, written: Written, mark: str, whole: Written) -> Quantity | None:
    tokens = (place, whole.after - 1)
    if mark == ":":
        if whole.value == 1:
            return Quantity(written.value, "ratio", (0, 0), tokens)
        if whole.value >= 60:
            return None
        return Quantity(written.value * 60 + whole.value, "duration:seconds", (0, 0), tokens)
    if whole.value in _WHOLES and written.value <= whole.value:
        return Quantity(written.value, "score", (0, 0), tokens, Form.RATING)
    if 0 < written.value < whole.value <= 10:
        share = (written.value * 100 / whole.value).quantize(Decimal("0.01"))
        return Quantity(share, "percent", (0, 0), tokens, Form.SHARE)
    return None


def _clocked(tokens: tuple[Token, ...], quantity: Quantity, lang: str) -> Quantity | None:
    """`2:30 minutes`, `1:15 h`: two parts in the unit that is written after them; `9:00` is a time of day."""
    if not quantity.unit.startswith("duration"):
        return quantity
    measure = unit_after(tokens, quantity.tokens[1] + 1, lang)
    if measure.unit not in ("duration:minutes", "duration:hours"):
        return quantity if tokens[quantity.tokens[1]].text != "00" else None
    return replace(
        quantity, value=quantity.value / 60, unit=measure.unit, tokens=(quantity.tokens[0], measure.after - 1)
    )


def _part(tokens: tuple[Token, ...], place: int, written: Written, whole: Written, lang: str) -> Quantity:
    measure = unit_after(tokens, whole.after, lang)
    noun = (
        whole.after < len(tokens)
        and tokens[whole.after].kind == "word"
        and not tokens[whole.after].word.roles
    )
    if not measure.unit and whole.value in _WHOLES and not noun and not written.spelt:
        return Quantity(written.value, "score", (0, 0), (place, whole.after - 1), Form.RATING)
    return Quantity(written.value, measure.unit or "count", (0, 0), (place, measure.after - 1), Form.PART)


def _compound(tokens: tuple[Token, ...], quantity: Quantity, lang: str) -> Quantity:
    """`2 мин 37 с`, `1h30`, `2小时30分钟`: in the smallest unit written."""
    if quantity.unit == "score" and _are_minutes(tokens, quantity.tokens[1]):
        quantity = replace(quantity, unit="duration:minutes")
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
        quantity = replace(
            quantity, value=total, unit=f"duration:{smaller}", tokens=(quantity.tokens[0], after - 1)
        )
    return quantity


def _are_minutes(tokens: tuple[Token, ...], place: int) -> bool:
    """`1分50秒`: a word for minutes or points is minutes before seconds."""
    if place + 2 >= len(tokens) or "duration:minutes" not in tokens[place].word.units:
        return False
    return "duration:seconds" in tokens[place + 2].word.units


def _smaller(
    tokens: tuple[Token, ...], written: Written, place: int, larger: str, lang: str
) -> tuple[str, int]:
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
    """A duration in another unit; a month counts 30 days, a year 12 months or 365 days."""
    if unit == into:
        return value
    if {unit, into} == {"years", "months"}:
        return value * 12 if unit == "years" else value / 12
    return value * _SECONDS[unit] / _SECONDS[into]


def _bounded(tokens: tuple[Token, ...], quantity: Quantity, lang: str) -> Quantity:
    """A bound written after the number or its unit: `60+`, `5 or more`, `3 天以内`."""
    place = quantity.tokens[1] + 1
    if place >= len(tokens):
        return quantity
    roles = tokens[place].word.roles
    if _past_more(tokens, place) == place and not roles & {"or_more", "or_less"}:
        return quantity
    bound = "at_most" if "or_less" in roles else "at_least"
    measure = unit_after(tokens, place + 1, lang) if not quantity.unit else Measure("", place + 1)
    last = measure.after - 1 if measure.unit else place
    return replace(
        quantity, unit=measure.unit or quantity.unit, bound=bound, tokens=(quantity.tokens[0], last)
    )


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
    """`5-10`, `20 % – 30 %`, `between 5 and 10`: both ends in one quantity."""
    tokens = sentence.tokens
    place = quantity.tokens[1] + 1
    if place + 1 >= len(tokens) or quantity.attributive or not _joins(tokens, quantity.tokens[0], place):
        return quantity
    if tokens[place + 1].kind not in ("number", "han") and tokens[place + 1].text not in CURRENCY_SIGNS:
        return quantity
    start = place + 1 + (tokens[place + 1].kind == "mark")
    other = _quantity(sentence, start, ends=True) if start < len(tokens) else None
    if other is None or other.value <= quantity.value:
        return quantity
    if quantity.unit and other.unit and quantity.unit != other.unit:
        return quantity
    scale = other.power if not quantity.power and quantity.value < 1000 else 0
    return replace(
        quantity,
        value=quantity.value.scaleb(scale),
        up_to=other.value,
        unit=other.unit or quantity.unit,
        form=other.form,
        tokens=(quantity.tokens[0], other.tokens[1]),
    )


def _joins(tokens: tuple[Token, ...], first: int, place: int) -> bool:
    """A dash between two numbers, or the second half of "between … and"."""
    if tokens[place].text in ("-", "~"):
        return True
    between = first > 0 and "between" in tokens[first - 1].word.roles
    return between and bool(tokens[place].word.roles & {"and", "to"})
