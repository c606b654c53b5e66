"""What an answer may be, and what a request may leave in the database."""

from __future__ import annotations

from fnmatch import fnmatch
from typing import Any
from urllib.parse import urlsplit

from tests.fuzz.rows import Change

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
ONLY_ADDED_TO = ("core_auditentry", "core_auditseal", "core_evententry", "wagtailcore_pagelogentry")
# As the texts of tests/fuzz/values.py would stand there if nobody had escaped them.
RUN = ("<script>window.__x", "<svg/onload=", 'href="javascript:', 'href="java\t')
SLOW = 4.0  # seconds of CPU; what is quadratic takes minutes


def faults(actor: str, method: str, response: Any, changes: list[Change], seconds: float, world: Any) -> list[str]:
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
    if "X" in response.headers or {"x", "messages=x"} & set(response.cookies):
        found.append("took a header from what was sent")
    found += _shown(actor, response, world.secrets)
    for change in changes:
        found += _wrote(actor, method, response.status_code >= 400, change, world.others.get(change.table, set()))
    return found


def _shown(actor: str, response: Any, secrets: dict[str, tuple[str, ...]]) -> list[str]:
    """Return what stands in an answer that this actor may not read, or that a browser would run."""
    text = response.getvalue().decode(errors="replace")
    found = [f"shows {word}" for word, readers in secrets.items() if actor not in (*STAFF, *readers) and word in text]
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return found + [f"would run {bait}" for bait in RUN if is_html and bait in text]


def _wrote(actor: str, method: str, refused: bool, change: Change, others: set[Any]) -> list[str]:
    table, found = change.table, []
    for verb, keys in (("added", change.new), ("changed", change.changed), ("removed", change.gone)):
        if keys and not _among(table, _tables(actor, method, refused, verb)):
            found.append(f"{verb} {sorted(map(str, keys))[:5]} of {table}")
    if change.changed and table in ONLY_ADDED_TO:
        found.append(f"rewrote {table}")
    if actor not in STAFF and others & (change.changed | change.gone):
        found.append(f"wrote to somebody else's {table}")
    return found


def _tables(actor: str, method: str, refused: bool, verb: str) -> list[str]:
    """Return the tables that a request may write to in this way."""
    if method in ("GET", "HEAD", "OPTIONS"):
        # Wagtail's admin makes its thumbnails when it shows them.
        return [*ALWAYS, *SEEING] if actor in STAFF else ALWAYS
    if verb == "removed":
        return MAY_SHRINK.get(actor, LITTLE)
    if refused and actor not in MAY_SHRINK:
        return [*ALWAYS, "core_auditentry", "account_*", *(SEEING if actor in STAFF else [])]
    if verb == "changed" and actor == "anonymous":
        return [*ALWAYS, "account_*"]
    return MAY_GROW[actor]


def _among(table: str, patterns: list[str]) -> bool:
    return any(fnmatch(table, pattern) for pattern in patterns)
