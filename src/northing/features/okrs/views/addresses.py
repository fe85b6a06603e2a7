"""Addresses within the organization of a request, and the way back to an objective."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from northing.kit.web.pages import wants_fragment


def address(request: HttpRequest, name: str, **names: str) -> str:
    """The address of a page of this feature in the organization of ``request``."""
    match = request.resolver_match
    slug = match.kwargs["organization"] if match else ""
    return reverse(f"okrs:{name}", kwargs={"organization": slug, **names})


def to_objective(request: HttpRequest, ref: str, *, key_result: str = "") -> HttpResponse:
    """Back to the page of an objective, with a key result chosen; htmx is sent there too."""
    url = address(request, "objective", ref=ref) + (f"?kr={key_result}" if key_result else "")
    if wants_fragment(request):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return HttpResponseRedirect(url)
