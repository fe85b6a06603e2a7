"""The rules as a list and as a page: codes, strengths, the reader's words, and examples in every language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from northing.coach.items import check_row
from northing.coach.messages import languages, say, title
from northing.coach.rules import RULES, Rule

FOLDER = Path(__file__).parent / "languages" / "examples"
_GROUPS = {
    "objective": "Objectives",
    "key_result": "Key results",
    "initiative": "Initiatives",
    "set": "Sets",
    "alignment": "Alignment",
    "tracking": "Tracking",
}
_NAMES = {"en": "English", "zh-hans": "简体中文", "zh-hant": "正體中文", "ru": "Русский"}
_INTRO = """\
Every finding has a stable code. Severity differs by profile: *balanced* is the default, *strict* follows SMART to the
letter. A hint never fails a build; `northing coach check` ends with 1 only if there is an error. A finding can be
waived with a reason; the waiver is kept with the item. Rules that need a field (owner, due day, resources …) are silent
where nobody said anything about it. Alignment and tracking rules look at live data.
"""


def rows(reader: str = "en") -> list[dict[str, Any]]:
    """Every rule as plain values, by code."""
    return [
        {
            "code": rule.code,
            "slug": rule.slug,
            "kind": rule.kind,
            "severity": {"balanced": rule.balanced, "strict": rule.strict},
            "title": title(rule.code, reader),
            "examples": {lang: examples(rule.code, lang) for lang in languages()},
        }
        for rule in _sorted()
    ]


def _sorted() -> list[Rule]:
    order = list(_GROUPS)
    return sorted(RULES.values(), key=lambda rule: (order.index(rule.kind), rule.code))


def examples(code: str, lang: str) -> dict[str, list[Any]]:
    """Good and bad examples of a rule in one language: texts, or items as JSON has them."""
    found = _examples(lang).get(code, {})
    return {"good": list(found.get("good", ())), "bad": list(found.get("bad", ()))}


@cache
def _examples(lang: str) -> Mapping[str, Any]:
    path = FOLDER / f"{lang.replace('-', '_')}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def markdown(reader: str = "en") -> str:
    """The page of all rules."""
    return "\n".join(_lines(reader)) + "\n"


def _lines(reader: str) -> Iterator[str]:
    yield "# Rules of the coach"
    yield ""
    yield from _INTRO.splitlines()
    group = ""
    for rule in _sorted():
        if rule.kind != group:
            group = rule.kind
            yield from ("", f"## {_GROUPS[group]}")
        yield from (
            "",
            f"### {rule.code} {rule.slug}",
            "",
            f"**{title(rule.code, reader)}** · {_strengths(rule)}",
            "",
        )
        message, suggestion = _said(rule, reader)
        yield f"{message}  "
        yield f"*{suggestion}*"
        table = list(_table(rule.code))
        if table:
            yield from ("", "| | bad | good |", "|---|---|---|", *table)


def _said(rule: Rule, reader: str) -> tuple[str, str]:
    """What it says about its first bad example; rules of live data say their sentence with its gaps."""
    told = examples(rule.code, reader)["bad"]
    if told:
        row = {"text": told[0], "kind": rule.kind} if isinstance(told[0], str) else dict(told[0])
        if "text" in row:
            row["kind"] = rule.kind
        for finding in check_row(row, reader=reader).findings:
            if finding.code == rule.code:
                return _plain(finding.message), _plain(finding.suggestion)
    return say(rule.code, "", "message", reader, {}), say(rule.code, "", "suggestion", reader, {})


def _strengths(rule: Rule) -> str:
    return f"balanced: {rule.balanced or 'off'} · strict: {rule.strict or 'off'}"


def _table(code: str) -> Iterator[str]:
    for lang, name in _NAMES.items():
        told = examples(code, lang)
        if told["bad"]:
            cells = ("<br>".join(map(_cell, told[part])) for part in ("bad", "good"))
            yield f"| {name} | {' | '.join(cells)} |"


def _cell(example: Any) -> str:
    if isinstance(example, str):
        return _plain(example)
    if "text" in example:
        fields = ", ".join(f"{name}: {_value(value)}" for name, value in example.get("fields", {}).items())
        above = f"{example['objective']} → " if example.get("objective") else ""
        return _plain(f"{above}{example['text']}" + (f" ({fields})" if fields else ""))
    content = example["set"]
    extra = ", ".join(
        f"{name}: {_value(value)}"
        for name, value in content.items()
        if name not in ("objective", "key_results")
    )
    parts = [content.get("objective", ""), *(f"• {text}" for text in content.get("key_results", ()))]
    return "<br>".join(_plain(part) for part in [*parts, *([f"({extra})"] if extra else [])] if part)


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "–" if value in (None, "") else str(value)


def _plain(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ").replace("_", "\\_")
