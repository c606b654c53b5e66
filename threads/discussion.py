from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from core.listing import CURSOR, Address

COMMENTS_A_PART = 30  # of 1.3 kB for a member who may answer: a page keeps within 60 kB
# What is shown of a comment, and what decides how.
SHOWN = [
    *("parent", "body_html", "written_in", "created_at", "edited_at"),
    *("deleted_at", "held_at", "declined_at", "decline_reason"),
    *("author__first_name", "author__last_name", "author__email", "organisation__name", "organisation__kind"),
]


@dataclass
class Entry:
    """A comment as it is shown, with the replies below it; of a deleted one only the place is left."""

    comment: Any
    is_own: bool
    replies: list[Entry] = field(default_factory=list)

    @property
    def is_shown(self) -> bool:
        return not self.comment.is_deleted or any(reply.is_shown for reply in self.replies)


def branches(comments: Any) -> QuerySet:
    """Return (root, number of comments) for each branch of `comments`: a root comment with all replies below it."""
    by_branch = comments.annotate(branch=Coalesce("root_id", "pk")).order_by("branch").values_list("branch")
    return by_branch.annotate(size=Count("pk"))


def parts(of_branches: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Part a discussion: return the roots of the branches that are read together, as many as there is room for."""
    found: list[list[int]] = []
    room = 0
    for root, size in of_branches:
        if size > room:
            found.append([])
            room = COMMENTS_A_PART
        found[-1].append(root)
        room -= size
    return found


class Discussion:
    """The comments of a page, oldest first, so many whole branches at a time; one query for few, two for many."""

    def __init__(self, page: Any, request: HttpRequest) -> None:
        self.page = page
        self.user = request.user
        self.address = Address(request.path, request.GET)
        after = request.GET.get(CURSOR, "")
        self.after = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0

    @property
    def _is_short(self) -> bool:
        return self.total <= COMMENTS_A_PART and not self.after

    @cached_property
    def _comments(self) -> Any:
        from .models import Comment

        return Comment.objects.standing_for(self.user).filter(page_id=self.page.pk)

    @cached_property
    def _parts(self) -> list[list[int]]:
        """Return the roots of this part of the discussion, and of what else there may be."""
        return parts(branches(self._comments).filter(branch__gt=self.after)[: COMMENTS_A_PART + 1])

    @property
    def _shown(self) -> Any:
        """Return the comments of this part of the discussion; few are never parted."""
        if self._is_short:
            return self._comments
        roots = self._parts[0] if self._parts else []
        return self._comments.filter(Q(pk__in=roots) | Q(root_id__in=roots))

    @cached_property
    def entries(self) -> list[Entry]:
        by_pk: dict[int, Entry] = {}
        roots = []
        for comment in self._shown.with_author().only(*SHOWN).order_by("path"):
            entry = by_pk[comment.pk] = Entry(comment, is_own=comment.author_id == self.user.pk)
            siblings = by_pk[comment.parent_id].replies if comment.parent_id else roots
            siblings.append(entry)
        return [entry for entry in roots if entry.is_shown]

    @property
    def total(self) -> int:
        return self.page.state.comment_count if self.page.pk else 0

    @property
    def next_url(self) -> str | None:
        if self._is_short or len(self._parts) < 2:
            return None
        return self.address.with_(**{CURSOR: str(self._parts[0][-1])})

    @property
    def first_url(self) -> str | None:
        return self.address.with_(**{CURSOR: None}) if self.after else None
