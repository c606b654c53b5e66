from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.middleware import ADMIN, has_session


class StaffMfaMiddleware:
    """Nobody reaches Wagtail's admin without a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._must_set_up(request):
            messages.info(request, _("Work in the admin needs two-step verification. Set it up here first."))
            return redirect("mfa_index")
        return self.get_response(request)

    @staticmethod
    def _must_set_up(request: HttpRequest) -> bool:
        if not request.path.startswith(ADMIN) or not has_session(request):
            return False
        user = request.user
        return user.is_authenticated and user.has_perm("wagtailadmin.access_admin") and not is_mfa_enabled(user)
