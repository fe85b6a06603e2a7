"""The measuring itself: a perfect reader reaches every bar, a bad one is told apart from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from northing.coach.corpus import Sentence, SetOfResults, part_of, sentences
from northing.coach.evaluate import Answer, Figures, Tally, measure, unmet

ERRORS = ("K201", "K203", "K215", "S403")


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) else value


def _perfect(sentence: Sentence) -> Answer:
    parse = sentence.parse and {name: _one(value) for name, value in sentence.parse.items()}
    return Answer(sentence.lang, parse, sentence.findings)


def _asked(item: SetOfResults) -> frozenset[str]:
    return item.findings


def _spoiled(**changes: Any) -> Callable[[Sentence], Answer]:
    def read(sentence: Sentence) -> Answer:
        answer = _perfect(sentence)
        parse = answer.parse and {**answer.parse, **changes}
        return Answer(answer.lang, parse, answer.codes)

    return read


def test_a_perfect_reader_reaches_every_bar() -> None:
    figures = measure(None, read=_perfect, read_set=_asked)
    assert unmet(figures, ERRORS) == []
    assert not figures.misses
    assert figures.pooled("K201").recall == 1.0
    assert figures.pooled_share("language").judged == len(sentences())


def test_a_silent_reader_has_no_recall_and_no_false_alarm() -> None:
    figures = measure(
        None, read=lambda item: Answer("en", None, frozenset()), read_set=lambda item: frozenset()
    )
    tally = figures.pooled("K201")
    assert (tally.precision, tally.recall) == (1.0, 0.0)
    assert "K201 recall 0.00" in unmet(figures, ERRORS)
    assert figures.share("language", "ru").right == 0
    assert figures.share("parse", "en").right == 0
    assert figures.share("silence", "en").rate == 1.0


def test_a_reader_that_cries_wolf_has_no_precision() -> None:
    everything = frozenset({"K201", "K203"})
    figures = measure(
        None, read=lambda item: Answer(item.lang, None, everything), read_set=lambda item: frozenset()
    )
    assert figures.pooled("K201").recall == 1.0
    assert figures.pooled("K201").precision < 0.5
    assert any(line.startswith("K201 precision") for line in unmet(figures, ["K201"]))


def test_codes_left_open_are_not_judged() -> None:
    figures = measure(
        None,
        read=lambda item: Answer(item.lang, None, item.findings | item.either),
        read_set=lambda item: item.findings | item.either,
    )
    assert all(figures.pooled(code) == Tally(right=figures.pooled(code).right) for code in figures.rules)


@pytest.mark.parametrize("name", ["direction", "baseline", "target", "unit"])
def test_an_exact_parse_needs_all_four_readings(name: str) -> None:
    figures = measure("tune", read=_spoiled(**{name: "nonsense"}), read_set=_asked)
    assert figures.pooled_share("parse").rate < 0.05
    assert {miss.what for miss in figures.misses} <= {"parse", "silence"}


def test_a_wrong_metric_is_counted_beside_the_exact_parse() -> None:
    figures = measure("tune", read=_spoiled(metric="nonsense"), read_set=_asked)
    assert figures.pooled_share("parse").rate == 1.0
    assert figures.pooled_share("metric").rate == 0.0


def test_only_the_tuning_half_is_shown() -> None:
    def nothing(item: Sentence) -> Answer:
        return Answer(item.lang, None, frozenset())

    assert not measure("measure", read=nothing, read_set=lambda item: frozenset()).misses
    both = measure(None, read=nothing, read_set=lambda item: frozenset()).misses
    assert both
    assert {part_of(miss.id) for miss in both} == {"tune"}


def test_figures_as_plain_values() -> None:
    figures = Figures()
    figures.tally("K201", "en").right = 3
    figures.tally("K201", "ru").missed = 1
    figures.share("parse", "en").count(True)
    assert figures.as_json() == {
        "rules": {
            "K201": {
                "precision": 1.0,
                "recall": 0.75,
                "asked": 4,
                "languages": {
                    "en": {"precision": 1.0, "recall": 1.0, "asked": 3},
                    "ru": {"precision": 1.0, "recall": 0.0, "asked": 1},
                },
            }
        },
        "shares": {"parse": {"en": {"rate": 1.0, "judged": 1}}},
    }
