"""How allauth behaves here: nobody signs up alone, mails are ours, and people land in their organization."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from northing.features.org import actions, queries
from northing.features.org.models import User
from northing.kit.errors import NotFound
from northing.kit.web.preferences import THEME_COOKIE, THEMES, YEAR_IN_SECONDS
from northing.kit.web.requests import now_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
RESET_MAIL = "account/email/password_reset_key"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are invited by an admin; logins exist before they are used."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "Mail address and password do not belong together. Check both, or ask for a new password below."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many tries in a row. Wait five minutes, then try again; a new password can be asked for below."
        ),
        "enter_current_password": gettext_lazy("That is not your present password."),
        "incorrect_password": gettext_lazy("That is not your present password."),
        "invalid_password_reset": gettext_lazy("This link does not work any more. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up alone."""
        return False

    def clean_email(self, email: str) -> str:
        """Addresses are kept in lower case."""
        return str(super().clean_email(email)).lower()

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """``/`` leads on to the organization, or lets choose one."""
        return reverse("start")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to work."""
        return reverse("start")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Where the next person signs in."""
        return reverse("account_login")

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **details: Any) -> HttpResponse:
        """Bring the person's saved language and theme to this browser."""
        response: HttpResponse = super().post_login(request, user, **details)
        if isinstance(user, User):
            keep_preferences(response, language=user.language, theme=user.theme)
        return response

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *_more: Any,
        **_named: Any,
    ) -> None:
        """Only what is worth saying: that a password has changed."""
        if message_template in ("account/messages/password_changed.txt", "account/messages/password_set.txt"):
            messages.success(request, _("Your new password works from now on."))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Password resets go through the outbox; to unknown addresses nothing is sent."""
        if template_prefix == RESET_MAIL:
            actions.send_password_reset(
                user_id=context["user"].pk, link=context["password_reset_url"], at=now_of(context["request"])
            )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """On the address of this installation, whatever host the request named."""
        uid, _dash, rest = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": rest})
        return str(settings.SITE_URL) + path


def sign_in(request: HttpRequest, *, user_id: int) -> None:
    """Start a fresh session for a user whom a one-time link named.

    :raises NotFound: ``link_unusable``: the login was locked meanwhile
    """
    who = queries.signed_in(user_id=user_id)
    if who is None:
        raise NotFound("link_unusable")
    login(request, who.user, backend=BACKEND)


def keep_preferences(response: HttpResponse, *, language: str, theme: str) -> None:
    """Set the cookies of language and theme as the kit's switchers do; an empty language sets none."""
    options: dict[str, Any] = {
        "max_age": YEAR_IN_SECONDS,
        "samesite": "Lax",
        "httponly": True,
        "secure": settings.SESSION_COOKIE_SECURE,
    }
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, **options)
    if theme in THEMES:
        response.set_cookie(THEME_COOKIE, theme, **options)
