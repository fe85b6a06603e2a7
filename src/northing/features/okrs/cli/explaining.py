"""``northing okrs explain``: why a number or a word is what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from northing.features.okrs.cli.acting import RefArgument, app, standpoint
from northing.kit.cli.exits import Exit
from northing.kit.cli.formats import Format, FormatOption, show_data
from northing.kit.cli.language import gettext as _
from northing.kit.cli.operator import OrganizationOption, PersonOption

if TYPE_CHECKING:
    from northing.features.okrs.queries import Explanation
    from northing.features.okrs.wording.trace import Line, Told


@app.command("explain")
def explain(
    ref: RefArgument,
    form: FormatOption = Format.TEXT,
    organization: OrganizationOption = None,
    person: PersonOption = None,
) -> None:
    """Every step that leads to the progress and status of an objective or key result, recomputed just now.

    Ends with 1 when the steps do not lead to the number shown.

    Example: northing okrs explain 7k2m9q4x1c5d
    """
    here = standpoint(organization, person)
    from northing.features.okrs import queries, schemas

    found = queries.explain(actor=here.actor, ref=ref, on=here.on)
    if form is Format.TEXT:
        for line in _text(found):
            typer.echo(line)
    else:
        show_data(schemas.explanation_shown(found), form=form)
    if not found.adds_up:
        raise SystemExit(int(Exit.FINDINGS))


def _text(found: Explanation) -> Iterator[str]:
    from northing.features.okrs.wording.trace import explained

    why = explained(found.trace, _told(found), found.policy)
    yield found.title
    for line in (why.progress, why.status):
        yield ""
        yield from _lines(line, 0)
    yield ""
    for value in why.policies.values():
        yield _("policy %(name)s = %(value)s: %(meaning)s") % {
            "name": value.name,
            "value": value.value,
            "meaning": value.meaning,
        }
    if found.adds_up:
        yield _("Recomputed just now: it adds up.")
    else:
        yield _("Recomputed just now, and it does not add up. Run `northing okrs recompute --verify`.")


def _lines(line: Line, depth: int) -> Iterator[str]:
    told = " = ".join(part for part in (line.text, line.result) if part)
    why = " · ".join(part for part in (line.formula, line.rule) if part)
    yield "  " * depth + (f"{told}  ({why})" if why else told)
    for part in line.parts:
        yield from _lines(part, depth + 1)


def _told(found: Explanation) -> Told:
    from northing.domain.codes import Kind
    from northing.features.okrs.wording import values
    from northing.features.okrs.wording.trace import Told

    kind = found.key_result_kind
    overridden = ""
    if found.override_on is not None:
        told = _("on %(day)s, because: %(reason)s")
        overridden = told % {"day": values.day(found.override_on, "medium"), "reason": found.override_reason}
    return Told(
        is_objective=found.kind == "objective",
        unit=values.unit_of(found.unit, found.decimals),
        titles={ref: part.title for ref, part in found.parts.items()},
        is_threshold=bool(kind) and Kind(kind).is_threshold,
        overridden=overridden,
    )
