"""When only some of what was sought is there: it is said, and what is new does not stand before what is meant."""

import pytest

from search.drain import drain
from search.highlight import highlight_title, snippet
from tests.factories.articles import make_article

from .documents import ask, document, found, store


@pytest.mark.parametrize("query", ["romskip", "sensor ubåt", '"lytt til" romskip'])
def test_nothing_that_has_all_is_said(engine, query):
    store(engine, document(1, "Lytt til rom og natt"), document(2, "Sensor"))
    page = ask(engine, query)
    assert (page.total, page.is_partial) == (1, True)


@pytest.mark.parametrize(
    ("query", "filters"),
    [("sensor", {}), ("sensor natt", {}), ("senosr", {}), ("-natt", {}), ("", {}), ("zzzz", {}), ("%", {})]
    + [("sensor natt", {"type": ["idea"]}), ("zzzz", {"type": ["idea"]}), ('"sensor om"', {"type": ["event"]})],
)
def test_what_has_all_is_no_part(engine, query, filters):
    store(engine, document(1, "Sensor om natt"), document(2, "Sensor", kind="event"))
    assert not ask(engine, query, filters=filters).is_partial


def test_it_is_the_hits_behind_the_filters_that_have_not_all(engine):
    store(engine, document(1, "Sensor om natt"), document(2, "Sensor", kind="event"))
    page = ask(engine, "sensor natt", filters={"type": ["event"]})
    assert (page.total, page.is_partial) == (1, True)


def test_by_date_stand_only_those_that_have_all(engine):
    store(engine, document(1, "Sensor om natt"), document(2, "Natt"), document(3, "Sensor"))
    assert found(engine, "sensor natt")[0] == 1
    assert len(found(engine, "sensor natt")) == 3
    page = ask(engine, "sensor natt", sort="newest")
    assert ([hit.uid for hit in page.hits], page.total, page.is_partial) == (["page:1"], 1, False)
    assert page.facets["type"] == (("idea", 1),)
    assert found(engine, "sensor natt", sort="newest", filters={"type": ["event"]}) == []


def test_where_nothing_has_all_the_best_stands_before_the_newest(engine):
    store(engine, document(1, "Sensor om natt"), document(2, "Sensor"), document(3, "Natt"))
    assert found(engine, "sensor natt ubåt", sort="newest")[0] == 1


def test_who_asks_for_the_whole_gets_nothing_else(engine):
    store(engine, document(1, "Sensor"), document(2, "Rom"))
    assert ask(engine, "sensor natt", whole=True).total == 0
    assert ask(engine, "romskip", whole=True).total == 0
    assert ask(engine, "senosr", whole=True).total == 1


@pytest.mark.parametrize("query", ["sensor OG natt", "sensor AND natt", "SENSOR OM NATTEN", "sensor/natt"])
def test_what_stands_between_the_words_is_not_sought(engine, query):
    store(engine, document(1, "Sensor, natt"), document(2, "OG, AND og om"))
    page = ask(engine, query)
    assert ([hit.uid for hit in page.hits], page.is_partial) == (["page:1"], False)


@pytest.mark.parametrize(("query", "hits"), [("IT", [1]), ("IT-drift", [1]), ("EN 301549", [2])])
def test_what_is_written_in_capitals_among_other_words_is_an_acronym(engine, query, hits):
    store(engine, document(1, "IT-drift"), document(2, "EN 301549"))
    assert found(engine, query) == hits


@pytest.mark.django_db
@pytest.mark.usefixtures("search_index")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("romskip", "Ingen treff på hele ordet «romskip». Viser treff på deler av det."),
        ("hva er et romskip", "Ingen treff på hele ordet «romskip». Viser treff på deler av det."),
        ("værelser", "Ingen treff på ordet «værelser». Viser treff på ord med lignende betydning: rom."),
        ("rom ubåt", "Ingen treff har alle ordene. Viser treff på noen av dem."),
        ("rom", None),
        ("ubåt", None),
    ],
)
def test_the_page_and_the_json_say_it(anonymous, query, said):
    make_article("Velferdsteknologi i rom")
    drain()
    page = anonymous.get("/sok/", {"q": query}).text
    assert said is None or said in page
    assert ("Viser treff på" in page) == bool(said)
    assert ("Del dette som et behov" in page) == (query != "rom")
    assert anonymous.get("/api/search/", {"q": query}).json()["partial"] == bool(said)
    assert ("<entry" in anonymous.get("/sok/feed/", {"q": query}).text) == (query == "rom")


@pytest.mark.django_db
@pytest.mark.usefixtures("search_index")
def test_who_asked_for_the_newest_is_told_when_the_best_stand_first(anonymous):
    make_article("Velferdsteknologi i rom")
    drain()
    for query, is_told in (("rom ubåt", True), ("rom", False)):
        text = anonymous.get("/sok/", {"q": query, "sorter": "nyest"}).text
        assert ("De beste står først, ikke de nyeste." in text) is is_told
    assert "De beste står først" not in anonymous.get("/sok/", {"q": "rom ubåt"}).text


def test_a_word_that_lacks_its_last_letter_is_taken_for_the_whole_one(engine):
    store(engine, document(1, "Sykesignalanlegg"), document(2, "Nytt signalanlegg på sykehjemmet"), document(3, "Natt"))
    page = ask(engine, "sykesignalanleg")
    assert ([hit.uid for hit in page.hits], page.corrected) == (["page:1", "page:2"], None)


def test_what_is_found_with_letters_put_back_is_what_is_marked(engine):
    store(engine, document(1, "Sår", "Spør en sykepleier om sår."))
    page = ask(engine, "saarsykepleier")
    assert (page.total, page.corrected, page.searched.words) == (1, None, ("sårsykepleier",))
    assert snippet(page.hits[0].document.body, page.searched, "nb").count("<mark>") == 2


def test_the_parts_of_a_long_compound_that_are_scattered_in_a_text_are_not_the_word(engine):
    scattered = document(1, "Ordninger", "Hjelp til sentrale virkemidler.")
    store(engine, scattered, document(2, "Hjelpemidlene", "De står på lager."), document(3, "Hjelpemiddel, sentral"))
    store(engine, *(document(number, "Annet", "Hjelp til det sentrale, og midler.") for number in range(10, 20)))
    page = ask(engine, "hjelpemiddelsentral")
    assert [hit.uid for hit in page.hits][:2] == ["page:3", "page:2"]
    assert not page.is_partial
    store(engine, document(3, "Annet"))
    page = ask(engine, "hjelpemiddelsentral")
    assert page.is_partial
    assert page.hits[0].uid == "page:2"
    assert highlight_title(page.hits[0].document.title, page.searched, "nb") == "<mark>Hjelpemidlene</mark>"


@pytest.mark.parametrize("word", ["HR-system", "DPS-avtale", "dpia-arbeid", "e-avtalen"])
def test_what_is_short_before_a_hyphen_was_not_misspelt(engine, word):
    store(engine, document(1, "IT-system", "EØS-avtalen og dataarbeid"))
    page = ask(engine, word)
    assert (page.corrected, page.is_partial) == (None, True)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("e-lås", "Lås på døra"),
        ("epj-system", "EPJ i skyen"),
        ("låsing", "Dører som låses"),
        ("elektronisk låsing", "Låser"),
    ],
)
def test_what_comes_nearest_is_found_where_nothing_has_the_word(engine, query, title):
    store(engine, document(1, title), document(2, "Stille lesing"), document(3, "E"))
    page = ask(engine, query)
    assert [hit.uid for hit in page.hits] == ["page:1"]
    assert (page.is_partial, page.corrected) == (True, None)


def test_small_words_are_not_sought(engine):
    store(engine, document(1, "Fall hos eldre"), document(2, "Hos legen"), document(3, "Eldre som faller"))
    assert sorted(found(engine, "fall hos eldre")) == [1, 3]


def test_a_word_that_something_has_is_not_found_in_longer_words_that_begin_like_it(engine):
    store(engine, document(1, "Digitalt tilsynelatende"), document(2, "Tilsyn på avstand"), document(3, "Tilsynsplan"))
    assert sorted(found(engine, "tilsyn")) == [2, 3]
    assert ask(engine, "digitalt tilsyn").is_partial
    assert found(engine, "tilsynela") == [1]


def test_a_compound_of_right_words_is_not_spelt_otherwise(engine):
    store(engine, document(1, "Vi måler avtalene"), document(2, "Mal"))
    page = ask(engine, "avtalemal")
    assert page.is_partial
    assert page.searched.words == ("avtalemal",)
