"""The door of the adapters: a file's name and bytes become a reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from northing.domain.plan import Plan, PlanProblem
from northing.features.exchange.adapters.decode import INVISIBLE, decode
from northing.features.exchange.adapters.delimited import DELIMITERS, find_delimiter, read_rows
from northing.features.exchange.adapters.docx import read_docx
from northing.features.exchange.adapters.drafts import DraftPlan
from northing.features.exchange.adapters.free_text import FreeTextReader
from northing.features.exchange.adapters.html_text import looks_like_html, read_html
from northing.features.exchange.adapters.layout import is_own_form
from northing.features.exchange.adapters.lines import Line, read_lines
from northing.features.exchange.adapters.markdown_tables import read_markdown_tables
from northing.features.exchange.adapters.outline import OutlineReader
from northing.features.exchange.adapters.packages import WORKBOOK, kind_of
from northing.features.exchange.adapters.plans import build_plan
from northing.features.exchange.adapters.refusals import MAX_ITEMS, MAX_YAML_BYTES, DocumentRefused
from northing.features.exchange.adapters.sentences import (
    MOST,
    fill_from_sentence,
    read_sentence,
    with_parses,
)
from northing.features.exchange.adapters.tables import TableReader
from northing.features.exchange.adapters.workbook import read_sheets
from northing.features.exchange.adapters.yaml_plan import YamlReader

_ZIP = b"PK\x03\x04"
_TABLES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv"}
_YAML = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a document.

    A plan with problems must not be imported before they are mended; a document that could not be read at
    all has an empty plan and one problem. `format` is `outline`, `html`, `docx`, `yaml`, `csv`, `tsv` or
    `xlsx` ('' = unknown), `encoding` the codec of the text ('' for workbooks), `used` the lines that went
    into the plan.
    """

    plan: Plan
    problems: tuple[PlanProblem, ...] = ()
    format: str = ""
    encoding: str = ""
    used: frozenset[int] = field(default=frozenset(), repr=False)


def read_document(name: str, content: bytes, *, today: date | None = None) -> Reading:
    """Read a file by what it holds; its name only decides between kinds of text.

    `today` gives a year to cycles named without one (`Q1`). Never raises for any content.
    """
    try:
        if content.startswith(_ZIP):
            return _package(name, content, today)
        text, encoding = decode(content)
        return _text(PurePath(name.lower()).suffix, text, encoding, today)
    except DocumentRefused as refused:
        problem = PlanProblem(refused.line, "", refused.code, refused.params)
        return Reading(Plan(), (problem,))


def _text(suffix: str, text: str, encoding: str, today: date | None) -> Reading:
    if suffix in _YAML or _looks_like_yaml(text):
        if len(text) > MAX_YAML_BYTES:
            raise DocumentRefused("too_big", limit_mb=str(MAX_YAML_BYTES // 2**20))
        reader = YamlReader(text, today=today)
        drafts = reader.read()
        return _reading(drafts, reader.problems, "yaml", encoding, today)
    if looks_like_html(text):
        problems: list[PlanProblem] = []
        return _reading(_free_text(read_html(text), problems, today), problems, "html", encoding, today)
    if suffix in _TABLES or _looks_like_table(text):
        return _table(text, _TABLES.get(suffix, "csv"), encoding, today)
    return _outline(text, encoding, today)


def _looks_like_yaml(text: str) -> bool:
    first = next(
        (line for line in text.split("\n") if line.strip() and not line.startswith(("#", "---"))), ""
    )
    return first.startswith("northing:")


def _looks_like_table(text: str) -> bool:
    """A file without a telling name, or pasted cells: its first line names columns."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    if first.lstrip().startswith(("|", "#", "-")) or len(first) > _LONGEST_HEADER:
        return False
    if not any(delimiter in first for delimiter in DELIMITERS):
        return False
    delimiter = find_delimiter(first)
    return TableReader(DraftPlan(), []).read(read_rows(first, delimiter))


def _table(text: str, kind: str, encoding: str, today: date | None) -> Reading:
    delimiter = "\t" if kind == "tsv" and "\t" in text else find_delimiter(text)
    drafts, problems = DraftPlan(), list[PlanProblem]()
    if not TableReader(drafts, problems, today).read(read_rows(text, delimiter)):
        raise DocumentRefused("no_header")
    format_name = "tsv" if delimiter == "\t" else "csv"
    return _reading(drafts, problems, format_name, encoding, today, locale="ru" if delimiter == ";" else "en")


def _package(name: str, content: bytes, today: date | None) -> Reading:
    is_workbook = kind_of(content, name) == WORKBOOK
    return _workbook(content, today) if is_workbook else _word(content, today)


def _workbook(content: bytes, today: date | None) -> Reading:
    drafts, problems = DraftPlan(), list[PlanProblem]()
    found = False
    for _, rows in read_sheets(content):
        reader = TableReader(drafts, problems, today)
        found = reader.read(rows) or found
    if not found:
        raise DocumentRefused("no_header")
    return _reading(drafts, problems, "xlsx", "", today)


def _word(content: bytes, today: date | None) -> Reading:
    problems: list[PlanProblem] = []
    drafts = _free_text(read_docx(content), problems, today)
    return _reading(drafts, problems, "docx", "", today)


def _outline(text: str, encoding: str, today: date | None) -> Reading:
    lines = read_lines(text)
    problems: list[PlanProblem] = []
    if not is_own_form(lines) and INVISIBLE.search(text):
        lines = read_lines(INVISIBLE.sub("", text))
    if is_own_form(lines):
        drafts = OutlineReader(lines, today=today).read()
        read_markdown_tables(lines, drafts, problems, today=today)
    else:
        drafts = _free_text(lines, problems, today)
    return _reading(drafts, problems, "outline", encoding, today)


def _free_text(lines: list[Line], problems: list[PlanProblem], today: date | None) -> DraftPlan:
    reader = FreeTextReader(lines, today=today)
    drafts = reader.read()
    read_markdown_tables(reader.lines, drafts, problems, today=today, is_lenient=True, whose=reader.whose)
    if _count(drafts) <= MOST:
        for draft in (part for objective in drafts.objectives for part in objective.key_results):
            fill_from_sentence(draft, read_sentence(draft.text("title")))
    return drafts


def _count(drafts: DraftPlan) -> int:
    return sum(1 + len(draft.key_results) for draft in drafts.objectives)


def _reading(
    drafts: DraftPlan,
    problems: list[PlanProblem],
    format_name: str,
    encoding: str,
    today: date | None,
    *,
    locale: str = "en",
) -> Reading:
    if _count(drafts) > MAX_ITEMS:
        raise DocumentRefused("too_many_items", limit=str(MAX_ITEMS))
    plan, typed = build_plan(drafts, locale=locale, today=today)
    found = [*problems, *typed]
    if not plan.objectives and not found:
        found.append(PlanProblem(0, "", "no_objectives"))
    found.sort(key=lambda problem: problem.line)
    plan = with_parses(plan) if _count(drafts) <= MOST else plan
    return Reading(plan, tuple(found), format_name, encoding, frozenset(drafts.used))


_LONGEST_HEADER = 2_000
