import re
from datetime import datetime, timedelta

import pytest

from core.clock import now
from home.sitemaps import PageAddresses
from tests.factories.arena import make_idea
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


def places(client, address):
    return re.findall(r"<loc>http://testserver([^<]*)</loc>", client.get(address).text)


def test_robots_are_kept_from_what_is_nobodys_to_find(anonymous):
    lines = anonymous.get("/robots.txt").text.splitlines()

    assert {"Disallow: /admin/", "Disallow: /sok/", "Disallow: /nn/sok/", "Disallow: /en/konto/"} <= set(lines)
    assert "Disallow: /" not in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_sitemap_holds_what_anybody_may_read(anonymous, signed_in):
    author = make_member()
    shown = make_idea(author, title="Åpent behov")
    hidden = [
        make_idea(author, title="For medlemmer", access_key="members"),
        make_idea(author, title="Utkast", published=False),
    ]
    notice, supplier = make_notice(), make_profile()

    parts = places(anonymous, "/sitemap.xml")
    found = [path for part in parts for path in places(anonymous, part)]

    assert {"/", "/nn/", "/en/", "/innovasjon/", shown.path_url, notice.get_absolute_url()} <= set(found)
    assert supplier.get_absolute_url() in found
    assert not {page.path_url for page in hidden} & set(found)
    assert len(found) == len(set(found))
    assert all(anonymous.get(path).status_code == 200 for path in found)
    assert [path for part in parts for path in places(signed_in(author), part)] == found


def test_what_is_translated_names_its_translations(anonymous):
    make_idea(make_member(), title="Bare på bokmål")

    page = anonymous.get("/sitemap-sider.xml").text
    of_arena = re.search(r"<url><loc>http://testserver/innovasjon/</loc>.*?</url>", page)[0]
    of_idea = re.search(r"<url><loc>http://testserver/innovasjon/bare-pa-bokmal[^<]*</loc>.*?</url>", page)[0]

    assert 'hreflang="nn" href="http://testserver/nn/innovasjon/"' in of_arena
    assert "hreflang" not in of_idea


def test_a_long_list_is_cut_into_files(anonymous, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(PageAddresses, "limit", 5)

    parts = places(anonymous, "/sitemap.xml")
    with django_assert_max_num_queries(5):
        first = places(anonymous, "/sitemap-sider.xml")

    assert "/sitemap-sider.xml?p=2" in parts
    assert len(first) == 5
    assert not set(first) & set(places(anonymous, "/sitemap-sider.xml?p=2"))


@pytest.mark.parametrize("address", ["/sitemap-finnes-ikke.xml", "/sitemap-sider.xml?p=99", "/sitemap-sider.xml?p=x"])
def test_there_is_no_other_file(anonymous, address):
    assert anonymous.get(address).status_code == 404


def test_security_txt_is_valid_for_less_than_a_year(anonymous):
    fields = dict(line.split(": ", 1) for line in anonymous.get("/.well-known/security.txt").text.splitlines())

    assert fields["Contact"].startswith("mailto:")
    assert now() < datetime.fromisoformat(fields["Expires"]) < now() + timedelta(days=365)


def test_the_icon_is_where_browsers_look_for_it(anonymous):
    assert anonymous.get("/favicon.ico").headers["Location"] == "/static/img/favicon.ico"
