"""The database of a site: SQLite under its own folder, or whatever DATABASE_URL says."""

from pathlib import Path
from typing import Any

import environ

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 60,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}


def database(env: environ.Env, var: Path) -> dict[str, Any]:
    """Return the `DATABASES["default"]` entry."""
    config = env.db_url("DATABASE_URL", default=f"sqlite:///{var / 'db.sqlite3'}")
    if "sqlite" in config["ENGINE"]:
        return {**config, "ENGINE": "core.sqlite", "OPTIONS": dict(SQLITE_OPTIONS)}
    return {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
