"""The database of a site: SQLite under its own folder, or whatever DATABASE_URL says."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import environ

from .environment import address, required

# Seconds that a thread keeps its connection: opening one costs more than most queries, in SQLite too.
KEPT_OPEN = 60
ENGINES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    # A list of thousands goes through more of the file than the 2 MB that are held by default: it is read as memory.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;",
}


def database(url: str) -> dict[str, Any]:
    """Return a `DATABASES` entry; raises `ValueError` unless `url` names a database that the site is tested on."""
    message = "must be an address such as postgres://user:password@host/name"
    address(url, message)
    with warnings.catch_warnings(action="ignore"):
        config = environ.Env.db_url_config(url)
    if config.get("ENGINE") not in ENGINES or not config.get("NAME"):
        raise ValueError(message)
    if "sqlite" in config["ENGINE"]:
        return {**config, "ENGINE": "core.sqlite", "CONN_MAX_AGE": KEPT_OPEN, "OPTIONS": dict(SQLITE_OPTIONS)}
    return {**config, "CONN_MAX_AGE": KEPT_OPEN, "CONN_HEALTH_CHECKS": True}


def local_databases(var: Path) -> dict[str, Any]:
    """Return `DATABASES` of a copy that needs no settings: without `DATABASE_URL` it keeps its own under `var`."""
    url = os.environ.get("DATABASE_URL", "").strip() or f"sqlite:///{var / 'db.sqlite3'}"
    return {"default": required({"DATABASE_URL": url}, {"DATABASE_URL": database})["DATABASE_URL"]}
