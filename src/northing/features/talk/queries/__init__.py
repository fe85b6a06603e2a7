"""Nouns of talk: a thread, who follows what, and the news of one person."""

from northing.features.talk.models import Digest, Feeling
from northing.features.talk.queries.choices import NoticeChoices, NoticeCode, notice_choices
from northing.features.talk.queries.comments import CommentRow, FeelingCount, Thread, comment_held, thread
from northing.features.talk.queries.follows import followed, is_following
from northing.features.talk.queries.news import MOST_NEWS, News, news
from northing.features.talk.queries.people import Suggestion, suggestions
from northing.features.talk.queries.subjects import subject_seen

__all__ = [
    "MOST_NEWS",
    "CommentRow",
    "Digest",
    "Feeling",
    "FeelingCount",
    "News",
    "NoticeChoices",
    "NoticeCode",
    "Suggestion",
    "Thread",
    "comment_held",
    "followed",
    "is_following",
    "news",
    "notice_choices",
    "subject_seen",
    "suggestions",
    "thread",
]
