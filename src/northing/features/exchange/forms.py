"""What the browser sends about imports."""

from __future__ import annotations

from collections.abc import Mapping

from northing.features.exchange.actions import MAX_BYTES, Choices
from northing.kit.web.typed import Typed

_LONGEST_COUNT = 7
LEFT_OUT = "left_out"
AS_STATED = "stated"
NOBODY = "nobody"


class DocumentForm(Typed):
    """A document: a file, or pasted text."""

    name: str
    content: bytes
    is_pasted: bool

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({"text": "", **data})

    def read(self, name: str, content: bytes | None, size: int) -> bool:
        """Take the one that was given; ``False`` when none, both, or too much was."""
        text = self.value("text")
        if content is None and size == 0 and not text.strip():
            self.add("file", "document_missing")
        elif size and text.strip():
            self.add("file", "document_twice")
        elif size > MAX_BYTES or len(text.encode("utf-8", "replace")) > MAX_BYTES:
            self.add("file" if size else "text", "document_too_big", limit_mb=MAX_BYTES // 2**20)
        if not self.is_valid:
            return False
        self.is_pasted = content is None
        self.name = name if content is not None else ""
        self.content = content if content is not None else text.encode("utf-8", "surrogatepass")
        return True


class CorrectionForm(Typed):
    """One row put right: its name, what it is, its titles, and the objective it belongs under."""

    at: str
    kind: str
    titles: tuple[str, ...]
    under: int | None
    joins: bool

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({"at": "", "kind": "", "title": "", "under": "", "joins": "", "known": "", **data})

    @property
    def known(self) -> int:
        """How many corrections there were when the form was opened."""
        text = self.value("known")
        return int(text) if text.isdecimal() and len(text) < _LONGEST_COUNT else -1

    def read(self) -> bool:
        """Take it; ``False`` when the row would say nothing."""
        self.kind, under = self.value("kind"), self.value("under")
        self.titles = tuple(line for line in self.value("title").splitlines() if line.strip())
        if self.kind != LEFT_OUT and not self.titles:
            self.add("title", "correction_empty")
        if not self.is_valid:
            return False
        self.at, self.joins = self.value("at"), self.is_checked("joins")
        self.under = int(under) if under.isdecimal() and len(under) < _LONGEST_COUNT else None
        return True


class ChoicesForm(Typed):
    """What the preview lets one choose."""

    def __init__(self, data: Mapping[str, str]) -> None:
        super().__init__({"cycle": AS_STATED, "owner": NOBODY, **data})

    @property
    def choices(self) -> Choices:
        """As the import takes them."""
        cycle, owner = self.value("cycle"), self.value("owner")
        return Choices(
            cycle=None if cycle == AS_STATED else cycle,
            creates_teams=self.is_checked("creates_teams"),
            is_agreed=self.is_checked("is_agreed"),
            owner=None if owner == NOBODY else owner,
        )

    @property
    def kept(self) -> dict[str, str]:
        """The values to keep between two requests."""
        names = ("cycle", "owner", "creates_teams", "is_agreed")
        return {name: self.value(name) for name in names}
