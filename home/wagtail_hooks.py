from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import require_admin_access, user_has_any_page_permission
from wagtail.admin.menu import DismissibleMenuItem, MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from core.page_lists import EditorsMenuItem

from .desk import checks, menu
from .desk.checker import use_own_checker
from .desk.lists import Articles, ArticlesBelow
from .desk.panels import own_panels
from .desk.reports import REPORTS
from .desk.translating import only_where_it_leads
from .desk.views import Guide
from .models import ArticlePage

DECIDED = {
    TaskState.STATUS_APPROVED: _("“%(title)s” is approved and published."),
    TaskState.STATUS_REJECTED: _("“%(title)s” is sent back, and its author is told why."),
}
SCHEDULED = _("“%(title)s” is approved, and comes out when its time has come.")


@hooks.register("after_edit_page")
@hooks.register("after_edit_snippet")
def lead_back_to_what_waits(request: HttpRequest, edited: Any) -> HttpResponse | None:
    """Lead whoever has decided to the list of what waits; Wagtail's own way leads where moderators have no access."""
    if "action-workflow-action" not in request.POST:
        return None
    decided = TaskState.objects.for_instance(edited).filter(finished_by=request.user).order_by("finished_at").last()
    if decided is None or decided.status not in DECIDED:
        return None
    list(messages.get_messages(request))  # what Wagtail says of saving is of no interest here
    told = DECIDED[decided.status]
    if decided.status == TaskState.STATUS_APPROVED and decided.revision.approved_go_live_at:
        told = SCHEDULED
    messages.success(request, told % {"title": edited.get_latest_revision_as_object()})
    return redirect("wagtailadmin_home")


@hooks.register("register_admin_viewset")
def list_articles() -> list[Articles | ArticlesBelow]:
    return [ArticlesBelow(), Articles()]


@hooks.register("construct_main_menu")
def group_the_menu(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    menu.group(request, menu_items)


@hooks.register("insert_global_admin_css")
def dress_the_desk() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/desk.css"))


@hooks.register("construct_homepage_panels")
def show_what_to_look_after(request: HttpRequest, panels: list[Component]) -> None:
    if user_has_any_page_permission(request.user):
        panels.extend(own_panels())


@hooks.register("register_admin_urls")
def desk_addresses() -> list[URLPattern]:
    reports = [path(f"rapporter/{one.name}/", require_admin_access(one.as_view()), name=one.name) for one in REPORTS]
    return [path("veiledning/", require_admin_access(Guide.as_view()), name="editors_guide"), *reports]


def _report_item(place: int) -> MenuItem:
    report = REPORTS[place]
    return EditorsMenuItem(
        report.page_title, reverse(report.name), name=report.name, icon_name=report.header_icon, order=10 + place
    )


for _place in range(len(REPORTS)):
    hooks.register("register_reports_menu_item", partial(_report_item, _place))


@hooks.register("register_help_menu_item")
def lead_to_the_guide() -> MenuItem:
    return MenuItem(_("Guide for editors"), reverse("editors_guide"), name="guide", icon_name="help", order=1)


hooks.register("construct_wagtail_userbar", use_own_checker)


@hooks.register("construct_help_menu")
def leave_out_wagtails_own(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """What is new in Wagtail, and its guide in English, are no help here."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, DismissibleMenuItem)]


@hooks.register("construct_page_listing_buttons")
def translate_only_what_is_translated(buttons: list[Any], page: Page, user: Any, context: Any = None) -> None:
    only_where_it_leads(buttons, page)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def tell_what_to_look_at(request: HttpRequest, page: Page) -> None:
    """Say what the checks of the desk find, once the page is published or sent to somebody for approval."""
    if not isinstance(page, ArticlePage) or not {"action-publish", "action-submit"} & set(request.POST):
        return
    if found := checks.findings(page):
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in found))
        messages.warning(request, format_html("{}<ul>{}</ul>", _("Look at this in the text:"), lines))
