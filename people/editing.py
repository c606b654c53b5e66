"""The form behind every page that members write: new, edited, saved as a draft, published, withdrawn.

A room says which page type, which form and which rules; what is common to them is here.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views import View
from wagtail.models import Page

from core import actions, rescue
from core.models import BasePage
from core.once import once

from . import rules
from .acting import acting_membership
from .login import MemberViewMixin
from .page_forms import PageForm


def own_page_or_refuse(model: type[BasePage], pk: int, user: Any) -> BasePage:
    """Return the latest content of a page that `user` may change.

    Raises `Http404` for another's page where its existence is secret, else `PermissionDenied`.
    """
    page = get_object_or_404(model.objects.select_related("state__organisation"), pk=pk)
    if rules.may_edit_page(user, page.state.organisation_id):
        return page.get_latest_revision_as_object()
    if rules.existence_is_secret(user):
        raise Http404
    raise PermissionDenied


class PageEditor(MemberViewMixin, View):
    """Write a new page, or change the one whose `pk` stands in the address.

    A room sets the attributes, and overrides `may_create` and `may_publish` where its rules are stricter.
    """

    keeps_text = True
    http_method_names = ["get", "post"]
    model: type[BasePage]
    index_model: type[BasePage]
    form_class: type[PageForm]
    template_name: str

    def may_create(self) -> bool:
        return rules.is_member(self.request.user)

    def may_publish(self, organisation_id: int | None) -> bool:
        return rules.may_edit_page(self.request.user, organisation_id)

    def prefilled(self) -> dict[str, Any]:
        """Return the fields of a new page that the address already answers."""
        return {}

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        return self._show(self._form(pk, rescue.take(request)))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        form = self._form(pk, request.POST)
        if "add_row" in request.POST:
            return self._show(form)
        if not form.is_valid():
            return self._show(form, status=422)
        key, user = form.cleaned_data["form_key"], request.user
        try:
            return redirect(once(key=key, user_id=user.pk, carry_out=lambda: self._carry_out(form)))
        except actions.EditConflict:
            self._explain_conflict(form)
        except actions.PageLocked:
            form.add_error(None, _("The page waits for a moderator and cannot be changed meanwhile."))
        return self._show(form, status=409)

    def _form(self, pk: int | None, data: Any) -> PageForm:
        if pk is not None:
            page = own_page_or_refuse(self.model, pk, self.request.user)
        elif self.may_create():
            page = self.model(**self.prefilled())
        else:
            raise PermissionDenied
        return self.form_class(data, instance=page, user=self.request.user, acting=acting_membership(self.request))

    def _explain_conflict(self, form: PageForm) -> None:
        """Show the way to what the other wrote, and let the form replace it when it is sent once more."""
        latest = Page.objects.values_list("latest_revision_id", flat=True).get(pk=form.instance.pk)
        form.data = form.data.copy()
        form.data["seen_revision"] = str(latest)
        text = _("Somebody else changed the page while you wrote. Your text is still here.")
        compare = _("See what the page says now, and send yours again if it is to replace it.")
        address = reverse("draft", args=[form.instance.pk])
        form.add_error(None, format_html('{} <a class="ds-link" href="{}">{}</a>', text, address, compare))

    def _show(self, form: PageForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "page": form.instance, "is_new": form.instance.pk is None}
        return render(self.request, self.template_name, context, status=status)

    def _carry_out(self, form: PageForm) -> str:
        user, page = self.request.user, form.apply()
        if page.pk is None:
            organisation = form.cleaned_data["organisation"]
            parent = self.index_model.objects.get()
            page = actions.create_page(parent=parent, page=page, author=user, organisation=organisation)
        else:
            organisation = page.state.organisation
            actions.save_draft(page=page, editor=user, seen_revision=form.cleaned_data["seen_revision"])
        return self._send_on(page, actions.audience_key(form.cleaned_data["audience"], organisation))

    def _send_on(self, page: BasePage, access_key: str) -> str:
        """Do what the button says: keep a draft, publish, or hand it to whoever may publish it."""
        user, organisation_id = self.request.user, page.state.organisation_id
        if "publish" not in self.request.POST:
            actions.choose_audience(page=page, access_key=access_key)
            messages.success(self.request, _("The draft is saved. Your organisation can see it."))
        elif not self.may_publish(organisation_id):
            actions.submit_page(page=page, author=user, access_key=access_key)
            messages.success(self.request, _("Sent to the key person of your organisation for approval."))
        elif rules.needs_review(user, organisation_id):
            actions.send_to_review(page=page, author=user, access_key=access_key)
            messages.success(self.request, _("Sent to a moderator, who looks at what newcomers post first."))
        else:
            actions.publish_page(page=page, publisher=user, access_key=access_key)
            messages.success(self.request, _("Published."))
            return page.path_url
        return reverse("draft", args=[page.pk])


class WithdrawPage(MemberViewMixin, View):
    """Take a page back, after a question."""

    http_method_names = ["get", "post"]
    model: type[BasePage]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = own_page_or_refuse(self.model, pk, request.user)
        return render(request, "people/withdraw_page.html", {"page": page})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = own_page_or_refuse(self.model, pk, request.user)
        actions.withdraw_page(page=page, actor=request.user)
        messages.success(request, _("Withdrawn. Only your own organisation can see it now."))
        return redirect("draft", pk=page.pk)
