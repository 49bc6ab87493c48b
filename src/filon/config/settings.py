"""Django's settings. What differs between installations is read in `env.py`; the rest is the same everywhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONCE, NONE, SELF

from filon.config.database import application_url, django_database, owner_url
from filon.config.env import CHECKOUT, environment
from filon.config.keys import KeyRing, fingerprint_key, session_key
from filon.config.logs import logging

ENV = environment()
DEBUG = ENV.debug

# --- keys -------------------------------------------------------------------------------------------------------------
ENV.make_data_folder()
KEYS = ENV.data / "keys"
SECRET_KEY = ENV.secret_key.get_secret_value() if ENV.secret_key else session_key(KEYS)
FILON_SECRET_KEYS = [key.get_secret_value() for key in ENV.secret_keys] or KeyRing(KEYS / "secrets")
FILON_FINGERPRINT_KEY = ENV.fingerprint_key.get_secret_value() if ENV.fingerprint_key else fingerprint_key(KEYS)

# --- rooms, from the top down -----------------------------------------------------------------------------------------
ROOMS = [
    "filon.api",
    "filon.demo",
    "filon.desk",
    "filon.market",
    "filon.alerts",
    "filon.outreach",
    "filon.calls",
    "filon.capture",
    "filon.actions",
    "filon.mail",
    "filon.crm",
    "filon.consent",
    "filon.directory",
    "filon.notices",
    "filon.billing",
    "filon.timeline",
    "filon.tenants",
    "filon.kernel.ui",
    "filon.kernel",
]
INSTALLED_APPS = [
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "django_htmx",
    "csp",
    "django_cotton",
    "ninja",
]
MIDDLEWARE = [
    "filon.kernel.lending.LendingMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "filon.tenants.middleware.DevicesMiddleware",
    "filon.tenants.middleware.WorkspaceMiddleware",
    "filon.notices.presence.PresenceMiddleware",
    "filon.tenants.reader.ReaderMiddleware",
    "filon.tenants.door.DoorMiddleware",
    "filon.api.door.ApiDoorMiddleware",
]
ROOT_URLCONF = "filon.config.urls"
ASGI_APPLICATION = "filon.config.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "filon.kernel.ui.context.ui",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "filon.kernel.ui.templatetags.ui",
            ],
        },
    }
]

FORM_RENDERER = "filon.kernel.ui.forms.Renderer"

# --- database: processes work under a role that row-level security binds; only `filon migrate` is the owner -----------
DATABASE_URL = owner_url(ENV) if ENV.as_owner else application_url(ENV)
DATABASES = {"default": django_database(DATABASE_URL, pool_size=ENV.pool_size, template=ENV.test_template)}
DATABASE_DIRECT_URL = ENV.direct_database_url or DATABASE_URL
"""For LISTEN, when ``DATABASE_URL`` leads through a session pooler. A transaction pooler serves neither: the scope of a
workspace is a setting of the session, and the next transaction may be on another one."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kernel_cache"}}
"""Shared by all processes, so that the limits on sign-in attempts hold whichever process answers."""

# --- jobs -------------------------------------------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# --- language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English"), ("es", "Español")]
LOCALE_PATHS = [ENV.build / "typography", ENV.build / "locale"]
LANGUAGE_COOKIE_NAME = "filon_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- static files and uploads -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ENV.build / "static"
MEDIA_ROOT = ENV.data / "media"
MEGABYTE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * MEGABYTE
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * MEGABYTE
FILE_UPLOAD_PERMISSIONS = 0o600
FILON_UPLOAD_LIMIT = 100 * MEGABYTE
"""The largest prospect file accepted; the server in front cuts longer bodies off."""

# --- who may talk to us, and over what --------------------------------------------------------------------------------
PUBLIC_URL = ENV.address
ALLOWED_HOSTS = [
    *ENV.allowed_hosts,
    *{str(urlsplit(PUBLIC_URL).hostname), ENV.host, "127.0.0.1", "localhost", "[::1]"} - {"0.0.0.0", "::"},  # noqa: S104 not bound here
]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
if ENV.trusted_proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.trusted_proxies
SESSION_COOKIE_NAME = "filon_session"
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENV.secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "filon_csrf"
SECURE_SSL_REDIRECT = ENV.secure
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if ENV.secure else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- people -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "tenants.User"
FILON_PERMISSIONS = "filon.config.permissions.PAGES"
FILON_METERS = "filon.config.meters.METERS"
FILON_OPEN_WORKSPACES = ENV.open_workspaces
FILON_SUPPORT_EMAIL = ENV.support_email
FILON_WEBHOOK_NETWORKS = ENV.webhook_networks
FILON_TRUNK_NETWORKS = ENV.trunk_networks
FILON_RECOGNISER = ENV.recogniser.get_secret_value() if ENV.recogniser else ""
FILON_VOICE = ENV.voice.get_secret_value() if ENV.voice else ""
FILON_DIRECTORY_NETWORKS = ENV.directory_networks
FILON_REGISTER_URL = ENV.register_url
FILON_SIRENE_URL = ENV.sirene_url
FILON_SIRENE_KEY = ENV.sirene_key.get_secret_value() if ENV.sirene_key else ""
FILON_CREDITS_METERED = ENV.credits_metered
FILON_CREDITS_LIGHT = ENV.credits_light
FILON_CREDITS_FULL = ENV.credits_full
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "filon.tenants.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "filon.tenants.web.account_forms.LoginForm",
    "reset_password": "filon.tenants.web.account_forms.ResetPasswordForm",
    "reset_password_from_key": "filon.tenants.web.account_forms.ResetPasswordKeyForm",
    "change_password": "filon.tenants.web.account_forms.ChangePasswordForm",
    "set_password": "filon.tenants.web.account_forms.SetPasswordForm",
    "reauthenticate": "filon.tenants.web.account_forms.ReauthenticateForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=5).total_seconds())
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "filon.tenants.adapters.MfaAdapter"
MFA_FORMS = {
    "authenticate": "filon.tenants.web.account_forms.AuthenticateForm",
    "reauthenticate": "filon.tenants.web.account_forms.ReauthenticateCodeForm",
    "activate_totp": "filon.tenants.web.account_forms.ActivateTotpForm",
    "add_webauthn": "filon.tenants.web.account_forms.AddKeyForm",
    "edit_webauthn": "filon.tenants.web.account_forms.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Filon"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENV.secure
USERSESSIONS_TRACK_ACTIVITY = True

# --- mail that Filon itself sends (sign-in, invitations): the sandbox unless a server is named ------------------------
SMTP = urlsplit(ENV.smtp_url.get_secret_value() if ENV.smtp_url else f"smtp://127.0.0.1:{ENV.sandbox_smtp_port}")
EMAIL_HOST = SMTP.hostname or "127.0.0.1"
EMAIL_PORT = SMTP.port or {"smtps": 465}.get(SMTP.scheme, 587)
EMAIL_HOST_USER = unquote(SMTP.username or "")
EMAIL_HOST_PASSWORD = unquote(SMTP.password or "")
EMAIL_USE_SSL = SMTP.scheme == "smtps"
EMAIL_USE_TLS = SMTP.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.mail_from
EMAIL_SUBJECT_PREFIX = ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

FILON_SANDBOX_SMTP_PORT = ENV.sandbox_smtp_port
FILON_SANDBOX_IMAP_PORT = ENV.sandbox_imap_port
FILON_SWITCHBOARDS_PORT = ENV.switchboards_port
FILON_CHECKOUT = CHECKOUT

LOGGING = logging(ENV.log_level)
SILENCED_SYSTEM_CHECKS: list[str] = []
