"""An attribute that is found when it is first wanted: `functools.cached_property` without its lock, which costs
more than most of our answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Answer = TypeVar("Answer")


class lazily(Generic[Answer]):  # noqa: N801  (used like a property)
    """Decorates a method without arguments; its answer is kept in the object."""

    def __init__(self, find: Callable[[Any], Answer]) -> None:
        self.find = find
        self.name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> lazily[Answer]: ...
    @overload
    def __get__(self, owner: object, kind: type) -> Answer: ...
    def __get__(self, owner: object | None, kind: type) -> lazily[Answer] | Answer:
        if owner is None:
            return self
        answer = self.find(owner)
        owner.__dict__[self.name] = answer
        return answer
