"""Export: the OKRs of a cycle as a file that can be read back."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from northing.domain.plan import Plan
from northing.features.cycles import queries as cycle_queries
from northing.features.cycles.queries import Cycle
from northing.features.exchange import policies, queries
from northing.features.exchange.adapters.writers import write_csv, write_markdown, write_xlsx, write_yaml
from northing.features.okrs import actions as okr_actions
from northing.kit.errors import NotFound
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of

BACKLOG = "backlog"
_WRITERS: dict[str, tuple[Callable[[Plan], bytes], str, str]] = {
    "markdown": (write_markdown, "md", "text/markdown; charset=utf-8"),
    "yaml": (write_yaml, "yaml", "application/yaml; charset=utf-8"),
    "csv": (write_csv, "csv", "text/csv; charset=utf-8"),
    "xlsx": (write_xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_GET
def export(request: HttpRequest, organization: str) -> HttpResponse:
    """The choice of cycle and format; with ``?format=`` the file, holding what this reader may see."""
    actor = actor_of(request)
    policies.require_may_export(actor)
    known = cycle_queries.cycles(actor=actor)
    wanted = request.GET.get("cycle", "")
    is_backlog = wanted == BACKLOG
    ref = cycle_queries.wanted_cycle_ref(query=request.GET.dict(), cookies=request.COOKIES)
    cycle = None if is_backlog else cycle_queries.chosen_among(cycles=known, ref=ref, on=today_of(request))
    form = request.GET.get("format", "")
    if not form:
        return _choices(request, organization, known, cycle, is_backlog=is_backlog)
    if form not in _WRITERS or (cycle is None and not is_backlog):
        raise NotFound("no_export_cycle" if form in _WRITERS else None)
    plan = queries.plan_of_cycle(actor=actor, cycle=cycle, on=today_of(request))
    okr_actions.note_steward_reading(
        actor=actor,
        refs=[one.ref for one in plan.objectives if one.ref],
        at=now_of(request),
        on=today_of(request),
    )
    return _file(plan, form, cycle)


def _choices(
    request: HttpRequest, organization: str, known: list[Cycle], cycle: Cycle | None, *, is_backlog: bool
) -> HttpResponse:
    context = {
        "cycles": [*((one.ref, one.name) for one in known), (BACKLOG, _("Backlog (no cycle)"))],
        "chosen": BACKLOG if is_backlog else cycle.ref if cycle else BACKLOG,
        "slug": organization,
        "address": reverse("exchange:export", kwargs={"organization": organization}),
    }
    return page(request, "exchange/export.html", context)


def _file(plan: Plan, form: str, cycle: Cycle | None) -> HttpResponse:
    write, suffix, kind = _WRITERS[form]
    name = slugify(cycle.name, allow_unicode=True) if cycle else BACKLOG
    response = HttpResponse(write(plan), content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=f"okrs-{name or 'cycle'}.{suffix}")
    response["Content-Disposition"] = disposition or "attachment"
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
