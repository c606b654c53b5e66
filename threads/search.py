"""How comments are found: each as a thing of its own, as visible as the page it stands on."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core import search_registry
from core.markdown import plain
from core.search_registry import Adapter, SearchDocument, facets

from .models import Comment


class CommentAdapter(Adapter):
    model = Comment
    kinds = {"comment": _("Discussion comment")}
    is_proposed = False  # it stands on a page that is found itself

    def findable(self) -> Any:
        comments = Comment.objects.published().filter(page__live=True).select_related("author", "organisation")
        return comments.prefetch_related(Prefetch("page", Page.objects.specific()), "page__state")

    def document(self, comment: Comment) -> SearchDocument:
        return SearchDocument(
            uid=f"comment:{comment.pk}",
            kind="comment",
            language=comment.written_in or comment.page.language,
            title="",
            body=plain(comment.body_html),
            url=reverse("comment", args=[comment.pk]),
            access_key=comment.page.state.access_key,
            place=f"{comment.author}, {comment.organisation} – {comment.page.title}",
            place_language=comment.page.language,
            context=str(comment.organisation or ""),
            published=comment.created_at,
            facets=facets(organisation=comment.organisation, published=comment.created_at),
        )


# The documents of comments hold the names of these.
NAMED_BY = {"page": "page", "organisation": "organisation", "user": "author"}


def comments_on(uid: str) -> list[str]:
    """Return the uids of the comments that stand on a page, or were written by a person or for an organisation."""
    name, _colon, pk = uid.partition(":")
    if name not in NAMED_BY:
        return []
    found = Comment.objects.filter(**{NAMED_BY[name]: pk})
    return [f"comment:{one}" for one in found.values_list("pk", flat=True)]


def register() -> None:
    search_registry.register(CommentAdapter())
    search_registry.register_dependants(comments_on)
