"""One's own tokens: keys with which a script acts as oneself; shown once, ended at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from northing.features.org.views.addresses import address
from northing.kit.actors import Scope
from northing.kit.api.tokens import issue_token, revoke_token, tokens_of
from northing.kit.errors import Invalid
from northing.kit.web.figures import day_text
from northing.kit.web.pages import page
from northing.kit.web.requests import actor_of, now_of
from northing.kit.web.typed import Typed
from northing.kit.wording import listed

SCOPES = {
    Scope.READ: _lazy("Read what I may see"),
    Scope.CHECKIN: _lazy("Check in for me"),
    Scope.PLAN: _lazy("Write objectives, key results and comments"),
    Scope.PEOPLE: _lazy("Change people and teams"),
    Scope.ADMIN: _lazy("Change settings"),
}
LIVES = {"30": _lazy("30 days"), "90": _lazy("90 days"), "366": _lazy("A year")}
FIELDS = frozenset({"name", "scopes", "expires_at"})


@dataclass(frozen=True, slots=True)
class TokenLine:
    """One token of the list."""

    name: str
    prefix: str
    scopes: str
    until: str
    last_used: str
    revoke_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def show_tokens(request: HttpRequest, organization: str) -> HttpResponse:
    """The list and the form; a POST makes a token and shows it this one time."""
    form = Typed({"days": "90", "scope_read": "on"} if request.method != "POST" else request.POST.dict())
    if request.method != "POST":
        return _page(request, form)
    actor, at = actor_of(request), now_of(request)
    days = form.value("days") if form.value("days") in LIVES else "90"
    try:
        _row, secret = issue_token(
            actor=actor,
            person_id=actor.person_id or 0,
            name=form.text("name", limit=80),
            scopes=[scope for scope in Scope if form.is_checked(f"scope_{scope.value}")],
            at=at,
            expires_at=at + timedelta(days=int(days)),
        )
    except Invalid as refused:
        form.refuse(refused, fields=FIELDS)
        return _page(request, form, status=422)
    response = _page(request, Typed({"days": days, "scope_read": "on"}), secret=secret)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
def end_token(request: HttpRequest, organization: str, token: str) -> HttpResponse:
    """End one of one's tokens at once."""
    revoke_token(actor=actor_of(request), ref=token, at=now_of(request))
    messages.success(request, _("The token no longer works."))
    return redirect(address(request, "tokens"))


def _page(request: HttpRequest, form: Typed, *, secret: str = "", status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    values = {
        "form": form,
        "secret": secret,
        "tokens": [
            TokenLine(
                name=row.name,
                prefix=row.prefix,
                scopes=listed(str(SCOPES[Scope(code)]) for code in row.scopes),
                until=_day(row.expires_at),
                last_used=_day(row.last_used_at),
                revoke_url=address(request, "token_end", token=row.ref),
            )
            for row in tokens_of(actor, person_id=actor.person_id)
        ],
        "scopes": [(f"scope_{scope.value}", label) for scope, label in SCOPES.items() if actor.holds(scope)],
        "lives": list(LIVES.items()),
        "here": address(request, "tokens"),
        "account_url": address(request, "account"),
    }
    return page(request, "org/tokens.html", values, status=status)


def _day(moment: datetime | None) -> str:
    return day_text(moment.date(), get_language() or "en", "medium") if moment else ""
