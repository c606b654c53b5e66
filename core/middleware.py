from __future__ import annotations

import codecs
from collections.abc import Callable
from copy import copy
from typing import Any

from django.conf import settings
from django.contrib.auth import middleware as auth_middleware
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import transaction
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
    StreamingHttpResponse,
)
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.generic.edit import DeletionMixin
from wagtail.contrib.redirects import middleware as redirects

from . import languages

GetResponse = Callable[[HttpRequest], HttpResponseBase]
ADMIN = "/admin/"
PRIVATE = (ADMIN, "/konto/", "/min-side/")
METHODS = ("GET", "HEAD", "POST")
ADMIN_METHODS = (*METHODS, "PUT", "PATCH", "DELETE", "OPTIONS")


def has_session(request: HttpRequest) -> bool:
    """Tell whether the browser sent a session cookie; asking this does not make the answer vary by cookie."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def is_private(path: str) -> bool:
    """Tell whether what is at `path`, in any language, is never the same for everybody."""
    return languages.split(path)[1].startswith(PRIVATE)


class AuthenticationMiddleware(auth_middleware.AuthenticationMiddleware):
    """Django's own, but without a session cookie nobody reads the session: the answer is the same for everyone.

    The session is told whether the request may write.
    """

    def process_request(self, request: HttpRequest) -> None:
        is_reading = request.method in ("GET", "HEAD", "OPTIONS")
        request.session.is_reading = is_reading  # type: ignore[attr-defined] # our own store has it
        if has_session(request):
            super().process_request(request)
        else:
            request.user = AnonymousUser()


class LanguageMiddleware:
    """The prefix of the address decides the language of the interface, nothing else does."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language, _rest = languages.split(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class RedirectMiddleware(redirects.RedirectMiddleware):
    """Wagtail's own; what has moved is found under the prefix of every language, and keeps the reader's."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        language, rest = languages.split(request.path)
        plain = copy(request)
        plain.path = rest
        answer = super().process_response(plain, response)
        if answer is not response and answer.headers.get("Location", "").startswith("/"):
            with translation.override(language):
                answer.headers["Location"] = languages.local(answer.headers["Location"])
        return answer


def names_host(request: HttpRequest) -> bool:
    """Tell whether the line of the request has a whole address in it, as those to a proxy have."""
    return not request.META.get("RAW_URI", "/").startswith("/")


class RequestMiddleware:
    """Refuse what a proxy in front and we could read in two ways, what no form of ours is, and what is too large.

    Forms come in UTF-8: in other encodings they can hold what no database takes, or cannot be read at all.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest
        if names_host(request) and self._host_of(request.META["RAW_URI"]) != request.META.get("HTTP_HOST", "").lower():
            raise BadRequest
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length[:20]) > settings.LARGEST_REQUEST:
            raise RequestDataTooBig
        return self.get_response(request)

    @staticmethod
    def _host_of(address: str) -> str:
        return address.partition("://")[2].partition("/")[0].lower()


class HeadMiddleware:
    """A HEAD is answered with the headers of a GET and no body: Django leaves it to its server to drop that.

    The outermost of all, so that the length of the body is known by then.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "HEAD":
            if isinstance(response, StreamingHttpResponse):
                response.streaming_content = iter(())
            elif isinstance(response, HttpResponse):
                response.content = b""
        return response


class MethodMiddleware:
    """A method that no view of ours takes is answered with those that are, before its token is missed: 405, not 403."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        allowed = ADMIN_METHODS if request.path.startswith(ADMIN) else METHODS
        if request.method not in allowed:
            return HttpResponseNotAllowed(allowed)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, *_arguments: Any) -> HttpResponseBase | None:
        """A page of the admin that asks before it deletes would not ask at the method DELETE, nor look who uses it."""
        if request.method == "DELETE" and issubclass(getattr(view, "view_class", object), DeletionMixin):
            return HttpResponseNotAllowed(METHODS)
        return None


class CacheControlMiddleware:
    """What a signed-in person sees is kept nowhere; what anybody may see is kept, but asked for anew each time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if has_session(request) or is_private(request.path) or self._sets_cookie(request, response):
            response.headers["Cache-Control"] = "private, no-store"
        elif "Cache-Control" not in response.headers:
            patch_cache_control(response, no_cache=True)
        return response

    @staticmethod
    def _sets_cookie(request: HttpRequest, response: HttpResponseBase) -> bool:
        """The cookies of the session and of the token are set further out, on the answer's way to the browser."""
        return bool(response.cookies or request.session.modified or request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))


class AdminTransactionMiddleware:
    """Make every POST to Wagtail's admin one transaction, so that its changes and the rows about them stand together.

    Not ATOMIC_REQUESTS: with SQLite's immediate transactions that would lock the database on every page view.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if request.method != "POST" or not request.path.startswith(ADMIN):
            return None
        with transaction.atomic():
            return view(request, *args, **kwargs)
