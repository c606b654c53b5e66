"""Where the pages for everybody are kept: in files that the workers of one host share, or where PAGE_CACHE_URL says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ

MOST_PAGES, MOST_QUERIES = 200_000, 2_000


def page_caches(url: str, var: Path) -> dict[str, Any]:
    """Return two `CACHES` entries: one for the addresses that exist, and a bounded one for those with a query."""
    return {
        name: _given(url, name) if url else _files(var / "cache" / name, most)
        for name, most in (("pages", MOST_PAGES), ("page_queries", MOST_QUERIES))
    }


def _given(url: str, name: str) -> dict[str, Any]:
    return {**environ.Env.cache_url_config(url), "KEY_PREFIX": name}


def _files(folder: Path, most: int) -> dict[str, Any]:
    return {"BACKEND": "core.page_files.PageFiles", "LOCATION": folder, "OPTIONS": {"MAX_ENTRIES": most}}
