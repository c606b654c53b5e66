"""Production: fails at start, with a line for each of them, when variables are missing, empty or malformed."""

import os

from .base import *  # noqa: F403 - a settings module is the sum of its parts
from .base import BEHIND_PROXY
from .database import database
from .environment import hosts, mail, origin, required, secret, sender

given = required(
    os.environ,
    {
        "SECRET_KEY": secret,
        "ALLOWED_HOSTS": hosts,
        "BASE_URL": origin,
        "DATABASE_URL": database,
        "EMAIL_URL": mail,
        "DEFAULT_FROM_EMAIL": sender,
    },
)

DEBUG = False
DEMO = False
SECRET_KEY = given["SECRET_KEY"]
ALLOWED_HOSTS = given["ALLOWED_HOSTS"]
WAGTAILADMIN_BASE_URL = given["BASE_URL"]
DATABASES = {"default": given["DATABASE_URL"]}
vars().update(given["EMAIL_URL"])
MAIL_TRANSPORT = given["EMAIL_URL"]["EMAIL_BACKEND"]
EMAIL_BACKEND = "core.mail.OutboxBackend"
DEFAULT_FROM_EMAIL = given["DEFAULT_FROM_EMAIL"]

CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # watchers ask the process itself, behind what speaks TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
