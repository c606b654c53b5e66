from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_safe
from wagtail.models import Page

from core.actions import take_back
from core.languages import local
from people.login import MemberViewMixin
from people.rules import existence_is_secret, may_edit_page

from .my_page import line, my_things, own_comments, own_pages


@require_safe
@login_required
def my_page(request: HttpRequest) -> HttpResponse:
    return render(request, "home/my_page.html", my_things(request))


@require_safe
@login_required
def my_pages(request: HttpRequest) -> HttpResponse:
    listing = own_pages(request)
    lines = [line(page) for page in listing.items]
    found = {"listing": listing, "items": lines, "empty": _("You have not written anything yet.")}
    return _all_of_mine(request, "page", _("All your pages and drafts"), found)


@require_safe
@login_required
def my_comments(request: HttpRequest) -> HttpResponse:
    listing = own_comments(request)
    found = {"listing": listing, "items": listing.items, "empty": _("You have not commented on anything yet.")}
    return _all_of_mine(request, "comment", _("All your comments"), found)


def _all_of_mine(request: HttpRequest, kind: str, title: str, found: dict[str, Any]) -> HttpResponse:
    way = [(local("/"), _("Front page")), (reverse("my_page"), _("My page")), (request.path, title)]
    crumbs = [{"url": url, "label": label} for url, label in way]
    context = {"title": title, "item_template": f"home/my_{kind}_line.html", "breadcrumbs": crumbs, **found}
    return render(request, "home/my_list.html", context)


class TakeBack(MemberViewMixin, View):
    """Make a page that waits for somebody a draft again, and go on writing; a visit leads to the draft."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return redirect("draft", pk=pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        pages = Page.objects.filter(state__isnull=False).select_related("state")
        page = get_object_or_404(pages, pk=pk).specific
        if not may_edit_page(request.user, page.state.organisation_id):
            if existence_is_secret(request.user):
                raise Http404
            raise PermissionDenied
        if not take_back(page=page, actor=request.user):
            messages.info(request, _("This is no longer waiting for anyone."))
            return redirect("draft", pk=pk)
        messages.success(request, _("Taken back. Publish it again when you are done."))
        return redirect(getattr(page, "edit_view", "draft"), pk=pk)
