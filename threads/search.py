"""How comments are found: each as a thing of its own, as visible as the page it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from wagtail.models import Page

from core import search_registry
from core.markdown import plain
from core.search_registry import SearchDocument

from .models import Comment


class CommentAdapter:
    name = "comment"

    def documents(self, pks: Iterable[int]) -> dict[int, SearchDocument]:
        comments = Comment.objects.published().filter(pk__in=pks, page__live=True)
        related = list(comments.select_related("page__state", "author", "organisation"))
        pages = Page.objects.filter(pk__in={comment.page_id for comment in related}).specific()
        languages = {page.pk: page.language for page in pages}
        return {comment.pk: self._document(comment, languages[comment.page_id]) for comment in related}

    def _document(self, comment: Comment, page_language: str) -> SearchDocument:
        text = plain(comment.body_html)
        return SearchDocument(
            uid=f"comment:{comment.pk}",
            kind="comment",
            language=comment.written_in or page_language,
            title=Truncator(text).words(12),
            body=text,
            url=reverse("comment", args=[comment.pk]),
            access_key=comment.page.state.access_key,
            place=f"{comment.author}, {comment.organisation} – {comment.page.title}",
            place_language=page_language,
            published=comment.created_at,
            facets={"org": (comment.organisation.slug,), "aar": (str(comment.created_at.year),)},
        )

    def all_pks(self) -> Iterable[int]:
        return Comment.objects.published().order_by("pk").values_list("pk", flat=True).iterator()

    def visible(self, pks: Iterable[int], user: Any) -> set[int]:
        return set(Comment.objects.filter(pk__in=pks).visible_to(user).values_list("pk", flat=True))


# The documents of comments hold the names of these.
NAMED_BY = {"page": "page", "organisation": "organisation", "user": "author"}


def comments_on(uid: str) -> list[str]:
    """Return the uids of the comments that stand on a page, or were written by a person or for an organisation."""
    name, _, pk = uid.partition(":")
    if name not in NAMED_BY:
        return []
    found = Comment.objects.filter(**{NAMED_BY[name]: pk})
    return [f"comment:{one}" for one in found.values_list("pk", flat=True)]


def register() -> None:
    search_registry.register(CommentAdapter())
    search_registry.register_dependants(comments_on)
