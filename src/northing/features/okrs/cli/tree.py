"""``northing okrs tree``: who works towards what, as a drawing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any

import typer

from northing.features.okrs.cli.acting import CycleOption, Standpoint, app, cycle_ref, standpoint
from northing.features.okrs.cli.listing import status_text
from northing.kit.cli.formats import Format, FormatOption, show_data
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption

if TYPE_CHECKING:
    from northing.features.okrs.queries import KeyResultRow, ObjectiveRow

MOST_ROOTS = 500
AT_ONCE = 100
DEEPEST = 12


@dataclass
class Grown:
    """Everything below the roots: children and key results by the ref of the objective."""

    roots: list[ObjectiveRow]
    children: dict[str, list[ObjectiveRow]] = field(default_factory=dict)
    key_results: dict[str, list[KeyResultRow]] = field(default_factory=dict)


@app.command("tree")
def draw_tree(
    cycle: CycleOption = None,
    depth: Annotated[
        int, typer.Option(min=1, max=DEEPEST, help=_("How many levels of objectives."))
    ] = DEEPEST,
    key_results: Annotated[bool, typer.Option("--key-results", help=_("With their key results."))] = False,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """The alignment tree of a cycle: each objective below those it works towards.

    Example: northing okrs tree --cycle "2026 Q4" --key-results
    """
    here = standpoint(organization, person)
    grown = _grown(here, cycle_ref(cycle, here), depth, with_key_results=key_results)
    if form in (Format.JSON, Format.YAML):
        show_data([_data(row, grown, frozenset(), depth) for row in grown.roots], form=form)
        return
    if form is Format.CSV:
        show_data([], form=form)
    drawn: set[str] = set()
    for row in grown.roots:
        for line in _lines(row, grown, here, drawn):
            typer.echo(line)
    if not grown.roots:
        typer.echo(_("Nothing found."))


def _grown(here: Standpoint, cycle: str, depth: int, *, with_key_results: bool) -> Grown:
    """A few statements for each level, whatever stands on it."""
    from northing.features.okrs import queries

    grown = Grown(_roots(here, cycle))
    level = grown.roots
    for reached in range(1, depth + 1):
        refs = list(
            dict.fromkeys(row.ref for row in level if row.has_parts and row.ref not in grown.children)
        )
        if reached < depth:
            for some in _slices(refs):
                grown.children |= queries.child_rows_of(actor=here.actor, refs=some, on=here.on)
        if with_key_results:
            for some in _slices(refs):
                grown.key_results |= queries.key_results_of(actor=here.actor, objective_refs=some, on=here.on)
        level = [child for ref in refs for child in grown.children.get(ref, ())]
        if not level:
            break
    return grown


def _roots(here: Standpoint, cycle: str) -> list[ObjectiveRow]:
    from northing.features.okrs import queries
    from northing.features.okrs.queries import ObjectiveFilters

    wanted = ObjectiveFilters(roots_only=True)
    filters = queries.filters_named(actor=here.actor, on=here.on, filters=wanted, cycle=cycle)
    found = queries.objectives_list(actor=here.actor, on=here.on, filters=filters, limit=MOST_ROOTS)
    if found.next_cursor is not None:
        typer.echo(_("Only the first %(count)s roots are drawn.") % {"count": MOST_ROOTS}, err=True)
    return list(found.rows)


def _slices(refs: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(refs), AT_ONCE):
        yield refs[start : start + AT_ONCE]


def _lines(
    row: ObjectiveRow, grown: Grown, here: Standpoint, drawn: set[str], first: str = "", rest: str = ""
) -> Iterator[str]:
    """The lines of one branch. An objective with several parents is drawn in full only under the first."""
    yield f"{first}{_objective_text(row, here)}"
    if row.ref in drawn:
        if row.has_parts:
            above = _("(shown above)")
            yield f"{rest}└─ {above}"
        return
    drawn.add(row.ref)
    below: list[Any] = [*grown.key_results.get(row.ref, ()), *grown.children.get(row.ref, ())]
    for place, one in enumerate(below):
        is_last = place == len(below) - 1
        joint, space = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
        if hasattr(one, "kind"):
            yield f"{rest}{joint}{_key_result_text(one, here)}"
        else:
            yield from _lines(one, grown, here, drawn, rest + joint, rest + space)


def _objective_text(row: ObjectiveRow, here: Standpoint) -> str:
    from northing.features.okrs.wording import values, words

    link = words.word(words.LINKS, row.link.kind) if row.link and row.link.kind != "contributes" else ""
    facts = [values.share(row.standing.progress), status_text(row, here.on), row.holder_name, link]
    return " · ".join([row.title, *(fact for fact in facts if fact)])


def _key_result_text(row: KeyResultRow, here: Standpoint) -> str:
    from northing.features.okrs.wording import statuses, values

    pill = statuses.key_result_pill(
        status=row.standing.status,
        guardrail=row.standing.guardrail if row.is_guardrail else "",
        freshness=row.standing.freshness,
        as_of=row.standing.last_reading_on,
        on=here.on,
        notes=row.standing.notes,
    )
    return f"▪ {row.title} · {values.share(row.standing.progress)} · {pill.label}"


def _data(row: ObjectiveRow, grown: Grown, above: frozenset[str], depth: int) -> dict[str, Any]:
    from northing.features.okrs import schemas

    told = schemas.objective_item(row)
    told["link"] = (
        None if row.link is None else {"kind": row.link.kind, "share": schemas.exact(row.link.share)}
    )
    if row.ref in grown.key_results:
        told["key_results"] = [schemas.key_result_row_shown(one) for one in grown.key_results[row.ref]]
    below = () if row.ref in above or depth <= 1 else grown.children.get(row.ref, ())
    told["children"] = [_data(child, grown, above | {row.ref}, depth - 1) for child in below]
    return told
