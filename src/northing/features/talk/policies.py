"""Who may talk: everybody, about what they may see; one's own words are one's own."""

from __future__ import annotations

from northing.features.talk.models import Comment
from northing.kit.actors import Actor, Scope
from northing.kit.errors import NotAllowed


def may_comment(actor: Actor) -> bool:
    """Every person of the organization; the system itself has nothing to say."""
    return actor.person_id is not None and actor.holds(Scope.PLAN)


def may_edit(actor: Actor, comment: Comment) -> bool:
    """Only its author, while it stands."""
    return may_comment(actor) and comment.deleted_at is None and comment.author_id == actor.person_id


def may_delete(actor: Actor, comment: Comment) -> bool:
    """Its author, and those who run the organization."""
    return comment.deleted_at is None and (
        may_edit(actor, comment) or (actor.is_steward and actor.holds(Scope.PLAN))
    )


def require_may_comment(actor: Actor) -> int:
    """The id of the person who talks.

    :raises NotAllowed: ``comment_needs_a_person``
    """
    if actor.person_id is None or not may_comment(actor):
        raise NotAllowed("comment_needs_a_person")
    return actor.person_id


def require_may_edit(actor: Actor, comment: Comment) -> None:
    """:raises NotAllowed: ``comment_not_yours``"""
    if not may_edit(actor, comment):
        raise NotAllowed("comment_not_yours")


def require_may_delete(actor: Actor, comment: Comment) -> None:
    """:raises NotAllowed: ``comment_not_yours``"""
    if not may_delete(actor, comment):
        raise NotAllowed("comment_not_yours")
