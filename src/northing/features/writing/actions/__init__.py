"""Beginning from an example, and keeping own objectives as templates."""

from northing.features.writing.actions.drafting import DraftInitiative, DraftKeyResult, draft_from_example
from northing.features.writing.actions.saving import remove_template, save_template, share_template

__all__ = [
    "DraftInitiative",
    "DraftKeyResult",
    "draft_from_example",
    "remove_template",
    "save_template",
    "share_template",
]
