"""What pages with a discussion do over HTTP. Models are made of these mixins, so models are imported when asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core import filters, unsent
from core.address import CURSOR
from core.listing import Listing
from people.acting import acting_membership

from .discussion import Discussion
from .rules import can_comment


class CommentedPage:
    """A page that members discuss."""

    has_comments = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        discussion = context["discussion"] = Discussion(self, request)
        if discussion.cursor:
            context["canonical"] = f"{context['canonical']}?{CURSOR}={discussion.cursor}"
            of_parts = {"number": discussion.number, "total": discussion.number_of_parts}
            context["title_part"] = _("part %(number)d of %(total)d") % of_parts
        if self.pk and can_comment(request.user, self):  # type: ignore[attr-defined] # of Page
            from .forms import CommentForm

            context["comment_form"] = CommentForm(user=request.user, acting=acting_membership(request))
            context["unsent"] = unsent.at(request, reverse("comment_new", args=[self.pk]))
        return context


class ThreadListing:
    """The list of threads."""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from .models import ThreadPage

        listing = Listing(
            request,
            ThreadPage.objects.listed_for(request.user),
            sorts=[filters.LAST_ACTIVITY, filters.NEWEST, filters.BY_TITLE],
            filters=[filters.THEME, filters.ORGANISATION, filters.LANGUAGE],
            prepare=lambda queryset: queryset.for_cards(),
            keep=True,
        )
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        actions = [{"url": reverse("thread_new"), "label": _("Start a thread")}]
        return {**context, "listing": listing, "actions": actions}
