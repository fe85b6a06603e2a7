"""What the demo may refuse, as sentences."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "demo_interrupted": _(
        "An earlier `northing demo` was stopped half way here. "
        "Move the database file away, or name an empty one in DATABASE_URL, and run it again."
    ),
}
