"""The four ways an action or query may refuse; every door translates them the same way.

A refusal carries a stable ``code``; :mod:`northing.kit.wording` turns it into a sentence in the reader's
language. Nothing here holds user-visible text.
"""

from __future__ import annotations

from typing import ClassVar


class Refusal(Exception):
    """Base of all expected refusals.

    :param code: stable, snake_case; part of the API contract
    :param field: the input it concerns, as the door names it, or ``None``
    :param params: named values for the sentence
    """

    default_code: ClassVar[str] = "refused"

    def __init__(self, code: str | None = None, *, field: str | None = None, **params: object) -> None:
        self.code = code or self.default_code
        self.field = field
        self.params = params
        super().__init__(self.code)


class NotFound(Refusal):
    """The thing does not exist for this actor (also: it belongs to another organization)."""

    default_code = "not_found"


class NotAllowed(Refusal):
    """The actor sees the thing but may not do this to it."""

    default_code = "not_allowed"


class Invalid(Refusal):
    """The input cannot be accepted as typed."""

    default_code = "invalid"


class Conflict(Refusal):
    """The state changed meanwhile, or does not permit this now."""

    default_code = "conflict"


class Problems(Invalid):
    """Several :class:`Invalid` at once, so a form can show all of them beside their fields."""

    default_code = "invalid"

    def __init__(self, problems: list[Invalid]) -> None:
        super().__init__("invalid")
        self.problems = problems
