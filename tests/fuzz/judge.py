"""What an answer may be, and what a request may leave in the database."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

ALWAYS = ["django_session"]
ACCOUNTS = ["people_user", "account_*", "core_outgoingmail", "mfa_*", "usersessions_*"]
JOURNAL = ["core_auditentry", "core_evententry", "core_searchchange", "core_outgoingmail", "core_sentform"]
WAGTAIL = ["wagtailcore_page", "wagtailcore_revision", "wagtailcore_pagelogentry", "wagtailcore_modellogentry"]
WAGTAIL += ["wagtailcore_referenceindex", "wagtailcore_workflowstate", "wagtailcore_taskstate", "wagtailsearch_*"]
WAGTAIL += ["wagtailcore_comment*", "wagtailcore_pagesubscription", "wagtailredirects_redirect", "wagtailadmin_*"]
WAGTAIL += [
    "wagtailcore_uploadedfile",
    "django_tasks_*",
    "wagtail_localize_*",
    "taggit_*",
    "wagtailcore_editingsession",
]
WAGTAIL += ["wagtailusers_userprofile"]
WRITING = ["core_pagestate", "arena_*", "threads_*", "cases_*", "events_*", "core_unsentform"]
MEMBER = [*ALWAYS, *ACCOUNTS, *JOURNAL, *WAGTAIL, *WRITING]
EDITOR = [*MEMBER, "home_*", "market_*", "core_siteimage", "core_siterendition", "core_sitedocument", "core_term*"]
MAY_GROW = {
    "anonymous": [*ALWAYS, *ACCOUNTS],
    "member": MEMBER,
    "newcomer": MEMBER,
    "moderator": MEMBER,
    "editor": EDITOR,
    "administrator": [*EDITOR, "people_*", "wagtailcore_collection"],
}
# What nobody takes away but by a button of the admin.
# Who has a page of Wagtail's admin open is noted there, and thumbnails are made when they are shown.
SEEING = [
    "core_siterendition",
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailsearch_*",
    "wagtailusers_userprofile",
]
STAFF = ("editor", "moderator", "administrator")
MAY_SHRINK = {"editor": EDITOR, "administrator": MAY_GROW["administrator"]}
LITTLE = [
    *ALWAYS,
    "account_*",
    "mfa_*",
    "usersessions_*",
    "core_searchchange",
    "wagtailsearch_*",
    "core_unsentform",
]
SLOW = 4.0  # seconds of CPU; what is quadratic takes minutes


class Rows:
    """How many rows each table has; asked anew only when something was written."""

    def __init__(self) -> None:
        self.tables = [one for one in connection.introspection.table_names() if one != "django_migrations"]
        self.counts = self._count()
        self.wrote = False

    def watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note that something is written; installed with `connection.execute_wrapper`."""
        self.wrote = self.wrote or not sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE", "EXPLAIN"))
        return execute(sql, params, many, context)

    def changes(self) -> dict[str, int]:
        """Return by how many rows each table has grown or shrunk since the last time."""
        if not self.wrote:
            return {}
        before, self.counts, self.wrote = self.counts, self._count(), False
        return {table: n - before[table] for table, n in self.counts.items() if n != before[table]}

    def _count(self) -> dict[str, int]:
        parts = (f"SELECT '{table}', count(*) FROM {connection.ops.quote_name(table)}" for table in self.tables)  # noqa: S608 - names of our own tables
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts))
            return dict(cursor.fetchall())


def faults(actor: str, method: str, response: Any, changes: dict[str, int], seconds: float) -> list[str]:
    """Return what is wrong with an answer, in words."""
    found = []
    if response.status_code >= 500:
        found.append(f"answered {response.status_code}")
    if urlsplit(response.headers.get("Location", "")).hostname not in (None, "testserver"):
        found.append(f"led to {response.headers['Location'][:80]}")
    if seconds > SLOW:
        found.append(f"took {seconds:.1f} s")
    if not {"Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy"} <= set(response.headers):
        found.append("has not all headers")
    found += [f"wrote {n:+} to {table}" for table, n in changes.items() if not _may(actor, method, response, table, n)]
    return found


def _may(actor: str, method: str, response: Any, table: str, n: int) -> bool:
    if method in ("GET", "HEAD", "OPTIONS"):
        # Wagtail's admin makes its thumbnails when it shows them.
        return _among(table, [*ALWAYS, *SEEING] if actor in STAFF else ALWAYS)
    if n < 0:
        return _among(table, MAY_SHRINK.get(actor, LITTLE))
    refused = response.status_code >= 400 and actor not in MAY_SHRINK
    return _among(table, [*ALWAYS, "core_auditentry", "account_*"] if refused else MAY_GROW[actor])


def _among(table: str, patterns: list[str]) -> bool:
    return any(fnmatch(table, pattern) for pattern in patterns)
