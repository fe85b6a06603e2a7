"""What ``coach check`` reads: JSON Lines of items, or a document whose objectives become items and sets."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from northing.coach.items import BadItem, check_row
from northing.coach.report import Report
from northing.config.coach.wording import sentence_of
from northing.domain.plan import Plan, PlanKeyResult, PlanObjective
from northing.domain.units import print_unit
from northing.kit.cli.language import gettext as _

_JSON_LINES = frozenset({".jsonl", ".ndjson"})
_MARK = b"\xef\xbb\xbf"
_LONGEST_LINE = 4 * 1024 * 1024


class Trouble(Exception):
    """The input cannot be read; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One JSON object to judge: where it stood, the source line, or why it cannot be judged."""

    row: Any
    line: int
    source: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A report with the entry it is about."""

    entry: Entry
    report: Report | None
    problem: str = ""
    id: Any = None
    row: Mapping[str, Any] = field(default_factory=dict)


def read_entries(name: str) -> Iterator[Entry]:
    """The entries of a file, or of standard input for `-`.

    :raises Trouble: the file is missing, or no text
    """
    if name == "-":
        return _of_stream(sys.stdin.buffer, "")
    path = Path(name)
    try:
        handle = path.open("rb")
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise Trouble(_("%(file)s cannot be read: %(reason)s.") % {"file": name, "reason": reason}) from None
    return _of_stream(handle, path.name)


def _of_stream(stream: BinaryIO, name: str) -> Iterator[Entry]:
    suffix = Path(name.lower()).suffix
    reader = io.BufferedReader(stream) if isinstance(stream, io.RawIOBase) else stream
    first = reader.readline(_LONGEST_LINE)
    is_items = suffix in _JSON_LINES or (not suffix and first.removeprefix(_MARK).lstrip()[:1] == b"{")
    if is_items:
        yield from _items(_lines(reader, first))
        return
    yield from _document(name, first + reader.read())


def _lines(reader: BinaryIO, first: bytes) -> Iterator[bytes]:
    """Line by line, so that a long file never lies in memory; a line without an end is cut."""
    line = first
    while line:
        yield line
        if not line.endswith(b"\n") and len(line) == _LONGEST_LINE:
            while (rest := reader.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
        line = reader.readline(_LONGEST_LINE)


def _items(lines: Iterable[bytes]) -> Iterator[Entry]:
    import orjson

    for number, raw in enumerate(lines, 1):
        text = raw.removeprefix(_MARK) if number == 1 else raw
        if not text.strip():
            continue
        try:
            yield Entry(orjson.loads(text), number)
        except orjson.JSONDecodeError:
            yield Entry(None, number, problem=_broken_line(text))


def _broken_line(raw: bytes) -> str:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _("the line is not UTF-8; save the file again as UTF-8.")
    return _('this is no JSON object; each line holds one, like {"kind": "key_result", "text": "…"}.')


def _document(name: str, content: bytes) -> Iterator[Entry]:
    from northing.features.exchange.adapters import read_document
    from northing.features.exchange.adapters.decode import decode
    from northing.features.exchange.adapters.refusals import DocumentRefused

    reading = read_document(name or "okrs.md", content)
    if reading.plan.objectives:
        try:
            lines = decode(content)[0].split("\n")
        except DocumentRefused:
            lines = []  # a workbook has no lines of text
        yield from _of_plan(reading.plan, lines)
        return
    problem = reading.problems[0] if reading.problems else None
    if problem is not None and problem.code != "no_objectives":
        where = f"{name or '-'}:{problem.line}: " if problem.line else f"{name or '-'}: "
        raise Trouble(where + sentence_of(problem.code, problem.params))
    yield from _bare_lines(decode(content)[0].split("\n"))


def _bare_lines(lines: Iterable[str]) -> Iterator[Entry]:
    """Text without objectives: every line is judged as a key result."""
    for number, line in enumerate(lines, 1):
        text = line.strip().lstrip("-*•·#").strip()
        if text and not _is_commentary(text):
            yield Entry({"id": f"L{number}", "kind": "key_result", "text": text}, number, line)


def _is_commentary(text: str) -> bool:
    """Headings, questions and paragraphs are no key results."""
    is_paragraph = len(text) > _LONGEST_ITEM or sum(text.count(stop) for stop in (". ", "。", "! ", "? ")) > 1
    return is_paragraph or text.endswith((":", "：", "?", "？"))


_LONGEST_ITEM = 300


def _of_plan(plan: Plan, lines: list[str]) -> Iterator[Entry]:
    for objective in plan.objectives:
        yield from _of_objective(objective, lines)


def _of_objective(objective: PlanObjective, lines: list[str]) -> Iterator[Entry]:
    title = objective.title
    own_set = {"objective": title, "key_results": [part.title for part in objective.key_results]}
    why = {"why_now": objective.why_now} if objective.why_now else {}
    if title.strip():
        yield _entry({"kind": "objective", "text": title, "fields": why}, objective.line, lines)
    for part in objective.key_results:
        row = {"kind": "key_result", "text": part.title, "objective": title, "set": own_set}
        yield _entry(row | {"fields": _fields(part) | why}, part.line, lines)
    for initiative in objective.initiatives:
        row = {"kind": "initiative", "text": initiative.title, "objective": title}
        yield _entry(row, initiative.line, lines)
    whole = own_set | {"initiatives": [part.title for part in objective.initiatives]}
    if objective.ambition:
        whole["ambition"] = objective.ambition
    if objective.key_results:
        yield _entry({"set": whole}, objective.line, lines)


def _entry(row: dict[str, Any], line: int, lines: list[str]) -> Entry:
    source = lines[line - 1] if 0 < line <= len(lines) else ""
    return Entry({"id": f"L{line}" if line else None, **row}, line, source)


def _fields(part: PlanKeyResult) -> dict[str, Any]:
    """What the document says in numbers; what it does not say stays unknown."""
    bound = next((value for value in (part.target, part.lower, part.upper) if value is not None), None)
    said = {
        "start": part.start,
        "target": bound,
        "unit": print_unit(part.unit) if part.unit else None,
        "definition": part.definition,
        "indicator": part.indicator,
        "due_on": part.due_on.isoformat() if part.due_on else None,
    }
    known = {name: value for name, value in said.items() if value not in (None, "")}
    return known | ({"guardrail": True} if part.guardrail else {})


def reports_of(entries: Iterable[Entry], *, profile: str, reader: str, lang: str | None) -> Iterator[Judged]:
    """The reports in the order of the entries; an entry that is no item keeps its reason."""
    count = 0
    for entry in entries:
        count += 1
        if entry.problem:
            yield Judged(entry, None, entry.problem)
            continue
        try:
            report = check_row(entry.row, profile=profile, reader=reader, lang=lang)
        except BadItem as bad:
            yield Judged(entry, None, sentence_of(bad.code, {"name": bad.name}))
            continue
        yield Judged(entry, report, id=entry.row.get("id"), row=entry.row)
    if not count:
        raise Trouble(sentence_of("empty_file", {}))
