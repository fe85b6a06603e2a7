"""What holds for every route, added to the OpenAPI document once; and the document as a baseline file."""

from __future__ import annotations

from typing import Any

import orjson

WRITES = ("post", "put", "patch", "delete")

PROBLEM: dict[str, Any] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. `code` is stable; `detail` is a sentence in the language asked for.",
    "required": ["type", "code", "title", "status", "detail", "field", "problems"],
    "properties": {
        "type": {"type": "string"},
        "code": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "field": {"type": ["string", "null"]},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "code": {"type": "string"},
                    "field": {"type": ["string", "null"]},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
_IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "The same key with the same request answers the same for 7 days and acts once.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_DRY_RUN = {
    "name": "dry_run",
    "in": "query",
    "required": False,
    "description": "`true`: check everything, answer as if done, change nothing.",
    "schema": {"type": "boolean", "default": False},
}


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """``document`` with the problem answer on every route, and the two write parameters on every write."""
    components = document.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components.setdefault("responses", {})["Problem"] = {
        "description": "The request was refused; `code` says why.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for methods in document["paths"].values():
        for method, operation in methods.items():
            operation["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
            if method in WRITES:
                operation.setdefault("parameters", []).extend([_IDEMPOTENCY_KEY, _DRY_RUN])
    return document


def openapi_text(document: dict[str, Any]) -> str:
    """The document as the baseline file keeps it: sorted, indented, ending with a line break."""
    return (
        orjson.dumps(
            document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS
        ).decode()
        + "\n"
    )
