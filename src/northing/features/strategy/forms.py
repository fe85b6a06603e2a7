"""What the browser sends about strategy."""

from __future__ import annotations

from collections.abc import Mapping

from northing.features.strategy.queries import Pillar, Statement
from northing.kit.web.typed import Typed

PARTS = ("mission", "vision", "purpose")
TEXT_LENGTH = 4_000
NAME_LENGTH = 120


class StatementForm(Typed):
    """Mission, vision and purpose."""

    fields: dict[str, str]

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({**dict.fromkeys(PARTS, ""), "version": "", **data})

    @classmethod
    def of(cls, known: Statement) -> StatementForm:
        """The form of the statement as it is."""
        texts = {name: str(getattr(known, name)) for name in PARTS}
        return cls({**texts, "version": str(known.version)})

    def read(self) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        self.fields = {name: self.text(name, limit=TEXT_LENGTH) for name in PARTS}
        return self.is_valid


class PillarForm(Typed):
    """One pillar; a new one is always in use."""

    fields: dict[str, object]

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({"name": "", "description": "", "version": "", **data})

    @classmethod
    def of(cls, known: Pillar | None) -> PillarForm:
        """The form of a pillar as it is, or of a new one."""
        if known is None:
            return cls({"is_active": "on"})
        active = {"is_active": "on"} if known.is_active else {}
        return cls(
            {"name": known.name, "description": known.description, "version": str(known.version), **active}
        )

    def read(self) -> bool:
        """Read what was typed into ``fields``; ``False`` when something is wrong."""
        name = self.text("name", is_required=True, limit=NAME_LENGTH)
        description = self.text("description", limit=TEXT_LENGTH)
        self.fields = {"name": name, "description": description, "is_active": self.is_checked("is_active")}
        return self.is_valid
