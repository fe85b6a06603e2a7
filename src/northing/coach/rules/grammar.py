"""The grammar of one sentence about a goal: its head verb, what the verb acts on, and what is measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from northing.coach.parse import Parse, parse_key_result
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.quantities.sentences import find_quantities
from northing.coach.rules.heads import CHANGES, Head, find_head
from northing.coach.rules.lexicon import Word, is_han, scan
from northing.coach.text import Sentence, prepare

LEVELS = ("percent", "score", "ratio")
_OWN_WORK = frozenset({"attempt", "deliver", "ongoing"})
_COUNTS_FOR = 6
_STOPS = frozenset(".;,:()\"!?|")


@dataclass(frozen=True, slots=True)
class Measure:
    """A quantity and what it counts: `response`, `attempt`, `artefact`, `metric`, or '' if nobody knows.

    `role` is `level` (a share, a score, money, a duration, a value of a metric), `count`, or `limit`: a time
    within which work is to be done, hours spent, and everything else that measures no result.
    """

    quantity: Quantity
    counted: str
    role: str


class Grammar:
    """Everything the rules ask about one text; each answer is found once, when it is first wanted."""

    def __init__(self, text: str, lang: str | None = None) -> None:
        self.sentence: Sentence = prepare(text, lang)
        self.reading = self.sentence.reading

    @property
    def lang(self) -> str:
        return self.sentence.lang

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return scan(self.reading)

    @cached_property
    def parse(self) -> Parse | None:
        return parse_key_result(self.sentence)

    @cached_property
    def head(self) -> Head:
        return find_head(self.words)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The values of the sentence; a deadline ("within two quarters") is none."""
        due = _span_of(self.parse, "due") if self.parse else None
        return tuple(
            quantity
            for quantity in find_quantities(self.sentence)
            if not (due and due[0] <= quantity.span[0] and quantity.span[1] <= due[1]) and not quantity.attributive
        )

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(self._measure(quantity) for quantity in self.quantities)

    def _measure(self, quantity: Quantity) -> Measure:
        counted = self._counted(quantity)
        if quantity.unit.startswith("duration"):
            is_spent = self.head.group in _OWN_WORK and not self.has_from_to
            return Measure(quantity, counted, "limit" if is_spent else "level")
        if quantity.unit in LEVELS or quantity.unit.startswith("currency") or quantity.form is Form.RANK:
            is_own = self.head.group in _OWN_WORK and counted in ("artefact", "attempt")
            return Measure(quantity, counted, "count" if is_own else "level")
        if counted == "metric" or (self.has_from_to and counted not in ("attempt", "artefact")):
            return Measure(quantity, counted, "level")
        return Measure(quantity, counted, "count")

    def _counted(self, quantity: Quantity) -> str:
        """The class of the thing that is counted: what stands after the number, else the metric before it."""
        after = self._noun(self._after(quantity.span[1]))
        if after:
            return after
        return self._noun(self._before(quantity.span[0])) or ""

    def _after(self, place: int) -> Iterable[Word]:
        taken = 0
        for word in self.words:
            if word.start < place:
                continue
            if taken == _COUNTS_FOR or word.kind == "number" or word.text in _STOPS or word.has("word.purpose", "word.while"):
                return
            if word.has(*CHANGES) and taken and is_han(word.text[0]):
                return
            taken += 1
            yield word

    def _before(self, place: int) -> Iterable[Word]:
        return [word for word in reversed(self.words) if word.end <= place][: 2 * _COUNTS_FOR]

    def _noun(self, words: Iterable[Word]) -> str:
        found = ""
        for word in words:
            kind = _class_of(word)
            if not kind:
                if found and not word.classes:
                    continue
                if found:
                    break
                continue
            if found and is_han(word.text[0]) is False and found != kind and not word.text[0].isascii():
                break
            found = kind
            if not is_han(word.text[0]):
                if word.text[0].isascii() and self._continues(word):
                    continue
                break
        return found

    def _continues(self, word: Word) -> bool:
        """Whether the English noun goes on: in "customer interviews" the last word is what is counted."""
        following = self.following(word)
        return following is not None and following.start == word.end + 1 and bool(_class_of(following))

    def following(self, word: Word) -> Word | None:
        """The word after this one."""
        return next((other for other in self.words if other.start >= word.end), None)

    @cached_property
    def has_from_to(self) -> bool:
        """Whether the sentence says where the metric stands and where it should be."""
        return self.parse is not None and self.parse.baseline is not None and self.parse.target is not None

    @cached_property
    def is_outcome(self) -> bool:
        """Whether something is measured that is not the own work."""
        if self.counts_attempts:
            return False
        for measure in self.measures:
            if measure.role == "level" and measure.counted not in ("attempt", "artefact"):
                return True
            if measure.role == "level" and self.head.group not in _OWN_WORK and self.head.group:
                return measure.counted != "attempt"
            if measure.role == "count" and self._is_result(measure):
                return True
        return False

    def _is_result(self, measure: Measure) -> bool:
        if measure.counted in ("attempt", "artefact"):
            return self.has_response_mark and measure.counted == "attempt"
        if measure.counted in ("response", "vanity", "metric"):
            return self.head.group != "attempt" or self.has_response_mark
        return self.head.group not in _OWN_WORK

    @cached_property
    def counts_attempts(self) -> bool:
        """Whether the number counts own attempts: calls made, mails sent, people contacted."""
        if self.has_response_mark:
            return False
        if self.head.group == "attempt":
            return any(measure.role == "count" for measure in self.measures)
        return any(
            measure.counted == "attempt" and measure.quantity.unit in ("", "count") for measure in self.measures
        )

    @cached_property
    def has_response_mark(self) -> bool:
        """Words such as positive, accepted, received: somebody else answered."""
        return self.any("word.responded") is not None

    def any(self, *classes: str) -> Word | None:
        """The first word of one of these classes, in the whole sentence."""
        return next((word for word in self.words if word.has(*classes)), None)

    def main(self, *classes: str) -> Word | None:
        """The first word of one of these classes in the main clause."""
        return next((word for word in self.main_words if word.has(*classes)), None)

    @cached_property
    def main_words(self) -> Sequence[Word]:
        """The words up to the clause that names a purpose or a means."""
        return self.words[: self.head.main_end]

    @cached_property
    def object_words(self) -> Sequence[Word]:
        """What the main clause is about: its words without the head verb."""
        return [word for place, word in enumerate(self.main_words) if place != self.head.place]

    @cached_property
    def content(self) -> Sequence[Word]:
        """Words that are words, in the whole text."""
        return [word for word in self.words if word.kind in ("word", "han")]


def _class_of(word: Word) -> str:
    """What a counted word is, strongest meaning first."""
    if word.has("word.neutral"):
        return ""
    if word.has("noun.attempt"):
        return "attempt"
    if word.has("noun.response"):
        return "response"
    if word.has("noun.vanity"):
        return "vanity"
    if word.has("noun.metric", "noun.quality"):
        return "metric"
    return "artefact" if word.has("noun.artefact") else ""


def _span_of(parse: Parse | None, name: str) -> tuple[int, int] | None:
    spans = getattr(parse, "spans", None) if parse else None
    return spans.get(name) if spans else None
