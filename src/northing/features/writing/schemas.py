"""The coach as JSON: items as the command line takes them, reports as it writes them."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema

MOST_ITEMS = 200


class ItemsIn(Schema):
    """Items or sets, each as one line of JSON Lines; judged in order."""

    items: list[dict[str, Any]] = Field(..., description="At most 200; each needs a text, or is a set.")
    profile: str = Field("balanced", pattern="^(balanced|strict)$")
    reader: str | None = Field(None, max_length=20, description="Language of the messages; else the text's.")


class ReportsOut(Schema):
    """One report an item, in the same order; ``id`` is the item's own."""

    reports: list[dict[str, Any]]
