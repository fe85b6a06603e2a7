"""What the address of the explorer asks for, and the addresses of everything else it could ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

from northing.domain.codes import Ambition, Freshness, HolderKind, Status
from northing.features.cycles import queries as cycle_queries
from northing.features.okrs.queries import SORTS, ExplorerWish
from northing.kit.storage.refs import is_ref

FILTERS = ("team", "only", "level", "status", "pillar", "fresh", "person", "ambition", "q", "unaligned")
_KEPT = ("cycle", "backlog", *FILTERS, "sort")
_LONGEST_TEXT = 200

Code = TypeVar("Code", bound=StrEnum)


def wish_of(request: HttpRequest) -> ExplorerWish:
    """What is asked for. A code nobody knows narrows nothing: an old link should still open."""
    typed = request.GET
    sort = typed.get("sort", "position")
    return ExplorerWish(
        cycle=cycle_queries.wanted_cycle_ref(query=typed.dict(), cookies=request.COOKIES) or "",
        is_backlog=typed.get("backlog") == "1",
        team=_ref(typed.get("team", "")),
        is_alone=typed.get("only") == "1",
        person=_ref(typed.get("person", "")),
        who=typed.get("who", "").strip()[:_LONGEST_TEXT],
        pillar=_ref(typed.get("pillar", "")),
        holder=_code(HolderKind, typed.get("level", "")),
        status=_code(Status, typed.get("status", "")),
        freshness=_code(Freshness, typed.get("fresh", "")),
        ambition=_code(Ambition, typed.get("ambition", "")),
        text=typed.get("q", "").strip()[:_LONGEST_TEXT],
        is_unaligned=typed.get("unaligned") == "1",
        sort=sort if sort.removeprefix("-") in SORTS else "position",
        cursor=typed.get("cursor", ""),
        opened=tuple(dict.fromkeys(ref for ref in typed.get("open", "").split(",") if is_ref(ref))),
    )


def _code(codes: type[Code], typed: str) -> Code | None:
    return next((code for code in codes if code.value == typed), None)


def _ref(typed: str) -> str:
    return typed if is_ref(typed) else ""


@dataclass(frozen=True, slots=True)
class Address:
    """The explorer's own address. :meth:`having` changes what it asks for; paging and open rows start anew."""

    path: str
    asked: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: HttpRequest, path: str) -> Address:
        """The address of this request, without what only one visit is about."""
        return cls(path, {name: request.GET[name] for name in _KEPT if request.GET.get(name)})

    def having(self, **changes: str) -> str:
        """The address with ``changes``; an empty value takes a part out."""
        asked = {name: value for name, value in {**self.asked, **changes}.items() if value}
        return f"{self.path}?{urlencode(asked, safe=',')}" if asked else self.path

    @property
    def clear(self) -> str:
        """Without any filter; cycle and order stay."""
        return self.having(**dict.fromkeys(FILTERS, ""))

    def others(self, *names: str) -> tuple[tuple[str, str], ...]:
        """What a form that sets ``names`` must carry along."""
        return tuple((name, value) for name, value in self.asked.items() if name not in names)
