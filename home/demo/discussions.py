from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from wagtail.models import Page

from core.models import PageState
from home.prose import Row
from threads.actions import delete_comment, post_comment
from threads.models import Comment, ThreadIndexPage, ThreadPage

from .pages import write_pages
from .world import World, rows

FIRST_COMMENT, BETWEEN_COMMENTS = 90, 37  # minutes after eight, and between two comments on one page
UNTIL_DELETED = timedelta(minutes=5)
FirstWords = dict[tuple[int, int, str], Comment]


def load(world: World) -> None:
    """Start the threads, and post what is missing of the comments on them and on all other pages."""
    threads = rows("threads", "thread")
    write_pages(world, "thread", threads, under=ThreadIndexPage.objects.originals().get(), build=_thread)
    there = _first_words(world)
    for on, comments in _by_page(threads).items():
        _discuss(world, world.pages[on], comments, there)


def _thread(world: World, row: Row) -> ThreadPage:
    return ThreadPage(body=row["body"].strip(), **world.subject(row))


def _by_page(threads: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the comments of each page, oldest first: those that stand with a thread, those that name their page."""
    found = defaultdict(list, {f"thread:{thread['slug']}": thread["comment"] for thread in threads})
    for comment in rows("comments", "comment"):
        found[comment["on"]].append(comment)
    return {on: sorted(of_page, key=lambda row: -row["days_ago"]) for on, of_page in found.items()}


def _first_words(world: World) -> FirstWords:
    """Return the comments on the world's pages, by page, author and what they said before anybody edited them."""
    comments = Comment.objects.filter(page__in=world.pages.values()).prefetch_related("revisions")
    return {(one.page_id, one.author_id, _said_first(one)): one for one in comments}


def _said_first(comment: Comment) -> str:
    oldest_last = list(comment.revisions.all())
    return oldest_last[-1].body if oldest_last else comment.body


def _discuss(world: World, page: Page, comments: Iterable[Row], there: FirstWords) -> None:
    by_key: dict[str, Comment] = {}
    for place, row in enumerate(comments):
        author, body = world.authors[row["author"]], row["body"].strip()
        comment = there.get((page.pk, author.user.pk, body))
        if comment is None:
            at = world.moment(row["days_ago"], minute=FIRST_COMMENT + place * BETWEEN_COMMENTS)
            told: dict[str, Any] = {"author": author.user, "organisation": author.organisation, "body": body}
            reply_to = by_key.get(row.get("reply_to", ""))
            comment = _post(page, at, deleted=row.get("deleted", False), reply_to=reply_to, **told)
            world.made["comments"] += 1
        by_key[row["key"]] = comment


def _post(page: Page, at: datetime, *, deleted: bool, **told: Any) -> Comment:
    """Post a comment and set it back to `at`; the page was last active then, or later if it was so already.

    What waits for a moderator is no activity yet.
    """
    state = PageState.objects.filter(pk=page.pk)
    active = state.values_list("last_activity_at", flat=True).get()
    comment = post_comment(page=page, **told)
    stored = Comment.objects.filter(pk=comment.pk)
    if deleted:
        delete_comment(comment=comment, actor=comment.author)
        stored.update(deleted_at=at + UNTIL_DELETED)
    stored.update(created_at=at)
    if comment.is_held:
        stored.update(held_at=at)
        return comment
    state.update(last_activity_at=max(active, at))
    return comment
