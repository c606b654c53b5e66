"""A report that has been rebuilt is imported again, and meets what editors have done to the first import."""

import random
from dataclasses import replace

import pytest
from django.test import Client
from wagtail.models import Page

from home.library.document import Chapter, Paragraph
from home.models import ArticlePage
from people.choices import SiteRole
from tests.factories.people import make_staff

from .reports import bring, chapter, headings, library, page, report

pytestmark = pytest.mark.django_db

TITLES = ["Funn", "Bakgrunn", "Metode", "Utstyr"]
FINDING = chapter("", "Funn", "Et funn.")
OTHER_FINDING = replace(chapter("", "Funn", "Et annet funn."), key="funn-2")


def part(letter, *chapters):
    return chapter("", f"Del {letter}", f"Her står del {letter}.", *chapters)


def any_chapters(rng, depth=0, keys=None):
    """Return up to four chapters in up to three levels, many of them with the same headings."""
    keys = set() if keys is None else keys
    chapters = []
    for _ in range(rng.randint(0 if depth else 2, 3)):
        number, title = rng.choice(["", "", "1", "2.1"]), rng.choice(TITLES)
        key = next(key for key in (f"{number}-{title}-{count}" for count in range(99)) if key not in keys)
        keys.add(key)
        below = any_chapters(rng, depth + 1, keys) if depth < 2 else ()
        chapters.append(Chapter(number, title, (Paragraph(rng.choice(["Aa.", "Bb."])),), below, key))
    return tuple(chapters)


def addresses():
    return {one.heading: one.path_url for one in ArticlePage.objects.filter(import_key__gt="")}


def status(address):
    return Client().get(address).status_code


# Chapters that move


@pytest.mark.parametrize("seed", range(4))
def test_whatever_a_report_becomes_its_pages_are_its_chapters_and_the_tree_is_whole(seed):
    rng = random.Random(seed)
    for _ in range(3):
        one = report(*any_chapters(rng))
        article = bring(one).article
        pages = ArticlePage.objects.filter(import_key__startswith=one.key)

        assert headings(article) == [f"{two.number} {two.title}".strip() for two in one.walk()]
        assert len({two.path_url for two in pages}) == len(pages)
        assert not any(Page.find_problems())
    again = bring(one)
    assert (again.created, again.updated, again.kept, again.gone) == ([], [], [], [])


def test_a_chapter_that_moves_to_where_its_address_is_taken_gets_another():
    bring(report(part("A", FINDING), part("B", OTHER_FINDING)))

    bring(report(part("A"), part("B", FINDING, OTHER_FINDING)))

    below = [(one.path_url, one.search_body()) for one in page("Del B").get_children().specific()]
    assert below == [
        ("/bibliotek/rapporten/del-b/funn-2/", "Et funn."),
        ("/bibliotek/rapporten/del-b/funn/", "Et annet funn."),
    ]
    assert [status(address) for address, _text in below] == [200, 200]


def test_the_old_address_of_a_chapter_that_moved_leads_to_the_new_one():
    bring(report(part("A", FINDING), part("B")))

    bring(report(part("A"), part("B", FINDING)))

    answer = Client().get("/bibliotek/rapporten/del-a/funn/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/bibliotek/rapporten/del-b/funn/")


def test_a_chapter_and_the_one_below_it_change_places():
    bring(report(part("A", FINDING)))

    result = bring(report(chapter("", "Funn", "Et funn.", part("A"))))

    assert headings(result.article) == ["Funn", "Del A"]
    assert page("Del A").path_url == "/bibliotek/rapporten/funn/del-a/"


def test_pages_of_an_editor_keep_their_places_among_the_chapters():
    article = bring(report(part("A"), part("C"))).article
    page("Del A").add_sibling(pos="right", instance=ArticlePage(title="Min egen", slug="min-egen", language="nb"))

    bring(report(part("A"), part("B"), part("C")))
    assert headings(article) == ["Del A", "Del B", "Min egen", "Del C"]


# What editors have moved, copied or taken down


def test_a_chapter_that_an_editor_has_moved_is_left_there_and_named():
    editor = make_staff("Synnøve", SiteRole.EDITOR)
    bring(report(part("A", FINDING), part("B")))
    page("Funn").move(library(), pos="last-child", user=editor)

    result = bring(report(part("A", FINDING), part("B")))

    assert page("Funn").path_url == "/bibliotek/funn/"
    assert [one.title for one in result.kept] == ["Funn"]


def test_chapters_that_an_editor_has_sorted_stay_so():
    editor = make_staff("Synnøve", SiteRole.EDITOR)
    article = bring(report(part("A"), part("B"))).article
    page("Del B").move(page("Del A"), pos="left", user=editor)

    result = bring(report(part("A"), part("B")))

    assert headings(article) == ["Del B", "Del A"]
    assert len(result.unchanged) == 3


def test_a_report_that_an_editor_has_moved_stays_there():
    other = bring(report(part("A"), name="annen.txt", title="Den andre")).article
    bring(report(part("A")))
    page("Rapporten").move(other, pos="last-child")

    bring(report(part("A"), part("B")))

    assert page("Del B").path_url == "/bibliotek/den-andre/rapporten/del-b/"


def test_a_copy_that_an_editor_has_made_is_left_alone():
    bring(report(part("A")))
    page("Del A").copy(to=library(), update_attrs={"slug": "kopi", "title": "Kopi av del A"})

    result = bring(report(chapter("", "Del A", "Nye ord.")))

    assert [one.path_url for one in result.updated] == ["/bibliotek/rapporten/del-a/"]
    assert "Her står del A" in page("Kopi av del A").search_body()


@pytest.mark.parametrize("is_whole", [True, False])
def test_nothing_of_a_report_that_an_editor_has_withdrawn_comes_out_again(is_whole):
    article = bring(report(part("A", FINDING), part("B"))).article
    for one in [article, *(article.get_descendants().specific() if is_whole else ())]:
        one.unpublish()
    before = {address: status(address) for address in addresses().values()}

    result = bring(report(part("A", FINDING, OTHER_FINDING), part("B"), part("C")))

    assert [one.title for one in result.kept] == ["Rapporten"]
    assert {address: status(address) for address in addresses().values()} == before


def test_nothing_new_comes_out_below_a_chapter_that_was_taken_down():
    bring(report(part("A"), part("B")))
    page("Del A").unpublish()

    result = bring(report(part("A", FINDING), part("B", OTHER_FINDING)))

    assert [one.title for one in result.kept] == ["Del A"]
    assert [one.path_url for one in result.created] == ["/bibliotek/rapporten/del-b/funn/"]


def test_what_leads_to_a_chapter_that_is_kept_is_kept():
    bring(report(part("A", FINDING), part("B")))
    finding = page("Funn")
    finding.summary = "Rettet av redaktøren"
    finding.save_revision().publish()

    result = bring(report(part("B")))

    assert [one.title for one in result.kept] == ["Funn", "Del A"]
    assert (result.gone, status(page("Funn").path_url), status(page("Del A").path_url)) == ([], 200, 200)
