"""Pages of people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from northing.features.org import actions, forms, policies, queries
from northing.features.org.queries import AbsenceRow, PersonRow
from northing.features.org.views.acting import acted, expected_version, tried
from northing.features.org.views.addresses import address
from northing.features.org.wording import role_choices, role_word
from northing.kit.actors import Actor, Role
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.figures import day_text
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.web.slots import panels_for
from northing.kit.web.typed import Typed
from northing.kit.wording import say

FIELDS = frozenset({"name", "email", "title", "manager", "role"})
ABSENCE_FIELDS = frozenset({"starts_on", "ends_on", "deputy"})


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One row of the list, its texts ready."""

    name: str
    url: str
    note: str
    role: str
    can_sign_in: bool
    is_active: bool


@require_safe
def show_people(request: HttpRequest, organization: str) -> HttpResponse:
    """Everybody by name; ``q`` looks in name, mail address and title, ``all`` adds those who left."""
    actor = actor_of(request)
    text, shows_all = request.GET.get("q", "").strip()[:200], "all" in request.GET
    found = queries.people(
        actor=actor, text=text, after_ref=request.GET.get("after", ""), includes_inactive=shows_all
    )
    again = {"q": text} | ({"all": "1"} if shows_all else {})
    here = address(request, "people")
    return page(
        request,
        "org/people.html",
        {
            "lines": [_line(request, row) for row in found.rows],
            "text": text,
            "shows_all": shows_all,
            "here": here,
            "next_url": f"{here}?{urlencode({**again, 'after': found.next_cursor})}"
            if found.next_cursor
            else "",
            "toggle_url": f"{here}?{urlencode({'q': text} | ({} if shows_all else {'all': '1'}))}",
            "new_url": address(request, "person_new") if policies.may_manage_people(actor) else "",
        },
        fragment="list",
    )


def _line(request: HttpRequest, row: PersonRow) -> PersonLine:
    return PersonLine(
        name=row.name,
        url=address(request, "person", person=row.ref),
        note=" · ".join(part for part in (row.title, row.email) if part),
        role=role_word(row.role),
        can_sign_in=row.has_login,
        is_active=row.is_active,
    )


@require_safe
def show_person(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """One person: teams, manager, days away, and what other features add."""
    return _person_page(request, queries.person_by_ref(ref=person, seen_by=actor_of(request)))


def _person_page(
    request: HttpRequest, row: PersonRow, *, form: Typed | None = None, link: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    teams = queries.teams_of_person(person_id=row.id, seen_by=actor)
    manager = queries.people_by_id(organization_id=actor.organization_id, ids=filter(None, [row.manager_id]))
    may_plan = policies.may_plan_absence(actor, person_id=row.id) and row.is_active
    absences = queries.absences_of(person_id=row.id, seen_by=actor)
    values: dict[str, Any] = {
        "person": row,
        "link": link,
        "role": role_word(row.role),
        "teams": [(team, address(request, "team", team=team.ref)) for team in teams],
        "manager": next(
            ((one.name, address(request, "person", person=one.ref)) for one in manager.values()), None
        ),
        "absences": [_absence(one, request) for one in absences if one.ends_on >= today_of(request)],
        "absence_form": form or Typed(),
        "deputies": _deputies(actor, row) if may_plan else [],
        "may_plan": may_plan,
        "may_change": policies.may_change_person(actor, role=row.role),
        "awaits_invitation": queries.awaits_invitation(person_id=row.id, seen_by=actor),
        "is_self": row.id == actor.person_id,
        "panels": panels_for("person.main", actor, organization=_slug(request), person=row.ref),
        "people_url": address(request, "people"),
        "urls": {name: address(request, f"person_{name}", person=row.ref) for name in PERSON_ACTS},
    }
    return page(request, "org/person.html", values, status=status)


PERSON_ACTS = ("edit", "invite", "link", "leave", "return", "absences")


def _absence(row: AbsenceRow, request: HttpRequest) -> dict[str, str]:
    language = get_language() or "en"
    return {
        "days": f"{day_text(row.starts_on, language)} – {day_text(row.ends_on, language, 'medium')}",
        "deputy": row.deputy_name,
        "remove_url": address(request, "absence_remove", absence=row.id),
    }


def _deputies(actor: Actor, row: PersonRow) -> forms.Options:
    everybody = queries.active_people(organization_id=actor.organization_id)
    return forms.people_options(everybody, empty=forms.nobody(), but=row.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def new_person(request: HttpRequest, organization: str) -> HttpResponse:
    """Add a person, and mail them a way in if asked to."""
    actor = actor_of(request)
    policies.require_may_manage_people(actor)
    if request.method != "POST":
        return _form(request, Typed({"role": Role.MEMBER, "invites": "on"}), None)
    form = Typed(request.POST.dict())
    changes = forms.person_changes_from(form)
    changes["role"] = form.choice("role", Role, Role.MEMBER)
    if form.is_checked("invites") and not changes["email"] and form.is_valid:
        form.add("email", "mail_needed_to_invite")
    at = now_of(request)
    row = tried(form, lambda: actions.add_person(actor=actor, at=at, **changes), fields=FIELDS)
    if row is None:
        return _form(request, form, None, status=422)
    messages.success(request, _("%(name)s is part of the organization now.") % {"name": row.name})
    if form.is_checked("invites"):
        actions.invite(actor=actor, ref=row.ref, at=at)
    elif row.email:
        return _with_link(request, row)
    return redirect(address(request, "person", person=row.ref))


def _with_link(request: HttpRequest, row: PersonRow) -> HttpResponse:
    """The person's page with the link to hand over; it is shown this once."""
    try:
        path = actions.invitation_link(actor=actor_of(request), ref=row.ref, at=now_of(request))
    except (Invalid, Conflict) as refused:
        messages.error(request, say(refused))
        return redirect(address(request, "person", person=row.ref))
    now = queries.person_by_ref(ref=row.ref, seen_by=actor_of(request))  # the link gave them a login
    return _person_page(request, now, link=request.build_absolute_uri(path))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_person(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """Change name, address, title, manager and role of a person."""
    actor = actor_of(request)
    row = queries.person_by_ref(ref=person, seen_by=actor)
    policies.require_may_change_person(actor, role=row.role)
    if request.method != "POST":
        return _form(request, Typed(_values(actor, row)), row)
    form = Typed(request.POST.dict())
    changes = forms.person_changes_from(form)
    changes["role"] = form.choice("role", Role, row.role)
    told: dict[str, Any] = {"changes": changes, "at": now_of(request), "expected": expected_version(form)}
    if tried(form, lambda: actions.change_person(actor=actor, ref=person, **told), fields=FIELDS) is None:
        return _form(request, form, row, status=422)
    messages.success(request, _("Saved."))
    return redirect(address(request, "person", person=person))


def _values(actor: Actor, row: PersonRow) -> dict[str, str]:
    manager = queries.people_by_id(organization_id=actor.organization_id, ids=filter(None, [row.manager_id]))
    return {
        "name": row.name,
        "email": row.email,
        "title": row.title,
        "manager": next((one.ref for one in manager.values()), ""),
        "role": row.role,
        "version": str(row.version),
    }


def _form(request: HttpRequest, form: Typed, row: PersonRow | None, *, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    everybody = queries.active_people(organization_id=actor.organization_id)
    values = {
        "form": form,
        "person": row,
        "roles": role_choices(with_principal=actor.role is Role.PRINCIPAL),
        "managers": forms.people_options(everybody, empty=forms.nobody(), but=row.ref if row else ""),
        "people_url": address(request, "people"),
        "back_url": address(request, "person", person=row.ref) if row else address(request, "people"),
    }
    return page(request, "org/person_form.html", values, status=status)


@require_POST
def invite_person(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """Mail a person the link that lets them in once."""
    return acted(request, actions.invite, done=_("An invitation is on its way."), person=person)


@require_POST
def link_person(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """Show a link that lets a person in once, to be handed over where no mail goes out."""
    return _with_link(request, queries.person_by_ref(ref=person, seen_by=actor_of(request)))


@require_POST
def return_person(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """Bring a person back."""
    return acted(request, actions.reactivate_person, done=_("Welcome back."), person=person)


@require_POST
def leave_person(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """Let a person leave; what they held is named, because somebody must take it."""
    done = _("This person cannot sign in here any more.")
    return acted(request, actions.deactivate_person, done=done, person=person)


@require_POST
def add_absence(request: HttpRequest, organization: str, person: str) -> HttpResponse:
    """Note when a person is away and who stands in."""
    actor = actor_of(request)
    row = queries.person_by_ref(ref=person, seen_by=actor)
    form = Typed(request.POST.dict())
    starts_on, ends_on = form.day("starts_on", is_required=True), form.day("ends_on", is_required=True)
    if starts_on is None or ends_on is None:
        return _person_page(request, row, form=form, status=422)
    days: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on, "deputy": form.text("deputy") or None}
    at = now_of(request)
    noted = tried(
        form, lambda: actions.add_absence(actor=actor, person=person, at=at, **days), fields=ABSENCE_FIELDS
    )
    if noted is None:
        return _person_page(request, row, form=form, status=422)
    messages.success(request, _("Noted."))
    return redirect(address(request, "person", person=person))


@require_POST
def remove_absence(request: HttpRequest, organization: str, absence: int) -> HttpResponse:
    """Take days away back."""
    person_ref = actions.remove_absence(actor=actor_of(request), absence_id=absence, at=now_of(request))
    return redirect(address(request, "person", person=person_ref))


def _slug(request: HttpRequest) -> str:
    return queries.visit_of(request=request).organization.slug
