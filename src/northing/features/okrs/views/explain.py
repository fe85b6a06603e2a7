"""The explain panel: why a number or a word is what it is."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from northing.domain.codes import Kind
from northing.features.okrs import actions, queries
from northing.features.okrs.queries import Explanation
from northing.features.okrs.views.addresses import address
from northing.features.okrs.wording import statuses, values
from northing.features.okrs.wording.statuses import Pill
from northing.features.okrs.wording.trace import Told, explained
from northing.kit.web.pages import page, wants_fragment
from northing.kit.web.requests import actor_of, now_of, today_of


@require_safe
def show_why(request: HttpRequest, organization: str, ref: str) -> HttpResponse:
    """The explanation of an objective or a key result: a sheet for htmx, a page of its own without JavaScript."""
    actor, on = actor_of(request), today_of(request)
    found = queries.explain(actor=actor, ref=ref, on=on)
    actions.note_steward_reading(actor=actor, refs=[found.objective_ref], at=now_of(request), on=on)
    context = {
        "slug": organization,
        "is_sheet": wants_fragment(request),
        "found": found,
        "why": explained(found.trace, _told(request, found), found.policy),
        "shown_progress": values.share(found.progress),
        "pill": _pill(found, on),
        "day": values.day(on, "long"),
        "back": address(request, "objective", ref=found.objective_ref)
        + ("" if found.kind == "objective" else f"?kr={found.ref}"),
    }
    return page(request, "okrs/why.html", context, fragment="explanation")


def _pill(found: Explanation, on: date) -> Pill:
    if found.kind == "objective":
        return statuses.objective_pill(status=found.status, freshness="", as_of=None, on=on, notes=())
    return statuses.key_result_pill(
        status=found.status, guardrail="", freshness="", as_of=None, on=on, notes=()
    )


def _told(request: HttpRequest, found: Explanation) -> Told:
    kind = found.key_result_kind
    return Told(
        is_objective=found.kind == "objective",
        unit=values.unit_of(found.unit, found.decimals),
        titles={ref: part.title for ref, part in found.parts.items()},
        links={ref: address(request, "why", ref=ref) for ref in found.parts},
        is_threshold=bool(kind) and Kind(kind).is_threshold,
        overridden=_overridden(found),
    )


def _overridden(found: Explanation) -> str:
    if found.override_on is None:
        return ""
    return _("on %(day)s, because: %(reason)s") % {
        "day": values.day(found.override_on, "medium"),
        "reason": found.override_reason,
    }
