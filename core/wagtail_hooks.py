from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from .pages import check_access


@hooks.register("before_serve_page", order=-1)
def check_access_before_serving(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> None:
    """Every address of every page type, routable ones included, is guarded by the page's access key."""
    check_access(page, request.user)
