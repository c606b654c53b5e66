"""This machine's own copy: everything it keeps lies under var/."""

from .base import *  # noqa: F403 - a settings module is the sum of its parts
from .base import VAR, env
from .database import local_databases
from .secret import secret_key

DEBUG = env.bool("DEBUG", default=True)
SECRET_KEY = secret_key(VAR / "secret_key")
DATABASES = local_databases(VAR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{env.int('PORT', default=8000)}"
# The demo's accounts exist here and nowhere else.
DEMO = True
# A template that is being written shows at once.
PAGE_CACHE = not DEBUG
