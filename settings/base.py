"""What is the same everywhere. Secrets, hosts and storage are set in dev.py, test.py and production.py."""

import os
from pathlib import Path

import environ

from .caches import page_caches, session_cache
from .search import search
from .security import *  # noqa: F403 - a settings module is the sum of its parts

env = environ.Env()

ROOT = Path(__file__).resolve().parent.parent
VAR = Path(env("VAR", default="") or ROOT / "var")
NODE_MODULES = ROOT / "node_modules"

INSTALLED_APPS = [
    "core",
    "people",
    "threads",
    "arena",
    "market",
    "cases",
    "events",
    "search",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "people.users_app.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # Last: it builds the page tree when the permissions of every other app are there.
    "home",
]

MIDDLEWARE = [
    "core.middleware.HeadMiddleware",
    # Ahead of the kept pages: a search that is answered by one is counted as well.
    "search.counting.CountingMiddleware",
    "core.page_cache.PageCacheMiddleware",
    "core.reference.ReferenceMiddleware",
    "core.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.LanguageMiddleware",
    "core.maintenance.MaintenanceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.middleware.AuthenticationMiddleware",
    "core.middleware.CacheControlMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "people.middleware.StaffMfaMiddleware",
    "people.middleware.AdminLanguageMiddleware",
    "people.desk.ModeratorsDeskMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.MethodMiddleware",
    "core.limits.LimitsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.middleware.AdminTransactionMiddleware",
    "core.withdrawn.WithdrawnMiddleware",
    "core.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "settings.urls"
WSGI_APPLICATION = "settings.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "core.context_processors.face",
                "people.context_processors.reader",
            ],
        },
    },
]

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# Words of our own, then those of libraries that lack them in nynorsk or say them badly in bokmål.
LOCALE_PATHS = [ROOT / "site" / "locale", ROOT / "site" / "borrowed"]
FORMAT_MODULE_PATH = "settings.formats"
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_I18N = True

STATICFILES_DIRS = [
    ROOT / "site" / "static",
    ("ds", NODE_MODULES / "@digdir" / "designsystemet-css" / "dist"),
    ("datalist", NODE_MODULES / "@u-elements" / "u-datalist" / "dist"),
    ("dsweb", NODE_MODULES / "@digdir" / "designsystemet-web" / "dist" / "umd"),
    ("inter", NODE_MODULES / "@fontsource-variable" / "inter"),
    ("letters", NODE_MODULES / "inter-letters"),
]
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.storage.StaticStorage"},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    **page_caches(env("PAGE_CACHE_URL", default=""), VAR),
    **session_cache(env("PAGE_CACHE_URL", default=""), VAR),
}
# Pages for readers who are not signed in are kept for all of them: core/page_cache.py.
PAGE_CACHE = True

# Every mail is a row first, written in the transaction that caused it; the worker hands it to MAIL_TRANSPORT.
EMAIL_BACKEND = "core.mail.OutboxBackend"
MAIL_TRANSPORT = "core.mail.ReadableFileBackend"
EMAIL_FILE_PATH = VAR / "mail"
EMAIL_TIMEOUT = 20  # seconds; a server that does not answer must not hold the worker
SECURITY_CONTACT = env("SECURITY_CONTACT", default="sikkerhet@markedsplassen.example")
DEFAULT_FROM_EMAIL = "Markedsplassen <ikke-svar@markedsplassen.example>"

# Faults of ours, and what our own code warns of, are told on standard error. Of what browsers do wrong (4xx, odd hosts,
# forms that are too long) there is one short line, with the number that stands on the page they got.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "core.logs.Formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "refused": {"level": "INFO"},
        # It tells of each try with a traceback; search/engines/breaker.py says what matters of it, once.
        "elastic_transport": {"level": "ERROR"},
    },
}

DEFAULT_EXCEPTION_REPORTER_FILTER = "core.errors.SecretsFilter"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# The site answers 503, see core/maintenance.py; a file `maintenance` under VAR does the same.
MAINTENANCE = env.bool("MAINTENANCE", default=False)
DISK_RESERVE = 200 * 1024 * 1024  # bytes that must be free, or /readyz says that the disk is full

SEARCH = search(os.environ, VAR)

AUTH_USER_MODEL = "people.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "my_page"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "people.forms.SignupNameForm"
ACCOUNT_FORMS = {"login": "people.account_forms.LoginForm"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Only behind a proxy that overwrites X-Forwarded-Proto and adds to X-Forwarded-For: then they are believed.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
LIMITS_TIMES = env.int("LIMITS_TIMES", default=1)
# A whole municipality may come from one address; one account is still tried five times in five minutes at most.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/300s/key"}
ACCOUNT_USER_DISPLAY = "people.models.display_name"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "people.account_forms.AddKeyForm", "edit_webauthn": "people.account_forms.EditKeyForm"}
MFA_TOTP_ISSUER = "Markedsplassen"

WAGTAIL_SITE_NAME = "Markedsplassen"
WAGTAIL_I18N_ENABLED = True
# With one language and one time zone to choose from, Wagtail asks for neither: the account's language is the admin's
# as well (people/actions.py).
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:1]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_FINISH_WORKFLOW_ACTION = "core.workflow.publish_approved"
WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.uploads.DocumentForm"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.ImageForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# What is sent to translation is a draft until its translator publishes it.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_LOGIN_URL = "admin_gate"
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "norwegian"}}
TAGGIT_CASE_INSENSITIVE = True
# A page with many blocks has more fields than Django's limit for a form.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 30
# Bytes, files and all: larger than the largest file that anybody may send, and not read at all.
LARGEST_REQUEST = 25 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
