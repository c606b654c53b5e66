"""What editors learn of what people look for."""

from datetime import timedelta

import pytest

from core.clock import today
from search.models import SearchCount
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db
REPORT = "/admin/rapporter/searches/"


def sought(text, searches=1, without_hits=0, total=3, days_ago=0):
    day = today() - timedelta(days=days_ago)
    SearchCount.objects.create(day=day, text=text, searches=searches, without_hits=without_hits, total=total)


@pytest.fixture
def _searches():
    sought("trygghetsalarm", 9)
    sought("=romskip & måne", 5, 5, 0)
    sought("forrige måned", 4, days_ago=20)
    sought("i vår", 3, days_ago=200)


@pytest.mark.usefixtures("_searches")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["trygghetsalarm", "=romskip &amp; måne", "forrige måned"]),
        ("?dager=7", ["trygghetsalarm", "=romskip &amp; måne"]),
        ("?dager=365", ["trygghetsalarm", "=romskip &amp; måne", "forrige måned", "i vår"]),
        ("?uten_treff=1", ["=romskip &amp; måne"]),
        ("?dager=tull&uten_treff=x&p=99", ["trygghetsalarm", "=romskip &amp; måne", "forrige måned"]),
    ],
)
def test_the_report_shows_the_most_searched_first(query, shown):
    html = at_the_desk().get(REPORT + query).text
    places = [html.find(f">{text}</a>") for text in shown]
    assert -1 not in places
    assert places == sorted(places)
    others = {"trygghetsalarm", "=romskip &amp; måne", "forrige måned", "i vår"} - set(shown)
    assert not [text for text in others if f">{text}</a>" in html]


@pytest.mark.usefixtures("_searches")
def test_the_file_has_the_same_rows_and_no_formula():
    client = at_the_desk()
    assert "?dager=7&amp;uten_treff=1&amp;export=csv" in client.get(f"{REPORT}?dager=7&uten_treff=1").text
    lines = client.get(f"{REPORT}?dager=7&uten_treff=1&export=csv").text.splitlines()
    assert lines[1:] == ["'=romskip & måne;5;5;0"]


@pytest.mark.usefixtures("_searches")
def test_from_a_text_it_is_one_click_to_a_synonym_of_it():
    client = at_the_desk()
    address = "/admin/snippets/search/synonym/add/?words=%3Dromskip%20%26%20m%C3%A5ne"
    assert address in client.get(f"{REPORT}?uten_treff=1").text
    assert "=romskip &amp; måne</textarea>" in client.get(address).text


@pytest.mark.usefixtures("_searches")
def test_the_front_shows_what_was_sought_in_vain():
    client = at_the_desk()
    html = client.get("/admin/").text
    assert ">=romskip &amp; måne</a>" in html
    assert "5 søk den siste måneden" in html
    assert f"{REPORT}?dager=30&amp;uten_treff=1" in html
    assert ">trygghetsalarm</a>" not in html

    SearchCount.objects.update(total=1)
    assert "Mest søkt etter uten treff" not in client.get("/admin/").text


@pytest.mark.parametrize(("role", "may"), [("editor", True), ("administrator", True), ("moderator", False)])
def test_who_reads_it(role, may):
    sought("romskip", 2, 2, 0)
    client = at_the_desk(role)
    assert (client.get(REPORT).status_code == 200) is may
    assert ("romskip" in client.get("/admin/").text) is may
    assert (REPORT in client.get("/admin/").text) is may


def test_nothing_sought_is_said_in_words():
    client = at_the_desk()
    assert "Ingen har søkt" in client.get(REPORT).text
    assert "Alt det ble søkt etter" in client.get(f"{REPORT}?uten_treff=1").text


@pytest.mark.parametrize("texts", [1, 3, 20])
def test_the_report_asks_as_often_however_much_was_sought(texts, django_assert_max_num_queries):
    for number in range(texts):
        sought(f"ord {number}", 2, 2, 0)
    client = at_the_desk()
    client.get(REPORT)
    with django_assert_max_num_queries(16):
        client.get(REPORT)
