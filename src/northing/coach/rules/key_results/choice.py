"""Is it the right thing to measure: K209, K210, K212, K213, K220."""

from __future__ import annotations

from collections.abc import Iterator

from northing.coach.quantities.quantity import Form
from northing.coach.rules.cases import Case, grammar_of
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word
from northing.coach.rules.natures import Nature, nature_of
from northing.coach.rules.registry import Found, rule

_MEASURING = frozenset({"up", "win", "reach", "keep", "better", ""})
_RELATED = (
    frozenset({"sales", "marketing"}),
    frozenset({"sales", "finance"}),
    frozenset({"sales", "service"}),
    frozenset({"marketing", "service"}),
    frozenset({"marketing", "finance"}),
    frozenset({"service", "engineering"}),
    frozenset({"service", "finance"}),
    frozenset({"service", "people"}),
    frozenset({"finance", "people"}),
    frozenset({"engineering", "finance"}),
    frozenset({"sales", "people"}),
)
_HALF = 0.5


@rule("K209", "vanity", "H/W", "key_result")
def vanity(case: Case) -> Iterator[Found]:
    """Moves without value: followers, impressions, views."""
    grammar = case.grammar
    word = grammar.main("noun.vanity")
    if (
        word is None
        or grammar.head.group not in _MEASURING
        or nature_of(grammar) in (Nature.ATTEMPTS, Nature.OUTPUT)
    ):
        return
    following = grammar.following(word)
    if following is None or not following.has("noun.metric") or following.has("noun.vanity"):
        yield Found(
            (word.start, word.end),
            severity="hint" if case.is_in_company else None,
            values={"metric": case.text[word.start : word.end]},
        )


@rule("K210", "slow-moving", "W/W", "key_result")
def slow_moving(case: Case) -> Iterator[Found]:
    """Cannot move within the cycle."""
    word = case.grammar.main("noun.slow")
    is_measured = bool(case.grammar.quantities) or case.has("target")
    if word is not None and is_measured and case.fields.get("indicator") != "leading" and not _is_long(case):
        yield Found((word.start, word.end), values={"metric": case.text[word.start : word.end]})


def _is_long(case: Case) -> bool:
    span = case.fields.get("span_days")
    return isinstance(span, int | float) and span >= _LONG_SPAN


_LONG_SPAN = 300


@rule("K212", "easily-gamed", "H/W", "key_result")
def easily_gamed(case: Case) -> Iterator[Found]:
    """A volume that can be reached at the cost of something nobody measures here."""
    if (
        case.has("counter_metric")
        or case.fields.get("guardrail")
        or any(map(is_counter_metric, case.siblings))
    ):
        return
    group = gamed_group(case.grammar)
    if group is not None:
        word, name = group
        yield Found(
            (word.start, word.end), name, values={"group": name, "metric": case.text[word.start : word.end]}
        )


def gamed_group(grammar: Grammar) -> tuple[Word, str] | None:
    """The word that can be gamed and its group, if the key result is a bare volume of it to reach."""
    parse = grammar.parse
    if (
        nature_of(grammar) is not Nature.OUTCOME
        or parse is None
        or parse.relative
        or parse.baseline is not None
    ):
        return None
    if (
        not parse.target
        or parse.direction not in ("reach", "at_least", "increase")
        or parse.unit not in ("count", "other")
    ):
        return None
    if (
        any(quantity.form is not Form.PLAIN for quantity in grammar.quantities)
        or grammar.head.group in _STEERING
        or grammar.any("word.while")
    ):
        return None
    for word in grammar.main_words:
        name = next((name for name in sorted(word.classes) if name.startswith("gamed.")), "")
        if name and not _names_something_else(grammar, word):
            return word, name.removeprefix("gamed.")
        if word.has("noun.lower_better") and grammar.head.group in _MENDING:
            return word, "tickets"
    return None


_STEERING = frozenset({"keep", "down", "better"})
_MENDING = frozenset({"deliver", "service", "win"})


def _names_something_else(grammar: Grammar, word: Word) -> bool:
    """ "lead time" is no lead."""
    following = grammar.following(word)
    return (
        following is not None
        and following.start - word.end <= 1
        and following.has("noun.metric", "noun.quality")
        and not following.has(*word.classes)
    )


def is_counter_metric(text: str) -> bool:
    """Whether a neighbour guards quality: it keeps something, or measures how good the result is."""
    grammar = grammar_of(text)
    parse = grammar.parse
    keeps = grammar.head.group == "keep" or (parse is not None and parse.direction in ("maintain", "at_most"))
    good = any(
        word.has("noun.quality", "noun.higher_better", "noun.lower_better") and not _is_gamed(word)
        for word in grammar.words
    )
    return bool(grammar.quantities) and (keeps or good)


def _is_gamed(word: Word) -> bool:
    return any(name.startswith("gamed.") for name in word.classes)


@rule("K213", "unrelated", "H/W", "key_result")
def unrelated(case: Case) -> Iterator[Found]:
    """Shares no subject with its objective; silent unless both subjects are plain."""
    if not case.item.objective:
        return
    objective = grammar_of(case.item.objective)
    own, above = topics_of(case.grammar), topics_of(objective)
    if not own or not above or own & above or _share_a_word(case.grammar, objective):
        return
    if not any(frozenset({one, other}) in _RELATED for one in own for other in above):
        yield Found(case.whole, values={"objective": case.item.objective})


def topics_of(grammar: Grammar) -> frozenset[str]:
    """The subjects a text speaks about."""
    return frozenset(
        name.removeprefix("topic.")
        for word in grammar.words
        for name in word.classes
        if name.startswith("topic.")
    )


def _share_a_word(one: Grammar, other: Grammar) -> bool:
    return bool(_stems(one) & _stems(other))


def _stems(grammar: Grammar) -> frozenset[str]:
    return frozenset(
        word.text[:_STEM] for word in grammar.content if len(word.text) > 1 and not word.has("word.starter")
    )


_STEM = 5


@rule("K220", "no-mid-course-reading", "H/W", "key_result")
def late_reading(case: Case) -> Iterator[Found]:
    """The first number comes only when half the time is over."""
    every, span = case.fields.get("measured_every"), case.fields.get("span_days")
    if isinstance(every, int | float) and isinstance(span, int | float) and span > 0 and every > span * _HALF:
        yield Found(case.whole)
        return
    grammar = case.grammar
    word = grammar.any("word.late_reading")
    if word is None and grammar.any("noun.survey") is not None:
        word = grammar.any("word.late_time")
    if word is not None and not case.has("measured_every"):
        yield Found((word.start, word.end))
