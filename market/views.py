"""What the admin can do with notices and profiles beside what Wagtail's own views do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, UnpublishView

from . import actions
from .forms import OwnerAndAddressForm


class SnippetEditView(EditView):
    """Wagtail's own, with a way to the state, which is not part of the content."""

    move_url_name: str | None = None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not self.user_has_permission("publish"):
            return super().header_more_buttons
        url = reverse(self.move_url_name, args=[self.object.pk])
        return [*super().header_more_buttons, Button(_("Owner and address"), url=url, icon_name="link", priority=40)]


class NoticeEditView(SnippetEditView):
    withdraw_url_name: str | None = None

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = super().header_more_buttons
        if self.object.is_withdrawn or not self.user_has_permission("publish"):
            return buttons
        url = reverse(self.withdraw_url_name, args=[self.object.pk])
        return [*buttons, Button(_("Withdraw for good"), url=url, icon_name="cross", priority=50)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.object.is_withdrawn:
            messages.warning(request, _("This notice is withdrawn: nobody can read it, published again or not."))
        return super().get(request, *args, **kwargs)


class OwnerAndAddressView(BaseObjectMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Change what is not content: who stands behind it, and its address."""

    permission_required = "publish"
    form_class = OwnerAndAddressForm
    template_name = "wagtailadmin/generic/form.html"
    page_title = _("Owner and address")
    index_url_name: str | None = None
    edit_url_name: str | None = None
    extra_context = {"submit_button_label": _("Save"), "submit_button_active_label": _("Saving…")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "snippet": self.object}

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        steps = [
            (reverse(self.index_url_name), capfirst(self.model._meta.verbose_name_plural)),
            (reverse(self.edit_url_name, args=[self.object.pk]), str(self.object)),
            ("", self.page_title),
        ]
        return [*self.breadcrumbs_items, *({"url": url, "label": label} for url, label in steps)]

    def form_valid(self, form: Any) -> HttpResponse:
        actions.change_owner_and_address(
            snippet=self.object,
            actor=self.request.user,
            **form.cleaned_data,
        )
        messages.success(self.request, _("Saved. Old addresses lead to the new one."))
        return redirect(self.edit_url_name, self.object.pk)


class WithdrawView(UnpublishView):
    """Take a notice back for good, after a question."""

    template_name = "market/admin/withdraw_notice.html"
    page_title = _("Withdraw")
    success_message = _("«%(object)s» is withdrawn.")

    def unpublish(self) -> None:
        actions.withdraw_notice(notice=self.object, actor=self.request.user)
