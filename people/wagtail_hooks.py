from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from .models import Membership, Organisation


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = ["name", "get_kind_display", "verified_at"]
    list_filter = ["kind"]
    search_fields = ["name", "orgnr"]


class MembershipViewSet(SnippetViewSet):
    model = Membership
    icon = "user"
    menu_label = _("Memberships")
    list_display = ["user", "organisation", "get_role_display", "verified_at", "ended_at"]
    list_filter = ["role", "organisation"]
    search_fields = ["user__first_name", "user__last_name", "user__email", "organisation__name"]


class PeopleGroup(SnippetViewSetGroup):
    items = [OrganisationViewSet, MembershipViewSet]
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 400


register_snippet(PeopleGroup)


@hooks.register("construct_reports_menu")
def keep_reports_from_moderators(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize shows its report to everybody; `desk` refuses it to whoever may edit no page."""
    if not user_has_any_page_permission(request.user):
        menu_items.clear()
