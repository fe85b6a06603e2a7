"""What of the ledger can be searched."""

from __future__ import annotations

from northing.features.okrs.models import KeyResult, Objective
from northing.kit.storage import search
from northing.kit.storage.versions import subject_of


def index_objective(row: Objective) -> None:
    """Make an objective findable by its title, its reasons and its description."""
    text = f"{row.title}\n{row.why_now}\n{row.description}"
    search.index(subject_of(row), organization_id=row.organization_id, text=text)


def index_key_result(row: KeyResult) -> None:
    """Make a key result findable by its title and definition."""
    search.index(subject_of(row), organization_id=row.organization_id, text=f"{row.title}\n{row.definition}")


def forget_key_result(row: KeyResult) -> None:
    """Make a removed key result not findable any more."""
    search.remove(subject_of(row), organization_id=row.organization_id)
