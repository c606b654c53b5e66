"""What the innovation arena does over HTTP. Models are made of this mixin, so models are imported when asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import filters
from core.listing import Filter, Listing, choice_labels

from .choices import IdeaKind

KIND = Filter("type", _("Idea or need"), "kind", choice_labels(IdeaKind))
PHASE = filters.of_terms("fase", _("Phase"), "phase")


class IdeaListing:
    """The list of ideas and needs."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import IdeaPage

        listing = Listing(
            request,
            IdeaPage.objects.listed_for(request.user),
            sorts=[filters.LAST_ACTIVITY, filters.NEWEST, filters.BY_TITLE],
            filters=[KIND, PHASE, filters.THEME, filters.ORGANISATION],
            prepare=lambda queryset: queryset.for_cards().select_related("phase"),
            keep=True,
        )
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        actions = [{"url": reverse("idea_new"), "label": _("Share a need or an idea")}]
        return {**context, "listing": listing, "actions": actions}
