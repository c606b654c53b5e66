"""What every page does over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from wagtail.models import Page, PageViewRestriction

from .access import access_keys


def page_path(page: Page) -> str:
    """Return the address of a page as a path, without asking the database; every link to a page goes through here."""
    return "/" + page.url_path.split("/", 2)[2]


def check_access(page: Page, user: Any) -> None:
    """Raise `Http404` unless `user` may read `page`: what is closed looks the same as what is not there."""
    state = getattr(page, "state", None)
    if state is None or state.access_key not in access_keys(user):
        raise Http404


class AccessCheckedServe:
    """A page whose address works for those who hold its access key, and for nobody else."""

    def get_view_restrictions(self) -> Any:
        return PageViewRestriction.objects.none()

    @property
    def path_url(self) -> str:
        return page_path(self)  # type: ignore[arg-type] # a mixin for pages

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)  # type: ignore[misc] # a mixin for pages
        return {**context, "page_language": self.language, "canonical": self.path_url}  # type: ignore[attr-defined] # of BasePage
