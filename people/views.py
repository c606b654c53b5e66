from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.account.views import EmailView
from allauth.mfa.webauthn.views import login_webauthn
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.models import Page

from core import languages, limits, unsent
from core.access import access_keys
from core.markdown import render as render_markdown
from core.models import BasePage
from core.text import normalise

from .acting import act_for
from .actions import choose_language
from .forms import LanguageForm
from .login import BEGINNINGS, MemberViewMixin
from .rules import may_read_draft
from .sessions import living_sessions
from .similar import similar_to

MOST_PREVIEWED = 20_000  # characters: the longest text there is room for


@require_safe
def admin_gate(request: HttpRequest) -> HttpResponse:
    """The login of Wagtail's admin: the site's own login, or a refusal for those who are signed in already.

    Sending a signed-in member on to the login would send her back here for ever.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.GET.get('next', '/admin/')})}")


def sign_in_with_key(request: HttpRequest) -> HttpResponse:
    """Allauth's own view; a challenge is kept for each browser that asks for one, so it may not ask often."""
    if request.method == "GET":
        limits.spend("challenge", limits.reader(request))
    return login_webauthn(request)


class SignedInView(ListUserSessionsView):
    """Allauth's own view, which deletes what has ended when it is read: ours leaves that to the worker."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = living_sessions(self.request.user)
        listed = {"sessions": sessions, "session_count": len(sessions)}
        return super(ListUserSessionsView, self).get_context_data(**listed, **kwargs)


class AddressesView(EmailView):
    """Allauth's own view, which is silent about what it does not do: ours says why nothing happened."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        chosen = request.POST.get("email", "")
        if "action_add" in request.POST or messages.get_messages(request).added_new:
            return response
        if chosen.lower() not in EmailAddress.objects.filter(user=request.user).values_list("email", flat=True):
            messages.error(request, _("Choose one of your own addresses."))
        elif "action_send" in request.POST:
            messages.info(request, _("We wrote to this address a moment ago. Wait a little before you ask again."))
        return response


@require_POST
def switch_organisation(request: HttpRequest) -> HttpResponse:
    """Choose the organisation that the next forms propose."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    back = asked if safe and asked.startswith(BEGINNINGS) else languages.local("/")
    if not request.user.is_authenticated:
        return redirect_to_login(back)
    chosen = request.POST.get("organisation", "")
    if not (chosen.isascii() and chosen.isdigit() and act_for(request, int(chosen[:18]))):
        raise PermissionDenied
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account_language(request: HttpRequest) -> HttpResponse:
    """Choose the language of mails and of where login lands; pages keep the language of their address."""
    form = LanguageForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        choose_language(user=request.user, language=form.cleaned_data["language"])
        messages.success(request, _("The language is changed."))
        return redirect("account_language")
    return render(request, "people/account_language.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the latest content of an unpublished page, at an address of its own, to those who may see it.

    When everything is published there is no draft, and its address leads to the page.
    """
    page = get_object_or_404(Page.objects.select_related("state"), pk=pk).specific
    if not isinstance(page, BasePage) or not may_read_draft(request.user, page):
        raise Http404
    is_published = page.live and not page.has_unpublished_changes
    if is_published and page.state.access_key in access_keys(request.user):
        return redirect(page.path_url)
    shown = page.get_latest_revision_as_object()
    request.is_draft = not is_published
    request.stands_at = page.path_url
    return shown.serve(request)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Show the posted field that the address names (`?felt=`) as it is rendered when it is published."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    limits.spend("typing", limits.person(request.user))
    text = request.POST.get(request.GET.get("felt", ""), "")[:MOST_PREVIEWED]
    return render(request, "people/preview.html", {"html": render_markdown(normalise(text))})


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Show what there is already that the title (`?title=`) resembles, but for the page that has it (`?utenom=`)."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    limits.spend("suggest", limits.reader(request))
    but = request.GET.get("utenom", "")
    found = similar_to(request.GET.get("title", ""), request.user, but=int(but[:18]) if but.isdecimal() else None)
    return render(request, "people/similar.html", {"similar": found})


class DiscardUnsent(MemberViewMixin, View):
    """Throw away what the reader has written and not sent, after a question that shows it."""

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        form = get_object_or_404(unsent.of(request.user), key=key)
        return render(request, "people/unsent_discard.html", {"unsent": form, "text": unsent.words(form)})

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        get_object_or_404(unsent.of(request.user), key=key).delete()
        messages.success(request, _("Thrown away."))
        return redirect("my_page")
