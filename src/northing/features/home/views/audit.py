"""The audit log as a page and as a file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from northing.features.home import queries
from northing.features.home.queries import AuditFilter, AuditRow
from northing.features.home.wording.acts import AREAS, DOORS, said_of
from northing.kit.cli.formats import csv_cell
from northing.kit.web.figures import moment_text
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of

_KEPT = ("person", "area", "since", "until")


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One act as the page prints it."""

    when: str
    iso: str
    by: str
    did: str
    title: str
    url: str
    via: str


@require_safe
def show_audit(request: HttpRequest, organization: str) -> HttpResponse:
    """The log, filtered by the address; ``?after=`` is where the next page begins."""
    after = request.GET.get("after", "")
    found = queries.audit_log(
        actor=actor_of(request), wanted=_wanted(request), after=int(after) if after.isdecimal() else None
    )
    zone: tzinfo = getattr(request, "time_zone", UTC)
    chosen = {name: request.GET.get(name, "") for name in _KEPT}
    context = {
        "lines": [_line(row, zone) for row in found.rows],
        "chosen": chosen,
        "people": [("", _("Everybody")), *((row.ref, row.name) for row in found.people)],
        "areas": [("", _("Everything")), *((code, str(label)) for code, label in AREAS.items())],
        "next": _address(chosen, after=found.after) if found.after else "",
        "file": _address(chosen),
        "is_filtered": any(chosen.values()),
        "slug": organization,
    }
    return page(request, "home/audit.html", context)


@require_safe
def export_audit(request: HttpRequest, organization: str) -> HttpResponseBase:
    """The same acts as CSV, at most :data:`~northing.features.home.queries.MOST_EXPORTED`."""
    found = queries.audit_log(actor=actor_of(request), wanted=_wanted(request), limit=queries.MOST_EXPORTED)
    response = StreamingHttpResponse(_file(found.rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response


class _Line:
    """What csv writes into: it hands each line back."""

    def write(self, text: str) -> str:
        return text


def _file(rows: tuple[AuditRow, ...]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"  # so that spreadsheets read it as UTF-8
    yield writer.writerow(["at", "by", "via", "verb", "kind", "ref", "title"])
    for row in rows:
        card = row.card
        values = (
            row.act.at.isoformat(),
            row.by.name if row.by else "",
            row.act.via,
            row.act.verb,
            row.act.subject.kind,
            card.ref if card else "",
            card.title if card else "",
        )
        yield writer.writerow([csv_cell(value) for value in values])


def _wanted(request: HttpRequest) -> AuditFilter:
    area = request.GET.get("area", "")
    return AuditFilter(
        person=request.GET.get("person", ""),
        area=area if area in AREAS else "",
        since=_day(request.GET.get("since", "")),
        until=_day(request.GET.get("until", "")),
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _line(row: AuditRow, zone: tzinfo) -> AuditLine:
    return AuditLine(
        when=moment_text(row.act.at, zone, get_language() or "en"),
        iso=row.act.at.isoformat(),
        by=row.by.name if row.by else _("Northing"),
        did=said_of(row.act),
        title=row.card.title if row.card else "",
        url=row.card.url if row.card else "",
        via=str(DOORS.get(row.act.via, row.act.via)),
    )


def _address(chosen: dict[str, str], **more: object) -> str:
    return urlencode({name: value for name, value in {**chosen, **more}.items() if value})
