"""Plan → OKR Markdown: headings nest objectives, list items are key results, `name: value` below them the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import partial

from northing.domain.codes import Kind
from northing.domain.plan import Plan, PlanCycle, PlanInitiative, PlanItem, PlanKeyResult, PlanObjective
from northing.features.exchange.adapters.cycles import read_cycle
from northing.features.exchange.adapters.drafts import Draft
from northing.features.exchange.adapters.layout import with_priority
from northing.features.exchange.adapters.lines import read_lines
from northing.features.exchange.adapters.outline import OutlineReader
from northing.features.exchange.adapters.titles import hide_escapes, read_title
from northing.features.exchange.adapters.writers.texts import (
    Fields,
    key_result_fields,
    number,
    stage_line,
    text_of,
)

_TOP = 2
_DEEPEST = 6
_MARK = re.compile(r"([^\w\s\U00010000-\U0010ffff]|_)")
_NUMBERS = ("kind", "start", "target", "lower", "upper")
_BOUNDS = {Kind.AT_MOST: "upper", Kind.AT_LEAST: "lower"}


def write_markdown(plan: Plan) -> bytes:
    """The plan as people paste it; titles are escaped only where they would be read as marks."""
    lines = [*_head(plan.cycle)]
    depths: list[int] = []
    open_path: list[int] = []
    for place, objective in enumerate(plan.objectives):
        above = objective.parent.position if objective.parent else None
        while open_path and open_path[-1] != above:
            open_path.pop()
        is_nested = bool(open_path) and depths[open_path[-1]] < _DEEPEST
        depth = depths[open_path[-1]] + 1 if is_nested else _TOP
        open_path = [*open_path, place] if is_nested else [place]
        depths.append(depth)
        lines += ["", *_objective(objective, depth, is_nested=is_nested)]
    return ("\n".join(lines).strip("\n") + "\n").encode()


def _head(cycle: PlanCycle | None) -> Iterator[str]:
    if cycle is None:
        yield "# OKRs"
    elif (
        read_cycle(cycle.name) == cycle
        and OutlineReader(read_lines(f"# OKRs {cycle.name}\n## O: x"), today=None).read().cycle == cycle
    ):
        yield f"# OKRs {cycle.name}"
    else:
        yield "# OKRs"
        yield ""
        yield from (f"{name}: {_quoted(text)}" for name, text in _cycle(cycle))


def _cycle(cycle: PlanCycle) -> Iterator[tuple[str, str]]:
    days = (("cycle_starts_on", cycle.starts_on), ("cycle_ends_on", cycle.ends_on))
    yield "cycle", cycle.name
    yield from ((name, day.isoformat()) for name, day in days if day)


def _objective(objective: PlanObjective, depth: int, *, is_nested: bool) -> Iterator[str]:
    yield f"{'#' * depth} O: {_title(objective.title, _reads_objective)}"
    names = ("ref", "team", "owner", "level", "ambition", "visibility", "why_now", "description", "pillar")
    fields: Fields = {name: getattr(objective, name) for name in (*names, "weight", "priority", "tags")}
    fields["links"] = " ".join(objective.links)
    if objective.cycle:
        fields |= dict(_cycle(objective.cycle))
    if objective.parent and not is_nested:
        fields |= {"parent": objective.parent.title, "parent_ref": objective.parent.ref}
    attributes = list(_attributes(fields, ""))
    yield from ["", *attributes] if attributes else []
    if objective.key_results or objective.initiatives:
        yield ""
    for part in objective.key_results:
        yield from _key_result(part)
    for initiative in objective.initiatives:
        yield from _initiative(initiative)


def _key_result(part: PlanKeyResult) -> Iterator[str]:
    fields = key_result_fields(part)
    shown = _numbers(part)
    if shown:
        for name in _NUMBERS:
            fields[name] = None
    fields["links"] = " ".join(part.links)
    box = "[x] " if part.done else ""
    yield f"- {box}KR: {_title(part.title, partial(_reads_key_result, shown=shown))}{shown}"
    yield from _attributes(fields, "  ")
    for stage in part.stages:
        yield f"  - stages: {_quoted(stage_line(stage))}"
    yield from _items(part.items, "  ")


def _numbers(part: PlanKeyResult) -> str:
    """`: 40 -> 50` or `: at most 2`, where that says all of it."""
    numbers = {"start": part.start, "target": part.target, "lower": part.lower, "upper": part.upper}
    said = {name: value for name, value in numbers.items() if value is not None}
    if part.kind is Kind.METRIC and set(said) == {"start", "target"} and not part.stages:
        return f": {number(said['start'])} -> {number(said['target'])}"
    bound = _BOUNDS.get(part.kind) if part.kind else None
    if bound and set(said) == {bound}:
        return f": {'at most' if bound == 'upper' else 'at least'} {number(said[bound])}"
    return ""


def _initiative(part: PlanInitiative) -> Iterator[str]:
    box = "[x] " if part.done else ""
    yield f"- {box}I: {_title(part.title, _reads_initiative)}"
    names = ("ref", "owner", "team", "due_on", "priority", "description", "tags")
    fields: Fields = {name: getattr(part, name) for name in names} | {"links": " ".join(part.links)}
    yield from _attributes(fields, "  ")
    yield from _items(part.items, "  ")


def _items(items: tuple[PlanItem, ...], indent: str) -> Iterator[str]:
    for item in items:
        yield f"{indent}- [{'x' if item.done else ' '}] {_title(item.title, _reads_item)}"
        yield from _items(item.items, f"{indent}  ")


def _attributes(fields: Fields, indent: str) -> Iterator[str]:
    for name, value in fields.items():
        if text := text_of(value):
            yield f"{indent}- {name}: {_quoted(text)}"


def _quoted(text: str) -> str:
    """In quotes where line breaks or outer spaces must be kept; backslashes doubled."""
    needs_quotes = "\n" in text or text != text.strip() or text.startswith('"')
    shown = json.dumps(text, ensure_ascii=False) if needs_quotes else text
    return shown.replace("\\", "\\\\")


# Titles are written as they are, if they are read back as they are.


def _title(title: str, reads: Callable[[str], str | None]) -> str:
    return title if reads(title) == title else _MARK.sub(r"\\\1", title)


def _read_back(text: str) -> Draft | None:
    drafts = OutlineReader(read_lines(text), today=None).read()
    return drafts.objectives[0] if len(drafts.objectives) == 1 else None


def _sole(draft: Draft) -> str | None:
    """The title, if nothing else was read out of it."""
    is_alone = set(draft.cells) == {"title"} and not (draft.tags or draft.links or draft.cycle or draft.items)
    return draft.text("title") if is_alone else None


def _reads_objective(title: str) -> str | None:
    draft = _read_back(f"## O: {title}")
    return _sole(draft) if draft else None


def _reads_key_result(title: str, shown: str) -> str | None:
    draft = _read_back(f"## O: x\n- KR: {title}{shown}")
    if draft is None or len(draft.key_results) != 1:
        return None
    part = draft.key_results[0]
    for name in _NUMBERS if shown else ():
        part.cells.pop(name, None)
    return _sole(part)


def _reads_initiative(title: str) -> str | None:
    draft = _read_back(f"## O: x\n- I: {title}")
    return _sole(draft.initiatives[0]) if draft and len(draft.initiatives) == 1 else None


def _reads_item(title: str) -> str | None:
    read = read_title(hide_escapes(title))
    return with_priority(read) if not read.links else None
