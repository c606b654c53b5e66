from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from core.address import CURSOR, Address

COMMENTS_A_PART = 20  # of 1.3 kB and their words, for a member who may answer: a page keeps within 60 kB
ANCHOR = "kommentarer"
PLACE = 12  # digits of `Comment.path` for each comment
LONGEST_KEY = 19  # digits: what a database takes for a key
# What is shown of a comment, and what decides how.
SHOWN = [
    *("parent", "body_html", "written_in", "created_at", "edited_at"),
    *("deleted_at", "held_at", "declined_at", "decline_reason"),
    *("author__first_name", "author__last_name", "author__email", "organisation__name", "organisation__kind"),
]


@dataclass
class Entry:
    """A comment as it is shown, with the replies below it; of a deleted one only the place is left.

    Where a branch goes on from the part before, the comments above it are named alone (`is_above`).
    """

    comment: Any
    is_own: bool
    is_above: bool = False
    replies: list[Entry] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return not self.comment.is_deleted or any(reply.is_shown for reply in self.replies)


def parts(paths: Iterable[str]) -> list[list[str]]:
    """Part a discussion: return which of its comments, named by `path` from top to bottom, are read together.

    A branch (a root comment with all replies below it) stays whole where a part has room for it; a longer one is cut
    where the part is full, and goes on in the next.
    """
    found: list[list[str]] = [[]]
    for _root, branch in groupby(paths, key=root_of):
        comments = list(branch)
        if found[-1] and len(found[-1]) + len(comments) > COMMENTS_A_PART:
            found.append([])
        for path in comments:
            if len(found[-1]) == COMMENTS_A_PART:
                found.append([])
            found[-1].append(path)
    return found


def root_of(path: str) -> str:
    return path[:PLACE]


def part_with(found: list[list[str]], path: str) -> int:
    """Return which part a comment stands in, the first being 0."""
    return bisect_left([part[-1] for part in found], path)


def part_after(found: list[list[str]], cursor: str) -> int:
    """Return which part shows what follows the branch of a root, or a reply; the last one beyond the end."""
    if not found[0] or not (cursor.isascii() and cursor.isdigit() and len(cursor) < LONGEST_KEY):
        return 0
    place = cursor.zfill(PLACE)
    replies = (path for part in found for path in part if path[PLACE:].endswith(place))
    after = next(replies, f"{place}:")  # a colon sorts after all digits, so after the branch
    return min(bisect_right([part[-1] for part in found], after), len(found) - 1)


def cursor_of(found: list[list[str]], number: int) -> str | None:
    """Return the cursor of a part: the root of the branch before it or, if it is cut, the reply; of the first None."""
    if number == 0:
        return None
    last, first = found[number - 1][-1], found[number][0]
    return str(int(last[-PLACE:] if root_of(last) == root_of(first) else root_of(last)))


class Discussion:
    """The comments of a page, oldest first, so many at a time; one query for few, two for many."""

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page = page
        self.user = request.user
        self.address = Address(request.path, request.GET)

    @cached_property
    def _comments(self) -> Any:
        from .models import Comment

        return Comment.objects.standing_for(self.user).filter(page_id=self.page.pk).order_by("path")

    @cached_property
    def _parts(self) -> list[list[str]]:
        """Return what is read together; few comments are never parted, so they are not asked for."""
        is_short = self.total <= COMMENTS_A_PART
        return [[]] if is_short else parts(self._comments.values_list("path", flat=True))

    @cached_property
    def _place(self) -> int:
        return part_after(self._parts, self.address.params.get(CURSOR, ""))

    @cached_property
    def entries(self) -> list[Entry]:
        part = self._parts[self._place]
        above = [int(part[0][at : at + PLACE]) for at in range(0, len(part[0]) - PLACE, PLACE)] if part else []
        shown = Q(path__range=(part[0], part[-1])) | Q(pk__in=above) if part else Q()
        by_pk: dict[int, Entry] = {}
        roots = []
        for comment in self._comments.filter(shown).with_author().only(*SHOWN):
            entry = by_pk[comment.pk] = Entry(comment, comment.author_id == self.user.pk, comment.pk in above)
            siblings = by_pk[comment.parent_id].replies if comment.parent_id else roots
            siblings.append(entry)
        return [entry for entry in roots if entry.is_shown]

    @property
    def total(self) -> int:
        return self.page.state.comment_count if self.page.pk else 0

    @property
    def number(self) -> int:
        """Return which part is shown, counted from 1."""
        return self._place + 1

    @property
    def number_of_parts(self) -> int:
        return len(self._parts)

    @property
    def cursor(self) -> str | None:
        """Return what `?etter=` names where this part has its address of its own; None for the first."""
        return cursor_of(self._parts, self._place)

    @property
    def previous_url(self) -> str | None:
        return self._url(self._place - 1) if self._place else None

    @property
    def next_url(self) -> str | None:
        return self._url(self._place + 1) if self.number < self.number_of_parts else None

    def _url(self, place: int) -> str:
        return f"{self.address.with_(**{CURSOR: cursor_of(self._parts, place)})}#{ANCHOR}"
