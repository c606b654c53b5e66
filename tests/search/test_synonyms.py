"""What words that mean the same find, in every engine, and how they are marked."""

from __future__ import annotations

import pytest

from search.highlight import highlight_title
from search.query import parse
from search.synonyms import MOST_TEXTS, Group, Synonyms

from .documents import OPEN, ask, document, found, store

ALL = Synonyms(
    [
        Group(("EPJ", "elektronisk pasientjournal")),
        Group(("e-resept", "elektronisk resept")),
        Group(("vaktbytte", "bytte av vakt")),
        Group(("velferdsteknologi",), ("trygghetsalarm", "digitalt tilsyn")),
        Group(("sykehjem", "institusjon")),
    ]
)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("EPJ", ("elektronisk pasientjournal",)),
        ("elektroniske pasientjournaler", ("EPJ",)),
        ("eresept", ("elektronisk resept",)),
        ("e resept", ("elektronisk resept",)),
        ("bytte vakt", ("vaktbytte",)),
        ("bytte av vakter", ("vaktbytte",)),
        ("velferdsteknologien", ("trygghetsalarm", "digitalt tilsyn")),
        ("trygghetsalarm", ()),
        ("journal", ()),
        ("", ()),
    ],
)
def test_texts_are_recognised_by_their_terms(text, others):
    assert ALL.of(text) == others


def test_a_word_of_two_groups_has_the_others_of_both():
    both = Synonyms([Group(("vakt", "skift")), Group(("vakt", "beredskap"))])
    assert both.of("vakter") == ("skift", "beredskap")
    assert both.of("skift") == ("vakt",)


def test_a_query_is_widened_wherever_the_text_stands_and_only_so_far():
    words = ("innføring", "elektronisk", "pasientjournal", "sykehjem")
    assert list(ALL.within(words)) == [(1, 2, "EPJ"), (3, 1, "institusjon")]
    assert list(Synonyms().within(words)) == []
    crowd = Synonyms([Group(("ord", *(f"annet{number}" for number in range(19))))])
    assert len(list(crowd.within(("ord",) * 9))) == MOST_TEXTS


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Elektroniske pasientjournaler", "epj"),
        ("EPJ", "elektronisk pasientjournal"),
        ("EPJ-systemet", "bytte av elektronisk pasientjournal"),
        ("Reseptformidleren og e-resepter", "elektroniske resepter"),
        ("Elektronisk resept", "eresept"),
        ("Digitalt tilsyn om natta", "velferdsteknologi"),
        ("Demensinstitusjoner", "sjukeheim"),
    ],
)
def test_what_means_the_same_is_found(engine, title, query):
    store(engine, document(1, title, "bytte"), document(2, "Noe annet"))
    assert found(engine, query, synonyms=ALL) == [1]


def test_one_way_is_one_way(engine):
    store(engine, document(1, "Trygghetsalarm"), document(2, "Velferdsteknologi"))
    assert found(engine, "velferdsteknologi", synonyms=ALL) == [2, 1]
    assert found(engine, "trygghetsalarm", synonyms=ALL) == [1]


def test_the_word_itself_stands_before_what_means_the_same(engine):
    store(engine, document(1, "Institusjon", day=9), document(2, "Sykehjem"), document(3, "Sykehjem og institusjon"))
    assert found(engine, "sykehjem", synonyms=ALL)[-1] == 1
    assert found(engine, "institusjon", synonyms=ALL)[-1] == 2


def test_of_several_words_all_are_required_all_the_same(engine):
    store(engine, document(1, "Institusjon", "Vaktplan"), document(2, "Institusjon"))
    page = ask(engine, "sykehjem vaktplan", synonyms=ALL)
    assert page.hits[0].uid == "page:1"
    assert page.corrected is None


def test_a_word_with_a_synonym_is_no_mistake_and_a_mistake_finds_the_synonyms_of_what_was_meant(engine):
    store(engine, document(1, "Institusjon"), document(2, "Sykehjemmet"), document(3, "Elektronisk pasientjournal, ep"))
    assert ask(engine, "epj", synonyms=ALL).corrected is None
    page = ask(engine, "sykehjme", synonyms=ALL)
    assert page.corrected
    assert {hit.uid for hit in page.hits} == {"page:1", "page:2"}


def test_a_word_without_its_letters_finds_the_synonyms_of_what_was_meant(engine):
    store(engine, document(1, "Wound care"), document(2, "Sårbare i behandling"))
    page = ask(engine, "sarbehandling", synonyms=Synonyms([Group(("sårbehandling", "wound care"))]))
    assert (page.hits[0].uid, page.corrected, page.is_partial) == ("page:1", None, False)


def test_quoted_and_excluded_words_are_meant_as_they_stand(engine):
    store(engine, document(1, "Elektronisk pasientjournal"), document(2, "EPJ i bruk"))
    assert found(engine, '"epj"', synonyms=ALL) == [2]
    assert found(engine, "-epj", synonyms=ALL) == [1]


def test_counts_and_facets_are_of_the_same_hits(engine):
    store(engine, document(1, "EPJ"), document(2, "Elektronisk pasientjournal", kind="event"), document(3, "Noe"))
    page = ask(engine, "EPJ", synonyms=ALL)
    assert page.total == len(page.hits) == sum(count for _kind, count in page.facets["type"]) == 2


def test_synonyms_open_nothing(engine):
    store(engine, document(1, "Elektronisk pasientjournal", access_key="room:7"))
    page = ask(engine, "EPJ", synonyms=ALL)
    assert (page.total, page.hits, page.corrected) == (0, (), None)


@pytest.mark.parametrize(
    ("title", "query", "html"),
    [
        ("Vår EPJ er ny", "elektronisk pasientjournal", "Vår <mark>EPJ</mark> er ny"),
        (
            "Elektroniske pasientjournaler og elektronisk handel",
            "epj",
            "<mark>Elektroniske</mark> <mark>pasientjournaler</mark> og elektronisk handel",
        ),
        ("Demensinstitusjoner", "sykehjem", "Demens<mark>institusjoner</mark>"),
        ("Bytte av vakt", "vaktbytte", "<mark>Bytte</mark> <mark>av</mark> <mark>vakt</mark>"),
        ("Innføre e-resept", "elektronisk resept", "Innføre <mark>e-resept</mark>"),
        ("Ny elektronisk", "epj", "Ny elektronisk"),
    ],
)
def test_what_means_the_same_is_marked(title, query, html):
    query = parse(query, access_keys=OPEN, synonyms=ALL)
    assert str(highlight_title(title, query, "nb")) == html
