"""Looking at a one-time link without using it."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from northing.features.org.models import OneTimeLink
from northing.kit.errors import NotFound


def hash_of(token: str) -> str:
    """What is kept of a token: its SHA-256. A token has 192 random bits, so no salt is needed."""
    return sha256(token.encode()).hexdigest()


def require_setup_link(*, token: str, at: datetime) -> None:
    """:raises NotFound: ``link_unusable``: never issued, used, or expired"""
    _require(token, OneTimeLink.Purpose.SETUP, at)


def login_link_email(*, token: str, at: datetime) -> str:
    """The mail address a usable login link signs in.

    :raises NotFound: ``link_unusable``
    """
    link = _require(token, OneTimeLink.Purpose.LOGIN, at)
    if link.user is None or not link.user.is_active:
        raise NotFound("link_unusable")
    return link.user.email


def _require(token: str, purpose: OneTimeLink.Purpose, at: datetime) -> OneTimeLink:
    links = OneTimeLink.every().filter(purpose=purpose, used_at__isnull=True, expires_at__gt=at)
    link = links.filter(token_hash=hash_of(token)).select_related("user").first()
    if link is None:
        raise NotFound("link_unusable")
    return link
