"""Who may use the addresses of import and export."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.architecture.routes import ADMIN, EVERYONE, WRITERS, get, organization, post, within

if TYPE_CHECKING:
    from tests.cast import Cast

TEXT = "# OKRs 2026 Q4\n## Readers recommend us\n- [ ] Ask a hundred readers\n"
SENDER = frozenset({ADMIN})


def _document(cast: Cast) -> str:
    """A document that Ada sent: nobody else may know of it."""
    from northing.features.exchange import actions

    at = datetime.now(UTC)
    text = TEXT.encode()
    return actions.stage_document(
        actor=cast.ada.actor, name="okrs.md", content=text, is_pasted=False, at=at
    ).ref


def pasted(cast: Cast) -> dict[str, Any]:
    return {"text": TEXT}


document = within(document=_document)

PAGES = {
    "exchange:import": [get(organization, WRITERS), post(organization, WRITERS, data=pasted)],
    "exchange:preview": [
        get(document, SENDER, denied=404),
        post(document, SENDER, data=lambda cast: {"step": "preview"}, denied=404),
    ],
    "exchange:export": [get(organization, EVERYONE)],
}
