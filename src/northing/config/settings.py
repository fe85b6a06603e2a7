"""All settings in one file. It runs with no environment at all and fails loudly on a bad value.

What people may change are the ``env.*`` calls below; docs/reference/settings.md lists them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from northing.config import env

PACKAGE = Path(__file__).resolve().parent.parent

# --- Where it runs ---------------------------------------------------------------------------------------------
DEBUG = env.switch("NORTHING_DEBUG", default=False)
SITE_URL = env.text("NORTHING_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.items("NORTHING_HOSTS", "*" if DEBUG else "localhost,127.0.0.1,[::1],testserver")
IS_HTTPS = SITE_URL.startswith("https://")

# --- Data ------------------------------------------------------------------------------------------------------
DATABASE_URL = env.text("DATABASE_URL", "sqlite:///northing.db")
SECRET_KEY = env.secret(DATABASE_URL) or "unset-secret-serve-refuses-to-start-with-it"
HAS_SECRET = not SECRET_KEY.startswith("unset-secret")
SQLITE_SYNCHRONOUS = env.text("NORTHING_SQLITE_SYNCHRONOUS", "NORMAL").upper()
if SQLITE_SYNCHRONOUS not in {"NORMAL", "FULL"}:
    raise env.BadSetting("NORTHING_SQLITE_SYNCHRONOUS", SQLITE_SYNCHRONOUS, "write NORMAL or FULL")


def _database() -> dict[str, Any]:
    try:
        found: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL))
    except (ValueError, KeyError):
        raise env.BadSetting("DATABASE_URL", DATABASE_URL, "write sqlite:///file or postgres://…") from None
    if found["ENGINE"].endswith("sqlite3"):
        found["CONN_MAX_AGE"] = None
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": (
                f"PRAGMA journal_mode=WAL; PRAGMA synchronous={SQLITE_SYNCHRONOUS}; "
                "PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000;"
            ),
        }
    else:
        found["CONN_MAX_AGE"] = 0
        found["DISABLE_SERVER_SIDE_CURSORS"] = True
        pool_size = env.number("NORTHING_POOL", 8, low=1, high=200)
        found.setdefault("OPTIONS", {})["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 20}
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Applications ----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "northing.kit.web",
    "northing.kit.storage",
    "northing.kit.activity",
    "northing.kit.outbox",
    "northing.kit.jobs",
    "northing.kit.api",
    "northing.features.org",
    "northing.features.talk",
    "northing.features.cycles",
    "northing.features.strategy",
    "northing.features.kpis",
    "northing.features.okrs",
    "northing.features.work",
    "northing.features.checkins",
    "northing.features.writing",
    "northing.features.insights",
    "northing.features.exchange",
    "northing.features.home",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "ninja",
    "northing.config",  # last: wires what the others announce
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "northing.features.org.middleware.SignedInMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "northing.features.org.middleware.OrganizationMiddleware",
    "northing.kit.web.errors.ErrorPages",
]
ROOT_URLCONF = "northing.config.urls"
WSGI_APPLICATION = "northing.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "northing.kit.web.jinja.environment"},
    },
    {
        # allauth insists on one being configured; a test fails when a page is ever rendered by it.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": False,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# --- Signing in ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "org.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "northing.features.org.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # people are invited by address; there is no open sign-up
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "northing.kit.web.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# --- Words -----------------------------------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = env.text("NORTHING_LANGUAGE", "en")
LANGUAGES = [
    ("en", _("English")),
    ("zh-hans", _("Simplified Chinese")),
    ("zh-hant", _("Traditional Chinese")),
    ("ru", _("Russian")),
]
if LANGUAGE_CODE not in dict(LANGUAGES):
    raise env.BadSetting("NORTHING_LANGUAGE", LANGUAGE_CODE, "write en, zh-hans, zh-hant or ru")
LOCALE_PATHS = [str(PACKAGE / "locale")]

# --- Static files ----------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# `serve` collects, hashes and compresses them once a version and then sets NORTHING_COLLECTED; everything else
# (tests, development) reads them where they lie.
IS_COLLECTED = env.switch("NORTHING_COLLECTED", default=False)
STATIC_FOLDER = env.text("NORTHING_STATIC", str(Path.home() / ".cache" / "northing" / "static"))
STATIC_ROOT = STATIC_FOLDER if IS_COLLECTED else None
_STATIC = "whitenoise.storage.CompressedManifestStaticFilesStorage" if IS_COLLECTED else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC or "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = not IS_COLLECTED
WHITENOISE_AUTOREFRESH = DEBUG

# --- Mail ------------------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("NORTHING_MAIL_HOST", "localhost")
EMAIL_PORT = env.number("NORTHING_MAIL_PORT", 25, low=1, high=65_535)
EMAIL_HOST_USER = env.text("NORTHING_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("NORTHING_MAIL_PASSWORD")
EMAIL_USE_TLS = env.switch("NORTHING_MAIL_TLS", default=False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("NORTHING_MAIL_FROM", "Northing <northing@localhost>")

# --- Logging ---------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("NORTHING_LOG", "WARNING").upper()},
}
