"""What is sought is counted, never who sought it, and reading writes nothing."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import page_cache
from core.changes import CHANGE
from core.clock import today
from search import counting, cursor
from search.counting import COUNTS, countable, forget_old, store
from search.drain import drain, engine
from search.engines.base import EngineBusy
from search.models import SearchCount
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]
DAY = timedelta(days=1)
SECOND_PAGE = cursor.encode(cursor.Place(10, 1.0, 0, "page:1"))


def rows():
    return sorted(SearchCount.objects.values_list("text", "searches", "without_hits", "total"))


def kept(text, days_ago=0, searches=1, without_hits=0, total=1):
    day = today() - days_ago * DAY
    return SearchCount.objects.create(day=day, text=text, searches=searches, without_hits=without_hits, total=total)


def test_searches_are_counted_by_the_worker(anonymous):
    make_article(text="Trygghetsalarm")
    drain()
    for text in ("Trygghetsalarm", " trygghetsalarm ", "«trygghetsalarm»", "romskip"):
        anonymous.get("/sok/", {"q": text})
    anonymous.get("/nn/sok/", {"q": "romskip"})
    assert rows() == []

    assert store() == 2
    assert rows() == [("romskip", 2, 2, 0), ("trygghetsalarm", 3, 0, 1)]
    assert store() == 0

    anonymous.get("/sok/", {"q": "romskip"})
    make_article(text="Romskip")
    drain()
    anonymous.get("/sok/", {"q": "romskip"})
    store()
    assert rows() == [("romskip", 4, 3, 1), ("trygghetsalarm", 3, 0, 1)]
    assert {one.day for one in SearchCount.objects.all()} == {today()}


def test_what_is_closed_is_no_hit_in_what_editors_are_told(client):
    inger = make_member("Inger")
    make_idea(inger, title="Fnokkepumpe for alle", access_key="members")
    make_idea(inger, title="Snurrebjelke for alle", access_key="members")
    make_idea(inger, title="Snurrebjelke åpen")
    drain()
    client.force_login(inger)
    for text in ("fnokkepumpe", "snurrebjelke"):
        assert client.get("/api/search/", {"q": text}).json()["total"] > 0
        client.get("/sok/", {"q": text})
    store()
    assert rows() == [("fnokkepumpe", 1, 1, 0), ("snurrebjelke", 1, 0, 1)]


def test_what_has_only_some_of_the_words_is_no_hit_in_what_editors_are_told(anonymous):
    make_article(text="Lege på vakt")
    drain()
    for text in ("doktor", "lege romskip", "lege vakt"):
        assert anonymous.get("/sok/", {"q": text}).context["listing"].total > 0
    store()
    assert [row[:3] for row in rows()] == [("doktor", 1, 1), ("lege romskip", 1, 1), ("lege vakt", 1, 0)]


def test_a_search_answered_by_a_kept_page_is_counted(anonymous, page_cache_on, transactional_db):
    for _time in range(3):
        response = anonymous.get("/sok/", {"q": "romskip"})
        assert counting.HEADER not in response.headers
    response = anonymous.get("/sok/", {"q": "romskip"}, headers={"if-none-match": response["ETag"]})
    assert response.status_code == 304

    store()

    assert rows() == [("romskip", 3, 3, 0)]


@pytest.mark.parametrize("name", ["Mozilla/5.0 (compatible; Googlebot/2.1)", "Baiduspider", "A crawler", "bingbot/2.0"])
def test_who_reads_the_whole_net_is_not_counted(anonymous, name):
    anonymous.get("/sok/", {"q": "romskip"}, headers={"user-agent": name})
    anonymous.get("/sok/", {"q": "romskip"}, headers={"user-agent": "Mozilla/5.0 (Robotikk)"})
    store()
    assert rows() == [("romskip", 1, 1, 0)]


def test_counting_makes_no_page_anew(page_cache_on, anonymous, transactional_db):
    anonymous.get("/sok/", {"q": "romskip"})
    before = page_cache.version()
    store()
    kept("gammelt", 400)
    forget_old()
    assert page_cache.version() == before


@pytest.mark.parametrize("reader", ["nobody", "a member"])
def test_a_search_writes_nothing_to_the_database_and_asks_as_often(reader, signed_in):
    client = Client() if reader == "nobody" else signed_in(make_member("Inger"))
    client.get("/sok/", {"q": "varm"})
    asked = []
    for times in (1, 3, 20):
        for _time in range(times):
            with CaptureQueriesContext(connection) as queries:
                client.get("/sok/", {"q": f"romskip{times % 7}"})
        assert [one for one in queries if CHANGE.match(one["sql"])] == []
        asked.append(len(queries))
    assert len(set(asked)) == 1


def test_the_worker_writes_as_often_as_there_are_texts(anonymous, django_assert_max_num_queries):
    for text in ("en", "to", "tre"):
        anonymous.get("/sok/", {"q": text})
    with django_assert_max_num_queries(6):  # an update for each, and one insert in a transaction
        store()


@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=%25",
        "q=sensor&type=idea",
        f"q=sensor&etter={SECOND_PAGE}",
        "",
        "q=kari@vest.example",
        "q=010190+12345",
    ],
)
def test_what_is_no_search_of_its_own_is_not_counted(query, anonymous):
    anonymous.get(f"/sok/?{query}")
    assert store() == 0


@pytest.mark.parametrize("address", ["/api/search/", "/api/search/suggest/", "/"])
def test_only_the_page_that_people_search_on_is_counted(address, anonymous):
    anonymous.get(address, {"q": "romskip"})
    anonymous.head("/sok/", {"q": "romskip"})
    assert store() == 0


def test_a_search_that_could_not_be_answered_is_not_counted(anonymous, monkeypatch):
    def refuse(*args):
        raise EngineBusy

    monkeypatch.setattr(type(engine()), "search", refuse)
    assert anonymous.get("/sok/", {"q": "romskip"}).status_code == 200
    assert store() == 0


@pytest.mark.parametrize(
    "text",
    [
        "kari.nordmann@vest.kommune.no",
        "Kari ＠ vest",
        "01019012345",
        "010190 12345",
        "01.01.1990",
        "91 23 45 67",
        "+47 912 34 567",
        "٩١٢٣٤٥٦٧",
        "sak 2024/123456",
        "jeg er en sykepleier som har en pasient som heter",
        "ord " * 9,
        "x" * 61,
        '"%"',
        "",
    ],
)
def test_what_may_be_about_a_person_is_never_counted(text, anonymous):
    assert countable(text) == ""
    anonymous.get("/sok/", {"q": text})
    store()
    assert not SearchCount.objects.exists()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("EPJ", "epj"),
        ("  Digitalt   TILSYN ", "digitalt tilsyn"),
        ("«Digitalt tilsyn»", "digitalt tilsyn"),
        ("ISO 27001", "iso 27001"),
        ("Ma\u030aling", "måling"),
        ("2025", "2025"),
    ],
)
def test_a_text_is_counted_without_case_and_quotation_marks(text, counted):
    assert countable(text) == counted


def test_a_row_holds_no_person():
    names = {field.name for field in SearchCount._meta.get_fields()}
    assert names == {"id", "day", "text", "searches", "without_hits", "total"}


def test_what_is_old_is_forgotten():
    for text, days, searches in (
        ("en gang", 30, 1),
        ("en gang nå", 29, 1),
        ("ofte", 364, 2),
        ("for lenge siden", 365, 9),
    ):
        kept(text, days, searches)
    kept("to dager", 40)
    kept("to dager", 3)

    assert forget_old() == 2

    assert set(SearchCount.objects.values_list("text", flat=True)) == {"en gang nå", "ofte", "to dager"}
    assert forget_old() == 0


def test_searches_at_once_are_all_counted():
    def search(times):
        for _time in range(times):
            counting._count("romskip", 0)

    threads = [Thread(target=search, args=(25,)) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert cache.get(COUNTS)[today(), "romskip"] == (200, 200, 0)


def test_a_flood_of_texts_fills_no_cache(anonymous, monkeypatch):
    monkeypatch.setattr(counting, "MOST_WAITING", 3)
    for text in ("a1", "b2", "c3", "d4", "a1"):
        anonymous.get("/sok/", {"q": text})
    assert cache.get(COUNTS)[today(), "a1"][0] == 2
    assert store() == 3


def test_a_cache_that_fails_costs_the_count_and_not_the_answer(anonymous, monkeypatch, caplog):
    monkeypatch.setattr(counting, "in_turn", lambda name: 1 / 0)
    assert anonymous.get("/sok/", {"q": "romskip"}).status_code == 200
    assert "not counted" in caplog.text


def test_texts_of_several_days_are_one_line():
    kept("alarm", 3, searches=2, without_hits=2, total=0)
    kept("alarm", 0, searches=1, without_hits=0, total=7)
    kept("journal", 1, searches=4, without_hits=4, total=0)
    kept("eldgammelt", 99)

    month = today() - 30 * DAY
    assert [tuple(one.values()) for one in SearchCount.objects.since(month)] == [
        ("journal", 4, 4, 0),
        ("alarm", 3, 2, 7),
    ]
    assert [one["text"] for one in SearchCount.objects.in_vain_since(month)] == ["journal"]
    assert SearchCount.objects.since(date(2000, 1, 1)).count() == 3
