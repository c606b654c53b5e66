"""The addresses that programs ask for by name: robots.txt, the sitemap, security.txt, favicon.ico."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import path, reverse
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from core.clock import now
from core.languages import codes, prefix_of
from core.sharing import origin

from .sitemaps import SITEMAPS

# Nothing for search engines: what is one reader's own, and lists of hits without end.
CLOSED = ["/admin/", "/api/"]
CLOSED_IN_EVERY_LANGUAGE = ["/konto/", "/min-side/", "/sok/"]
VALID_FOR = timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    closed = CLOSED + [prefix_of(code) + address for code in codes() for address in CLOSED_IN_EVERY_LANGUAGE]
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in closed),
        "",
        f"Sitemap: {origin(request)}{reverse('sitemap')}",
    ]
    return _text(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness, as RFC 9116 has it."""
    until = (now() + VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.SECURITY_CONTACT}",
        f"Expires: {until.isoformat()}",
        f"Preferred-Languages: {', '.join(codes())}",
        f"Canonical: {origin(request)}{reverse('security_txt')}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


class Favicon(RedirectView):
    """Browsers ask for it beside what is not a page of ours, where nothing says which file it is."""

    http_method_names = ["get", "head"]

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("img/favicon.ico")


urlpatterns = [
    path("robots.txt", robots, name="robots_txt"),
    path(".well-known/security.txt", security, name="security_txt"),
    path("favicon.ico", Favicon.as_view(), name="favicon"),
    path("sitemap.xml", require_safe(sitemap_views.index), {"sitemaps": SITEMAPS}, name="sitemap"),
    path(
        "sitemap-<slug:section>.xml",
        require_safe(sitemap_views.sitemap),
        {"sitemaps": SITEMAPS},
        name="django.contrib.sitemaps.views.sitemap",
    ),
]
