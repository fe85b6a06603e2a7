"""The grammar of one sentence about a goal: its head verb, what the verb acts on, and what is measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from northing.coach.parse import Parse, parse_key_result
from northing.coach.quantities.quantity import Form, Quantity
from northing.coach.quantities.sentences import find_quantities
from northing.coach.rules.counting import counted_after, counted_before
from northing.coach.rules.heads import Head, find_head
from northing.coach.rules.lazily import lazily
from northing.coach.rules.lexicon import Word, scan
from northing.coach.text import Sentence, prepare

_LONGEST = 2000
_MOST_WORDS = 300
_MOST_QUANTITIES = 20
_OWN_WORK = frozenset({"attempt", "deliver", "ongoing"})
_COUNTS_FOR = 6
_STOPS = frozenset('.;,:()"!?|')


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
        self.known: dict[str, Any] = {}

    @property
    def lang(self) -> str:
        return self.sentence.lang

    @lazily
    def words(self) -> tuple[Word, ...]:
        """The first words: a text that is longer is no sentence, and reading it must not take for ever."""
        return scan(self.reading[:_LONGEST])[:_MOST_WORDS]

    @lazily
    def parse(self) -> Parse | None:
        return parse_key_result(self.sentence, quantities=list(self.all_quantities))

    @lazily
    def all_quantities(self) -> tuple[Quantity, ...]:
        return tuple(find_quantities(self.sentence))

    @lazily
    def head(self) -> Head:
        return find_head(self.words)

    @lazily
    def quantities(self) -> tuple[Quantity, ...]:
        """The values of the sentence; a deadline ("within two quarters") is none."""
        due = _span_of(self.parse, "due") if self.parse else None
        return tuple(
            quantity
            for quantity in self.all_quantities
            if not (due and due[0] <= quantity.span[0] and quantity.span[1] <= due[1])
            and not quantity.attributive
        )

    @lazily
    def measures(self) -> tuple[Measure, ...]:
        return tuple(self._measure(quantity) for quantity in self.quantities[:_MOST_QUANTITIES])

    def _measure(self, quantity: Quantity) -> Measure:
        counted = self._counted(quantity)
        group = self.head.group
        is_number = quantity.unit in ("", "count")
        if self.has_from_to:
            is_number = is_number and self.parse is not None and self.parse.unit in ("count", "other", "")
            is_attempts = is_number and counted == "attempt"
            return Measure(quantity, counted, "count" if is_attempts else "level")
        if quantity.unit.startswith("duration"):
            return Measure(quantity, counted, "limit" if group in _OWN_WORK else "level")
        if not is_number or quantity.form in (Form.RANK, Form.PART, Form.SHARE, Form.RATING):
            return Measure(quantity, counted, "level")
        return Measure(quantity, counted, "level" if counted == "metric" else "count")

    def _counted(self, quantity: Quantity) -> str:
        """The class of the thing that is counted: what stands after the number, else the metric before it."""
        after = counted_after(self.words, quantity.span[1])
        if after == "attempt" and self._makes(quantity):
            return "artefact"
        return after or counted_before(self.words, quantity.span[0], self.head.place)

    def _makes(self, quantity: Quantity) -> bool:
        """A demo or a talk that is made is output; posts and mails count as attempts whoever writes them."""
        head = self.head
        makes = head.place >= 0 and self.words[head.place].has("verb.make")
        return makes and not any(
            word.has("noun.message") for word in self.words if word.start >= quantity.span[1]
        )

    def following(self, word: Word) -> Word | None:
        """The word after this one."""
        return next((other for other in self.words if other.start >= word.end), None)

    @lazily
    def has_from_to(self) -> bool:
        """Whether the sentence says where the metric stands and where it should be."""
        return self.parse is not None and self.parse.baseline is not None and self.parse.target is not None

    @lazily
    def is_outcome(self) -> bool:
        """Whether something is measured that is not the own work."""
        if self.counts_attempts:
            return False
        if self.is_relative_change:
            return True
        return any(measure.role == "level" or self._is_result(measure) for measure in self.measures)

    @lazily
    def is_relative_change(self) -> bool:
        """ "Halve", "double", 翻倍: a value without a number of its own."""
        parse = self.parse
        return parse is not None and parse.relative and parse.target is not None and not self.quantities

    def _is_result(self, measure: Measure) -> bool:
        if measure.role != "count":
            return False
        group = self.head.group
        if measure.counted == "attempt":
            return self.has_response_mark
        if measure.counted == "vanity":
            return True
        if (
            measure.counted == "artefact"
            and self.head.place >= 0
            and self.words[self.head.place].has("verb.add")
        ):
            return False
        if measure.counted == "artefact":
            return group not in _OWN_WORK and (bool(group) or self.any("verb.state") is not None)
        if measure.counted in ("response", "vanity", "metric"):
            return group not in ("attempt", "ongoing", "deliver") or self.has_response_mark or self._adds()
        return group not in _OWN_WORK

    def _adds(self) -> bool:
        return self.words[self.head.place].has("verb.add", "verb.win")

    @lazily
    def counts_attempts(self) -> bool:
        """Whether the number counts own attempts: calls made, mails sent, people contacted."""
        if self.has_response_mark:
            return False
        if self.head.group == "attempt" and not self.has_from_to:
            return any(measure.role == "count" for measure in self.measures)
        return any(measure.counted == "attempt" and measure.role == "count" for measure in self.measures[:1])

    @lazily
    def has_response_mark(self) -> bool:
        """Words such as positive, accepted, received: somebody else answered."""
        return self.any("word.responded") is not None

    def any(self, *classes: str) -> Word | None:
        """The first word of one of these classes, in the whole sentence."""
        if self.classes.isdisjoint(classes):
            return None
        return next((word for word in self.words if word.has(*classes)), None)

    @lazily
    def classes(self) -> frozenset[str]:
        """The classes of all words together: most questions are answered by what is not in there."""
        return frozenset().union(*[word.classes for word in self.words if word.classes])

    def main(self, *classes: str) -> Word | None:
        """The first word of one of these classes in the main clause."""
        if self.classes.isdisjoint(classes):
            return None
        return next((word for word in self.main_words if word.has(*classes)), None)

    @lazily
    def main_words(self) -> Sequence[Word]:
        """The words up to the clause that names a purpose or a means."""
        return self.words[: self.head.main_end]

    @lazily
    def object_words(self) -> Sequence[Word]:
        """What the main clause is about: its words without the head verb."""
        return [word for place, word in enumerate(self.main_words) if place != self.head.place]

    @lazily
    def content(self) -> Sequence[Word]:
        """Words that are words, in the whole text."""
        return [word for word in self.words if word.kind in ("word", "han")]


def _span_of(parse: Parse | None, name: str) -> tuple[int, int] | None:
    spans = getattr(parse, "spans", None) if parse else None
    return spans.get(name) if spans else None
