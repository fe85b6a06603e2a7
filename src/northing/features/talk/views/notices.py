"""The page where one says what one wants to be told of."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from northing.features.talk import actions, queries, wording
from northing.features.talk.forms import NoticesForm
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of


@require_http_methods(["GET", "POST"])
def choose_notices(request: HttpRequest, organization: str) -> HttpResponse:
    """Which news and which mails; a POST keeps the choice."""
    actor = actor_of(request)
    if request.method == "POST":
        form = NoticesForm(request.POST.dict())
        digest = form.digest
        if form.is_valid:
            mails = form.is_checked("mails_mentions")
            actions.choose_notices(actor=actor, wanted=form.wanted, mails_mentions=mails, digest=digest)
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(request.path)
    else:
        person_id = actor.person_id or 0
        chosen = queries.notice_choices(organization_id=actor.organization_id, person_ids=[person_id])
        form = NoticesForm.of(chosen[person_id])
    context = {"form": form, "slug": organization, "say": wording}
    return page(request, "talk/notices.html", context, status=422 if form.problems else 200)
