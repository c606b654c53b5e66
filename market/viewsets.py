"""Notices and supplier profiles in the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from people.page_lists import LANGUAGE

from .forms import NoticeForm, SnippetForm
from .models import ProcurementNotice, SupplierProfile
from .views import NoticeEditView, OwnerAndAddressView, SnippetEditView, WithdrawView


class ReviewedUrls:
    """Finds the way to a thing in the admin for those who review it as well; Wagtail does so for pages only."""

    def get_edit_url(self, instance: Any) -> str | None:
        task = instance.current_workflow_task
        if self.user and task is not None and task.user_can_access_editor(instance, self.user):  # type: ignore[attr-defined] # of a finder
            return self.construct_edit_url(instance)  # type: ignore[attr-defined] # of a finder
        return super().get_edit_url(instance)  # type: ignore[misc] # of a finder


class MarketViewSet(SnippetViewSet):
    add_to_admin_menu = True
    copy_view_enabled = False
    edit_view_class = SnippetEditView

    @property
    def url_finder_class(self) -> type:
        return type("UrlFinder", (ReviewedUrls, super().url_finder_class), {})

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.model._default_manager.select_related(self.model.owner_field)

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(move_url_name=self.get_url_name("move"), **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        move = self.construct_view(OwnerAndAddressView)
        return [*super().get_urlpatterns(), path("move/<int:pk>/", move, name="move")]


class SupplierViewSet(MarketViewSet):
    model = SupplierProfile
    icon = "group"
    menu_name = "suppliers"
    menu_label = _("Suppliers")
    edit_handler = ObjectList(SupplierProfile.panels, base_form_class=SnippetForm)
    list_display = ["name", "organisation", LANGUAGE, UpdatedAtColumn(), LiveStatusTagColumn()]
    list_filter = ["live", "language"]
    ordering = ["name"]


class NoticeViewSet(MarketViewSet):
    model = ProcurementNotice
    icon = "doc-full"
    menu_name = "notices"
    menu_label = _("Notices")
    edit_view_class = NoticeEditView
    edit_handler = ObjectList(ProcurementNotice.panels, base_form_class=NoticeForm)
    list_display = [
        "title",
        Column("get_type_display", label=_("Type"), sort_key="type"),
        Column("buyer", label=_("Buyer")),
        Column("deadline_text", label=_("Deadline"), sort_key="deadline"),
        Column("status", label=_("Open or closed"), accessor="status.label"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["type", "buyer", "live", "language"]
    ordering = ["-latest_revision__created_at"]

    def get_edit_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_edit_view_kwargs(withdraw_url_name=self.get_url_name("withdraw"), **kwargs)

    def get_urlpatterns(self) -> list[Any]:
        withdraw = self.construct_view(WithdrawView, unpublish_url_name=self.get_url_name("withdraw"))
        return [*super().get_urlpatterns(), path("withdraw/<int:pk>/", withdraw, name="withdraw")]
