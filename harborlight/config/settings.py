"""Every setting, from the environment, with a safe default for one machine.

The names are listed with their meaning in docs/operators.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import urlsplit

import environ
import pysqlite3
from django.core.exceptions import ImproperlyConfigured

from harborlight.config import built, keys, searching, tongues
from harborlight.config.account_settings import *  # noqa: F403
from harborlight.config.rooms import ROOMS

# The SQLite that Python was built with may have the WAL-reset bug (3.7.0 to
# 3.51.2), which can corrupt a database that two processes write to.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parents[2]
HOME = Path(env.str("HARBORLIGHT_HOME", default=str(BASE_DIR / "var"))).resolve()
HOME.mkdir(parents=True, exist_ok=True)

# --- Where we are ---------------------------------------------------------
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("HARBORLIGHT_URL", default=f"http://localhost:{PORT}").rstrip("/")
SITE_HOST = urlsplit(SITE_URL).hostname or "localhost"
HTTPS = SITE_URL.startswith("https://")
DEVELOPMENT = env.bool("HARBORLIGHT_DEVELOPMENT", default=SITE_HOST == "localhost")
DEBUG = env.bool("HARBORLIGHT_DEBUG", default=False)
ALLOWED_HOSTS = env.list("HARBORLIGHT_HOSTS", default=[SITE_HOST])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# A host name (and port) at which files are handed out, and nothing else.
FILES_HOST = env.str("HARBORLIGHT_FILES_HOST", default="")
if FILES_HOST:
    ALLOWED_HOSTS.append(FILES_HOST.partition(":")[0])
    if FILES_HOST.partition(":")[0] == SITE_HOST:
        raise ImproperlyConfigured(
            "HARBORLIGHT_FILES_HOST must be another host than that of HARBORLIGHT_URL."
        )

# --- Keys -----------------------------------------------------------------
MASTER_KEYS = keys.master_keys(
    HOME,
    env.str("HARBORLIGHT_MASTER_KEYS", default=""),
    env.str("HARBORLIGHT_KEY_FILE", default=""),
)
SECRET_KEY = keys.derived(MASTER_KEYS, "django secret")

# --- What is here ---------------------------------------------------------
INSTALLED_APPS = [
    # First, so that its templates stand before those of the packages.
    "harborlight.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_tasks",
    "django_htmx",
    "lucide",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    *(f"harborlight.{room}" for room in ROOMS),
]
MIDDLEWARE = [
    "harborlight.firm.requests.Requests",
    "django.middleware.security.SecurityMiddleware",
    "harborlight.ui.handing.FilesHost",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "harborlight.firm.languages.AskedLanguage",
    "harborlight.firm.sessions.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "harborlight.firm.doors.Answers",
]
ROOT_URLCONF = "harborlight.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "harborlight.ui.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "harborlight.ui.templatetags.house",
            ],
        },
    }
]
FORM_RENDERER = "harborlight.ui.forms.HouseRenderer"
TEST_RUNNER = "django.test.runner.DiscoverRunner"

# --- Database -------------------------------------------------------------
DATABASES = {
    "default": env.db_url(
        "DATABASE_URL", default=f"sqlite:///{HOME / 'harborlight.sqlite3'}"
    )
}
ON_POSTGRES = "postgresql" in DATABASES["default"]["ENGINE"]
if ON_POSTGRES:
    # The application's role owns nothing and cannot switch row-level security
    # off; the tables belong to the role of DATABASE_OWNER_URL, which migrates.
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if owner := env.str("DATABASE_OWNER_URL", default=""):
        DATABASES["owner"] = env.db_url_config(owner)
else:
    # Whoever writes stands in a queue: SQLite itself passes some over again and again.
    DATABASES["default"]["ENGINE"] = "harborlight.firm.queued_sqlite"
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        # Deferred transactions that later write fail at once when another
        # writer came first, whatever the timeout; immediate ones wait.
        "transaction_mode": "IMMEDIATE",
        # Waiting is no queue: on a machine that is very busy one writer may be passed
        # over again and again, and in 20 seconds of that it failed.
        "timeout": 60,
        # FULL: a receipt for money must survive a power cut.
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;PRAGMA cache_size=-32000;",
    }
# The index of what stands in papers: never in the database of the record.
# Beside PostgreSQL there may be many machines, which no file of one of them serves.
SEARCH_DATABASE = searching.search_database(
    env.str("HARBORLIGHT_SEARCH_DATABASE", default="off" if ON_POSTGRES else "sqlite"),
    HOME,
    DATABASES["default"],
)
# Two processes on one SQLite file only wait for each other.
WORKERS = env.int("HARBORLIGHT_WORKERS", default=2)
# Addresses of proxies in front of us, whose X-Forwarded-For is believed.
PROXIES = env.list("HARBORLIGHT_PROXIES", default=[])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_ROUTERS: list[str] = []

CACHES = {
    "default": env.cache_url("CACHE_URL")
    if env.str("CACHE_URL", default="")
    else {
        # Throttling needs a cache that all workers share.
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # The counters of wrong passwords must not be thrown out for newer ones.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

# --- Files, forms, mail ---------------------------------------------------
FILES_BUCKET = env.str("HARBORLIGHT_BUCKET", default="")
FILES_ENDPOINT = env.str("HARBORLIGHT_BUCKET_ENDPOINT", default="")
FILES_FOLDER = HOME / "files"
# Whether pages are read when they come; they can be read one by one all the same.
READING = env.bool("HARBORLIGHT_READING", default=True)
# The virus scanner: unix:/run/clamav/clamd.ctl or tcp://host:3310. Empty: there is none.
CLAMD = env.str("HARBORLIGHT_CLAMD", default="")
# The largest piece of evidence that any firm of this house may take, in mebibytes.
EVIDENCE_MB = min(2048, env.int("HARBORLIGHT_EVIDENCE_MB", default=2048))
# How much one client may send within thirty days.
CLIENT_MB = env.int("HARBORLIGHT_CLIENT_MB", default=20 * 1024)
CLIENT_FILES = env.int("HARBORLIGHT_CLIENT_FILES", default=2000)
# Packs of editions that came out after this release; none unless it is set.
PACKS_FOLDER = env.str("HARBORLIGHT_PACKS", default="")
FORMS_FOLDER = Path(env.str("HARBORLIGHT_FORMS", default=str(HOME / "forms")))
OUTBOX_FOLDER = HOME / "outbox"
# A mail server that takes the call and then says nothing holds up every other job.
EMAIL_TIMEOUT = 30
if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(OUTBOX_FOLDER)
DEFAULT_FROM_EMAIL = env.str(
    "HARBORLIGHT_FROM", default=f"Harborlight <office@{SITE_HOST}>"
)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_HANDLERS = ["harborlight.firm.vault.incoming.SealedUploadHandler"]

# --- Cards, text messages, other programs ---------------------------------
# "sandbox": a stand-in that moves no money. Empty: no cards are taken.
PAYMENTS = env.str("HARBORLIGHT_PAYMENTS", default="sandbox" if DEVELOPMENT else "")
# Where Stripe answers, and where its pages are: a firm that has an account uses them.
STRIPE_ADDRESS = env.str("HARBORLIGHT_STRIPE", default="https://api.stripe.com")
STRIPE_PAGES = env.list(
    "HARBORLIGHT_STRIPE_PAGES",
    # The second is where a bank asks for its second factor.
    default=["https://checkout.stripe.com", "https://hooks.stripe.com"],
)
TEXTS = env.str("HARBORLIGHT_TEXTS", default="")  # outside/texts.py
TEXTS_FROM = env.str("HARBORLIGHT_TEXTS_FROM", default="")
HOOKS_INSIDE = env.list("HARBORLIGHT_HOOKS_INSIDE", default=[])  # outside/hooks.py

# --- Background work ------------------------------------------------------
# What tells when the things that happen by themselves happen.
SCHEDULE = "harborlight.config.schedule.moments"
TASKS = {"default": {"BACKEND": "harborlight.firm.queue.LeasedBackend"}}

# --- People and sessions --------------------------------------------------
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SESSION_ENGINE = "harborlight.firm.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "harborlight.portal.views.errors.stale_page"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600

# --- What a browser may do with our pages ---------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Pictures of pages come from the host of files, where there is one.
FILES_ORIGIN = [f"{urlsplit(SITE_URL).scheme}://{FILES_HOST}"] if FILES_HOST else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "blob:", "data:", *FILES_ORIGIN],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Words and dates ------------------------------------------------------
LANGUAGE_CODE = "en"
WRITTEN = tongues.WRITTEN
LANGUAGES = tongues.and_these(env.list("HARBORLIGHT_LANGUAGES", default=[]))
LOCALE_PATHS = [built.LOCALE]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TZ", default="America/New_York")
FORMAT_MODULE_PATH = "harborlight.ui.formats"

# --- Styles and scripts ---------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
# Only what `harborlight assets` built, not whatever the packages bring along.
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
STATICFILES_DIRS = [built.STATIC]
STORAGES = {
    "staticfiles": {"BACKEND": "harborlight.ui.static_files.HashedFiles"},
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000

LOUD = env.str("HARBORLIGHT_LOG", default="WARNING")
LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": LINE}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOUD},
}
