"""The words of home: rows of objectives with every text ready, what to do first, kinds of search results."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from northing.domain.codes import Freshness, ObjectiveState
from northing.features.home.queries import Found, NextStep
from northing.features.okrs.queries import ObjectiveRow
from northing.features.okrs.wording.statuses import Pill, objective_pill
from northing.kit.subjects import Card
from northing.kit.web.figures import percent_text

KINDS = {
    "objective": (_lazy("Objectives"), "target"),
    "key_result": (_lazy("Key results"), "flag"),
    "kpi": (_lazy("KPIs"), "gauge"),
    "initiative": (_lazy("Initiatives"), "rocket"),
    "task": (_lazy("Tasks"), "square-check"),
    "team": (_lazy("Teams"), "users"),
    "person": (_lazy("People"), "user-round"),
    "pillar": (_lazy("Pillars"), "columns-3"),
    "cycle": (_lazy("Cycles"), "calendar-range"),
}
_LATE = frozenset({Freshness.OVERDUE, Freshness.STALE})


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """One objective as the start page prints it."""

    ref: str
    title: str
    context: str
    progress: Decimal | None
    progress_text: str
    expected: Decimal | None
    pill: Pill
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Search results of one kind under their heading."""

    label: str
    icon: str
    cards: tuple[Card, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What to do first: a sentence, and the names of the pages that do it."""

    title: str
    text: str
    pages: tuple[tuple[str, str], ...] = ()


def objective_lines(rows: Iterable[ObjectiveRow], *, on: date) -> list[ObjectiveLine]:
    """Rows with their texts in the reader's language."""
    language = get_language() or "en"
    return [_line(row, on, language) for row in rows]


def _line(row: ObjectiveRow, on: date, language: str) -> ObjectiveLine:
    standing = row.standing
    pill = objective_pill(
        status=standing.status,
        freshness=standing.freshness,
        as_of=standing.last_judgement_on or standing.last_reading_on,
        on=on,
        notes=standing.notes,
    )
    if row.state is ObjectiveState.PROPOSED and row.agreed_on is None:
        pill = Pill(ObjectiveState.PROPOSED, _("proposed"))
    context = " · ".join(part for part in dict.fromkeys((row.holder_name, row.owner_name)) if part)
    progress = standing.progress
    return ObjectiveLine(
        row.ref,
        row.title,
        context,
        progress,
        percent_text(progress, language) if progress is not None else _("no data"),
        standing.expected,
        pill,
        standing.freshness in _LATE,
    )


def groups(several: Iterable[Found]) -> list[FoundGroup]:
    """Search results in the order people look for them."""
    order = list(KINDS)
    ranked = sorted(several, key=lambda one: order.index(one.kind) if one.kind in order else len(order))
    return [
        FoundGroup(
            str(KINDS[one.kind][0]) if one.kind in KINDS else one.kind,
            KINDS[one.kind][1] if one.kind in KINDS else "file",
            one.cards,
            one.has_more,
        )
        for one in ranked
    ]


def first_step(step: NextStep) -> FirstStep:
    """What an empty start page says; ``pages`` are (address name, label), those that exist are offered."""
    match step:
        case NextStep.CREATE_CYCLE:
            return FirstStep(
                _("Begin with a cycle"),
                _(
                    "A cycle is the time box of your objectives, usually a quarter. "
                    "A document you import brings its own."
                ),
                (("cycles:new", _("Create a cycle")), ("exchange:import", _("Import a document"))),
            )
        case NextStep.IMPORT_OR_WRITE:
            return FirstStep(
                _("Bring in your first objectives"),
                _("Import the document you already have, or write the first objective here."),
                (
                    ("exchange:import", _("Import a document")),
                    ("okrs:objective_new", _("Write an objective")),
                ),
            )
        case NextStep.WRITE_OWN:
            return FirstStep(
                _("Nothing here is yours yet"),
                _("Write an objective for yourself or your team, or look at what the others aim for."),
                (
                    ("okrs:objective_new", _("Write an objective")),
                    ("okrs:list", _("Look at all objectives")),
                ),
            )
        case NextStep.WAIT_FOR_CYCLE:
            return FirstStep(
                _("No cycle runs yet"),
                _("An admin or coach opens the first one. Until then, collect ideas in the backlog."),
                (("okrs:objective_new", _("Write an objective")),),
            )
    return FirstStep(
        _("You are an observer here"),
        _("You can read and comment on what is shown to you."),
        (("okrs:list", _("Look at all objectives")), ("org:teams", _("Look at the teams"))),
    )
