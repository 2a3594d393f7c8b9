"""Django's settings. What differs between installations comes from the environment; the rest is decided here."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

TESTING = os.environ.get("AMENDS_TEST") == "1"
DEMO = os.environ.get("AMENDS_DEMO") == "1"
AMENDS_HOME = Path(os.environ.get("AMENDS_HOME") or "amends-home").absolute()
AMENDS_PACKS = [folder for folder in os.environ.get("AMENDS_PACKS", "").split(os.pathsep) if folder]
AMENDS_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
if (AMENDS_HOME / "packs").is_dir():
    AMENDS_PACKS.append(str(AMENDS_HOME / "packs"))


def _secret_key() -> str:
    """The installation's secret: made once, readable by its owner only."""
    file = AMENDS_HOME / "secret.key"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
    return file.read_text()


def _database(address: str) -> dict[str, Any]:
    """SQLite in the home folder, or PostgreSQL at an address: postgresql://user@host/name, or ?host=/folder."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": AMENDS_HOME / "amends.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
                "PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres"):
        raise ImproperlyConfigured("AMENDS_DATABASE must begin with postgresql://, or be empty for SQLite.")
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "amends",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        "OPTIONS": query,
    }


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = [host for host in os.environ.get("AMENDS_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("AMENDS_HOSTS must name the hosts; * would let anyone choose the address in our links.")
HTTPS = os.environ.get("AMENDS_HTTPS") == "1"
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "amends.desk",  # before allauth, whose pages it draws anew
    "allauth",
    "allauth.account",
    "amends.record",
    "amends.people",
    "amends.cases",
    "amends.handbook",
    "amends.ui",
    "amends.portal",
    "amends.api",
    "amends.mail",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "amends.ui.language.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "amends.urls"
WSGI_APPLICATION = "amends.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "amends.people.context.surroundings",
                "amends.desk.context.frame",
            ],
        },
    }
]

DATABASES = {
    "default": {**_database(os.environ.get("AMENDS_DATABASE", "")), "CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = (
    ["django.contrib.auth.hashers.MD5PasswordHasher"]
    if TESTING
    else ["django.contrib.auth.hashers.Argon2PasswordHasher"]
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "amends.people.signin.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets a message from us because a stranger typed their address
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("AMENDS_PROXIES", "0"))

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # the pages say 20 in words; this is for who does not use them
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},  # so that many addresses cannot push the counters of limits out
    }
}

LANGUAGE_CODE = "en-gb"
_SPOKEN = {"en-gb": "English", "cy": "Cymraeg"}
_OFFERED = {LANGUAGE_CODE, *os.environ.get("AMENDS_LANGUAGES", "en-gb,cy").split(",")}
LANGUAGES = [(code, name) for code, name in _SPOKEN.items() if code in _OFFERED]
LANGUAGE_COOKIE_NAME = "amends_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [Path(__file__).parent / "locale"]
AMENDS_TAKE_BACK = min(300, max(0, int(os.environ.get("AMENDS_TAKE_BACK", "20"))))
"""Seconds that a message waits before it goes, and can be taken back."""

TIME_ZONE = os.environ.get("AMENDS_ZONE", "Europe/London")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = AMENDS_HOME / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# A demonstration sends nothing, not even the sign-in library's own messages, whatever its surroundings say.
_HOW_MAIL_GOES = "smtp" if os.environ.get("AMENDS_SMTP_HOST") and not DEMO else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_HOW_MAIL_GOES}.EmailBackend"
EMAIL_HOST = os.environ.get("AMENDS_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("AMENDS_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("AMENDS_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("AMENDS_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("AMENDS_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("AMENDS_MAIL_FROM", "complaints@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("AMENDS_LOG", "WARNING")},
}
