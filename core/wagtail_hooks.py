from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.tables import Column
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import actions, documents
from .guard import check_access
from .models import PageState, SiteDocument, Term
from .rich_text import OwnPageLinkHandler


@hooks.register("before_serve_page", order=-1)
def check_access_before_serving(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Every address of every page type, routable ones included, is guarded by the page's access key."""
    check_access(page, request.user)


@hooks.register("before_serve_document", order=-1)
def check_access_before_serving_document(document: SiteDocument, request: HttpRequest) -> None:
    """A document of something closed looks the same as one that is not there."""
    if not documents.may_fetch(document, request.user):
        raise Http404


@hooks.register("after_copy_page")
def keep_copy_closed(request: HttpRequest, page: Page, new_page: Page) -> None:
    """A copy of what is closed would otherwise be open."""
    actions.keep_closed(page=page, copy=new_page)


@hooks.register("after_publish_page")
def say_what_stays_closed(request: HttpRequest, page: Page) -> None:
    """Wagtail says that the page is published; what its organisation has withdrawn stays closed all the same."""
    if PageState.objects.filter(pk=page.pk, withdrawn_at__isnull=False).exists():
        told = _("“%(title)s” is withdrawn and stays closed: only the organisation behind it can read it.")
        messages.warning(request, told % {"title": page.get_admin_display_title()})


@hooks.register("after_bulk_action")
def say_what_of_many_stays_closed(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    if action_type == "publish" and action.model is Page:
        for page in objects:
            say_what_stays_closed(request, page)


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: Any) -> None:
    features.register_link_type(OwnPageLinkHandler)


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Terms")
    menu_name = "terms"
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "name_nn",
        "name_en",
        "order",
    ]
    list_filter = ["kind"]
    search_fields = ["name", "name_nn", "name_en"]


register_snippet(TermViewSet)
