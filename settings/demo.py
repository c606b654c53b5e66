"""`make demo`: the same state as dev.py, served as in production."""

from .dev import *  # noqa: F403 - a settings module is the sum of its parts

DEBUG = False
PAGE_CACHE = True
