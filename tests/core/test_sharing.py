import json
import re

import pytest
from PIL import Image

from core import arcade, sharing
from core.drawing import COLOURS, SHARE_SIZE, STATIC, colour
from core.navigation import COLORS
from core.templatetags.pictures import arcade as arcade_tag
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.events import make_event
from tests.factories.market import make_notice
from tests.factories.people import make_member


def graph_of(page):
    """Return what the page tells machines, by type."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return {one["@type"]: one for one in json.loads(found[1])["@graph"]}


def test_nothing_in_a_text_ends_the_script():
    written = sharing.as_script({"name": "</script><script>alert(1)</script> & <!--"})

    assert not set("<>&") & set(written)
    assert json.loads(written)["name"] == "</script><script>alert(1)</script> & <!--"


@pytest.mark.django_db
def test_a_page_tells_what_it_is_where_it_is_shared(anonymous):
    idea = make_idea(make_member(), title='Čáhci </script> "og" <b>', summary="Kort & godt")

    page = anonymous.get(idea.path_url).text

    assert '<meta property="og:title" content="Čáhci &lt;/script&gt; &quot;og&quot; &lt;b&gt;">' in page
    assert '<meta property="og:description" content="Kort &amp; godt">' in page
    assert f'<meta property="og:url" content="http://testserver{idea.path_url}">' in page
    assert 'content="http://testserver/static/img/share/primary.png"' in page
    steps = graph_of(page)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert steps[-1] == {
        "@type": "ListItem",
        "position": 3,
        "name": 'Čáhci </script> "og" <b>',
        "item": f"http://testserver{idea.path_url}",
    }


@pytest.mark.django_db
def test_an_event_tells_when_and_where_but_not_the_address_of_its_meeting(anonymous):
    event = make_event(make_member(), place="Rådhuset", online_url="https://hemmelig.example/rom")

    page = anonymous.get(event.path_url).text
    facts = graph_of(page)["Event"]

    assert facts["startDate"] == event.starts_at.isoformat()
    assert facts["eventAttendanceMode"].endswith("/MixedEventAttendanceMode")
    assert facts["organizer"]["name"] == "Vest kommune"
    assert "hemmelig" not in page
    assert "share/clay.png" in page


@pytest.mark.django_db
def test_articles_the_front_page_and_notices_have_their_facts(anonymous):
    make_article("Artikkelen")
    notice = make_notice(title="Kunngjøringen")

    assert graph_of(anonymous.get("/bibliotek/artikkelen/").text)["Article"]["headline"] == "Artikkelen"
    assert graph_of(anonymous.get("/").text)["WebSite"]["potentialAction"]["target"] == "http://testserver/sok/?q={q}"
    assert graph_of(anonymous.get("/nn/").text)["WebSite"]["potentialAction"]["target"].endswith("/nn/sok/?q={q}")
    assert list(graph_of(anonymous.get(notice.get_absolute_url()).text)) == ["BreadcrumbList"]


def test_every_arena_has_its_picture():
    for name in COLOURS:
        path = STATIC / "img" / "share" / f"{name}.png"
        with Image.open(path) as picture:
            assert picture.size == SHARE_SIZE
        assert path.stat().st_size < 60_000
        assert colour(name, "base-default").startswith("#")
    assert {*COLORS.values(), "primary"} <= set(COLOURS)
    for icon, size in (("apple-touch-icon.png", 180), ("icon-192.png", 192), ("icon-512.png", 512)):
        with Image.open(STATIC / "img" / icon) as picture:
            assert picture.size == (size, size)


@pytest.mark.parametrize("seed", ["/innovasjon/", "čđŋšŧž", "", *map(str, range(60))])
def test_an_arcade_is_the_same_each_time_and_fits_its_frame(seed):
    drawn = arcade.arches(seed)

    assert arcade.arches.__wrapped__(seed) == drawn
    assert len(drawn) > 3
    assert all(arch.left + arch.width <= arcade.WIDTH and arch.height < arcade.HEIGHT for arch in drawn)
    assert [arch.tone for arch in drawn].count(arcade.STRONG) == 1
    assert "style=" not in arcade_tag(seed)
