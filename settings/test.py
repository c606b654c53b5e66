"""Tests: quick hashing, no files left behind, the database of DATABASE_URL or SQLite."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403 - a settings module is the sum of its parts
from .base import VAR as OWN
from .database import local_databases
from .search import search

DEBUG = False
DEMO = True
SECRET_KEY = "only-for-tests"  # noqa: S105 - nothing real is signed with it
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

VAR = Path(tempfile.mkdtemp(prefix="markedsplassen-test-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
MEDIA_ROOT = VAR / "media"
STATIC_ROOT = VAR / "static"
EMAIL_FILE_PATH = VAR / "mail"
LOCAL = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {name: {"BACKEND": LOCAL, "LOCATION": name} for name in ("default", "pages", "page_queries", "sessions")}
# A test's changes are never committed: those that are about it turn it on.
PAGE_CACHE = False
# The tests of engines find the cluster that TEST_SEARCH_URL names; the site of the tests, and what they start, do not.
SEARCH = search({"SEARCH_URL": os.environ.get("TEST_SEARCH_URL", "")}, VAR) | {"ENGINE": "tantivy", "RESERVE": None}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
DATABASES = local_databases(OWN)
# A file, so that several processes of a test can write to it at once.
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
