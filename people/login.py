from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from core import limits, rescue

# Of an address that a reader may be led to; anything else would be taken for a path below the one she is at.
BEGINNINGS = ("/", "http://", "https://")


class MemberViewMixin:
    """A view for signed-in persons: others log in first and come back, with what they had typed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            if request.method == "POST":
                rescue.forget(request)
            return super().dispatch(request, *args, **kwargs)  # type: ignore[misc] # a mixin for views
        if request.method == "POST" and limits.rescued(request):
            messages.info(request, _("You have been signed out. What you wrote is kept: sign in to go on."))
        return redirect_to_login(request.get_full_path())
