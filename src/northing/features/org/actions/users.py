"""Logins: a user belongs to a mail address, not to an organization."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from northing.features.org.actions import typed
from northing.features.org.models import User
from northing.features.org.models.people import Theme
from northing.kit.errors import Invalid, NotFound
from northing.kit.storage.writing import writing


def user_for(*, email: str, at: datetime, password: str | None = None, language: str = "") -> User:
    """The user of a mail address, made if there is none.

    ``password`` is only set on a new user: an address somebody already signs in with keeps its password.

    :raises Invalid: ``password`` too weak (its sentences are in ``params["reasons"]``), bad mail address
    """
    address = typed.mail_address(email, is_required=True)
    known = User.every().filter(email=address).first()
    if known is not None:
        return known
    user = User(email=address, language=typed.language(language) if language else "", joined_at=at)
    if password is None:
        user.set_unusable_password()
    else:
        _check_password(password, user)
        user.set_password(password)
    with writing():
        user.save(force_insert=True)
    return user


def set_preferences(*, user_id: int, language: str | None = None, theme: str | None = None) -> None:
    """Remember a user's language and theme over all their browsers; ``None`` leaves one as it is.

    :raises Invalid: ``unknown_choice``
    :raises NotFound: no such user
    """
    changes: dict[str, str] = {}
    if language is not None:
        changes["language"] = typed.choice(language, {"", *dict(settings.LANGUAGES)}, field="language")
    if theme is not None:
        changes["theme"] = typed.choice(theme, set(Theme.values), field="theme")
    with writing():
        if changes and not User.every().filter(pk=user_id).update(**changes):
            raise NotFound()


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise Invalid("weak_password", field="password", reasons=" ".join(problem.messages)) from None
