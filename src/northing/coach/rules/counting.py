"""What a number counts: the head of the noun phrase after it, else of the one before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from northing.coach.rules.heads import CHANGES
from northing.coach.rules.lexicon import Word, is_han

_LONGEST = 6
_STOPS = frozenset('.;,:()"!?|')
PREPOSITIONS = frozenset(
    {
        "of",
        "from",
        "in",
        "with",
        "per",
        "by",
        "for",
        "on",
        "at",
        "to",
        "among",
        "who",
        "within",
        "across",
        "into",
    }
    | {"с", "со", "в", "во", "на", "для", "по", "от", "из", "к", "у", "за", "о", "об", "через", "без", "до"}
)
_PLACED = frozenset({"在", "于", "通过", "使用", "对", "向"})
_ARTICLES = frozenset({"a", "an", "the", "our", "us", "their"})
_COUNTERS = frozenset(
    {
        "number",
        "no of",
        "nr of",
        "# of",
        "count",
        "amount",
        "volume",
        "total",
        "share",
        "percentage",
        "percent",
    }
    | {
        "число",
        "числа",
        "количество",
        "количества",
        "кол",
        "объем",
        "доля",
        "долю",
        "процент",
        "数量",
        "次数",
        "总数",
        "数",
        "量",
    }
)


def counted_after(words: Sequence[Word], place: int) -> str:
    """The class of the thing counted by the number that ends at `place`."""
    phrase: list[Word] = []
    for word in words:
        if word.start < place:
            continue
        if _ends(word, phrase):
            break
        phrase.append(word)
    return _head_class(phrase)


def _ends(word: Word, phrase: Sequence[Word]) -> bool:
    if len(phrase) == _LONGEST or word.kind == "number" or word.text in _STOPS:
        return True
    if word.has("word.while") or (word.has("word.purpose") and not is_han(word.text[0])):
        return True
    is_text = bool(phrase)
    if is_text and word.text in _ARTICLES:
        return True
    if is_han(word.text[0]):
        return is_text and (word.has(*CHANGES) or (word.text in _PLACED and class_of(phrase[-1]) != ""))
    if word.text in PREPOSITIONS:
        return any(class_of(one) for one in phrase) or word.text != "of"
    return is_text and word.has("verb.state", *CHANGES) and not class_of(word)


def counted_before(words: Sequence[Word], place: int, head: int) -> str:
    """The class of the metric that leads to the number which starts at `place`."""
    before = [word for at, word in enumerate(words) if word.end <= place and at != head]
    if not before:
        return ""
    if any(is_han(word.text[0]) for word in before):
        named = [word for word in before[-2 * _LONGEST :] if class_of(word) and word.text not in _COUNTERS]
        return class_of(named[-1]) if named else ("metric" if _has_metric(before) else "")
    phrase = _first_phrase(before)
    return _head_class(phrase) or ("metric" if _has_metric(before) else "")


def _has_metric(words: Iterable[Word]) -> bool:
    return any(word.has("noun.metric") for word in words)


def _first_phrase(words: Sequence[Word]) -> list[Word]:
    """The first noun phrase; after a counting word ("number of", число) the next one."""
    start = next(
        (at for at, word in enumerate(words) if class_of(word) or word.text in _COUNTERS), len(words)
    )
    if start < len(words) and words[start].text in _COUNTERS:
        start += 1
        while start < len(words) and words[start].text in ("of", "the", "our"):
            start += 1
        found = next((at for at in range(start, len(words)) if class_of(words[at])), start)
        start = found
    return list(takewhile(lambda word: word.text not in PREPOSITIONS and word.kind == "word", words[start:]))


def _head_class(phrase: Sequence[Word]) -> str:
    """English and Chinese name the thing last, Russian first."""
    named = [word for word in phrase if class_of(word) and word.text not in _COUNTERS]
    if not named:
        return ""
    first = named[0].text[0]
    if is_han(first):
        return class_of(named[-1])
    if first.isascii():
        run = named[0]
        for word in named[1:]:
            if word.start - run.end > 1:
                break
            run = word
        return class_of(run)
    return class_of(named[0])


def class_of(word: Word) -> str:
    """What a counted word is, strongest meaning first."""
    if word.has("word.neutral"):
        return ""
    if word.has("noun.attempt"):
        return "attempt"
    if word.has("noun.response"):
        return "response"
    if word.has("noun.vanity"):
        return "vanity"
    if word.has("noun.metric"):
        return "metric"
    if word.has("noun.artefact"):
        return "artefact"
    return "metric" if word.has("noun.quality") else ""
