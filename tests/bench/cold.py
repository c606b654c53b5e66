"""The demo's settings without the cache of whole pages: every page is made anew."""

from settings.demo import *  # noqa: F403 - a settings module is the sum of its parts

PAGE_CACHE = False
