from __future__ import annotations

from typing import Any

from django.http import Http404
from wagtail.models import Page

from .access import access_keys
from .models import PageState


def check_access(page: Page, user: Any) -> None:
    """Raise `Http404` unless `user` may read `page`: what is closed looks the same as what is not there.

    A page that was found by its address has its state, with who stands behind it; others get it here.
    """
    if "state" not in page._state.fields_cache:
        state = PageState.objects.filter(pk=page.pk).select_related("author", "organisation").first()
        if state is None:
            raise Http404
        page.state = state
    if page.state.access_key not in access_keys(user):
        raise Http404
