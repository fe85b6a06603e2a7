"""The one API object. ``config/api.py`` mounts the routers of the features on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError, ValidationErrorContext

from northing.kit.api.auth import TokenAuth
from northing.kit.api.idempotency import write_once
from northing.kit.api.json import ExactParser, ExactRenderer
from northing.kit.api.openapi import completed
from northing.kit.api.problem import HANDLERS, problem
from northing.kit.api.rates import PerToken, tell_window
from northing.kit.errors import NotFound
from northing.kit.wording import sentence_for

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
EVERY = ["GET", "POST", "PUT", "PATCH", "DELETE"]

View = Callable[..., HttpResponse]


class Api(NinjaAPI):
    """Ninja with our problems, exact numbers, idempotent writes and rate limits on every route."""

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """As ninja's, but keeps what was typed, so that the sentence can quote it."""
        errors: list[dict[str, Any]] = []
        for context in error_contexts:
            model = context.model
            for error in context.pydantic_validation_error.errors(include_url=False):
                location = model.__ninja_flatten_map_reverse__.get(error["loc"], error["loc"])
                errors.append({**error, "loc": (model.__ninja_param_source__, *location)})
        return ValidationError(errors)

    def _get_urls(self) -> list[Any]:
        urls: list[Any] = super()._get_urls()
        for pattern in urls:
            pattern.callback = _offered(pattern.callback)
        return urls

    def get_openapi_schema(self, **options: Any) -> Any:
        """As ninja's, with what holds for every route: problems, idempotency keys, dry runs."""
        return completed(super().get_openapi_schema(**options))


def build_api(routers: Sequence[tuple[str, Router]]) -> Api:
    """The API with each feature's router at its prefix, e.g. ``("/objectives", router)``; mount at ``api/v1/``.

    An address nobody answers is a problem too, not a page.
    """
    api = Api(
        title="Northing",
        version="1",
        description="OKRs you can explain. Errors are RFC 9457 problems with a stable `code`.",
        urls_namespace="api",
        docs_url=None,  # ninja's page needs Django templates and foreign scripts; the reference is in the docs
        auth=TokenAuth(),
        throttle=PerToken(),
        renderer=ExactRenderer(),
        parser=ExactParser(),
    )
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
    api.add_decorator(_every_route(api), mode="view")
    for prefix, router in routers:
        api.add_router(prefix, router)
    api.add_router("", _nobody_else())
    return api


def _offered(view: View) -> View:
    """A method that an address does not offer is a problem like any other."""

    @wraps(view)
    def answer(request: HttpRequest, *places: Any, **values: Any) -> HttpResponse:
        response = view(request, *places, **values)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        told = problem(405, "method_not_offered", sentence_for("method_not_offered"))
        told["Allow"] = response["Allow"]
        return told

    return answer


def _every_route(api: Api) -> Callable[[View], View]:
    def decorate(run: View) -> View:
        @wraps(run)
        def answer(request: HttpRequest, **values: Any) -> HttpResponse:
            try:
                if request.method in SAFE:
                    response = run(request, **values)
                else:
                    response = write_once(request, lambda: run(request, **values))
            except Exception as error:
                response = api.on_exception(request, error)
            tell_window(request, response)
            return response

        return answer

    return decorate


def _nobody_else() -> Router:
    router = Router()

    @router.api_operation(EVERY, "/{path:rest}", auth=None, include_in_schema=False)
    def nothing_here(request: HttpRequest, rest: str) -> None:
        raise NotFound()

    return router
