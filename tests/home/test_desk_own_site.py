"""Whether the site has something at an address that an editor wrote herself."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.redirects.models import Redirect

from core.access import MEMBERS
from core.page_cache import Kept
from home.desk import links
from home.desk.own_site import OwnSite
from home.models import BrokenLink
from tests.factories.articles import make_article
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member
from tests.factories.threads import make_comment, make_thread
from tests.home.test_desk_panels import linking

pytestmark = pytest.mark.django_db
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.mark.parametrize(
    "path",
    [
        "/anskaffelser/kunngjoringer/finnes-ikke/",
        "/nn/anskaffelser/leverandorer/finnes-ikke/",
        "/trader/innlegg/999999/",
        "/historikk/999999/",
        "/nn/historikk/999999/",
        "/dokumenter/9999/x.pdf",
        "/media/x.png",
        "/static/x.css",
        "/sitemap-tull.xml",
        "/bibliotek/finnes-ikke",
        "/admin-tull/",
    ],
)
def test_what_is_not_there_is_missing(path):
    assert not OwnSite().has(path)
    linking(f'<a href="{path}">borte</a>')
    assert (links.check(), BrokenLink.objects.get().address) == (1, path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/nn/",
        "/sok/",
        "/bibliotek",
        "/nn/bibliotek/",
        "/anskaffelser/kunngjoringer/",
        "/min-side/",
        "/sitemap.xml",
    ],
)
def test_what_everybody_finds_is_there(path):
    assert OwnSite().has(path)


def test_what_has_a_key_is_there():
    notice, profile, article = make_notice(), make_profile(), make_article()
    comment = make_comment(make_thread(make_member("Inger")), make_member("Bente"))
    Redirect.objects.create(old_path="/gammel", redirect_page=article)
    Redirect.objects.create(old_path="/bort", redirect_link="/bibliotek/finnes-ikke/")
    site = OwnSite()
    there = [
        notice.get_absolute_url(),
        profile.get_absolute_url(),
        f"/historikk/{article.pk}/",
        f"/nn/historikk/{article.pk}/",
    ]
    there += [f"/trader/innlegg/{comment.pk}/", "/gammel/", article.path_url]
    assert [path for path in there if not site.has(path)] == []
    assert not site.has("/bort/")


def test_a_page_is_there_for_members_and_the_rest_as_visitors_find_it(client):
    inger = make_member("Inger")
    page = make_thread(inger, access_key=MEMBERS)
    comment = make_comment(page, inger)
    site = OwnSite()
    assert client.get(page.path_url).status_code == 404
    assert site.has(page.path_url)
    assert not site.has(f"/trader/innlegg/{comment.pk}/historikk/")


def test_ordinary_links_are_looked_up_in_two_queries_and_not_asked_for():
    pages = [make_article(f"Artikkel {number}") for number in range(5)]
    known, by_key = links.Known(), [links.Link("a", {"linktype": "page", "id": str(page.pk)}) for page in pages]
    with CaptureQueriesContext(connection) as asked:
        assert not any(known.fault(link) for link in by_key)
    assert len(asked) == 0
    with CaptureQueriesContext(connection) as asked:
        assert not known.fault(links.Link("a", {"href": pages[0].path_url}))
        assert not known.fault(links.Link("b", {"href": pages[0].path_url}))
    assert len(asked) == 2
    assert "_handler" not in vars(known.site)


def test_asking_writes_nothing_and_keeps_no_page(settings):
    settings.PAGE_CACHE = True
    caches["pages"].clear()
    notice, site = make_notice(), OwnSite()
    with CaptureQueriesContext(connection) as asked:
        assert site.has(notice.get_absolute_url())
        assert not site.has("/historikk/999999/")
    assert [one["sql"] for one in asked if one["sql"].startswith(WRITES)] == []
    assert not any(isinstance(caches["pages"].get(key.split(":", 2)[2]), Kept) for key in caches["pages"]._cache)


def test_the_site_is_asked_by_its_own_name_and_scheme(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://markedsplassen.example"
    settings.ALLOWED_HOSTS = ["markedsplassen.example"]
    settings.SECURE_SSL_REDIRECT = True
    notice, site = make_notice(), OwnSite()
    assert site.has(notice.get_absolute_url())
    assert not site.has("/anskaffelser/kunngjoringer/finnes-ikke/")
