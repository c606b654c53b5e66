"""Every committed change of what readers see replaces the version of the site that pages are kept for.

It listens where all doors meet, at the connection to the database: our actions, Wagtail's admin, the worker, commands,
`QuerySet.update`. What is not listed here counts as seen, so a new table costs at most that pages are made anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .page_cache import forget

CHANGE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)', re.IGNORECASE)
ASSIGNED = re.compile(r'"(\w+)" = ')
# Sessions, logs, outboxes, drafts and who may do what in the admin: no page for everybody shows any of it.
UNSEEN = (
    "account_",
    "core_audit",
    "core_outgoingmail",
    "core_sentform",
    "core_unsentform",
    "django_session",
    "django_tasks_",
    "mfa_",
    "search_searchcount",
    "usersessions_",
    "wagtailadmin_",
    "wagtailcore_comment",
    "wagtailcore_modellogentry",
    "wagtailcore_pagelogentry",
    "wagtailcore_pagesubscription",
    "wagtailcore_referenceindex",
    "wagtailcore_revision",
    "wagtailcore_task",
    "wagtailcore_uploadedfile",
    "wagtailcore_workflow",
    "wagtailsearch_",
    "wagtailusers_",
)
# What a login, an autosaved draft or one that is sent to be published changes of a row that is seen.
UNSEEN_COLUMNS = {
    "core_pagestate": {"submitted_at", "wanted_key"},
    "people_user": {"last_login", "password"},
    "wagtailcore_page": {
        "draft_title",
        "has_unpublished_changes",
        "latest_revision_created_at",
        "latest_revision_id",
        "locked",
        "locked_at",
        "locked_by_id",
    },
}


def is_seen(sql: str) -> bool:
    """Tell whether a statement changes what a reader who is not signed in may see."""
    change = CHANGE.match(sql)
    if change is None or change[1].startswith(UNSEEN):
        return False
    if change[1] not in UNSEEN_COLUMNS or not sql.startswith("UPDATE"):
        return True
    assigned = set(ASSIGNED.findall(sql.partition(" WHERE ")[0]))
    return not assigned or bool(assigned - UNSEEN_COLUMNS[change[1]])


def watch(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Listen to a new connection; the first of its listeners, so that nobody's leaving takes it away."""
    if _listen not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _listen)


def _listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    answer = execute(sql, params, many, context)
    connection = context["connection"]
    if is_seen(str(sql)) and not any(entry[1] is forget for entry in connection.run_on_commit):
        transaction.on_commit(forget, using=connection.alias, robust=True)
    return answer
