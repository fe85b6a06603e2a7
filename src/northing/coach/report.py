"""The report on one item or one set: what was read, and what the rules found, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from northing.coach.messages import reader_of, say, words
from northing.coach.parse import Parse
from northing.coach.rules import RULES, STRENGTH, Case, Fix, Found, Item, ItemSet, Rule
from northing.coach.rules.grammar import Grammar
from northing.coach.rules.key_results.choice import topics_of
from northing.coach.rules.sets import SetCase
from northing.coach.text import detect

MOST_IN_EDITOR = 2
LONGEST_TEXT = 10_000
_FOLDED = frozenset({"K208", "K211"})
_QUOTED = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `span` is in characters of the text; `message` says why, `suggestion` asks or rewrites."""

    code: str
    slug: str
    severity: str
    span: tuple[int, int]
    message: str
    suggestion: str
    fixes: tuple[Fix, ...] = ()

    def as_json(self, *, with_fixes: bool = False) -> dict[str, Any]:
        """The fields of the JSON contract; an editor also wants the fixes."""
        told: dict[str, Any] = {
            "code": self.code,
            "slug": self.slug,
            "severity": self.severity,
            "span": list(self.span),
            "message": self.message,
            "suggestion": self.suggestion,
        }
        return told | {"fixes": [fix.as_json() for fix in self.fixes]} if with_fixes else told


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding somebody does not want to hear again, with the reason."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the coach says about one item: its language, what it measures, and all findings, strongest first."""

    lang: str
    kind: str
    parse: Parse | None
    findings: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    def as_json(self, *, with_fixes: bool = False) -> dict[str, Any]:
        """The fields of the JSON contract without `id`; `waived` only if something was."""
        told: dict[str, Any] = {
            "lang": self.lang,
            "kind": self.kind,
            "parse": self.parse.as_json() if self.parse else None,
            "findings": [finding.as_json(with_fixes=with_fixes) for finding in self.findings],
        }
        if self.waived:
            told["waived"] = [{"code": one.code, "reason": one.reason} for one in self.waived]
        return told


def check(item: Item, *, profile: str = "balanced", reader: str | None = None) -> Report:
    """Judge one item. Messages are in `reader`'s language, else in that of the text.

    Texts beyond 10 000 characters are read up to there.
    """
    if len(item.text) > LONGEST_TEXT:
        item = _shortened(item)
    case = Case(item, Grammar(item.text, item.lang), profile=profile)
    if not item.text.strip():
        return Report(case.grammar.lang, item.kind, None)
    parse = case.grammar.parse if item.kind == "key_result" else None
    return _report(case, item.kind, parse, reader, dict(item.waived))


def check_set(
    whole: ItemSet,
    *,
    profile: str = "balanced",
    reader: str | None = None,
    lang: str | None = None,
    waived: Mapping[str, str] | None = None,
) -> Report:
    """Judge an objective with its key results together; spans are in the objective."""
    case = SetCase(whole, profile=profile)
    known = reader or lang or (None if whole.objective.strip() else _language_of(whole))
    report = _report(case, "set", None, known, dict(waived or {}))
    return replace(
        report, lang=lang or report.lang if whole.objective.strip() else lang or _language_of(whole)
    )


def _language_of(whole: ItemSet) -> str:
    """Of a set without an objective: the language of what else it holds."""
    objectives = whole.fields.get("objectives")
    texts = [*whole.key_results, *(objectives if isinstance(objectives, list) else ())]
    return detect(" ".join(text for text in texts if isinstance(text, str)))


def editor_findings(report: Report) -> tuple[Finding, ...]:
    """What an editor shows: one voice, at most two findings, strongest first."""
    has_activity = any(finding.code == "K202" for finding in report.findings)
    kept = [finding for finding in report.findings if not (has_activity and finding.code in _FOLDED)]
    return tuple(kept[:MOST_IN_EDITOR])


def _shortened(item: Item) -> Item:
    return Item(
        item.kind, item.text[:LONGEST_TEXT], item.objective, item.lang, item.fields, item.set, item.waived
    )


def _report(case: Case, kind: str, parse: Parse | None, reader: str | None, waived: dict[str, str]) -> Report:
    language = reader_of(reader or case.grammar.lang)
    findings: list[Finding] = []
    spared: list[Waived] = []
    for known in _rules_of(kind):
        for found in _found(known, case):
            severity = found.severity or known.severity(case.profile)
            if severity is None:
                continue
            if known.code in waived:
                spared.append(Waived(known.code, waived[known.code]))
            else:
                findings.append(_worded(known, found, severity, case, language))
    findings.sort(key=lambda finding: (STRENGTH[finding.severity], finding.code, finding.span))
    return Report(case.grammar.lang, kind, parse, tuple(findings), tuple(dict.fromkeys(spared)))


def _found(known: Rule, case: Case) -> Iterable[Found]:
    return known.check(case) if known.check else ()


@cache
def _rules_of(kind: str) -> tuple[Rule, ...]:
    also = {"set": ("I305",)}.get(kind, ())
    return tuple(one for one in RULES.values() if (one.kind == kind or one.code in also) and one.check)


def _worded(known: Rule, found: Found, severity: str, case: Case, reader: str) -> Finding:
    values = {name: value[:_QUOTED] for name, value in found.values.items()}
    if "group" in values:
        values["counter"] = words("counter_metrics", reader)[values["group"]]
    if known.code == "K202":
        values["outcome"] = _outcome(case, reader)
    message = say(known.code, found.variant, "message", reader, values)
    suggestion = say(known.code, found.variant, "suggestion", reader, values)
    return Finding(
        known.code, known.slug, severity, _inside(found.span, case.text), message, suggestion, found.fixes
    )


def _outcome(case: Case, reader: str) -> str:
    """Measures that fit the subject of the key result, else of its objective."""
    table = words("outcomes", reader)
    own = sorted(topics_of(case.grammar))
    if not own and case.item.objective:
        own = sorted(topics_of(Grammar(case.item.objective)))
    return table[own[0]] if len(own) == 1 and own[0] in table else table["any"]


def _inside(span: tuple[int, int], text: str) -> tuple[int, int]:
    start = max(0, min(span[0], len(text)))
    return (start, max(start, min(span[1], len(text))))
