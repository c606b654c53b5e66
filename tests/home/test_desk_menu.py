"""The menu, the lists and the front of the admin for each role."""

import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.cases import make_experience
from tests.factories.events import make_event
from tests.factories.people import make_member
from tests.factories.threads import make_thread
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db

EDITORS = {
    "content": ["articles", "images", "documents", "terms"],
    "arenas": ["ideas", "experiences", "events", "threads"],
    "market": ["notices", "suppliers"],
    "search": ["synonyms", "promotions"],
}
PEOPLE = {"people": ["organisations", "memberships", "users"]}


def menu_of(client):
    """Return the headings of the menu with the names of the lines below each."""
    html = client.get("/admin/").text
    props = json.loads(re.search(r'id="wagtail-sidebar-props"[^>]*>(.*?)</script>', html, re.DOTALL)[1])
    [modules] = [one for one in props["modules"] if one["_type"] == "wagtail.sidebar.MainMenuModule"]
    items = modules["_args"][0]
    found = {}
    for item in items:
        if item["_type"] == "wagtail.sidebar.SubMenuItem":
            options, lines = item["_args"]
            found[options["name"]] = [line["_args"][0] for line in lines]
    return found


def without(found, *names):
    return {heading: [line["name"] for line in lines] for heading, lines in found.items() if heading not in names}


@pytest.mark.filterwarnings("ignore:Pagination may yield")  # wagtail-localize's report has no order of its own
@pytest.mark.parametrize(
    ("role", "expected"),
    [("editor", EDITORS), ("administrator", {**EDITORS, **PEOPLE}), ("moderator", {})],
)
def test_the_menu_has_what_a_role_may_open(role, expected):
    client = at_the_desk(role)
    found = menu_of(client)

    assert without(found, "reports", "help", "settings") == expected
    for line in [line for lines in found.values() for line in lines if line["url"].startswith("/admin/")]:
        assert client.get(line["url"]).status_code == 200, line["url"]


@pytest.mark.parametrize("kind", ["articles", "ideas", "experiences", "events", "threads"])
def test_the_list_of_a_type_shows_its_pages_with_as_many_queries_for_one_as_for_three(
    kind, django_assert_max_num_queries
):
    make = {
        "articles": lambda number: make_article(f"Side {number}"),
        "ideas": lambda number: make_idea(author, title=f"Side {number}"),
        "experiences": lambda number: make_experience(author, title=f"Side {number}"),
        "events": lambda number: make_event(author, f"Side {number}"),
        "threads": lambda number: make_thread(author, title=f"Side {number}"),
    }[kind]
    author = make_member("Inger")
    for number in range(3):
        make(number)
    client = at_the_desk()

    # The translation add-on asks twice for every article of the list, those about the site included.
    with django_assert_max_num_queries(80 if kind == "articles" else 45):
        html = client.get(f"/admin/{kind}/").text

    assert all(f"Side {number}" in html for number in range(3))
    assert kind == "articles" or "Vest kommune" in html


def test_a_list_is_filtered_by_organisation():
    inger, odd = make_member("Inger"), make_member("Odd", "Nord kommune")
    make_idea(inger, title="Fra vest"), make_idea(odd, title="Fra nord")
    organisation = odd.memberships.get().organisation_id

    html = at_the_desk().get("/admin/ideas/", {"organisation": organisation}).text

    assert "Fra nord" in html
    assert "Fra vest" not in html


def test_only_those_who_may_open_what_it_finds_are_offered_a_search():
    assert 'role="search"' in at_the_desk("editor").get("/admin/").text
    assert 'role="search"' not in at_the_desk("moderator", "Mona").get("/admin/").text


def test_the_search_of_the_front_leads_to_pages():
    make_article("Dørlåser i hjemmet")
    client = at_the_desk()
    action = re.search(r'<form[^>]*action="([^"]*)"[^>]*role="search"', client.get("/admin/").text, re.DOTALL)[1]

    assert "Dørlåser i hjemmet" in client.get(action, {"q": "Dørlåser"}).text


@pytest.mark.parametrize("address", ["/admin/events/", "below"])
def test_the_places_of_all_events_are_counted_with_the_list(address):
    author = make_member("Inger")
    section = make_event(author, "Møte 0").get_parent()
    for number in (1, 2, 3):
        make_event(author, f"Møte {number}")
    client = at_the_desk()

    with CaptureQueriesContext(connection) as queries:
        page = client.get(f"/admin/pages/{section.pk}/" if address == "below" else address).text

    assert page.count("0 / ") == 4
    asked = [one["sql"] for one in queries if "events_registration" in one["sql"]]
    assert all("wagtailcore_page" in sql for sql in asked)
