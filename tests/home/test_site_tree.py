import pytest
from wagtail.models import Site

from home.models import ArticleIndexPage, HomePage
from home.site_tree import build_site

pytestmark = pytest.mark.django_db


def site():
    return Site.objects.get(is_default_site=True)


@pytest.mark.parametrize(
    ("base", "root"),
    [
        ("http://127.0.0.1:8010", "http://127.0.0.1:8010"),
        ("http://127.0.0.1:8020", "http://127.0.0.1:8020"),
        ("https://markedsplassen.example", "https://markedsplassen.example"),
        ("http://markedsplassen.example", "http://markedsplassen.example"),
    ],
)
def test_the_site_follows_the_address_of_the_settings(base, root, settings):
    settings.WAGTAILADMIN_BASE_URL = base
    build_site()
    assert site().root_url == root
    assert ArticleIndexPage.objects.originals().get(slug="bibliotek").specific.full_url == f"{root}/bibliotek/"


def test_what_an_administrator_called_the_site_stays(settings):
    Site.objects.update(site_name="Markedsplassen for helse")
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8010"
    build_site()
    assert (site().site_name, site().port) == ("Markedsplassen for helse", 8010)


def test_a_site_with_another_root_is_left_alone(settings):
    library = ArticleIndexPage.objects.originals().get(slug="bibliotek")
    Site.objects.update(root_page=library, hostname="bibliotek.example")
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:8010"
    build_site()
    assert site().hostname == "bibliotek.example"
    assert Site.objects.count() == 1


def test_a_site_that_is_gone_is_made_again():
    Site.objects.all().delete()
    build_site()
    assert (site().root_page.specific, site().hostname) == (HomePage.objects.originals().get(), "testserver")
