import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_user
from tests.factories.threads import make_comment, make_thread

pytestmark = pytest.mark.django_db
PAGES, COMMENTS = "/min-side/sider/", "/min-side/innlegg/"
MINE, LINE = "/min-side/", re.compile(r'<a class="ds-link" href="[^"]*"[^>]*>((?:Min idé|Mitt innlegg) [^<]*)</a>')


@pytest.fixture
def author():
    return make_member()


@pytest.fixture
def thread():
    other = make_member("Bente", "Nord kommune")
    thread = make_thread(other, title="Min er ikke din")
    make_comment(thread, other, "Mitt er ikke ditt")
    return thread


def fill(author, thread, number):
    for n in range(number):
        make_idea(author, title=f"Min idé {n}", published=n % 2 == 0)
        make_comment(thread, author, f"Mitt innlegg {n}")


def read(client, address):
    """Return what stands on each page of a list."""
    found = []
    while address:
        page = client.get(address).text
        found.append(LINE.findall(page))
        onwards = re.search(r'href="([^"]*etter=[^"]*)"[^>]*rel="next"', page)
        address = onwards and onwards[1].replace("&amp;", "&")
    return found


@pytest.mark.parametrize(("address", "name"), [(PAGES, "Min idé"), (COMMENTS, "Mitt innlegg")])
def test_everything_is_found_newest_first(address, name, author, thread, signed_in):
    fill(author, thread, 45)

    found = read(signed_in(author), address)

    assert [len(part) for part in found] == [20, 20, 5]
    assert [one for part in found for one in part] == [f"{name} {n}" for n in reversed(range(45))]


@pytest.mark.parametrize(("number", "leads"), [(20, []), (21, [COMMENTS]), (42, [PAGES, COMMENTS])])
def test_my_page_leads_to_what_it_has_no_room_for(number, leads, author, thread, signed_in):
    fill(author, thread, number)
    page = signed_in(author).get(MINE).text
    assert [one for one in (PAGES, COMMENTS) if f'href="{one}"' in page] == leads


@pytest.mark.parametrize("address", [MINE, PAGES, COMMENTS])
def test_a_list_costs_the_same_however_long(address, author, thread, signed_in):
    make_idea(author, title="Mitt utkast", published=False)
    client, costs = signed_in(author), {}
    for number, more in ((1, 1), (3, 2), (20, 17)):
        fill(author, thread, more)
        cache.clear()
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        costs[number] = len(asked)
    assert len(set(costs.values())) == 1, costs
    assert costs[1] <= 20


@pytest.mark.parametrize(("prefix", "address"), [("", PAGES), ("/nn", PAGES), ("/en", COMMENTS)])
def test_of_nothing_it_says_so_and_leads_back(prefix, address, signed_in, anonymous):
    answer = signed_in(make_user("Kristin")).get(prefix + address)
    assert [crumb["url"] for crumb in answer.context["breadcrumbs"]] == [f"{prefix}/", prefix + MINE, prefix + address]
    assert "mp-empty" in answer.text
    assert anonymous.get(prefix + address).url.endswith(f"/login/?next={prefix}{address}")


def test_a_broken_cursor_shows_the_newest(author, thread, signed_in):
    fill(author, thread, 2)
    assert read(signed_in(author), f"{COMMENTS}?etter=tull") == [["Mitt innlegg 1", "Mitt innlegg 0"]]


@pytest.mark.parametrize(
    ("address", "words"),
    [(PAGES, "Du har ikke skrevet noe ennå."), (COMMENTS, "Du har ikke skrevet noen innlegg ennå.")],
)
def test_an_empty_list_says_so_and_leads_onwards(address, words, author, signed_in):
    empty = signed_in(author).get(address).text.split('class="mp-empty')[1]
    assert words in empty
    assert f'href="{MINE}">Min side</a>' in empty
