"""The rules of an objective with its key results, S4xx."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from northing.coach.rules.cases import Case, Item, ItemSet, grammar_of
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.key_results.choice import gamed_group, is_counter_metric
from northing.coach.rules.lazily import lazily
from northing.coach.rules.natures import ACTIVITIES, Nature, nature_of
from northing.coach.rules.registry import Found, rule
from northing.coach.rules.sameness import metric_key

_MOST_KEY_RESULTS = 5
_FEWEST_KEY_RESULTS = 2
_MOST_OBJECTIVES = 5
_MOST_OF_A_PERSON = 3
_MOST_INITIATIVES = 4
_ALIKE = 0.75
_LOOSELY_ALIKE = 0.45
_VERDICTS = ((9.0, "very_safe"), (7.5, "safe"), (4.0, "balanced"), (2.5, "bold"))


class SetCase(Case):
    """A set in front of the rules; the spans of its findings are in the objective."""

    def __init__(self, whole: ItemSet, *, profile: str = "balanced") -> None:
        super().__init__(
            Item("set", whole.objective, fields=whole.fields, set=whole),
            Grammar(whole.objective),
            profile=profile,
        )
        self.members = whole.key_results

    @lazily
    def grammars(self) -> tuple[Grammar, ...]:
        return tuple(grammar_of(text) for text in self.members)

    @lazily
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
    if case.members and all(map(_is_activity, case.grammars)):
        yield Found(case.whole, values={"count": str(len(case.members))})


def _is_activity(grammar: Grammar) -> bool:
    """Hiring is work towards an objective too, though its number may stand as a key result."""
    head = grammar.head
    hires = head.place >= 0 and grammar.words[head.place].has("verb.hire") and head.is_first
    return hires or nature_of(grammar) in ACTIVITIES


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
    ours, theirs = _telling(one), _telling(other)
    if ours == theirs and one.reading == other.reading:
        return True
    likeness = _overlap(ours, theirs)
    if one.parse is None or other.parse is None or one.parse.target is None:
        return not (one.quantities or other.quantities) and likeness >= _ALIKE
    same_start = one.parse.baseline is not None and one.parse.baseline == other.parse.baseline
    same_target = one.parse.target == other.parse.target and one.parse.unit == other.parse.unit
    if same_start and same_target:
        return likeness >= _LOOSELY_ALIKE
    return likeness >= _ALIKE and (same_start or same_target)


def _telling(grammar: Grammar) -> str:
    return metric_key(grammar.sentence.text).replace(" ", "")


def _overlap(one: str, other: str) -> float:
    """The share of letter pairs two texts have in common: works for Chinese as for the rest."""
    ours, theirs = _pairs(one), _pairs(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours and theirs else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1)) or frozenset({text} - {""})


@rule("S405", "all-lagging", "H", "set")
def all_lagging(case: SetCase) -> Iterator[Found]:
    """Every key result moves last: nothing warns early."""
    said = case.indicators()
    if (len(said) >= _FEWEST_KEY_RESULTS and all(one == "lagging" for one in said)) or (
        not said and len(case.members) >= _FEWEST_KEY_RESULTS and all(map(_is_lagging, case.grammars))
    ):
        yield Found(case.whole)


def _is_lagging(grammar: Grammar) -> bool:
    return nature_of(grammar) is Nature.OUTCOME and any(
        word.has("word.lagging", "noun.slow") for word in grammar.main_words
    )


@rule("S406", "all-leading", "H", "set")
def all_leading(case: SetCase) -> Iterator[Found]:
    """Every key result leads: nothing shows that the objective was reached."""
    said = case.indicators()
    all_said = len(said) >= _FEWEST_KEY_RESULTS and all(one == "leading" for one in said)
    are_attempts = len(case.members) >= _FEWEST_KEY_RESULTS and all(
        nature is Nature.ATTEMPTS for nature in case.natures
    )
    if all_said or are_attempts:
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
    if (
        case.fields.get("ambition") != "aspirational"
        or not isinstance(said, Sequence)
        or isinstance(said, str)
    ):
        return
    numbers = [float(one) for one in said if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) < _FEWEST_JUDGED:
        return
    mean = sum(numbers) / len(numbers)
    verdict = next(
        (
            name
            for limit, name in _VERDICTS
            if mean > limit or (name in ("balanced", "bold") and mean >= limit)
        ),
        "beyond_reach",
    )
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
