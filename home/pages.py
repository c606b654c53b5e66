"""What the front page and the articles do over HTTP. Models are made of these mixins, so models are imported when asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core import filters
from core.listing import Listing


class FrontPage:
    """What is new in each arena, and what comes up."""


class ArticleListing:
    """The list of articles right below an index."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import ArticlePage

        listing = Listing(
            request,
            ArticlePage.objects.child_of(self).visible_to(request.user),
            sorts=[filters.NEWEST, filters.BY_TITLE],
            filters=[filters.THEME, filters.LANGUAGE],
            prepare=lambda queryset: queryset.with_state().defer_streamfields().prefetch_related("themes"),
        )
        return {**super().get_context(request, *args, **kwargs), "listing": listing}  # type: ignore[misc] # a mixin for pages


class Article:
    """An article with its place in a report: what it is part of, its chapters, the one before and the one after."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import ArticlePage

        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        if self.pk is None:  # type: ignore[attr-defined] # of Page
            return context
        chapters = ArticlePage.objects.child_of(self).visible_to(request.user).defer_streamfields()
        return {**context, "chapters": chapters}
