"""How findings are printed: like a compiler for people, as JSON for programs."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any, TextIO

from northing.coach.messages import words
from northing.coach.report import Finding, Report
from northing.config.coach.reading import Judged
from northing.kit.cli.language import gettext as _

_COLOURS = {"error": "31", "warning": "33", "hint": "36"}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_AROUND = 60


class Printer:
    """Prints reports as they come; `broken` collects what could not be judged, `has_errors` decides the exit."""

    def __init__(self, out: TextIO, reader: str) -> None:
        self.file = ""
        self.out = out
        self.reader = reader
        self.has_errors = False
        self.broken: list[str] = []
        self.counts: Counter[str] = Counter()

    def begin(self, file: str) -> None:
        """What follows is of this file."""
        self.file = "<stdin>" if file == "-" else file

    def show(self, judged: Judged) -> None:
        """One entry."""
        if judged.report is None:
            self.broken.append(f"{self.file}:{judged.entry.line}: {judged.problem}")
            return
        self.counts["items"] += judged.report.kind != "set"
        self.counts.update(finding.severity for finding in judged.report.findings)
        self.has_errors = self.has_errors or judged.report.has_errors
        self.print_report(judged, judged.report)

    def print_report(self, judged: Judged, report: Report) -> None:
        raise NotImplementedError

    def finish(self) -> None:
        """The last words."""


class LinesPrinter(Printer):
    """One JSON object a line, in the order of the input."""

    def print_report(self, judged: Judged, report: Report) -> None:
        import orjson

        line = orjson.dumps({"id": judged.id, **report.as_json()}, default=str)
        self.out.write(line.decode() + "\n")


class JsonPrinter(Printer):
    """One JSON document with everything, the fixes included."""

    def __init__(self, out: TextIO, reader: str) -> None:
        super().__init__(out, reader)
        self.items: list[dict[str, Any]] = []

    def print_report(self, judged: Judged, report: Report) -> None:
        text = judged.row.get("text", "")
        told = {"id": judged.id, "file": self.file, "line": judged.entry.line, "text": text}
        self.items.append(told | report.as_json(with_fixes=True))

    def finish(self) -> None:
        from northing.kit.cli.formats import as_json_text

        counts = {name: self.counts[name] for name in ("items", "error", "warning", "hint")}
        self.out.write(as_json_text({"counts": counts, "items": self.items}))


class TextPrinter(Printer):
    """Findings with the line they stand on and marks under the words, coloured on a screen."""

    def __init__(self, out: TextIO, reader: str) -> None:
        super().__init__(out, reader)
        self.words: Mapping[str, str] = words("report", reader)
        self.is_coloured = out.isatty() and not os.environ.get("NO_COLOR")

    def print_report(self, judged: Judged, report: Report) -> None:
        for finding in report.findings:
            self._print(judged, report, finding)
        for waived in report.waived:
            line = self.words["waived"].format(code=waived.code, reason=waived.reason)
            self.out.write(self._paint(_DIM, f"{self.file}:{judged.entry.line}: {line}") + "\n\n")

    def _print(self, judged: Judged, report: Report, finding: Finding) -> None:
        text = _text_of(judged)
        at = judged.entry.source.find(text) if text else -1
        column = max(at, 0) + finding.span[0] + 1
        colour = f"\x1b[{_COLOURS[finding.severity]}m"
        severity = self._paint(_BOLD + colour, self.words[finding.severity])
        where = self._paint(_BOLD, f"{self.file}:{judged.entry.line}:{column}:")
        kind = self.words[report.kind]
        self.out.write(f"{where} {severity} {finding.code} {finding.slug} ({kind})\n")
        shown, marks = _marked(text, finding.span)
        if shown:
            self.out.write(f"    {shown}\n")
            self.out.write(f"    {self._paint(colour, marks)}\n")
        self.out.write(f"    {finding.message}\n    → {finding.suggestion}\n\n")

    def finish(self) -> None:
        """How much there was, of each strength."""
        told = _("Items: %(items)s · errors: %(errors)s · warnings: %(warnings)s · hints: %(hints)s") % {
            "items": self.counts["items"],
            "errors": self.counts["error"],
            "warnings": self.counts["warning"],
            "hints": self.counts["hint"],
        }
        self.out.write(told + "\n")

    def _paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_PLAIN}" if self.is_coloured else text


def _text_of(judged: Judged) -> str:
    text = judged.row.get("text")
    if not isinstance(text, str):
        content = judged.row.get("set")
        text = content.get("objective") if isinstance(content, dict) else ""
    return text if isinstance(text, str) else ""


def _marked(text: str, span: tuple[int, int]) -> tuple[str, str]:
    """The text on one line, cut around the span if it is long, and the carets below it."""
    flat = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in text)
    start, end = span
    first = max(0, start - _AROUND) if len(flat) > 3 * _AROUND else 0
    last = min(len(flat), max(end, start + 1) + _AROUND) if len(flat) > 3 * _AROUND else len(flat)
    end = min(end, last, start + 2 * _AROUND)
    before = ("…" if first else "") + flat[first:start]
    marked = flat[start:end]
    after = flat[end:last] + ("…" if last < len(flat) else "")
    return before + marked + after, " " * _width(before) + "^" * max(1, _width(marked))


def _width(text: str) -> int:
    """Columns on a screen: Chinese takes two, combining signs none."""
    return sum(
        0
        if unicodedata.combining(char) or unicodedata.category(char) == "Cf"
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


def printer_of(form: str, out: TextIO, reader: str) -> Printer:
    """The printer of a format."""
    kinds: dict[str, type[Printer]] = {"text": TextPrinter, "json": JsonPrinter, "jsonl": LinesPrinter}
    return kinds[form](out, reader)
