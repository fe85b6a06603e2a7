"""Is anything measured, and is it said how far: K201, K203, K206, K219."""

from __future__ import annotations

import re
from collections.abc import Iterator

from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word, classes_of
from northing.coach.rules.natures import Nature, is_comparison, metric_word, nature_of
from northing.coach.rules.registry import Fix, Found, rule
from northing.coach.rules.rewrites import with_target

_ABBREVIATION = re.compile(r"(?<![A-Za-zА-Яа-яё0-9&/-])(?:[A-Z]{2,6}|[А-Я]{2,6})(?![A-Za-zА-Яа-яё0-9&/-])")
_UNKNOWN_SIZE = re.compile(
    r"_{2,}|…(?=\s?[%％])|\?{2,}|(?<![a-z0-9а-я])(?:x{1,4}|х{1,4}|n|y|z)(?=\s?(?:%|％|[一-鿿]|$|[ ,.;)]))"
)
_EXPLAINED = re.compile(r"[（(=:：]")
_FEWEST = 2


@rule("K201", "no-metric", "E/E", "key_result")
def no_metric(case: Case) -> Iterator[Found]:
    """Nothing in the sentence can be measured."""
    grammar = case.grammar
    is_ranked = grammar.any("word.record") is not None
    if case.has("target") or has_value(grammar) or is_ranked or _has_placeholder(grammar):
        return
    if nature_of(grammar) in (Nature.QUALITY, Nature.DOING):
        quality = grammar.main("noun.quality", "noun.generic")
        variant = "doing" if nature_of(grammar) is Nature.DOING else ""
        yield Found((quality.start, quality.end) if quality else case.whole, variant)


@rule("K203", "no-target", "E/E", "key_result")
def no_target(case: Case) -> Iterator[Found]:
    """There is a metric, but no value to reach."""
    if case.has("target"):
        return
    grammar = case.grammar
    gap = _placeholder(grammar)
    if gap is not None:
        yield Found(gap, "placeholder")
        return
    if has_value(grammar) and not _only_start(grammar):
        return
    word = metric_word(grammar)
    is_open = nature_of(grammar) is Nature.METRIC or _only_start(grammar)
    if is_open and (word is not None or _only_start(grammar) or is_comparison(grammar)):
        rewrite = with_target(grammar)
        fixes = (Fix("replace", (0, len(case.text)), rewrite),)
        span = (word.start, word.end) if word else case.whole
        yield Found(span, values={"rewrite": rewrite, "metric": case.text[span[0] : span[1]]}, fixes=fixes)


def has_value(grammar: Grammar) -> bool:
    """Whether any value is named, a doubling or halving included."""
    parse = grammar.parse
    if grammar.any("word.exact") is not None and grammar.any("verb.state") is not None:
        return True  # "every vacancy is filled" is 100 %
    if grammar.words and grammar.words[0].has("word.none"):
        return True  # "no overdue invoices" is zero
    if grammar.any("word.implicit") is not None:
        return True  # "the same day", "no lower than today", "break-even" are values without a number
    return (
        bool(grammar.quantities) or (parse is not None and parse.target is not None) or _has_number(grammar)
    )


def _has_number(grammar: Grammar) -> bool:
    """A number that nobody understood is still a number: no error then. Years and deadlines are none."""
    due = grammar.parse.spans.get("due", (0, 0)) if grammar.parse else (0, 0)
    return any(
        word.kind == "number"
        and word.text.isdigit()
        and not (due[0] <= word.start < due[1])
        and not _YEAR.fullmatch(word.text)
        for word in grammar.words
    ) and not grammar.any("word.version")


_YEAR = re.compile(r"19[89]\d|20[1-4]\d")


def _only_start(grammar: Grammar) -> bool:
    parse = grammar.parse
    return parse is not None and parse.baseline is not None and parse.target is None


def _has_placeholder(grammar: Grammar) -> bool:
    return _placeholder(grammar) is not None


def _placeholder(grammar: Grammar) -> tuple[int, int] | None:
    """X, XX, TBD, N %, ___ where a number belongs."""
    gap = _UNKNOWN_SIZE.search(grammar.reading)
    named = grammar.any("word.placeholder")
    numbers = any(word.kind == "number" for word in grammar.words)
    if gap and (gap.group().strip("xхnyz") or not _names_something(grammar, gap)):
        target_is_known = grammar.has_from_to or (numbers and grammar.is_outcome)
        return None if target_is_known else gap.span()
    if named is not None and len(named.text) > 1 and not grammar.has_from_to:
        return (named.start, named.end)
    return None


def _names_something(grammar: Grammar, gap: re.Match[str]) -> bool:
    """ "product X", "特征X", "функция Y": a letter after a noun is its name; after a verb or "by" it is a gap."""
    follows_percent = grammar.reading[gap.end() :].lstrip()[:1] in ("%", "％")
    if follows_percent:
        return False
    following = grammar.reading[gap.end() : gap.end() + 1]
    before = [word for word in grammar.words if word.end <= gap.start()]
    if not before:
        return following in ("", " ")
    is_gap = before[-1].has("word.starter") or before[-1].text in (
        "by",
        "from",
        "to",
        "на",
        "с",
        "до",
        "至",
        "到",
        "为",
    )
    is_classed = bool(
        before[-1].classes
        & {"verb.up", "verb.down", "verb.win", "verb.reach", "verb.deliver", "verb.attempt"}
    )
    return not (is_gap or is_classed or gap.group() in ("xx", "xxx", "хх", "ххх", "xxxx"))


@rule("K206", "vague-quantifier", "W/E", "key_result")
def vague_quantifier(case: Case) -> Iterator[Found]:
    """All, most, significantly, 大幅, существенно as the only measure."""
    grammar = case.grammar
    if has_value(grammar) or case.has("target") or _has_placeholder(grammar):
        return
    word = _vague(grammar)
    if word is not None:
        yield Found((word.start, word.end), values={"word": case.text[word.start : word.end]})


def _vague(grammar: Grammar) -> Word | None:
    much = grammar.main("word.much")
    if much is not None:
        return much
    if nature_of(grammar) in (Nature.DELIVERABLE, Nature.OUTPUT, Nature.READY):
        return None
    shares = (word for word in grammar.main_words if word.has("word.share"))
    return next((word for word in shares if _counts_things(grammar, word)), None)


def _counts_things(grammar: Grammar, word: Word) -> bool:
    """`all`, `many` before a thing; "more reliable" and "at all" say nothing about how many."""
    following = grammar.following(word)
    if following is None or following.kind != "word":
        return False
    if word.text in ("more", "less", "fewer", "больше", "меньше", "更多"):
        after = grammar.following(following)
        near = (following, after) if after is not None else (following,)
        return any(one.has("noun.response", "noun.attempt", "noun.artefact") for one in near)
    return not following.has("word.happy")


@rule("K219", "undefined-metric", "H/W", "key_result")
def undefined_metric(case: Case) -> Iterator[Found]:
    """An abbreviation or a coined metric nobody has defined."""
    if case.has("definition") or not case.grammar.quantities:
        return
    span = _abbreviation(case) or _coined(case.grammar)
    if span is not None:
        metric = case.text[span[0] : span[1]]
        yield Found(span, values={"metric": metric}, fixes=(Fix("fill", span, values=(("definition", ""),)),))


def _abbreviation(case: Case) -> tuple[int, int] | None:
    parse = case.grammar.parse
    span = parse.spans.get("metric") if parse else None
    if span is None or _EXPLAINED.search(case.text):
        return None
    for match in _ABBREVIATION.finditer(case.text, span[0], span[1]):
        if not classes_of(match.group().lower()):
            return match.span()
    return None


def _coined(grammar: Grammar) -> tuple[int, int] | None:
    """A "health score", a «индекс счастья», a 幸福指数: a number somebody made up and others must know."""
    for place, word in enumerate(grammar.words):
        if not word.has("word.made_up"):
            continue
        name = grammar.words[place - 1] if place else None
        if word.text.startswith(("индекс", "показател")):
            name = grammar.words[place + 1] if place + 1 < len(grammar.words) else None
        known = name is None or name.kind != "word" or name.has("word.known", "noun.higher_better")
        if (
            not known
            and name is not None
            and len(name.text) >= _FEWEST
            and not name.has("word.starter", "verb.up", "verb.down", "verb.better")
        ):
            return (min(word.start, name.start), max(word.end, name.end))
    return None
