"""Putting a row of the preview right: its text, what it is, where it belongs; and taking the last one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from northing.domain.plan import Plan
from northing.features.exchange import actions, wording
from northing.features.exchange.adapters import Correction, Reading, corrected, node_ids
from northing.features.exchange.adapters.corrections import LEFT_OUT, NO_TEAMS
from northing.features.exchange.forms import CorrectionForm
from northing.features.exchange.queries import StagedDocument
from northing.kit.errors import Invalid

STEPS = ("row", "teams", "undo")
_MOST_PLACES = 300
_SHORT = 80
_KIND_OF = {"o": "objective", "k": "key_result", "i": "initiative", "s": "key_result"}


@dataclass(frozen=True, slots=True)
class OpenRow:
    """The form of one row: what stands in it, and what may be chosen."""

    at: str
    title: str
    kind: str
    kinds: list[tuple[str, str]]
    places: list[tuple[str, str]]
    under: str
    can_join: bool
    is_skipped: bool


def with_corrections(reading: Reading, staged: StagedDocument) -> Reading:
    """The reading with what was put right; problems of what was left out are settled."""
    if not staged.corrections:
        return reading
    plan = corrected(reading.plan, [Correction.of(told) for told in staged.corrections])
    gone = {line.line for line in plan.skipped} - {line.line for line in reading.plan.skipped}
    problems = tuple(problem for problem in reading.problems if problem.line not in gone or not problem.line)
    return replace(reading, plan=plan, problems=problems)


def open_row(request: HttpRequest, staged: StagedDocument, plan: Plan) -> OpenRow | None:
    """The form of the row that the address names."""
    return row_named(plan, str(request.GET.get("row", "")))


def row_named(plan: Plan, at: str) -> OpenRow | None:
    """The form of a row, or None if the plan has no row of that name."""
    titles: Mapping[str, str] = {
        **{name: title for (_, _, title), names in node_ids(plan).items() for name in names},
        **{f"s{place}": line.text.strip() for place, line in enumerate(plan.skipped)},
    }
    if at not in titles:
        return None
    number, place = _numbers(at)
    is_skipped = at.startswith("s")
    under = _above(plan, number) if is_skipped else number
    return OpenRow(
        at=at,
        title=titles[at],
        kind=_KIND_OF[at[0]],
        kinds=wording.kind_choices(is_skipped=is_skipped),
        places=_places(plan, under, is_objective=at.startswith("o")),
        under="" if at.startswith("o") else str(under),
        can_join=not is_skipped and (number > 0 if at.startswith("o") else place > 0),
        is_skipped=is_skipped,
    )


def _numbers(at: str) -> tuple[int, int]:
    number, _, place = at[1:].partition(".")
    return int(number), int(place or 0)


def _above(plan: Plan, skipped: int) -> int:
    """The objective above a skipped line."""
    line = plan.skipped[skipped].line
    before = [place for place, objective in enumerate(plan.objectives) if objective.line <= line]
    return before[-1] if before else 0


def _places(plan: Plan, under: int, *, is_objective: bool) -> list[tuple[str, str]]:
    """The objectives around it; its own is always among them."""
    first = max(0, min(under - _MOST_PLACES // 2, len(plan.objectives) - _MOST_PLACES))
    shown = list(enumerate(plan.objectives))[first : first + _MOST_PLACES]
    own = [("", wording.objective_above())] if is_objective else []
    return own + [(str(place), wording.excerpt(objective.title, _SHORT)) for place, objective in shown]


def correct_row(request: HttpRequest, organization: str, staged: StagedDocument) -> HttpResponse:
    """Take one correction in, or the last one back; then the preview again, at that row."""
    form = CorrectionForm({name: str(value) for name, value in request.POST.items()})
    kept: list[Any] = list(staged.corrections)
    step, at = request.POST.get("step"), ""
    if step == "undo":
        kept = kept[:-1]
    elif step == "teams":
        kept.append(Correction("", NO_TEAMS, ()).as_json())
    elif not form.read():
        raise Invalid("correction_empty", field="title")
    else:
        correction = Correction(form.at, form.kind, form.titles, form.under, form.joins)
        at = correction.at if correction.kind != LEFT_OUT else ""
        kept.append(correction.as_json())
    actions.keep_corrections(document=staged, corrections=kept, known=form.known)
    address = reverse("exchange:preview", kwargs={"organization": organization, "document": staged.ref})
    return HttpResponseRedirect(f"{address}#row-{at}" if at else address)
