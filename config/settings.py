"""What differs between machines comes from the environment or from .env; .env.example tells what each variable is."""

import os
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import cast

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvValidationError, ValidationError, validate

BASE_DIR = Path(__file__).resolve().parent.parent

# The environment. Everything is read before anything is used, so that all mistakes are named at once.

env = Env(eager=False)
ENV_FILE = os.environ.get("REGISTER_ENV_FILE")
if ENV_FILE and not (BASE_DIR / ENV_FILE).is_file():
    raise ImproperlyConfigured(f"REGISTER_ENV_FILE: there is no file {BASE_DIR / ENV_FILE}.")
if ENV_FILE != "":
    env.read_env(BASE_DIR / (ENV_FILE or ".env"), recurse=False)

not_empty = validate.Length(min=1, error="Must not be empty.")


def are_networks(addresses: list[str]) -> None:
    for address in addresses:
        try:
            ip_network(address)
        except ValueError as error:
            raise ValidationError(
                f"{error}. Must be addresses such as 10.0.0.1 or networks such as 10.0.0.0/24."
            ) from error


SECRET_KEY = env.str("REGISTER_SECRET_KEY", validate=validate.Length(min=50, error="Must have at least 50 characters."))
ALLOWED_HOSTS: list[str] = env.list("REGISTER_ALLOWED_HOSTS", validate=not_empty)
DEBUG = env.bool("REGISTER_DEBUG", default=False)
HTTPS = env.bool("REGISTER_HTTPS", default=True)
PROXY_COUNT = env.int("REGISTER_PROXY_COUNT", default=0, validate=validate.Range(min=0))
PROXY_ADDRESSES: list[str] = env.list("REGISTER_PROXY_ADDRESSES", default=["127.0.0.1", "::1"], validate=are_networks)
LOG_LEVEL = env.str(
    "REGISTER_LOG_LEVEL",
    default="INFO",
    validate=validate.OneOf(["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"]),
)
STATIC_ROOT = env.path("REGISTER_STATIC_ROOT", default=BASE_DIR / "staticfiles")
DATABASE_URL = env.str(
    "DATABASE_URL",
    default=f"sqlite:///{BASE_DIR / 'register.sqlite3'}",
    validate=validate.Regexp(r"(sqlite|postgres|postgresql)://", error="Must begin with sqlite:// or postgres://."),
)
DATABASE = env.dj_db_url("DATABASE_URL", default=DATABASE_URL, conn_max_age=600, conn_health_checks=True)

REGISTER_KEPT_MEGABYTES = env.int(
    "REGISTER_KEPT_MEGABYTES",
    default=0 if DEBUG else 32,
    validate=validate.Range(min=0, error="Must be 0 or more."),
)
at_least_one = validate.Range(min=1)
REGISTER_IMPORT_MAX_MEGABYTES = env.int("REGISTER_IMPORT_MAX_MEGABYTES", default=50, validate=at_least_one)
REGISTER_IMPORT_MAX_UNPACKED_MEGABYTES = env.int(
    "REGISTER_IMPORT_MAX_UNPACKED_MEGABYTES", default=500, validate=at_least_one
)
REGISTER_IMPORT_MAX_ROWS = env.int("REGISTER_IMPORT_MAX_ROWS", default=200_000, validate=at_least_one)
REGISTER_IMPORT_MAX_COLUMNS = env.int("REGISTER_IMPORT_MAX_COLUMNS", default=500, validate=at_least_one)
REGISTER_IMPORT_MAX_CELLS = env.int("REGISTER_IMPORT_MAX_CELLS", default=5_000_000, validate=at_least_one)
REGISTER_IMPORT_MAX_CELL_LENGTH = env.int("REGISTER_IMPORT_MAX_CELL_LENGTH", default=100_000, validate=at_least_one)
REGISTER_IMPORT_MAX_SECONDS = env.int("REGISTER_IMPORT_MAX_SECONDS", default=60, validate=at_least_one)
REGISTER_IMPORT_FILES_AT_ONCE = env.int("REGISTER_IMPORT_FILES_AT_ONCE", default=2, validate=at_least_one)
REGISTER_IMPORT_MAX_MEMORY_MEGABYTES = env.int(
    "REGISTER_IMPORT_MAX_MEMORY_MEGABYTES",
    default=1024,
    validate=validate.Range(min=256, error="Must be at least 256."),
)

REGISTER_PUBLISHER = env.str("REGISTER_PUBLISHER", default="")
REGISTER_LICENCE = env.str(
    "REGISTER_LICENCE",
    default="",
    validate=validate.Regexp(r"(https?://\S+)?\Z", error="Must be an address that begins with https:// or http://."),
)
# The codes of IATI's list OrganisationType.
ORGANISATION_TYPES = ["10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90"]
IATI_REPORTING_ORG = env.str("REGISTER_IATI_REPORTING_ORG", default="")
not_without = validate.Length(min=1 if IATI_REPORTING_ORG else 0, error="REGISTER_IATI_REPORTING_ORG needs it.")
IATI_REPORTING_ORG_NAME = env.str("REGISTER_IATI_REPORTING_ORG_NAME", default="", validate=not_without)
IATI_REPORTING_ORG_TYPE = env.str(
    "REGISTER_IATI_REPORTING_ORG_TYPE",
    default="",
    validate=validate.OneOf(ORGANISATION_TYPES if IATI_REPORTING_ORG else ["", *ORGANISATION_TYPES]),
)

try:
    env.seal()
except EnvValidationError as error:
    refused = cast("dict[str, list[str]]", error.error_messages)
    mistakes = [f"  {name}: {' '.join(messages)}" for name, messages in refused.items()]
    raise ImproperlyConfigured(
        "\n".join(["The register does not start with these settings (.env.example tells what they are):", *mistakes])
    ) from error

PROXY_NETWORKS = [ip_network(address) for address in PROXY_ADDRESSES]

# What the register is made of

INSTALLED_APPS = [
    "cooperation",
    "cooperation.desk.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_filters",
    "import_export",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "config.proxies.IgnoreForgedProxyHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cooperation.public.freshness.FreshPages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "cooperation.public.faults.DatabaseAway",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cooperation.public.frame.frame",
            ],
        },
    },
]

# Records

# A write takes its lock when it begins, so that two officers saving at once wait for each other instead of failing.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,  # seconds: a form waits for as long as the largest import writes
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    DATABASE["ENGINE"] = "config.sqlite"
    DATABASE["OPTIONS"] = SQLITE_OPTIONS | DATABASE.get("OPTIONS", {})
else:
    # Without it, a server that does not answer at all would keep every page waiting for minutes.
    DATABASE["OPTIONS"] = {"connect_timeout": 5} | DATABASE.get("OPTIONS", {})
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a meeting's form has a dozen fields for each of its participants

# Languages and formats

LANGUAGES = [("en", "English"), ("da", "Dansk")]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "cooperation" / "locale"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "Europe/Copenhagen"
FORMS_URLFIELD_ASSUME_HTTPS = True

# Forms

FORM_RENDERER = "cooperation.values.text_forms.TextFormRenderer"

# Static files

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "config.stylesheet.JoiningFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG

# Who may come in

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Name and address together: a ministry may share one address, and by the name alone anyone could lock an officer out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)  # said in words on admin/locked_out.html
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
CLIENT_ADDRESS = AXES_CLIENT_IP_CALLABLE = "config.proxies.client_address"
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"

# What browsers are told

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # putting a whole domain on the browsers' preload list is for its owner to decide
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # that Django leaves it to the server to drop the body of a HEAD
    },
}
