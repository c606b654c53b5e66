from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.middleware import ADMIN, has_session


class StaffMfaMiddleware:
    """Nobody reaches Wagtail's admin without a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self._is_staff_at_work(request) or _has_proven(request):
            return self.get_response(request)
        if is_mfa_enabled(request.user):
            return redirect_to_login(request.get_full_path(), reverse("mfa_reauthenticate"))
        messages.info(request, _("Work in the admin needs two-step verification. Set it up here first."))
        return redirect("mfa_index")

    @staticmethod
    def _is_staff_at_work(request: HttpRequest) -> bool:
        if not request.path.startswith(ADMIN) or not has_session(request):
            return False
        return request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")


class AdminLanguageMiddleware:
    """Let refusals in the admin speak the language of the account: Wagtail sets it for its views alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ADMIN) or not has_session(request) or not request.user.is_authenticated:
            return self.get_response(request)
        with translation.override(request.user.language):
            return self.get_response(request)


def _has_proven(request: HttpRequest) -> bool:
    """Tell whether the second factor was used in this session; having one is not enough."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)
