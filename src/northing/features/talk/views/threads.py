"""The thread of comments on one thing: a panel on its page, and a page of its own without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from northing.features.talk import actions, queries, wording
from northing.features.talk.actions import Said
from northing.features.talk.forms import CommentForm
from northing.features.talk.queries import Feeling
from northing.kit.errors import Conflict, Invalid
from northing.kit.web.pages import page, wants_fragment
from northing.kit.web.requests import actor_of, now_of, today_of
from northing.kit.wording import listed

TEMPLATE = "talk/thread.html"


@require_http_methods(["GET", "POST"])
def show_thread(request: HttpRequest, organization: str, kind: str, ref: str) -> HttpResponse:
    """What is said about a thing; a POST says something more. ``?before=`` shows older comments."""
    form = CommentForm({"text": "", "answers": "", **request.POST.dict()})
    if request.method != "POST":
        return _thread(request, kind, ref, form=form)

    def say() -> Said:
        return actions.add_comment(
            actor=actor_of(request),
            kind=kind,
            ref=ref,
            text=form.value("text"),
            answers=form.value("answers"),
            at=now_of(request),
            on=today_of(request),
        )

    return _write(request, kind, ref, form, say)


@require_http_methods(["GET", "POST"])
def edit_comment(request: HttpRequest, organization: str, kind: str, ref: str, comment: str) -> HttpResponse:
    """One's own comment in a field; a POST keeps the new words."""
    form = CommentForm({"text": "", **request.POST.dict(), "edits": comment})
    if request.method != "POST":
        return _thread(request, kind, ref, form=form, edits=comment)

    def change() -> Said:
        return actions.edit_comment(
            actor=actor_of(request), ref=comment, text=form.value("text"), at=now_of(request)
        )

    return _write(request, kind, ref, form, change)


@require_POST
def delete_comment(
    request: HttpRequest, organization: str, kind: str, ref: str, comment: str
) -> HttpResponse:
    """Take a comment back."""
    actions.delete_comment(actor=actor_of(request), ref=comment, at=now_of(request))
    return _answer(request, kind, ref)


@require_POST
def feel(request: HttpRequest, organization: str, kind: str, ref: str, comment: str) -> HttpResponse:
    """React to a comment, or take the reaction back."""
    form = CommentForm(request.POST.dict())
    feeling = form.choice("feeling", Feeling, Feeling.AGREED)
    if form.is_valid:
        actions.toggle_feeling(actor=actor_of(request), ref=comment, feeling=feeling)
    return _answer(request, kind, ref)


@require_POST
def follow_it(request: HttpRequest, organization: str, kind: str, ref: str) -> HttpResponse:
    """Follow the thing, or no more."""
    actions.follow(
        actor=actor_of(request),
        kind=kind,
        ref=ref,
        wants=request.POST.get("wants") == "yes",
        at=now_of(request),
        on=today_of(request),
    )
    return _answer(request, kind, ref)


@require_GET
def suggest_people(request: HttpRequest, organization: str) -> HttpResponse:
    """Whom ``?q=`` may mean, for the list under the field."""
    found = queries.suggestions(actor=actor_of(request), text=request.GET.get("q", "").strip())
    return page(request, "talk/people.html", {"found": found, "slug": organization}, fragment="found")


def _write(
    request: HttpRequest, kind: str, ref: str, form: CommentForm, write: Callable[[], Said]
) -> HttpResponse:
    try:
        said = write()
    except (Invalid, Conflict) as error:
        form.refuse(error, fields={"text"})
        return _thread(request, kind, ref, form=form, edits=form.value("edits"), status=422)
    blind = listed(person.name for person in said.blind)
    note = _("%(names)s cannot see this and was not told.") % {"names": blind} if blind else ""
    return _answer(request, kind, ref, note=note)


def _answer(request: HttpRequest, kind: str, ref: str, *, note: str = "") -> HttpResponse:
    if wants_fragment(request):
        return _thread(request, kind, ref, form=CommentForm({"text": "", "answers": ""}), note=note)
    if note:
        messages.warning(request, note)
    slug = request.resolver_match.kwargs["organization"] if request.resolver_match else ""
    named = {"organization": slug, "kind": kind, "ref": ref}
    return HttpResponseRedirect(reverse("talk:thread", kwargs=named))


def _thread(
    request: HttpRequest,
    kind: str,
    ref: str,
    *,
    form: CommentForm,
    edits: str = "",
    note: str = "",
    status: int = 200,
) -> HttpResponse:
    actor, on = actor_of(request), today_of(request)
    shown = queries.thread(actor=actor, kind=kind, ref=ref, on=on, before=request.GET.get("before", ""))
    slug = request.resolver_match.kwargs["organization"] if request.resolver_match else ""
    context = {
        "shown": shown,
        "comments": wording.comment_lines(
            shown.comments, organization_id=actor.organization_id, zone=getattr(request, "time_zone", None)
        ),
        "form": form,
        "edits": edits,
        "note": note,
        "kind": kind,
        "ref": ref,
        "slug": slug,
        "say": wording,
    }
    if wants_fragment(request) and status == 422:
        status = 200  # htmx swaps the panel with the problem beside the field
    return page(request, TEMPLATE, context, fragment="panel", status=status)
