"""Keyset pages: an opaque, signed cursor that carries the sort, a hash of the filters and the last key.

No totals: counting a whole organization is what makes lists slow. The page after the last row of the former
page is one index range, however deep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Final, Generic, TypeVar

import orjson
from django.core import signing
from django.db.models import Model, Q, QuerySet
from ninja import Field, Schema

from northing.kit.errors import Invalid
from northing.kit.storage.versions import as_json

DEFAULT_LIMIT: Final = 50
MOST: Final = 200
_SALT: Final = "northing.cursor"

Row = TypeVar("Row")
Out = TypeVar("Out")
AnyModel = TypeVar("AnyModel", bound=Model)


class PageQuery(Schema):
    """The query parameters every list takes."""

    limit: Annotated[int, Field(ge=1, le=MOST, description="Rows a page, at most 200.")] = DEFAULT_LIMIT
    cursor: Annotated[str | None, Field(max_length=2_000, description="`next` of the page before.")] = None
    fields: Annotated[
        str | None, Field(max_length=500, description="Only these fields, comma-separated.")
    ] = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows and the cursor of the next page; ``next`` is ``None`` on the last one."""

    rows: list[Row]
    next: str | None

    def shown(self, show: Callable[[Row], Out]) -> dict[str, Any]:
        """``{"items": […], "next": …}`` with each row as ``show`` presents it."""
        return {"items": [show(row) for row in self.rows], "next": self.next}


def page_of(
    rows: Sequence[Row],
    *,
    limit: int,
    sort: str,
    filters: Mapping[str, object],
    key: Callable[[Row], Sequence[object]],
) -> Page[Row]:
    """Cut one page from ``rows``, which the query fetched with ``limit + 1``.

    :param key: the values of the sort keys of a row, ending with a unique one
    """
    shown = list(rows[:limit])
    has_more = len(rows) > limit
    return Page(
        shown, cursor_after(key(shown[-1]), sort=sort, filters=filters) if has_more and shown else None
    )


def cursor_after(key: Sequence[object], *, sort: str, filters: Mapping[str, object]) -> str:
    """The cursor that continues after the row with this key."""
    return signing.dumps([sort, _hash(filters), [as_json(value) for value in key]], salt=_SALT, compress=True)


def last_key(cursor: str | None, *, sort: str, filters: Mapping[str, object]) -> list[Any] | None:
    """The key a cursor continues after; ``None`` for the first page. Decimals and dates come back as texts.

    :raises Invalid: ``bad_cursor`` when it is damaged or belongs to another sort or filter
    """
    if not cursor:
        return None
    try:
        its_sort, its_filters, key = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise Invalid("bad_cursor", field="cursor") from None
    if its_sort != sort or its_filters != _hash(filters):
        raise Invalid("bad_cursor", field="cursor")
    return list(key)


def after(rows: QuerySet[AnyModel], order: Sequence[str], key: Sequence[object] | None) -> QuerySet[AnyModel]:
    """``rows`` in ``order`` (``-name`` descends; no nulls; the last one unique), continued after ``key``."""
    ordered = rows.order_by(*order)
    if key is None:
        return ordered
    beyond = Q()
    same: dict[str, object] = {}
    for name, value in zip(order, key, strict=True):
        field = name.lstrip("-")
        step = "lt" if name.startswith("-") else "gt"
        beyond |= Q(**same, **{f"{field}__{step}": value})
        same[field] = value
    return ordered.filter(beyond)


def sparse(items: Sequence[Mapping[str, Any]], fields: str | None) -> list[dict[str, Any]]:
    """Only the named fields of each item, ``ref`` always among them.

    :raises Invalid: ``unknown_field``
    """
    if not fields:
        return [dict(item) for item in items]
    wanted = {name.strip() for name in fields.split(",") if name.strip()} | {"ref"}
    if items and not wanted - {"ref"} <= set(items[0]):
        raise Invalid("unknown_field", field="fields")
    return [{name: value for name, value in item.items() if name in wanted} for item in items]


def _hash(filters: Mapping[str, object]) -> str:
    told = orjson.dumps({name: str(value) for name, value in filters.items()}, option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(told).hexdigest()[:16]
