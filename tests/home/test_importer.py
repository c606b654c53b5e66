"""Reports become articles, and importing again changes what has changed and nothing else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from wagtail.models import PageLogEntry, Revision

from core.models import PageState, SearchChange
from home.models import ArticlePage

from .reports import NAMES, bring, chapter, headings, library, page, read, report

pytestmark = pytest.mark.django_db

FIRST = chapter("1", "Innledning", "Det begynte med et behov.")
SECOND = chapter("2", "Bakgrunn", "", chapter("2.1", "Utstyr", "Vekt og måler."), chapter("2.2", "Folk", "To ansatte."))
THIRD = chapter("3", "Funn", "Det virket.")


def rows():
    """Everything an import may leave behind."""
    return [model.objects.count() for model in (ArticlePage, PageState, Revision, PageLogEntry, SearchChange)]


def titles(pages):
    return [one.heading for one in pages]


def edit(one, *, publish, **changes):
    for name, value in changes.items():
        setattr(one, name, value)
    revision = one.save_revision()
    if publish:
        revision.publish()


# The first time


def test_a_report_becomes_a_tree_in_reading_order():
    article = bring(report(FIRST, SECOND, THIRD)).article

    assert article.heading == "Rapporten"
    assert headings(article) == ["1 Innledning", "2 Bakgrunn", "2.1 Utstyr", "2.2 Folk", "3 Funn"]
    assert page("2.2 Folk").path_url == "/bibliotek/rapporten/2-bakgrunn/2-2-folk/"
    assert [page(heading).depth - article.depth for heading in ("1 Innledning", "2.1 Utstyr")] == [1, 2]
    assert str(page("3 Funn").source_date) == "2024-11-14"
    assert (page("3 Funn").source_name, page("3 Funn").language) == ("Rapporten", "nb")


@pytest.mark.parametrize("name", NAMES)
def test_the_chapters_of_a_file_are_numbered_as_in_it(name):
    one = read(name)

    result = bring(one)

    assert titles(result.created) == [one.title, *(f"{two.number} {two.title}".strip() for two in one.walk())]
    assert headings(result.article) == titles(result.created)[1:]
    assert {two.language for two in result.created} == {one.language}


@pytest.mark.parametrize("name", NAMES)
def test_an_editor_can_save_what_was_imported(name):
    for one in bring(read(name)).created:
        one.full_clean()
        one.body.stream_block.clean(one.body)


def test_two_reports_of_one_title_have_addresses_of_their_own(anonymous):
    first = bring(report(FIRST, name="a.txt")).article
    second = bring(report(THIRD, name="b.txt")).article

    assert {first.slug, second.slug} == {"rapporten", "rapporten-2"}
    assert (headings(first), headings(second)) == (["1 Innledning"], ["3 Funn"])
    assert anonymous.get(second.path_url).status_code == 200
    assert not bring(report(FIRST, name="a.txt")).gone


def test_chapters_of_one_title_have_addresses_of_their_own():
    article = bring(report(chapter("", "Funn", "Ett."), replace(chapter("", "Funn", "To."), key="funn-2"))).article

    assert {one.slug for one in article.get_children()} == {"funn", "funn-2"}


# Again


@pytest.mark.parametrize("name", NAMES)
def test_a_second_import_changes_nothing(name):
    bring(read(name))
    before = rows()

    result = bring(read(name))

    assert rows() == before
    assert len(result.unchanged) == 1 + len(headings(result.article))
    assert [result.created, result.updated, result.kept, result.gone] == [[], [], [], []]


def test_only_the_chapter_that_changed_is_updated():
    bring(report(FIRST, SECOND, THIRD))
    before = Revision.objects.count()

    result = bring(report(FIRST, SECOND, chapter("3", "Funn", "Det virket ikke.")))

    assert titles(result.updated) == ["3 Funn"]
    assert Revision.objects.count() == before + 1
    assert "virket ikke" in page("3 Funn").search_body()
    assert page("3 Funn").summary == "Det virket ikke."


def test_a_new_chapter_comes_in_its_place():
    bring(report(FIRST, THIRD))

    result = bring(report(FIRST, SECOND, THIRD))

    assert titles(result.created) == ["2 Bakgrunn", "2.1 Utstyr", "2.2 Folk"]
    assert headings(result.article) == ["1 Innledning", "2 Bakgrunn", "2.1 Utstyr", "2.2 Folk", "3 Funn"]
    assert titles(result.updated) == []


def test_chapters_that_change_places_keep_their_addresses():
    bring(report(FIRST, SECOND, THIRD))
    address = page("3 Funn").path_url

    result = bring(report(THIRD, SECOND, FIRST))

    assert headings(result.article) == ["3 Funn", "2 Bakgrunn", "2.1 Utstyr", "2.2 Folk", "1 Innledning"]
    assert page("3 Funn").path_url == address


# What editors do stays


@pytest.mark.parametrize("publish", [True, False])
@pytest.mark.parametrize(
    "changes",
    [
        {"body": [("paragraph", "<p>Rettet av redaktøren.</p>")]},
        {"title": "Et bedre ord"},
        {"summary": "Kort fortalt"},
        {"source_name": "Kommunen"},
        {"slug": "et-bedre-ord"},
        {"seo_title": "Et bedre ord"},
        {"lead_image_alt": "En seng"},
        {"expire_at": datetime(2099, 1, 1, tzinfo=UTC)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_chapter_that_an_editor_has_changed_is_left_and_named(changes, publish):
    bring(report(FIRST, SECOND))
    edited = page("1 Innledning")
    edit(edited, publish=publish, **changes)
    stored = ArticlePage.objects.filter(pk=edited.pk)
    before = stored.values().get()

    result = bring(report(chapter("1", "Innledning", "Nye ord."), SECOND))

    assert [one.pk for one in result.kept] == [edited.pk]
    assert stored.values().get() == before
    assert len(result.unchanged) == 4


def test_a_chapter_that_an_editor_has_taken_down_stays_down():
    bring(report(FIRST, THIRD))
    page("3 Funn").unpublish()

    result = bring(report(FIRST, chapter("3", "Funn", "Nye ord.")))

    assert titles(result.kept) == ["3 Funn"]
    assert headings(result.article) == ["1 Innledning"]


# What the report no longer has


def test_a_chapter_that_is_gone_is_unpublished_and_named_and_comes_back(anonymous):
    bring(report(FIRST, SECOND, THIRD))
    address = page("2.1 Utstyr").path_url

    gone = bring(report(FIRST, THIRD))
    assert titles(gone.gone) == ["2 Bakgrunn", "2.1 Utstyr", "2.2 Folk"]
    assert headings(gone.article) == ["1 Innledning", "3 Funn"]
    assert anonymous.get(address).status_code == 302
    assert not bring(report(FIRST, THIRD)).gone
    assert all(anonymous.get(one.path_url).url.endswith(gone.article.path_url) for one in gone.gone)

    back = bring(report(FIRST, SECOND, THIRD))
    assert titles(back.updated) == ["2 Bakgrunn", "2.1 Utstyr", "2.2 Folk"]
    assert headings(back.article) == ["1 Innledning", "2 Bakgrunn", "2.1 Utstyr", "2.2 Folk", "3 Funn"]
    assert anonymous.get(address).status_code == 200
    assert len(bring(report(FIRST, SECOND, THIRD)).unchanged) == 6


def test_what_an_editor_has_written_in_stays_when_the_report_drops_it():
    bring(report(FIRST, THIRD))
    edit(page("3 Funn"), publish=True, summary="Det vi lærte")

    result = bring(report(FIRST))

    assert (titles(result.kept), result.gone) == (["3 Funn"], [])
    assert headings(result.article) == ["1 Innledning", "3 Funn"]


# All or nothing


@pytest.mark.parametrize("fails_at", [1, 3, 6])
def test_a_fault_in_the_middle_leaves_nothing(fails_at):
    def fail(article):
        fail.times += 1
        if fail.times == fails_at:
            raise MemoryError

    fail.times = 0
    before = rows()

    with pytest.raises(MemoryError):
        bring(report(FIRST, SECOND, THIRD), progress=fail)

    assert rows() == before
    assert len(bring(report(FIRST, SECOND, THIRD)).created) == 6


def test_a_fault_while_updating_leaves_the_old_report(monkeypatch):
    bring(report(FIRST, SECOND, THIRD))
    before = rows()
    monkeypatch.setattr("home.importer._Writer.retire", lambda self, root: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        bring(report(THIRD, chapter("1", "Innledning", "Nye ord."), chapter("4", "Nytt", "Nytt.")))

    assert rows() == before
    assert headings(library())[1:] == ["1 Innledning", "2 Bakgrunn", "2.1 Utstyr", "2.2 Folk", "3 Funn"]
    assert "et behov" in page("1 Innledning").search_body()
