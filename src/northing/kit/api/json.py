"""JSON in and out: numbers stay exact in both directions."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import orjson
from django.http import HttpRequest
from django.utils.functional import Promise
from ninja.parser import Parser
from ninja.renderers import BaseRenderer
from pydantic import BaseModel

from northing.kit.errors import Invalid


class ExactRenderer(BaseRenderer):
    """orjson; decimals leave as texts (``"0.70"``), because a JSON number is a binary float to most readers."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return dumps(data)


class ExactParser(Parser):
    """The standard library's reader with decimals: a float would lose digits before anyone could refuse them."""

    def parse_body(self, request: HttpRequest) -> Any:
        return loads(request.body)


def dumps(data: Any) -> bytes:
    """``data`` as JSON; dataclasses, dates, enums, decimals and schemas included."""
    return orjson.dumps(data, default=_plain, option=orjson.OPT_NON_STR_KEYS)


def loads(body: bytes) -> Any:
    """JSON with every fraction as a :class:`~decimal.Decimal`.

    :raises Invalid: ``unreadable_body``, also for NaN, Infinity and bottomless nesting
    """
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise Invalid("unreadable_body") from None


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, BaseModel):
        return value.model_dump()
    if isinstance(value, Promise):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
