"""The form behind every page that members write: new, edited, saved as a draft, published, withdrawn.

A room says which page type, which form and which rules; what is common to them is here.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.models import Page

from core import actions, limits, rescue, unsent
from core.forms import ADD_ROW
from core.models import BasePage
from core.once import SentOtherwise, once

from . import rules
from .acting import acting_membership, count_post
from .login import MemberViewMixin
from .page_forms import PageForm
from .similar import similar_to

SENT_OTHERWISE = (
    gettext_lazy("You have sent this form before, with another text. What it says now has not been sent."),
    gettext_lazy("See what you sent (in a new tab)"),
    gettext_lazy("Send this as well if both are to stand."),
)


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


AFRESH = "tomt"  # what is kept of a form is kept for its whole address
KEPT = gettext_lazy("Saved at %(time)s. Only you can see it.")
KEPT_TWICE = gettext_lazy("Saved at %(time)s. You have this form open in another tab too: both texts are kept.")


class WriterViewMixin(MemberViewMixin):
    """A view where members write. Who is refused it (`Http404`, `PermissionDenied`) gets back what was written.

    What is typed is kept on the way: a script posts the form with `autosave` in it, now and then.
    """

    keeps_text = True
    form_class: type[forms.BaseForm]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and unsent.AUTOSAVE in request.POST:
            return self._keep(request)
        try:
            return super().dispatch(request, *args, **kwargs)
        except (Http404, PermissionDenied) as refusal:
            posted = request.POST if request.method == "POST" else self.left_here(request)
            text = rescue.typed(posted, self.form_class.base_fields) if posted else ""
            if not text:
                raise
            status = 404 if isinstance(refusal, Http404) else 403
            return render(request, "people/not_sent.html", {"text": text, "status": status}, status=status)

    @staticmethod
    def left_here(request: HttpRequest) -> QueryDict | None:
        """Return what was written at this address and not sent: what is asked for, or what a lost session left."""
        fetched = unsent.fetch(request)
        if fetched is None and (rescued := rescue.shown(request)):
            _explain_rescued(request)
            return rescued
        return fetched

    def _keep(self, request: HttpRequest) -> JsonResponse:
        """Keep what is typed; whether it may be sent is asked when it is sent."""
        if not request.user.is_authenticated:
            return JsonResponse({}, status=401)
        limits.spend("typing", limits.person(request.user))
        try:
            kept = unsent.keep(request, request.user.pk, self.form_class.base_fields)
        except unsent.Refused:
            return JsonResponse({}, status=403)
        if kept.form is None:
            return JsonResponse({"version": 0, "said": ""})
        said = (KEPT_TWICE if kept.in_two_tabs else KEPT) % {"time": time_format(localtime(kept.form.saved_at))}
        return JsonResponse({"key": kept.form.key, "version": kept.form.version, "said": said})


def _explain_rescued(request: HttpRequest) -> None:
    """Tell that what the form holds was not sent, unless the reader has just been told."""
    if len(messages.get_messages(request)):
        return
    query = request.GET.copy()
    query[AFRESH] = "1"
    told = _("You wrote this earlier, and it has not been sent.")
    link = format_html('<a class="ds-link" href="?{}">{}</a>', query.urlencode(), _("Start with an empty form"))
    messages.info(request, format_html("{} {}", told, link))


def explain_unsent(request: HttpRequest, form: forms.BaseForm, address: str, why: Any, link: Any, then: Any) -> None:
    """Tell why a form is shown again, with a link to `address`, and what to do then.

    The form gets a new key, so that sending it once more is sending another form.
    """
    # In a tab of its own: what is typed stands in this one.
    text = format_html('{} <a class="ds-link" href="{}" target="_blank">{}</a>. {}', why, address, link, then)
    messages.warning(request, text)
    key = uuid4()
    unsent.rename(request, key)
    form.data = form.data.copy()
    form.data["form_key"] = str(key)


class PageEditor(WriterViewMixin, View):
    """Write a new page, or change the one whose `pk` stands in the address.

    A room sets the attributes, and overrides `may_create` and `may_publish` where its rules are stricter.
    """

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
        page = self._page(pk)
        return self._show(self._form(page, self.left_here(request)))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        form = self._form(self._page(pk), request.POST)
        if ADD_ROW in request.POST:
            return self._show(form)
        if not form.is_valid():
            return self._show(form, status=422)
        key, user_id = form.cleaned_data["form_key"], request.user.pk
        try:
            return redirect(
                once(key=key, user_id=user_id, posted=request.POST, carry_out=lambda: self._carry_out(form))
            )
        except SentOtherwise as sent:
            if pk is None:
                explain_unsent(request, form, sent.answer, *SENT_OTHERWISE)
            else:
                self._explain_conflict(form, SENT_OTHERWISE[0])
        except actions.EditConflict:
            self._explain_conflict(form, _("Somebody else changed the page while you wrote. Your text is still here."))
        except actions.PageLocked:
            form.add_error(None, _("The page is waiting for a moderator and cannot be changed in the meantime."))
        return self._show(form, status=409)

    def _page(self, pk: int | None) -> BasePage:
        if pk is not None:
            return own_page_or_refuse(self.model, pk, self.request.user)
        if self.may_create():
            return self.model(**self.prefilled())
        raise PermissionDenied

    def _form(self, page: BasePage, data: Any) -> PageForm:
        return self.form_class(data, instance=page, user=self.request.user, acting=acting_membership(self.request))

    def _explain_conflict(self, form: PageForm, why: Any) -> None:
        """Show the way to what the page says now, and let the form replace it when it is sent once more."""
        address = reverse("draft", args=[form.instance.pk])
        link, then = _("See what the page says now (in a new tab)"), _("Send yours again if it is to replace that.")
        explain_unsent(self.request, form, address, why, link, then)
        latest = Page.objects.values_list("latest_revision_id", flat=True).get(pk=form.instance.pk)
        form.data["seen_revision"] = str(latest)

    def _show(self, form: PageForm, status: int = 200) -> HttpResponse:
        context = {"form": form, "page": form.instance, "is_new": form.instance.pk is None}
        context["unsent"] = unsent.at(self.request)
        if status != HTTPStatus.OK:
            form.fields["title"].widget.similar = similar_to(
                form["title"].value() or "", self.request.user, but=form.instance.pk
            )
        return render(self.request, self.template_name, context, status=status)

    def _carry_out(self, form: PageForm) -> str:
        user, page = self.request.user, form.apply()
        if page.pk is None:
            organisation = form.cleaned_data["organisation"]
            count_post("page", user, organisation)
            parent = self.index_model.objects.originals().get()
            page = actions.create_page(parent=parent, page=page, author=user, organisation=organisation)
        else:
            organisation = page.state.organisation
            limits.spend("edit", limits.person(user))
            actions.save_draft(page=page, editor=user, seen_revision=form.cleaned_data["seen_revision"])
        return self._send_on(page, actions.audience_key(form.cleaned_data["audience"], organisation))

    def _send_on(self, page: BasePage, access_key: str) -> str:
        """Do what the button says: keep a draft, publish, or hand it to whoever may publish it."""
        user, organisation_id = self.request.user, page.state.organisation_id
        if "publish" not in self.request.POST:
            actions.choose_audience(page=page, access_key=access_key)
            messages.success(self.request, _("The draft is saved."))
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

    model: type[BasePage]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = own_page_or_refuse(self.model, pk, request.user)
        return render(request, "people/withdraw_page.html", {"page": page})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        page = own_page_or_refuse(self.model, pk, request.user)
        actions.withdraw_page(page=page, actor=request.user)
        return redirect("draft", pk=page.pk)
