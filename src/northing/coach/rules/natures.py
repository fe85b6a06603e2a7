"""What a key result really is: an outcome, own attempts, output, a deliverable, doing, a bare metric, a quality.

One decision for all rules, so that they never contradict each other.
"""

from __future__ import annotations

from enum import Enum

from northing.coach.rules.counting import PREPOSITIONS, counted_before
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.lexicon import Word, is_han

_CHANGING = frozenset({"up", "down", "better", "reach", "keep", "win"})
_LEADS = frozenset({"up", "down"})


class Nature(Enum):
    OUTCOME = "outcome"
    ATTEMPTS = "attempts"
    OUTPUT = "output"
    DELIVERABLE = "deliverable"
    DOING = "doing"
    READY = "ready"  # somebody is hired, something becomes possible: done or not done, but no work
    METRIC = "metric"
    QUALITY = "quality"


ACTIVITIES = frozenset({Nature.ATTEMPTS, Nature.OUTPUT, Nature.DELIVERABLE, Nature.DOING})


def nature_of(grammar: Grammar) -> Nature:
    """The nature of a key result by its grammar."""
    found: Nature | None = grammar.known.get("nature")
    if found is None:
        found = grammar.known["nature"] = _nature(grammar)
    return found


def _nature(grammar: Grammar) -> Nature:
    if grammar.counts_attempts:
        return Nature.DELIVERABLE if _is_single(grammar) else Nature.ATTEMPTS
    if grammar.is_outcome:
        return Nature.OUTCOME
    if any(measure.role == "count" for measure in grammar.measures):
        return Nature.DELIVERABLE if _is_single(grammar) else Nature.OUTPUT
    return _unmeasured(grammar)


def _is_single(grammar: Grammar) -> bool:
    """One of it, once: a thing to finish; one a week goes on and on."""
    is_one = all(measure.quantity.value == 1 and not measure.quantity.bound for measure in grammar.measures)
    return is_one and not is_recurring(grammar)


def is_recurring(grammar: Grammar) -> bool:
    """Every week, regularly, 及时: work that never ends; "a weekly report" is one thing."""
    parse = grammar.parse
    if grammar.quantities and parse is not None and parse.per is not None:
        return True
    if grammar.head.group in ("deliver", "attempt") and grammar.any("word.exact") is not None:
        return True
    return any(word.has("word.recurring") and not _describes(grammar, word) for word in grammar.words)


def _describes(grammar: Grammar, word: Word) -> bool:
    """Whether an English adverb-looking word is an adjective here: a noun follows."""
    following = grammar.following(word)
    if not word.text[0].isascii() or " " in word.text or following is None or following.kind != "word":
        return False
    return not following.has(
        "word.starter", "word.join", "word.purpose", "word.means"
    ) and following.text not in ("with", "at", "on", "for", "from")


def _unmeasured(grammar: Grammar) -> Nature:
    group = grammar.head.group
    if group in ("deliver", "attempt"):
        return _made(grammar)
    if group == "ongoing":
        return Nature.DOING
    if group == "service":
        mends = grammar.words[grammar.head.place].has("verb.mend") and grammar.any("word.share") is None
        return Nature.DELIVERABLE if mends else Nature.QUALITY
    if _hires_one(grammar):
        return Nature.READY
    if group == "reach" and metric_word(grammar) is None and _reaches_a_thing(grammar):
        return Nature.DELIVERABLE
    if group == "win" and metric_word(grammar) is None and _wins_a_thing(grammar):
        return Nature.DELIVERABLE
    if group == "better":
        return Nature.METRIC if _metric(grammar, is_strict=True) else Nature.QUALITY
    if group:
        return Nature.METRIC if metric_word(grammar) else Nature.QUALITY
    return _verbless(grammar)


def _made(grammar: Grammar) -> Nature:
    """Something made or held once is a deliverable; contacts and habits go on; trust and teams are qualities."""
    if is_recurring(grammar):
        return Nature.DOING
    things = [word for word in grammar.object_words if word.has("noun.artefact", "noun.attempt")]
    head = grammar.words[grammar.head.place]
    if not things and head.has("verb.effect") and _is_about_quality(grammar):
        return Nature.QUALITY
    if head.has("verb.pass"):
        return Nature.READY
    if grammar.head.group == "attempt" and not things and not head.has("verb.event"):
        return Nature.DOING
    return Nature.DELIVERABLE


def _wins_a_thing(grammar: Grammar) -> bool:
    """ "Collect a structured dataset", "onboard a PR agency": one thing to get done."""
    after = grammar.words[grammar.head.place + 1 : grammar.head.place + 2]
    is_one = bool(after) and after[0].text in ("a", "an", "the")
    return is_one or any(
        word.has("noun.artefact") and not word.has("noun.quality") for word in grammar.object_words
    )


def _reaches_a_thing(grammar: Grammar) -> bool:
    """ "Reach a stable v1", 实现测试自动化: a deliverable in other words."""
    things = [word for word in grammar.object_words if word.has("noun.artefact", "verb.deliver")]
    return bool(things) and not any(
        word.has("noun.quality", "noun.response") for word in grammar.object_words
    )


_PRAISE = ("ая", "ое", "ый", "ий", "ые", "ие", "яя")
_OF_WORK = ("ing", "tion", "ment", "sis")
_SHORT_NAME = 2


def _is_praise(word: Word) -> bool:
    """«Понятная документация» tells what it should be like; «новая система» is a thing to make."""
    return word.text.endswith(_PRAISE) and not word.text.startswith("нов") and not word.classes


def _is_name_of_work(grammar: Grammar) -> bool:
    """ "Wireframing", "usability testing", "borges states diagram": English names of work, said without a verb."""
    content = grammar.content
    if not content or not content[0].text[0].isascii() or not grammar.classes.isdisjoint(_SAYING):
        return False
    return content[-1].text.endswith(_OF_WORK) or len(content) <= _SHORT_NAME


_SAYING = frozenset(
    {"verb.state", "verb.effect", "noun.quality", "noun.generic", "noun.metric", "word.much", "word.happy"}
)


def _hires_one(grammar: Grammar) -> bool:
    head = grammar.head
    return head.place >= 0 and grammar.words[head.place].has("verb.hire", "verb.pass") and head.is_first


def _is_about_quality(grammar: Grammar) -> bool:
    """Whether the thing acted on is a quality: English and Chinese name it last, Russian first."""
    nouns = [
        word
        for word in grammar.object_words
        if word.kind == "word" and not word.has("word.starter", "word.degree")
    ]
    if not nouns:
        return False
    is_russian = "а" <= nouns[0].text[0] <= "я"
    telling = nouns[:2] if is_russian else nouns[-1:]
    return any(word.has("noun.quality", "noun.capability") for word in telling)


def _verbless(grammar: Grammar) -> Nature:
    """Noun phrases and descriptions: a thing to be made, a metric, or a state."""
    first = next((word for word in grammar.content if not word.has("word.starter")), None)
    subject = _subject(grammar)
    if first is not None and first.has("verb.effect") and not first.has("noun.metric"):
        if (
            is_han(first.text[0])
            and (metric := _metric(grammar, is_strict=True))
            and metric.has("noun.higher_better", "noun.lower_better")
        ):
            return Nature.METRIC
        has_thing = first.text in _HAVE and subject == "artefact" and grammar.any("word.happy") is None
        is_made_ready = grammar.any("word.done") is not None and subject in ("artefact", "attempt")
        return Nature.DELIVERABLE if has_thing or is_made_ready else _able(grammar)
    if first is not None and (made := _unknown_verb(grammar, first)):
        return made
    if is_comparison(grammar) or _is_named_first(grammar, _metric(grammar, is_strict=True)):
        return Nature.METRIC
    is_thing = subject in ("artefact", "attempt")
    if grammar.any("word.done") and is_thing:
        return Nature.DELIVERABLE
    is_state = grammar.any("word.happy") is not None or grammar.main("noun.quality") is not None
    if first is not None and _is_praise(first):
        return Nature.QUALITY
    is_name = _is_name_of_work(grammar)
    if (is_thing or is_name) and not is_state and not _says_state(grammar):
        return Nature.DOING if is_recurring(grammar) else Nature.DELIVERABLE
    return _able(grammar)


def _is_named_first(grammar: Grammar, metric: Word | None) -> bool:
    """Whether the metric is the subject, not something said about it later on."""
    if metric is None:
        return False
    before = [word for word in grammar.main_words if word.end <= metric.start]
    return not any(
        word.has("verb.state", "verb.effect") and not word.has("noun.metric") and word.end + 1 < metric.start
        for word in before
    )


def is_comparison(grammar: Grammar) -> bool:
    """ "Fewer sick days": a count without a value."""
    first = next(iter(grammar.content), None)
    if first is not None and first.has("word.fewer") and len(grammar.content) > 1:
        return True
    fewer = grammar.main("word.fewer")
    following = grammar.following(fewer) if fewer is not None else None
    return following is not None and following.has("noun.metric")


_ONGOING_ENDINGS = ("ывать", "ивать", "ировать", "ничать", "овать", "ываться", "иваться", "ничать")
_ENDINGS = ("ить", "ать", "ять", "еть", "сти", "чь", "ыть", "иться", "аться")
_DETERMINERS = frozenset({"the", "a", "an", "our", "all", "every", "each", "new"})


def _unknown_verb(grammar: Grammar, first: Word) -> Nature | None:
    """A verb we do not know by its form: Russian aspect tells doing from done, English articles follow commands."""
    following = grammar.following(first)
    if following is None or (first.classes and not first.has("word.neutral")):
        return None
    is_vague = grammar.main("noun.quality", "noun.generic", "word.much") is not None
    if "а" <= first.text[0] <= "я" and first.text.endswith(_ENDINGS):
        if first.text.endswith(_ONGOING_ENDINGS):
            return Nature.DOING
        return Nature.QUALITY if is_vague else Nature.DELIVERABLE
    if first.text[0].isascii() and following.text in _DETERMINERS and not is_vague:
        return Nature.DELIVERABLE
    return None


_HAVE = frozenset({"have", "having", "has", "иметь", "есть"})


def _able(grammar: Grammar) -> Nature:
    """ "Users can log in with a passkey": possible or not, which is done or not done."""
    return Nature.READY if grammar.any("word.able") is not None else Nature.QUALITY


def _subject(grammar: Grammar) -> str:
    """What the first noun phrase names."""
    verbs = (
        ("verb.state", "verb.effect")
        if any(is_han(word.text[0]) for word in grammar.content)
        else ("verb.state",)
    )
    found = (word.start for word in grammar.main_words if word.has(*verbs) and word.start)
    end = next(found, len(grammar.reading))
    return counted_before(grammar.words, end, -1)


def _says_state(grammar: Grammar) -> bool:
    """Whether the subject is said to be or do something: no noun phrase alone."""
    place = next((at for at, word in enumerate(grammar.main_words) if word.has("verb.state")), -1)
    return 0 < place <= _EARLY


_EARLY = 4


def metric_word(grammar: Grammar) -> Word | None:
    """The standard metric a change acts on; things that can be counted only where more of them is the point."""
    has_amount = grammar.head.group in _LEADS or grammar.main("word.fewer") is not None
    return _metric(grammar, is_strict=not has_amount)


def _metric(grammar: Grammar, *, is_strict: bool) -> Word | None:
    """The last word of a noun decides: "customer satisfaction" is a quality, "satisfaction score" a metric."""
    found: Word | None = None
    for word in grammar.object_words:
        if word.has("noun.quality", "noun.generic") and not word.has("noun.lower_better"):
            if found is not None and _is_after(found, word, grammar):
                found = None
            elif found is None and not _names_metric_later(word, grammar):
                return None
            continue
        if (
            found is None
            and word.has("noun.metric")
            and (_is_strict(word) or not (is_strict or _is_aside(word, grammar)))
        ):
            found = word
    return found


def _is_aside(word: Word, grammar: Grammar) -> bool:
    """Countable things are the aim only as the object itself: "win customers", not "feedback from customers"."""
    between = [other for other in grammar.object_words if other.end <= word.start]
    return any(other.text in PREPOSITIONS for other in between)


def _is_strict(word: Word) -> bool:
    return not word.has("noun.response")


def _is_after(metric: Word, quality: Word, grammar: Grammar) -> bool:
    """Whether the quality is the head of the same noun phrase: it follows the metric at once."""
    between = [word for word in grammar.words if metric.end <= word.start < quality.start]
    return not between or (is_han(quality.text[0]) and all(word.text == "的" for word in between))


def _is_abbreviated(quality: Word, grammar: Grammar) -> bool:
    """ "Customer satisfaction (CSAT)": the bracket says how it is measured."""
    later = [
        place for place, word in enumerate(grammar.words) if word.text == "(" and word.start > quality.start
    ]
    inside = grammar.words[later[0] + 1 : later[0] + 2] if later else ()
    return any(word.has("noun.metric") and word.text[0].isascii() and _is_strict(word) for word in inside)


def _names_metric_later(quality: Word, grammar: Grammar) -> bool:
    if _is_abbreviated(quality, grammar):
        return True
    if not (quality.text[0].isascii() or is_han(quality.text[0])):
        return False  # Russian names the thing first: «качество заявок» is about quality
    following = grammar.following(quality)
    while following is not None and following.has("noun.quality"):
        following = grammar.following(following)
    return following is not None and following.has("noun.metric") and following.start - quality.end <= 1
