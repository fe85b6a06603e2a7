"""Plan → CSV and XLSX: a row for each key result and initiative, all columns always there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

import xlsxwriter

from northing.domain.plan import Plan, PlanCycle, PlanInitiative, PlanKeyResult, PlanObjective
from northing.features.exchange.adapters.writers.texts import (
    Fields,
    item_lines,
    key_result_fields,
    stage_line,
    text_of,
)

COLUMNS = (
    *("objective", "objective_ref", "team", "level", "objective_owner", "cycle", "cycle_starts_on"),
    *("cycle_ends_on", "objective_ambition", "visibility", "why_now", "description", "pillar"),
    *("objective_weight", "objective_priority", "objective_tags", "objective_links", "parent", "parent_ref"),
    *("key_result", "initiative", "ref", "kind", "unit", "decimals", "start", "start_due_on", "target"),
    *("commit", "stretch", "lower", "upper", "required_share", "weight", "pinned", "ambition", "owner"),
    *("updater", "key_result_team", "due_on", "starts_on", "cadence_days", "guardrail", "indicator"),
    *("definition", "initiative_description", "priority", "tags", "links", "done", "stages", "items"),
)
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def write_csv(plan: Plan) -> bytes:
    """UTF-8 with a mark, so that spreadsheets read it right; texts that begin like formulas are quoted."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow([_heading(name) for name in COLUMNS])
    for row in _rows(plan):
        writer.writerow([_cell(row.get(name)) for name in COLUMNS])
    return target.getvalue().encode("utf-8-sig")


def write_xlsx(plan: Plan) -> bytes:
    """One sheet; numbers are numbers, everything else is text, nothing is a formula or a link."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet("OKRs")
    bold = book.add_format({"bold": True})
    sheet.freeze_panes(1, 1)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(0, column, _heading(name), bold)
    for line, row in enumerate(_rows(plan), 1):
        for column, name in enumerate(COLUMNS):
            value = row.get(name)
            if isinstance(value, Decimal):
                sheet.write_number(line, column, float(value))
            elif text := text_of(value):
                sheet.write_string(line, column, text)
    book.close()
    return target.getvalue()


def _heading(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _cell(value: object) -> str:
    text = format(value, "f") if isinstance(value, Decimal) else text_of(value)
    is_number = isinstance(value, Decimal)
    return f"'{text}" if text.startswith(_RISKY) and not is_number else text


def _rows(plan: Plan) -> Iterator[Fields]:
    for objective in plan.objectives:
        about = _objective(objective, objective.cycle or plan.cycle)
        parts = [_key_result(part) for part in objective.key_results]
        parts += [_initiative(part) for part in objective.initiatives]
        for place, part in enumerate(parts or [{}]):
            repeated = {"objective": objective.title, "objective_ref": objective.ref}
            yield (about if not place else repeated) | part


def _objective(objective: PlanObjective, cycle: PlanCycle | None) -> Fields:
    same = ("team", "level", "visibility", "why_now", "description", "pillar")
    own = ("ref", "owner", "ambition", "weight", "priority", "tags")
    return {
        "objective": objective.title,
        **{name: getattr(objective, name) for name in same},
        **{f"objective_{name}": getattr(objective, name) for name in own},
        "objective_links": " ".join(objective.links),
        "cycle": cycle.name if cycle else None,
        "cycle_starts_on": cycle.starts_on if cycle else None,
        "cycle_ends_on": cycle.ends_on if cycle else None,
        "parent": objective.parent.title if objective.parent else None,
        "parent_ref": objective.parent.ref if objective.parent else None,
    }


def _key_result(part: PlanKeyResult) -> Fields:
    fields = key_result_fields(part)
    return fields | {
        "key_result": part.title,
        "key_result_team": fields.pop("team"),
        "links": " ".join(part.links),
        "done": part.done,
        "stages": "\n".join(stage_line(stage) for stage in part.stages),
        "items": "\n".join(item_lines(part.items)),
    }


def _initiative(part: PlanInitiative) -> Fields:
    names = ("ref", "owner", "due_on", "priority", "tags", "done")
    return {
        "initiative": part.title,
        **{name: getattr(part, name) for name in names},
        "key_result_team": part.team,
        "initiative_description": part.description,
        "links": " ".join(part.links),
        "items": "\n".join(item_lines(part.items)),
    }
