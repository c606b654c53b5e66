"""What processes share beside the database: in files, for those of one host, or where PAGE_CACHE_URL says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

MOST_PAGES, MOST_QUERIES, MOST_SESSIONS = 200_000, 2_000, 20_000
FILES = "django.core.cache.backends.filebased.FileBasedCache"


def page_caches(url: str, var: Path) -> dict[str, Any]:
    """Return two `CACHES` entries: one for the addresses that exist, and a bounded one for those with a query."""
    return {
        name: _given(url, name) if url else _files("core.page_files.PageFiles", var / "cache" / name, most)
        for name, most in (("pages", MOST_PAGES), ("page_queries", MOST_QUERIES))
    }


def session_cache(url: str, var: Path) -> dict[str, Any]:
    """Return the `CACHES` entry of what a session holds for an hour: `people/sessions.py`."""
    return {"sessions": _given(url, "sessions") if url else _files(FILES, var / "cache" / "sessions", MOST_SESSIONS)}


def _given(url: str, name: str) -> dict[str, Any]:
    return {**environ.Env.cache_url_config(url), "KEY_PREFIX": name}


def _files(backend: str, folder: Path, most: int) -> dict[str, Any]:
    return {"BACKEND": backend, "LOCATION": folder, "OPTIONS": {"MAX_ENTRIES": most}}
