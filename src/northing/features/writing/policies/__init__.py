"""Who may begin from the library, and who keeps the organization's own templates."""

from northing.features.writing.policies.library import (
    may_remove,
    may_save,
    may_share,
    may_use,
    require,
)

__all__ = ["may_remove", "may_save", "may_share", "may_use", "require"]
