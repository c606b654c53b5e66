from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path, register_converter
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from core import errors, limits
from core import views as core_views
from core.converters import IdConverter
from core.routing import serve
from people import views as people_views

register_converter(IdConverter, "id")

handler400 = errors.bad_request
handler429 = limits.too_many
handler500 = errors.server_error

urlpatterns = [
    path("", include("home.crawlers")),
    path("healthz", core_views.healthz, name="healthz"),
    path("readyz", core_views.readyz, name="readyz"),
    # Wagtail's own logins ask for no second factor: there is one login, the site's.
    path("admin/login/", people_views.admin_gate),
    path("_util/login/", people_views.admin_gate),
    path("admin/pages/", include("people.review")),
    path("admin/", include("home.desk.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("dokumenter/", include(wagtaildocs_urls)),
    # Pictures of editors; in production the proxy in front answers these addresses itself.
    re_path(r"^media/(?P<path>.*)$", core_views.media),
]

urlpatterns += i18n_patterns(
    path("historikk/<id:pk>/", core_views.page_history, name="page_history"),
    path("konto/", include("people.urls")),
    path("min-side/utkast/<id:pk>/", people_views.draft, name="draft"),
    path("min-side/forhandsvisning/", people_views.preview, name="preview"),
    path("min-side/lignende/", people_views.similar, name="similar"),
    path("min-side/kladd/<uuid:key>/kast/", people_views.DiscardUnsent.as_view(), name="unsent_discard"),
    path("", include("home.urls")),
    path("innovasjon/", include("arena.urls")),
    path("trader/", include("threads.urls")),
    path("arrangementer/", include("events.urls")),
    path("erfaringer/", include("cases.urls")),
    path("", include("search.urls")),
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
