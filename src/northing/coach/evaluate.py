"""How well the coach reads: its answers held against the labelled corpus (`northing coach evaluate`).

Precision is the share of its findings that the labels ask for, recall the share of asked-for findings it made; a
parse is exact when direction, baseline, target and unit all agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from northing.coach.corpus import Part, Sentence, SetOfResults, part_of, sentences, sets
from northing.coach.items import check_row
from northing.coach.report import Report
from northing.coach.rules import RULES

__all__ = [
    "EXACT",
    "PRECISION",
    "RECALL",
    "Answer",
    "Figures",
    "Miss",
    "Share",
    "Tally",
    "error_codes",
    "measure",
    "measure_report",
    "unmet",
]

PRECISION = 0.90
RECALL = 0.80
EXACT = 0.95
READINGS = ("direction", "baseline", "target", "unit")
SIDE_READINGS = ("relative", "per", "due", "metric")
PHRASES = ("due", "metric")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the coach said of one text."""

    lang: str
    parse: Mapping[str, Any] | None
    codes: frozenset[str]


@dataclass(slots=True)
class Tally:
    """One rule in one language: found and asked for, found only, asked for only."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """1.0 where it never spoke."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """1.0 where it was never asked for."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


@dataclass(slots=True)
class Share:
    """How many of those judged were right."""

    right: int = 0
    judged: int = 0

    @property
    def rate(self) -> float:
        """1.0 where nothing was judged."""
        return self.right / self.judged if self.judged else 1.0

    def count(self, is_right: bool) -> None:
        """One more."""
        self.judged += 1
        self.right += is_right


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement. Only of the tuning half: nobody reads the other one."""

    id: str
    lang: str
    what: str
    text: str
    wanted: Any
    got: Any


@dataclass(slots=True)
class Figures:
    """Everything measured: rules by code and language, shares by name and language, and the misses to read."""

    rules: dict[str, dict[str, Tally]] = field(default_factory=dict)
    shares: dict[str, dict[str, Share]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def tally(self, code: str, lang: str) -> Tally:
        """The count of one rule in one language."""
        return self.rules.setdefault(code, {}).setdefault(lang, Tally())

    def share(self, name: str, lang: str) -> Share:
        """The count of `language`, `parse`, `silence`, `relative`, `per`, `due` or `metric` in one language."""
        return self.shares.setdefault(name, {}).setdefault(lang, Share())

    def pooled(self, code: str) -> Tally:
        """One rule over all languages."""
        tallies = self.rules.get(code, {}).values()
        return Tally(
            sum(tally.right for tally in tallies),
            sum(tally.false for tally in tallies),
            sum(tally.missed for tally in tallies),
        )

    def pooled_share(self, name: str) -> Share:
        """One share over all languages."""
        shares = self.shares.get(name, {}).values()
        return Share(sum(share.right for share in shares), sum(share.judged for share in shares))

    def as_json(self) -> dict[str, Any]:
        """The figures as plain values, rounded to three digits, with how often each was asked for."""
        return {
            "rules": {code: self._rule_json(code) for code in sorted(self.rules)},
            "shares": {
                name: {
                    lang: {"rate": round(share.rate, 3), "judged": share.judged} for lang, share in by.items()
                }
                for name, by in sorted(self.shares.items())
            },
        }

    def _rule_json(self, code: str) -> dict[str, Any]:
        languages = {lang: _tally_json(tally) for lang, tally in sorted(self.rules[code].items())}
        return {**_tally_json(self.pooled(code)), "languages": languages}

    def miss(self, item: Sentence | SetOfResults, what: str, wanted: Any, got: Any) -> None:
        """Keep it for reading, if it may be read."""
        if part_of(item.id) == "tune":
            self.misses.append(Miss(item.id, item.lang, what, _text(item), wanted, got))


def _tally_json(tally: Tally) -> dict[str, Any]:
    return {
        "precision": round(tally.precision, 3),
        "recall": round(tally.recall, 3),
        "asked": tally.right + tally.missed,
    }


def measure(
    part: Part | None,
    *,
    read: Callable[[Sentence], Answer],
    read_set: Callable[[SetOfResults], frozenset[str]],
) -> Figures:
    """The whole corpus or one half of it, read by `read` and `read_set`."""
    figures = Figures()
    for sentence in sentences(part):
        _judge(figures, sentence, read(sentence))
    for item in sets(part):
        _judge_codes(figures, item, read_set(item))
    return figures


def measure_report(part: Part | None = None) -> Figures:
    """What the coach says today, through the door that scripts use, in the profile *balanced*."""
    return measure(part, read=_read, read_set=_read_set)


def error_codes() -> tuple[str, ...]:
    """The rules that can be an error in one of the profiles and that read a text or a set."""
    return tuple(
        code for code, rule in RULES.items() if "error" in (rule.balanced, rule.strict) and code[0] in "OKIS"
    )


def unmet(figures: Figures, codes: Iterable[str]) -> list[str]:
    """The bars of the given rules and of the parse that are not reached, as `K201 recall 0.71`."""
    told = []
    for code in codes:
        tally = figures.pooled(code)
        if tally.precision < PRECISION:
            told.append(f"{code} precision {tally.precision:.2f}")
        if tally.recall < RECALL:
            told.append(f"{code} recall {tally.recall:.2f}")
    for lang, share in figures.shares.get("parse", {}).items():
        if share.rate < EXACT:
            told.append(f"parse {lang} {share.rate:.2f}")
    return told


def _read(sentence: Sentence) -> Answer:
    row = {
        "kind": sentence.kind,
        "text": sentence.text,
        "objective": sentence.objective,
        "fields": dict(sentence.fields),
    }
    report = check_row(row)
    return Answer(report.lang, report.parse.as_json() if report.parse else None, _codes(report))


def _read_set(item: SetOfResults) -> frozenset[str]:
    return _codes(check_row({"set": dict(item.content)}))


def _codes(report: Report) -> frozenset[str]:
    return frozenset(finding.code for finding in report.findings)


def _judge(figures: Figures, sentence: Sentence, answer: Answer) -> None:
    speaks = answer.lang == sentence.lang or (sentence.lang_open and answer.lang.startswith("zh"))
    figures.share("language", sentence.lang).count(speaks)
    if not speaks:
        figures.miss(sentence, "language", sentence.lang, answer.lang)
    if sentence.judges_parse and sentence.kind == "key_result":
        _judge_parse(figures, sentence, answer.parse)
    _judge_codes(figures, sentence, answer.codes)


def _judge_parse(figures: Figures, sentence: Sentence, got: Mapping[str, Any] | None) -> None:
    wanted = sentence.parse
    if wanted is None:
        is_silent = got is None or (got["baseline"] is None and got["target"] is None)
        figures.share("silence", sentence.lang).count(is_silent)
        if not is_silent:
            figures.miss(sentence, "silence", None, got)
        return
    is_exact = got is not None and all(_agrees(wanted[name], got[name]) for name in READINGS)
    figures.share("parse", sentence.lang).count(is_exact)
    if got is None or not is_exact:
        figures.miss(sentence, "parse", wanted, got)
        return
    for name in SIDE_READINGS:
        if name in wanted:
            agrees = _overlaps if name in PHRASES else _agrees
            is_right = agrees(wanted[name], got[name])
            figures.share(name, sentence.lang).count(is_right)
            if not is_right:
                figures.miss(sentence, name, wanted[name], got[name])


def _judge_codes(figures: Figures, item: Sentence | SetOfResults, codes: frozenset[str]) -> None:
    for code in sorted(item.findings & codes):
        figures.tally(code, item.lang).right += 1
    for code in sorted(item.findings - codes):
        figures.tally(code, item.lang).missed += 1
        figures.miss(item, code, "fires", "silent")
    for code in sorted(codes - item.findings - item.either):
        figures.tally(code, item.lang).false += 1
        figures.miss(item, code, "silent", "fires")


def _agrees(wanted: Any, got: Any) -> bool:
    if isinstance(wanted, list):
        return any(_agrees(one, got) for one in wanted)
    if isinstance(wanted, int | float) and isinstance(got, int | float):
        return abs(wanted - got) <= 1e-6 * max(1.0, abs(wanted))
    return bool(wanted == got)


def _overlaps(wanted: str | None, got: str | None) -> bool:
    if not wanted or not got:
        return not wanted and not got
    return wanted in got or got in wanted


def _text(item: Sentence | SetOfResults) -> str:
    return item.text if isinstance(item, Sentence) else str(dict(item.content))
