from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Membership, Organisation


class OrganisationFilters(WagtailFilterSet):
    verified = BooleanFilter("verified_at", "isnull", label=_("Verified"), exclude=True)

    class Meta:
        model = Organisation
        fields = ["kind"]


class OrganisationViewSet(SnippetViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_name = "organisations"
    add_to_admin_menu = True
    list_display = [
        "name",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        "orgnr",
        Column("members", label=_("Members")),
        DateColumn("verified_at", label=_("Verified"), sort_key="verified_at"),
    ]
    filterset_class = OrganisationFilters
    search_fields = ["name", "orgnr"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Organisation.objects.annotate(members=Count("memberships", filter=Q(memberships__ended_at=None)))


class MembershipViewSet(SnippetViewSet):
    model = Membership
    icon = "user"
    menu_label = _("Memberships")
    menu_name = "memberships"
    add_to_admin_menu = True
    list_display = [
        "user",
        "organisation",
        Column("get_role_display", label=_("Role"), sort_key="role"),
        DateColumn("verified_at", label=_("Verified"), sort_key="verified_at"),
        DateColumn("ended_at", label=_("Until"), sort_key="ended_at"),
    ]
    list_filter = ["role", "organisation"]
    search_fields = ["user__first_name", "user__last_name", "user__email", "organisation__name"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return Membership.objects.select_related("user", "organisation")


register_snippet(OrganisationViewSet)
register_snippet(MembershipViewSet)


@hooks.register("construct_reports_menu")
def keep_reports_from_moderators(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize shows its report to everybody; `desk` refuses it to whoever may edit no page."""
    if not user_has_any_page_permission(request.user):
        menu_items.clear()
