"""The front door: the start page, setting up an empty installation, and links that let in once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from northing.features.org import actions, forms, queries
from northing.features.org.adapters import keep_preferences, sign_in
from northing.features.org.middleware import signed_in_of
from northing.kit.errors import Invalid
from northing.kit.web.pages import page
from northing.kit.web.requests import now_of
from northing.kit.web.typed import Typed


@require_safe
@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """On to the one organization, a choice of several, or to signing in."""
    who = signed_in_of(request)
    if who is None and not queries.is_installation_empty():
        return redirect("account_login")
    memberships = who.memberships if who else ()
    if len(memberships) == 1:
        return HttpResponseRedirect(f"/{memberships[0].organization.slug}/")
    shown = {"memberships": memberships, "is_signed_in": who is not None}
    return page(request, "org/start.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """Set up the empty installation: its first organization and its principal, who is then signed in."""
    if request.method != "POST":
        queries.require_setup_link(token=token, at=now_of(request))
        language = forms.language_or_default(get_language() or "")
        return _welcome(request, Typed({"language": language, "time_zone": "UTC"}))
    form = Typed(request.POST.dict())
    wanted = forms.set_up_from(form)
    if not form.is_valid:
        return _welcome(request, form, status=422)
    try:
        founded = actions.claim_setup_link(token=token, wanted=wanted, at=now_of(request))
    except Invalid as refused:
        form.refuse(refused, fields=SET_UP_FIELDS)
        return _welcome(request, form, status=422)
    assert founded.user_id is not None
    sign_in(request, user_id=founded.user_id)
    response = HttpResponseRedirect(f"/{founded.organization.slug}/")
    keep_preferences(response, language=wanted.language, theme="")
    return response


SET_UP_FIELDS = frozenset({"organization", "slug", "name", "email", "password", "language", "time_zone"})


def _welcome(request: HttpRequest, form: Typed, *, status: int = 200) -> HttpResponse:
    form.values.pop("password", None)
    options = {"languages_offered": forms.language_options(), "time_zones": forms.time_zones()}
    return page(request, "org/welcome.html", {"form": form, **options}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A link that signs in once: opening it shows a button, so that a mail scanner does not use it up."""
    if request.method != "POST":
        email = queries.login_link_email(token=token, at=now_of(request))
        return page(request, "org/enter.html", {"email": email})
    used = actions.use_login_link(token=token, at=now_of(request))
    sign_in(request, user_id=used.user_id)
    response = HttpResponseRedirect(used.path)
    keep_preferences(response, language=used.language, theme=used.theme)
    return response
