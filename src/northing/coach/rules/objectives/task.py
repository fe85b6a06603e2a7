"""Work instead of a state of the world: O105, O106, O111."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from northing.coach.rules.cases import Case
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.heads import CHANGES
from northing.coach.rules.lexicon import Word, is_han
from northing.coach.rules.objectives.vague import is_vague
from northing.coach.rules.registry import Fix, Found, rule

_OWN_WORK = frozenset({"deliver", "attempt"})
_AIMS = (*CHANGES, "verb.win", "verb.effect", "verb.deliver")
_PURPOSES = ("verb.up", "verb.down", "verb.better", "verb.win", "verb.effect", "verb.reach", "verb.keep")


@rule("O105", "compound", "H/W", "objective")
def compound(case: Case) -> Iterator[Found]:
    """Two aims that need different key results; a purpose is not a second aim."""
    grammar = case.grammar
    words = grammar.main_words
    for place, word in enumerate(words):
        if (
            place < _EARLIEST
            or not _has_aim_before(words, place)
            or not word.has("word.join")
            or place + 1 >= len(words)
        ):
            continue
        second = _next_word(words, place + 1)
        if (
            second is None
            or second.text in _LETS
            or not _is_aim(second)
            or second.has("noun.metric", "noun.artefact", "noun.quality", "word.while")
        ):
            continue
        before = words[place - 1]
        if before.has(*_AIMS) and not before.has(
            "noun.quality", "noun.metric", "noun.generic", "noun.artefact", "noun.capability"
        ):
            continue
        parts = (case.text[: word.start].strip(" ,;，；、"), case.text[second.start :].strip(" .。"))
        yield Found(
            (word.start, second.end),
            values={"first": parts[0], "second": parts[1]},
            fixes=(Fix("split", case.whole, parts=parts),),
        )
        return


_EARLIEST = 2


_LETS = frozenset({"让", "使", "令", "从而", "以", "удвоив"})


def _has_aim_before(words: Sequence[Word], place: int) -> bool:
    return any(_is_aim(word) for word in words[:place])


def _is_aim(word: Word) -> bool:
    return word.has(*_AIMS) or (
        word.text.endswith(("ить", "ать", "еть", "сти", "ыть")) and len(word.text) > _SHORTEST
    )


_SHORTEST = 5


def _next_word(words: Sequence[Word], place: int) -> Word | None:
    return next(
        (
            word
            for word in words[place : place + 3]
            if word.kind == "word" and not word.has("word.join", "word.degree")
        ),
        None,
    )


@rule("O106", "task", "W/E", "objective")
def task(case: Case) -> Iterator[Found]:
    """A deliverable or project; a purpose that names the effect makes it a hint: put the effect first."""
    grammar = case.grammar
    if grammar.head.group not in _OWN_WORK or not grammar.head.is_first or not _makes_a_thing(grammar):
        return
    if is_vague(grammar):
        return
    head = grammar.words[grammar.head.place]
    effect = _effect(grammar)
    values = {"text": case.text.strip(), "effect": effect}
    yield Found(
        (head.start, head.end),
        "purpose" if effect else "",
        "hint" if effect else None,
        values,
        (Fix("move_to_initiatives", case.whole, case.text.strip()),),
    )


def _makes_a_thing(grammar: Grammar) -> bool:
    """A website, a version, an event; a channel, a team or a culture is a state of the world once it is there."""
    head = grammar.words[grammar.head.place]
    things = [word for word in grammar.object_words if word.start >= head.end]
    if things and things[0].text in ("in", "into", "на", "в") and head.has("verb.deliver"):
        return False  # "launch in Asia" enters a market
    if head.has("verb.effect") and not any(word.has("noun.artefact", "noun.attempt") for word in things):
        return head.has("verb.make") and not any(word.has(*_STATES) for word in things)
    last = next(
        (word for word in reversed(things) if word.has("noun.artefact", "noun.attempt", "noun.capability")),
        None,
    )
    named = [word for word in things if word.has("noun.capability")]
    if last is not None and named:
        first_thing = next(
            word for word in things if word.has("noun.artefact", "noun.attempt", "noun.capability")
        )
        key = last if is_han(last.text[0]) or last.text[0].isascii() else first_thing
        return not key.has("noun.capability")
    return last is not None or head.has("verb.deliver", "verb.event")


_STATES = (
    "noun.capability",
    "noun.quality",
    "noun.response",
    "noun.metric",
    "noun.generic",
    "word.happy",
    "word.general",
)


def _effect(grammar: Grammar) -> str:
    """The text of the purpose clause, if it names an effect."""
    end = grammar.head.main_end
    if end >= len(grammar.words) or grammar.words[end].has("word.means"):
        return ""
    rest = grammar.words[end + 1 :]
    names_effect = any(word.has(*_PURPOSES) for word in rest[:5])
    return grammar.sentence.text[rest[0].start :].strip(" .。") if names_effect and rest else ""


@rule("O111", "effort-or-means", "H/W", "objective")
def effort_or_means(case: Case) -> Iterator[Found]:
    """Effort is called for, or one means is prescribed."""
    grammar = case.grammar
    effort = grammar.any("word.efforts")
    if effort is not None:
        yield Found((effort.start, effort.end), values={"word": case.text[effort.start : effort.end]})
        return
    means = next(
        (
            word
            for place, word in enumerate(grammar.words)
            if word.has("word.means") and _prescribes(grammar, place)
        ),
        None,
    )
    if means is not None:
        yield Found((means.start, means.end), "means", values={"word": case.text[means.start : means.end]})


def _prescribes(grammar: Grammar, place: int) -> bool:
    words = grammar.words
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or following.kind != "word":
        return False
    if following.text in ("us", "me", "them", "нас", "我们"):
        return False
    if words[place].text == "by":
        return following.text.endswith("ing")
    if any(word.text in _LETS for word in words[:place]):
        return False  # 让客户放心依靠我们: the customer does it
    has_aim = any(
        word.has(*CHANGES, "verb.win", "verb.effect") for at, word in enumerate(words) if at != place
    )
    return has_aim and words[place].text not in ("based on", "围绕", "基于", "на основе")
