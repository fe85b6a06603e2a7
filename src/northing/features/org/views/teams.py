"""Pages of teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.features.org import actions, forms, policies, queries
from northing.features.org.queries import TeamRow
from northing.features.org.views.acting import acted, expected_version, tried
from northing.features.org.views.addresses import address
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of
from northing.kit.web.slots import panels_for
from northing.kit.web.typed import Typed

FIELDS = frozenset({"name", "parent", "lead"})


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One row of the tree, its texts ready."""

    name: str
    url: str
    depth: int
    lead_name: str
    lead_url: str
    members: str
    is_active: bool


@require_safe
def show_teams(request: HttpRequest, organization: str) -> HttpResponse:
    """The tree of teams with leads and how many people are in each."""
    actor = actor_of(request)
    shows_all = "all" in request.GET
    rows = queries.teams(organization_id=actor.organization_id, includes_inactive=shows_all)
    counts = queries.member_counts(organization_id=actor.organization_id)
    here = address(request, "teams")
    values = {
        "lines": [_line(request, row, counts.get(row.id, 0)) for row in rows],
        "shows_all": shows_all,
        "toggle_url": here if shows_all else f"{here}?all=1",
        "new_url": address(request, "team_new") if policies.may_manage_people(actor) else "",
    }
    return page(request, "org/teams.html", values)


def _line(request: HttpRequest, row: TeamRow, members: int, *, depth: int | None = None) -> TeamLine:
    return TeamLine(
        name=row.name,
        url=address(request, "team", team=row.ref),
        depth=min(row.depth, 5) if depth is None else depth,
        lead_name=row.lead_name,
        lead_url=address(request, "person", person=row.lead_ref) if row.lead_ref else "",
        members=_people(members),
        is_active=row.is_active,
    )


def _people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": count} if count else ""


@require_safe
def show_team(request: HttpRequest, organization: str, team: str) -> HttpResponse:
    """One team: what other features add (objectives first), lead, members, teams below."""
    actor = actor_of(request)
    row = queries.team_by_ref(ref=team, seen_by=actor)
    branch = queries.subtree(organization_id=actor.organization_id, path=row.path)
    counts = queries.member_counts(organization_id=actor.organization_id)
    above = queries.ancestors(team=row, organization_id=actor.organization_id)
    values: dict[str, Any] = {
        "team": row,
        "lead_url": address(request, "person", person=row.lead_ref) if row.lead_ref else "",
        "members": [
            (one.name, address(request, "person", person=one.ref), one.title)
            for one in queries.members(team_id=row.id, seen_by=actor)
        ],
        "below": [
            _line(request, one, counts.get(one.id, 0), depth=0) for one in branch if one.parent_id == row.id
        ],
        "steps": [
            (_("Teams"), address(request, "teams")),
            *((one.name, address(request, "team", team=one.ref)) for one in above),
        ],
        "panels": panels_for("team.main", actor, organization=organization, team=row.ref),
        "may_change": policies.may_manage_people(actor),
        "urls": {name: address(request, f"team_{name}", team=row.ref) for name in TEAM_ACTS},
        "new_url": f"{address(request, 'team_new')}?parent={row.ref}",
    }
    return page(request, "org/team.html", values)


TEAM_ACTS = ("edit", "close", "reopen")


@require_http_methods(["GET", "HEAD", "POST"])
def new_team(request: HttpRequest, organization: str) -> HttpResponse:
    """Make a team, with its lead and members."""
    actor = actor_of(request)
    policies.require_may_manage_people(actor)
    if request.method != "POST":
        return _form(request, Typed({"parent": request.GET.get("parent", "")}), None, frozenset())
    form, people = Typed(request.POST.dict()), frozenset(request.POST.getlist("people"))
    draft, at = _draft(form, people), now_of(request)
    row = tried(
        form, lambda: actions.create_team_with_members(actor=actor, draft=draft, at=at), fields=FIELDS
    )
    if row is None:
        return _form(request, form, None, people, status=422)
    messages.success(request, _("The team %(name)s stands.") % {"name": row.name})
    if row.lead_id is None:
        messages.warning(request, _("It has no lead yet: nobody but admins can agree its objectives."))
    return redirect(address(request, "team", team=row.ref))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_team(request: HttpRequest, organization: str, team: str) -> HttpResponse:
    """Change name, place in the tree, lead and members of a team."""
    actor = actor_of(request)
    row = queries.team_by_ref(ref=team, seen_by=actor)
    policies.require_may_manage_people(actor)
    if request.method != "POST":
        present = frozenset(one.ref for one in queries.members(team_id=row.id, seen_by=actor))
        return _form(request, Typed(_values(request, row)), row, present)
    form, people = Typed(request.POST.dict()), frozenset(request.POST.getlist("people"))
    draft = _draft(form, people)
    told: dict[str, Any] = {
        "changes": {"name": draft.name, "parent": draft.parent, "lead": draft.lead, "people": draft.people},
        "at": now_of(request),
        "expected": expected_version(form),
    }
    if tried(form, lambda: actions.change_team(actor=actor, ref=team, **told), fields=FIELDS) is None:
        return _form(request, form, row, people, status=422)
    messages.success(request, _("Saved."))
    return redirect(address(request, "team", team=team))


def _draft(form: Typed, people: frozenset[str]) -> actions.TeamDraft:
    return actions.TeamDraft(
        name=form.text("name", limit=120, is_required=True),
        parent=form.text("parent") or None,
        lead=form.text("lead") or None,
        people=people,
    )


def _values(request: HttpRequest, row: TeamRow) -> dict[str, str]:
    above = queries.ancestors(team=row, organization_id=actor_of(request).organization_id)
    return {
        "name": row.name,
        "parent": above[-1].ref if above else "",
        "lead": row.lead_ref,
        "version": str(row.version),
    }


def _form(
    request: HttpRequest, form: Typed, row: TeamRow | None, people: frozenset[str], *, status: int = 200
) -> HttpResponse:
    organization_id = actor_of(request).organization_id
    everybody = queries.active_people(organization_id=organization_id)
    tree = queries.teams(organization_id=organization_id)
    values = {
        "form": form,
        "team": row,
        "parents": forms.team_options(
            tree, empty=_("None: it stands at the top"), below=row.path if row else ""
        ),
        "leads": forms.people_options(everybody, empty=forms.nobody()),
        "everybody": [(one.ref, one.name, one.title, one.ref in people) for one in everybody],
        "teams_url": address(request, "teams"),
        "close_url": address(request, "team_close", team=row.ref) if row else "",
        "back_url": address(request, "team", team=row.ref) if row else address(request, "teams"),
    }
    return page(request, "org/team_form.html", values, status=status)


@require_POST
def close_team(request: HttpRequest, organization: str, team: str) -> HttpResponse:
    """Put a team away."""
    done = _("The team is closed. What it held stays readable.")
    return acted(request, actions.close_team, done=done, team=team)


@require_POST
def reopen_team(request: HttpRequest, organization: str, team: str) -> HttpResponse:
    """Take a closed team back into use."""
    return acted(request, actions.reopen_team, done=_("The team is open again."), team=team)
