"""The words and the drawing of insights: bars of statuses, moves as sentences, shares."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from northing.domain.codes import Status
from northing.features.insights.queries import TeamRhythm
from northing.features.okrs.queries import Moved, ObjectiveRow
from northing.features.okrs.wording import words
from northing.features.okrs.wording.statuses import Pill, objective_pill
from northing.kit.web.figures import percent_text

WIDTH = 1000
ORDER = (
    *(Status.ON_TRACK, Status.MET, Status.GOOD, Status.BEHIND, Status.PARTLY, Status.AT_RISK),
    *(Status.OFF_TRACK, Status.MISSED, Status.UNKNOWN, Status.TOO_EARLY, Status.PENDING),
    *(Status.NOT_STARTED, Status.NO_DATA, Status.POSTPONED, Status.DROPPED, Status.CLOSED),
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One status of a bar, in thousandths of its width, with its line of the legend."""

    code: str
    label: str
    count: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class MovedLine:
    """An objective that moved: its mark now, and a sentence with what it was."""

    ref: str
    title: str
    pill: Pill
    text: str


@dataclass(frozen=True, slots=True)
class WorryLine:
    """An objective that asks for a look, with the reason beside its mark."""

    ref: str
    title: str
    context: str
    pill: Pill


@dataclass(frozen=True, slots=True)
class RhythmLine:
    """How a team keeps its numbers, as a row of a table."""

    ref: str
    name: str
    depth: int
    share: str
    in_time: str
    late: str
    value: int
    most: int


def segments(by_status: dict[str, int], *, is_objective: bool) -> list[Segment]:
    """A bar from the best to the worst; every status that occurs is at least visible."""
    names = words.OBJECTIVE_STATUSES if is_objective else words.KEY_RESULT_STATUSES
    total = sum(by_status.values())
    found: list[Segment] = []
    position = 0
    for status in ORDER:
        count = by_status.get(status, 0)
        if count:
            width = max(round(WIDTH * count / total), 6)
            found.append(Segment(status.value, words.word(names, status), count, position, width))
            position += width
    return found


def moved_lines(moved: Iterable[Moved], *, on: date) -> list[MovedLine]:
    """What changed, as sentences."""
    return [MovedLine(one.row.ref, one.row.title, _pill(one.row, on), _moved_text(one)) for one in moved]


def _moved_text(one: Moved) -> str:
    points = _points(one.gained)
    if one.row.standing.status == one.before:
        return points
    before = words.word(words.OBJECTIVE_STATUSES, one.before)
    return _("it was %(status)s; %(points)s") % {"status": before, "points": points}


def _points(gained: Decimal) -> str:
    language = get_language() or "en"
    share = percent_text(abs(gained), language)
    if gained == 0:
        return _("no progress since")
    return (
        _("progress +%(share)s") % {"share": share}
        if gained > 0
        else _("progress −%(share)s") % {"share": share}
    )


def worry_lines(rows: Iterable[ObjectiveRow], *, on: date) -> list[WorryLine]:
    """What is at risk, with its reasons."""
    return [WorryLine(row.ref, row.title, _context(row), _pill(row, on)) for row in rows]


def _context(row: ObjectiveRow) -> str:
    return " · ".join(part for part in dict.fromkeys((row.holder_name, row.owner_name)) if part)


def _pill(row: ObjectiveRow, on: date) -> Pill:
    standing = row.standing
    return objective_pill(
        status=standing.status,
        freshness=standing.freshness,
        as_of=standing.last_judgement_on or standing.last_reading_on,
        on=on,
        notes=standing.notes,
    )


def rhythm_lines(teams: Sequence[TeamRhythm]) -> list[RhythmLine]:
    """Teams with the share of their key results that were heard of in time."""
    language = get_language() or "en"
    found = []
    for team in teams:
        share = Decimal(team.fresh) / Decimal(team.asked) if team.asked else None
        late = team.overdue + team.stale
        found.append(
            RhythmLine(
                ref=team.ref,
                name=team.name,
                depth=team.depth,
                share=percent_text(share, language) if share is not None else "–",
                in_time=_("%(fresh)s of %(asked)s") % {"fresh": team.fresh, "asked": team.asked},
                late=str(late) if late else "–",
                value=team.fresh,
                most=max(team.asked, 1),
            )
        )
    return found
