"""What «Min side» shows a person: what she has begun, published and registered for, and what waits for her."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.models import ExperiencePage
from core import unsent
from core.access import access_keys
from core.filters import NEWEST
from core.listing import Listing
from core.pages import page_path, tree_language
from events.models import Registration
from people.choices import SiteRole
from people.rules import has_site_role, memberships
from threads.models import Comment

MOST = 50
LAST_CHANGED = replace(NEWEST, column="latest_revision_created_at")
LAST_SAID = replace(NEWEST, column="created_at")


def my_things(request: HttpRequest) -> dict[str, Any]:
    """Return what the user began, wrote, registered for, and can approve; a fixed number of queries.

    Of what there may be much of, the newest; `more` tells what there is more of. `kept` is how many pages the user
    wrote and cannot open any longer.
    """
    user = request.user
    drafts, posts = own_pages(request, live=False), own_pages(request, live=True)
    comments = own_comments(request)
    return {
        "unsent": [{"line": one, "kind": unsent.kind(one)} for one in unsent.of(user)],
        "drafts": [line(page) for page in drafts.items],
        "posts": [line(page) for page in posts.items],
        "kept": _own_pages(user).exclude(_can_open(user)).count(),
        "comments": comments.items,
        "more": {"drafts": drafts.next_url, "posts": posts.next_url, "comments": comments.next_url},
        "registrations": Registration.objects.expected_by(user)[:MOST],
        "to_approve": ExperiencePage.objects.waiting_for(user)[:MOST],
    }


def own_pages(request: HttpRequest, **only: Any) -> Listing:
    """Return the pages and drafts that the user wrote and can open still, or some of them, last changed first."""
    found = _own_pages(request.user).filter(_can_open(request.user), **only)
    return Listing(request, found, sorts=[LAST_CHANGED], prepare=lambda pages: pages.prefetch_workflow_states())


def own_comments(request: HttpRequest) -> Listing:
    """Return what the user has said and can read still, newest first."""
    found = Comment.objects.shown_to(request.user).filter(author=request.user).select_related("page")
    return Listing(request, found, sorts=[LAST_SAID])


def _own_pages(user: Any) -> QuerySet:
    return Page.objects.filter(state__author=user).select_related("state__organisation", "content_type")


def _can_open(user: Any) -> Q:
    """Return which of her pages the user can open still; what she wrote stays with its organisation."""
    published = Q(live=True, state__access_key__in=access_keys(user))
    if has_site_role(user, SiteRole.EDITOR, SiteRole.ADMINISTRATOR):
        return published | Q(live=False)
    return published | Q(live=False, state__organisation__in=[one.organisation_id for one in memberships(user)])


def line(page: Page) -> dict[str, Any]:
    """Return what a list of one's own pages says of `page`."""
    return {
        "lang": tree_language(page),
        "title": page.draft_title if not page.live else page.title,
        "url": page_path(page) if page.live else reverse("draft", args=[page.pk]),
        "kind": page.cached_content_type.model_class()._meta.verbose_name,
        "state": _state(page),
        "date": page.latest_revision_created_at,
        "organisation": page.state.organisation,
    }


def _state(page: Page) -> str:
    if page.state.is_withdrawn:
        return _("Withdrawn")
    if page.state.submitted_at:
        return _("Waiting for approval")
    if (waiting := page.current_workflow_state) is not None:
        in_progress = waiting.status == waiting.STATUS_IN_PROGRESS
        return _("Waiting for a moderator") if in_progress else _("A moderator asks for changes")
    if page.live and page.has_unpublished_changes:
        return _("Published, with unpublished changes")
    return "" if page.live else _("Draft")
