"""The bench of the coach tells its figures beside their bars."""

from __future__ import annotations

from northing.config.bench.coaching import measure


def test_the_bench_of_the_coach_tells_figures_and_bars() -> None:
    told = measure()
    assert isinstance(told["sentences"], int)
    assert told["sentences"] >= 600
    assert told["bar_sentences_a_second"] == 5_000
    assert str(told["sentences_a_second"]).isdigit()
    assert isinstance(told["import_ms"], float)
