"""Pages that editors recommend, as readers and editors meet them."""

import pytest
from django.test import Client
from wagtail.models import Locale

from core import actions
from core.access import MEMBERS
from home.models import ArticlePage
from search import cursor, steering
from search.counting import store
from search.drain import drain
from search.forms import PromotionForm
from search.models import Promotion, SearchCount
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.people import make_member
from tests.home.desk import at_the_desk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

LIST, ADD = "/admin/snippets/search/promotion/", "/admin/snippets/search/promotion/add/"
SECOND_PAGE = cursor.encode(cursor.Place(10, 1.0, 0, "page:1"))


@pytest.fixture
def guide():
    return make_article("Slik velger dere alarm", "Om valg av alarm.", summary="Råd om trygghetsalarmer.")


def promote(page, *words):
    return Promotion.objects.create(words="\n".join(words), page=page)


def answer(client, text, prefix="", **query):
    return client.get(f"{prefix}/api/search/", {"q": text, **query}).json()


def titles(hits):
    return [hit["title"].replace("<mark>", "").replace("</mark>", "") for hit in hits]


def test_an_editor_recommends_a_page_and_readers_meet_it_first(anonymous, guide):
    make_article("Alarm, alarm", "alarm alarm")
    drain()

    assert at_the_desk().post(ADD, {"words": " alarm\r\ntrygghetsalarm ", "page": guide.pk}).status_code == 302

    found = answer(anonymous, "alarmer")
    assert titles(found["promoted"]) == ["Slik velger dere alarm"]
    assert found["promoted"][0]["url"] == guide.path_url
    assert found["promoted"][0]["kind"] == "article"
    assert "<mark>" in found["promoted"][0]["title"]
    assert titles(found["hits"]) == ["Alarm, alarm"]
    assert found["total"] == 2
    html = anonymous.get("/sok/", {"q": "Trygghetsalarm"}).text
    assert html.count(f'href="{guide.path_url}"') == 1
    assert 0 < html.find("Anbefalt") < html.find("Slik velger dere")


def test_what_does_not_say_the_word_itself_is_recommended_and_not_counted(anonymous, guide):
    promote(guide, "romskip")
    drain()
    found = answer(anonymous, "romskip")
    assert (found["total"], found["hits"], titles(found["promoted"])) == (0, [], ["Slik velger dere alarm"])
    html = anonymous.get("/sok/", {"q": "romskip"}).text
    assert "Anbefalt" in html
    assert "Ingen andre treff" in html
    assert "Ingen treff" not in html.split('id="results"')[1]
    store()
    assert SearchCount.objects.get().without_hits == 0


@pytest.mark.parametrize(
    ("query", "is_recommended"),
    [
        ({"q": "digitale tilsyn"}, True),
        ({"q": '"digitalt tilsyn"'}, True),
        ({"q": "digitalt tilsyn i sykehjem"}, False),
        ({"q": "digitalt"}, False),
        ({"q": "digitalt tilsyn -sykehjem"}, False),
        ({"q": "digitalt tilsyn", "type": "article"}, False),
        ({"q": "digitalt tilsyn", "etter": SECOND_PAGE}, False),
        ({"q": ""}, False),
        ({"q": "%"}, False),
    ],
)
def test_it_is_for_the_whole_search(query, is_recommended, anonymous, guide):
    promote(guide, "digitalt tilsyn")
    drain()
    assert bool(anonymous.get("/api/search/", query).json()["promoted"]) is is_recommended
    assert ("Anbefalt" in anonymous.get("/sok/", query).text) is is_recommended


def test_a_misspelt_search_is_recommended_what_was_meant(anonymous, guide):
    promote(guide, "trygghetsalarm")
    drain()
    found = answer(anonymous, "trygghetslarm")
    assert found["corrected"]
    assert titles(found["promoted"]) == ["Slik velger dere alarm"]


def test_it_is_shown_once_however_often_it_was_chosen_and_three_at_most(anonymous, guide):
    for page in [guide, guide, *(make_article(f"Artikkel {number}") for number in range(4))]:
        promote(page, "alarm")
    drain()
    assert titles(answer(anonymous, "alarm")["promoted"]) == ["Slik velger dere alarm", "Artikkel 0", "Artikkel 1"]


def test_it_comes_on_no_later_page_and_in_none_of_the_hits(anonymous):
    pages = [make_article(f"Alarm {number}", "alarm") for number in range(14)]
    promote(pages[0], "alarm")
    drain()
    first = answer(anonymous, "alarm")
    second = answer(anonymous, "alarm", etter=first["next"])
    assert second["promoted"] == []
    shown = [hit["url"] for hit in (*first["promoted"], *first["hits"], *second["hits"])]
    assert len(shown) == len(set(shown)) == first["total"] == 14


def test_what_is_not_live_or_not_for_the_reader_is_not_recommended(signed_in, anonymous, guide):
    inger = make_member("Inger")
    idea = make_idea(inger, title="For medlemmer", access_key=MEMBERS)
    promote(guide, "alarm")
    promote(idea, "alarm")
    drain()
    assert titles(answer(anonymous, "alarm")["promoted"]) == ["Slik velger dere alarm"]
    assert titles(answer(signed_in(inger), "alarm")["promoted"]) == ["Slik velger dere alarm", "For medlemmer"]

    guide.unpublish()
    actions.withdraw_page(page=idea, actor=inger)
    for client in (anonymous, signed_in(make_member("Bente", "Nord kommune"))):
        assert answer(client, "alarm")["promoted"] == []
        assert "For medlemmer" not in client.get("/sok/", {"q": "alarm"}).text
    guide.delete()
    assert Promotion.objects.count() == 1


def test_a_translated_page_is_recommended_in_the_language_of_the_reader(anonymous, guide):
    promote(guide, "alarm")
    own = guide.copy_for_translation(Locale.objects.get(language_code="nn"), copy_parents=True)
    own.title = "Slik vel de alarm"
    own.save_revision().publish()
    drain()
    assert titles(answer(anonymous, "alarm")["promoted"]) == ["Slik velger dere alarm"]
    html = anonymous.get("/nn/sok/", {"q": "alarm"}).text
    assert "Slik vel de" in html
    assert "Slik velger dere" not in html
    assert isinstance(own, ArticlePage)


def test_a_section_can_be_recommended(anonymous, guide):
    promote(guide.get_parent(), "bibliotek")
    drain()
    [hit] = answer(anonymous, "biblioteket")["promoted"]
    assert (hit["url"], hit["kind"]) == ("/bibliotek/", "page")


@pytest.mark.parametrize("promotions", [0, 1, 3, 20])
def test_the_database_is_asked_as_often_however_many_there_are(promotions, guide, django_assert_num_queries):
    for number in range(promotions):
        promote(guide, f"ord{number}")
    with django_assert_num_queries(1):
        assert bool(steering.promoted("ord0")) is (promotions > 0)


def test_a_search_without_recommendations_asks_no_more(
    page_cache_on, guide, transactional_db, django_assert_num_queries
):
    promote(make_article("Annen"), "alarm")
    steering.promoted("romskip")
    with django_assert_num_queries(0):
        assert steering.promoted("romskip") == []
        assert len(steering.promoted("alarm")) == 1


def test_a_change_is_met_at_once_with_kept_pages(anonymous, page_cache_on, transactional_db):
    page = make_article("Slik velger dere alarm")
    drain()
    assert "Anbefalt" not in anonymous.get("/sok/", {"q": "alarm"}).text
    promotion = promote(page, "alarm")
    assert "Anbefalt" in anonymous.get("/sok/", {"q": "alarm"}).text
    promotion.delete()
    assert "Anbefalt" not in anonymous.get("/sok/", {"q": "alarm"}).text


@pytest.mark.parametrize("words", ["", "%", "alarm\nalarmer", "a" * 61])
def test_what_the_search_cannot_use_is_refused(words, guide):
    class Form(PromotionForm):
        class Meta:
            model = Promotion
            fields = ["words", "page"]

    assert set(Form({"words": words, "page": guide.pk}).errors) == {"words"}
    assert set(Form({"words": "alarm", "page": ""}).errors) == {"page"}


@pytest.mark.parametrize(("role", "may"), [("editor", True), ("administrator", True), ("moderator", False)])
def test_who_recommends(role, may, guide):
    client, one = at_the_desk(role), promote(guide, "alarm")
    addresses = [LIST, ADD, f"{LIST}edit/{one.pk}/", f"{LIST}delete/{one.pk}/"]
    assert [client.get(address).status_code == 200 for address in addresses] == [may] * len(addresses)
    client.post(f"{LIST}delete/{one.pk}/")
    assert Promotion.objects.exists() is not may


def test_members_and_visitors_never_meet_the_screens(signed_in, guide):
    for client in (Client(), signed_in(make_member("Inger"))):
        assert client.post(ADD, {"words": "alarm", "page": guide.pk}).status_code in (302, 403)
    assert not Promotion.objects.exists()


def test_the_list_tells_which_are_not_shown(guide):
    promote(guide, "alarm")
    client = at_the_desk()
    assert "Nei, siden er ikke publisert" not in client.get(LIST).text
    guide.unpublish()
    assert "Nei, siden er ikke publisert" in client.get(LIST).text


def test_a_new_one_begins_with_the_search_one_came_for():
    assert "romskip</textarea>" in at_the_desk().get(ADD, {"words": "romskip"}).text


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_list_asks_as_often_however_many_there_are(count, guide, django_assert_max_num_queries):
    for number in range(count):
        promote(guide, f"ord{number}")
    client = at_the_desk()
    client.get(LIST)
    with django_assert_max_num_queries(24):
        assert "Slik velger dere alarm" in client.get(LIST).text
