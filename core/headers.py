"""The headers that tell a browser what an answer may do: the same set on every answer, files and errors included."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from .middleware import ADMIN

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def _header(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}".strip() for directive, sources in policy.items())


class SecurityHeadersMiddleware:
    """One strict policy for the site, which its preview in a frame keeps, and a looser one for Wagtail's admin.

    Files that people have uploaded get one of their own: opened by themselves, they can do nothing at all.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.site = _header(settings.CONTENT_SECURITY_POLICY)
        self.admin = _header(settings.ADMIN_CONTENT_SECURITY_POLICY)
        self.preview = _header(settings.PREVIEW_CONTENT_SECURITY_POLICY)
        self.file = _header(settings.FILE_CONTENT_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.path.startswith(settings.UPLOADED_FILES):
            response.headers["Content-Security-Policy"] = self.file
        else:
            # An answer may have its own already: that of the page which the preview shows in its frame.
            response.headers.setdefault("Content-Security-Policy", self._policy(request))
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    def _policy(self, request: HttpRequest) -> str:
        if getattr(request, "is_preview", False):
            return self.preview
        return self.admin if request.path.startswith(ADMIN) else self.site
