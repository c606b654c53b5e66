"""What «Min side» shows a person: what she has begun, published and registered for, and what waits for her."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from cases.models import ExperiencePage
from core import unsent
from core.access import access_keys
from core.pages import page_path, tree_language
from events.models import Registration
from people.choices import SiteRole
from people.rules import has_site_role, memberships
from threads.models import Comment

MOST = 50


def my_things(user: Any) -> dict[str, Any]:
    """Return what the user began, wrote, registered for, and can approve; a fixed number of queries.

    `kept` is how many pages the user wrote and cannot open any longer.
    """
    pages, can_open = _own_pages(user), _can_open(user)
    opened = pages.filter(can_open)
    return {
        "unsent": [{"line": one, "kind": unsent.kind(one)} for one in unsent.of(user)],
        "drafts": [_line(page) for page in opened.filter(live=False)[:MOST]],
        "posts": [_line(page) for page in opened.filter(live=True)[:MOST]],
        "kept": pages.exclude(can_open).count(),
        "comments": Comment.objects.shown_to(user)
        .filter(author=user)
        .select_related("page")
        .order_by("-created_at", "-pk")[:20],
        "registrations": Registration.objects.expected_by(user)[:MOST],
        "to_approve": ExperiencePage.objects.waiting_for(user)[:MOST],
    }


def _own_pages(user: Any) -> QuerySet:
    pages = Page.objects.filter(state__author=user).select_related("state__organisation", "content_type")
    return pages.prefetch_workflow_states().order_by("-latest_revision_created_at")


def _can_open(user: Any) -> Q:
    """Return which of her pages the user can open still; what she wrote stays with its organisation."""
    published = Q(live=True, state__access_key__in=access_keys(user))
    if has_site_role(user, SiteRole.EDITOR, SiteRole.ADMINISTRATOR):
        return published | Q(live=False)
    return published | Q(live=False, state__organisation__in=[one.organisation_id for one in memberships(user)])


def _line(page: Page) -> dict[str, Any]:
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
