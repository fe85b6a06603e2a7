"""Verbs of talk: say, change, take back, feel, follow, choose what to be told of."""

from northing.features.talk.actions.choices import choose_notices, mark_read
from northing.features.talk.actions.comments import Said, add_comment, delete_comment, edit_comment
from northing.features.talk.actions.feelings import toggle_feeling
from northing.features.talk.actions.follows import follow

__all__ = [
    "Said",
    "add_comment",
    "choose_notices",
    "delete_comment",
    "edit_comment",
    "follow",
    "mark_read",
    "toggle_feeling",
]
