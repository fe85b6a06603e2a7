"""Rendering: a whole page inside its frame, or only the part that htmx asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from jinja2_fragments import render_block

from northing.kit.web.frame import frame_of


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """``template`` as an answer; only its block ``fragment`` when htmx asked for a part of the page.

    A boosted link or a restored history entry wants the whole page, so it gets the whole page. The frame is
    asked for only if the template prints it.
    """
    values = {**(context or {}), "frame": SimpleLazyObject(lambda: frame_of(request))}
    if fragment is not None and wants_fragment(request):
        text = part(request, template, fragment, values)
    else:
        text = _backend().get_template(template).render(values, request)
    response = HttpResponse(text, status=status)
    if fragment is not None:
        patch_vary_headers(response, ["HX-Request"])
    return response


def part(request: HttpRequest, template: str, block: str, context: Mapping[str, object]) -> str:
    """The text of one named block of ``template``; for doors that send several parts at once."""
    backend = _backend()
    values: dict[str, Any] = {
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    for processor in backend.template_context_processors:
        values.update(processor(request))
    values.setdefault("frame", SimpleLazyObject(lambda: frame_of(request)))
    text: str = render_block(backend.env, template, block, {**values, **context})
    return text


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asked for a part of the page (and not for a boosted or restored whole)."""
    htmx = getattr(request, "htmx", None)
    if not htmx:
        return False
    return not htmx.boosted and not htmx.history_restore_request


def _backend() -> Jinja2:
    return next(engine for engine in engines.all() if isinstance(engine, Jinja2))
