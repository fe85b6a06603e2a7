"""The rules of an objective with its key results, S4xx."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from northing.coach.rules.cases import Case, Item, ItemSet, grammar_of
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.key_results.choice import gamed_group, is_counter_metric
from northing.coach.rules.natures import ACTIVITIES, Nature, nature_of
from northing.coach.rules.registry import Found, rule

_MOST_KEY_RESULTS = 5
_FEWEST_KEY_RESULTS = 2
_MOST_OBJECTIVES = 5
_MOST_OF_A_PERSON = 3
_MOST_INITIATIVES = 4
_ALIKE = 0.8
_VERDICTS = ((9.0, "very_safe"), (7.5, "safe"), (4.0, "balanced"), (2.5, "bold"))


class SetCase(Case):
    """A set in front of the rules; the spans of its findings are in the objective."""

    def __init__(self, whole: ItemSet, *, profile: str = "balanced") -> None:
        super().__init__(Item("set", whole.objective, fields=whole.fields, set=whole), Grammar(whole.objective), profile=profile)
        self.members = whole.key_results

    @cached_property
    def grammars(self) -> tuple[Grammar, ...]:
        return tuple(grammar_of(text) for text in self.members)

    @cached_property
    def natures(self) -> tuple[Nature, ...]:
        return tuple(nature_of(grammar) for grammar in self.grammars)

    def indicators(self) -> Sequence[Any]:
        """Leading or lagging, one a key result, if somebody said so."""
        said = self.fields.get("indicators")
        return said if isinstance(said, Sequence) and not isinstance(said, str) else ()


@rule("S401", "too-many-krs", "W", "set")
def too_many(case: SetCase) -> Iterator[Found]:
    """More than five key results."""
    if len(case.members) > _MOST_KEY_RESULTS:
        yield Found(case.whole, values={"count": str(len(case.members))})


@rule("S402", "too-few-krs", "H", "set")
def too_few(case: SetCase) -> Iterator[Found]:
    """Fewer than two key results."""
    if len(case.members) < _FEWEST_KEY_RESULTS and not case.fields.get("objectives"):
        yield Found(case.whole, "" if case.members else "none", values={"count": str(len(case.members))})


@rule("S403", "no-outcome", "W/E", "set")
def no_outcome(case: SetCase) -> Iterator[Found]:
    """All key results are activities."""
    if case.members and all(nature in ACTIVITIES for nature in case.natures):
        yield Found(case.whole, values={"count": str(len(case.members))})


@rule("S404", "duplicate-krs", "W", "set")
def duplicates(case: SetCase) -> Iterator[Found]:
    """Two key results say the same."""
    seen: list[tuple[str, Grammar]] = []
    for text, grammar in zip(case.members, case.grammars, strict=True):
        twin = next((other for other, earlier in seen if _are_alike(grammar, earlier)), None)
        if twin is not None:
            yield Found(case.whole, values={"first": twin.strip(), "second": text.strip()})
            return
        seen.append((text, grammar))


def _are_alike(one: Grammar, other: Grammar) -> bool:
    if _plain(one.reading) == _plain(other.reading):
        return True
    if one.parse and other.parse and one.parse.target is not None:
        ours, theirs = _plain(one.parse.metric), _plain(other.parse.metric)
        same_numbers = (one.parse.target, one.parse.unit, one.parse.baseline) == (other.parse.target, other.parse.unit, other.parse.baseline)
        same_metric = len(ours) > 1 and ours == theirs and one.parse.direction == other.parse.direction
        return same_metric and (same_numbers or one.parse.baseline == other.parse.baseline) or same_numbers and _overlap(one, other) >= _ALIKE
    return not (one.quantities or other.quantities) and _overlap(one, other) >= _ALIKE


def _plain(text: str) -> str:
    return "".join(char for char in text.lower() if unicodedata.category(char)[0] in "LN")


def _overlap(one: Grammar, other: Grammar) -> float:
    ours, theirs = ({word.text[:6] for word in grammar.content} for grammar in (one, other))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


@rule("S405", "all-lagging", "H", "set")
def all_lagging(case: SetCase) -> Iterator[Found]:
    """Every key result moves last: nothing warns early."""
    said = case.indicators()
    if len(said) >= _FEWEST_KEY_RESULTS and all(one == "lagging" for one in said):
        yield Found(case.whole)
    elif not said and len(case.members) >= _FEWEST_KEY_RESULTS and all(map(_is_lagging, case.grammars)):
        yield Found(case.whole)


def _is_lagging(grammar: Grammar) -> bool:
    return nature_of(grammar) is Nature.OUTCOME and any(
        word.has("word.lagging", "noun.slow") for word in grammar.main_words
    )


@rule("S406", "all-leading", "H", "set")
def all_leading(case: SetCase) -> Iterator[Found]:
    """Every key result leads: nothing shows that the objective was reached."""
    said = case.indicators()
    if len(said) >= _FEWEST_KEY_RESULTS and all(one == "leading" for one in said):
        yield Found(case.whole)


@rule("S407", "no-counter-metric", "H", "set")
def no_counter_metric(case: SetCase) -> Iterator[Found]:
    """Something here is easily gamed, and nothing watches its price."""
    if case.has("counter_metrics"):
        return
    for place, grammar in enumerate(case.grammars):
        group = gamed_group(grammar)
        others = [text for at, text in enumerate(case.members) if at != place]
        if group is not None and not any(map(is_counter_metric, others)):
            word, name = group
            text = case.members[place]
            yield Found(case.whole, name, values={"group": name, "metric": text[word.start : word.end]})
            return


@rule("S408", "too-many-objectives", "W", "set")
def too_many_objectives(case: SetCase) -> Iterator[Found]:
    """More than five objectives of one holder, or more than three of a person."""
    objectives = case.fields.get("objectives")
    count = len(objectives) if isinstance(objectives, Sequence) and not isinstance(objectives, str) else 0
    is_person = case.fields.get("holder") == "person"
    if count > _MOST_OBJECTIVES:
        yield Found(case.whole, values={"count": str(count)})
    elif is_person and count > _MOST_OF_A_PERSON:
        yield Found(case.whole, "person", "hint", {"count": str(count)})


@rule("S409", "draft-confidence", "H", "set")
def draft_confidence(case: SetCase) -> Iterator[Found]:
    """How bold an aspirational draft is, by the mean confidence of at least four key results (design 2.6)."""
    said = case.fields.get("confidence")
    if case.fields.get("ambition") != "aspirational" or not isinstance(said, Sequence) or isinstance(said, str):
        return
    numbers = [float(one) for one in said if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) < _FEWEST_JUDGED:
        return
    mean = sum(numbers) / len(numbers)
    verdict = next((name for limit, name in _VERDICTS if mean > limit or (name in ("balanced", "bold") and mean >= limit)), "beyond_reach")
    if verdict != "balanced":
        spread = f"{min(numbers):g}–{max(numbers):g}"
        yield Found(case.whole, verdict, values={"mean": f"{mean:.1f}", "spread": spread})


_FEWEST_JUDGED = 4


@rule("S410", "foreign-set", "H", "set")
def foreign_set(case: SetCase) -> Iterator[Found]:
    """The key results are another department's: an ask would say so."""
    team, owners = case.fields.get("team"), case.fields.get("owner_teams")
    if not team or not isinstance(owners, Sequence) or isinstance(owners, str) or not owners:
        return
    others = [str(owner) for owner in owners if owner and owner != team]
    if len(others) == len(owners):
        yield Found(case.whole, values={"team": others[0]})


@rule("I305", "too-many", "H", "initiative")
def too_many_initiatives(case: Case) -> Iterator[Found]:
    """More than four initiatives of one objective, or more than three its owner runs at once."""
    running, known = case.fields.get("running"), case.fields.get("initiatives")
    count = len(known) if isinstance(known, Sequence) and not isinstance(known, str) else 0
    if isinstance(running, int) and running > _MOST_RUNNING:
        yield Found(case.whole, "person", values={"count": str(running)})
    elif count > _MOST_INITIATIVES:
        yield Found(case.whole, values={"count": str(count)})


_MOST_RUNNING = 3
