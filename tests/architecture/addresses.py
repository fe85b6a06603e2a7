"""What addresses exist: every URL of the resolver and every operation of the API."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("get", "post", "put", "patch", "delete")
API_NAMESPACE = "api"


def page_names() -> set[str]:
    """The names of all pages, namespaces included; an address without a name is told by its path."""
    return set(_names(get_resolver().url_patterns, ""))


def _names(patterns: list[URLPattern | URLResolver], namespace: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace == API_NAMESPACE:
                continue
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name}" if pattern.name else f"unnamed {pattern.pattern}"


def api() -> Any:
    """The API object, or ``None`` while there is none."""
    return import_module("northing.config.api").api if find_spec("northing.config.api") else None


def api_document() -> dict[str, Any]:
    """The OpenAPI document; without paths while there is no API."""
    found = api()
    return dict(found.get_openapi_schema(path_prefix="")) if found is not None else {"paths": {}}


def operations() -> set[str]:
    """Every operation of the API as ``GET /objectives/{ref}``."""
    return {
        f"{method.upper()} {path}"
        for path, methods in api_document()["paths"].items()
        for method in methods
        if method in METHODS
    }


def api_root() -> str:
    """Where the API is mounted, without the last slash."""
    from django.urls import reverse

    return reverse(f"{API_NAMESPACE}:api-root").rstrip("/")
