"""Pages and fragments of talk."""

from northing.features.talk.views.notices import choose_notices
from northing.features.talk.views.threads import (
    delete_comment,
    edit_comment,
    feel,
    follow_it,
    show_thread,
    suggest_people,
)

__all__ = [
    "choose_notices",
    "delete_comment",
    "edit_comment",
    "feel",
    "follow_it",
    "show_thread",
    "suggest_people",
]
