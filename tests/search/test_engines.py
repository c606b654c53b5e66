"""What every engine must do: the same questions of each of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.base import clear
from search.query import FACETS

from .documents import OPEN, ROOM, all_hits, ask, document, found, store

# Finding


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Kommune", "kommunene"),
        ("Kommunene", "kommune"),
        ("Måling", "målinger"),
        ("Kaféer", "kafe"),
        ("Behandling av sår", "saar"),
        ("Behandling av sår", "sar"),
        ("EPJ-systemene", "epj"),
        ("EPJ-systemene", "epj system"),
        ("Løft for e-helse", "ehelse"),
        ("Løft for ehelse", "e-helse"),
        ("HELSE", "helse"),
        ("helse", "HELSE"),
        ("Pasientjournal", "pasientj"),
        ("Krav i 4.2 punkt", "4.2"),
        ("Krav og/eller ønske", "krav/ønske"),
        ("Kárášjohka", "kárášjohka"),
        ("Kárášjohka", "karasjohka"),
    ],
)
def test_a_title_is_found(engine, title, query):
    store(engine, document(1, title), document(2, "Noe annet"))
    assert found(engine, query) == [1]


def test_a_word_may_be_sought_as_it_is_written(engine):
    store(engine, document(1, "Pasientjournal på vakt"), document(2, "Pasjentjurnal"))
    assert found(engine, "pasientjurnal") == [1]
    assert (ask(engine, "pasientjurnal", literal=True).total, found(engine, "pasjentjurnal", literal=True)) == (0, [2])
    assert found(engine, "vakter", literal=True) == [1]


def test_of_many_words_that_are_not_found_only_some_are_mended(engine):
    store(engine, document(1, "Pasientjournal"))
    unknown = " ".join(f"xq{letter}zzvw" for letter in "abcdef")
    assert ask(engine, f"pasientjurnal {unknown}").corrected
    assert not ask(engine, f"{unknown} pasientjurnal").corrected


def test_words_behind_the_tenth_are_sought_as_they_are_written(engine):
    store(engine, document(1, "Pasientjournal"))
    assert ask(engine, "pasientjournal " * 9 + "pasientjurnal").corrected
    assert not ask(engine, "pasientjournal " * 10 + "pasientjurnal").corrected


def test_a_ligature_that_holds_a_space_is_one_term(engine):
    store(engine, document(1, "\ufdfa fred"))
    assert found(engine, '"\ufdfa fred"') == [1]


@pytest.mark.parametrize(("language", "query"), [("en", "municipality"), ("se", "suohkan"), ("fi", "kunta")])
def test_other_languages_are_found(engine, language, query):
    store(engine, document(1, "Municipalities Suohkan kunta", language=language), document(2, "Kommune"))
    assert found(engine, query) == [1]


def test_norwegian_letters_are_not_folded(engine):
    store(engine, document(1, "Lån"), document(2, "Lan"))
    assert (found(engine, "lån"), found(engine, "lan")) == ([1], [2])


def test_a_phrase_matches_in_order_only(engine):
    store(engine, document(1, body="bruk av journalen i kommuner"), document(2, body="journalen er i bruk"))
    assert found(engine, '"bruk av journal"') == [1]
    assert found(engine, '"journal bruk"') == []
    assert found(engine, '"i bruk"') == [2]


def test_minus_words_are_left_out(engine):
    store(engine, document(1, "Sår hos barn"), document(2, "Sår"), document(3, "Barn"))
    assert found(engine, "sår -barn") == [2]
    assert found(engine, "sår -barnet -voksen") == [2]
    assert found(engine, "-barn") == [2]


def test_nothing_written_lists_everything_newest_first(engine):
    store(engine, document(1, "a", day=3), document(2, "b", day=5), document(3, "c", day=1))
    assert found(engine, "") == [2, 1, 3]
    assert found(engine, "%") == []


def test_function_words_are_not_required(engine):
    store(engine, document(1, "Måling hjemme"))
    assert found(engine, "hvordan måle målinger i hjemmet?") == [1]
    assert found(engine, "og") == []


# Ranking


def test_title_beats_body_and_all_words_beat_some(engine):
    store(
        engine,
        document(1, "Journal", "noe om sår " * 3),
        document(2, "Sår", "noe om journal " * 3),
        document(3, "Journal", "noe annet " * 3),
        document(4, "Noe", "sår sår sår sår sår"),
    )
    assert found(engine, "sår")[0] == 2
    assert set(found(engine, "sår journal")[:2]) == {1, 2}
    assert set(found(engine, "sår journal")) == {1, 2, 3, 4}


def test_documents_with_any_word_follow_only_when_few_have_all(engine):
    store(engine, *(document(n, "sår journal") for n in range(10)), *(document(n, "sår") for n in range(10, 15)))
    assert ask(engine, "sår journal").total == 10
    store(engine, replace(document(0), title="sår"), version=2)
    page = ask(engine, "sår journal", limit=100)
    assert page.total == 15
    assert [hit.document.title for hit in page.hits] == ["sår journal"] * 9 + ["sår"] * 6


def test_newest_sort(engine):
    store(engine, document(1, "Sår", day=2), document(2, "Sår og sår", day=9), document(3, "Sår", day=4))
    assert found(engine, "sår", sort="newest") == [2, 3, 1]


# Corrections and suggestions


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("komune", "kommune"),
        ("kommunne", "kommune"),
        ("jurnal", "journal"),
        ("jornaler", "journal"),
        ("anskafelse", "anskaffelse"),
        ("anskaffesle", "anskaffelse"),
        ("hjemmeopføljing", "hjemmeoppfølging"),
        ("levrandør", "leverandør"),
        ("inovasjon", "innovasjon"),
        ("xxkommune", "kommune"),
        ("gjournla", "journal"),
    ],
)
def test_misspelt_words_are_corrected_and_said(engine, written, meant):
    store(engine, document(1, "Kommune journal anskaffelse hjemmeoppfølging leverandør innovasjon"))
    page = ask(engine, f"{written} -barn")
    assert page.corrected == f"{meant} -barn"
    assert page.searched.words == (meant,)
    assert page.total == 1


@pytest.mark.parametrize(
    "known", ["kommuner", "kommunen", "KOMMUNE", "epj", "EPX", "abc", "27001x", "kommu", "xyzxyzxyz"]
)
def test_known_short_and_hopeless_words_are_not_corrected(engine, known):
    store(engine, document(1, "Kommune EPJ ISO27001"))
    assert ask(engine, known).corrected is None


def test_the_most_frequent_of_equally_near_words_is_meant(engine):
    store(engine, document(1, "tiltak"), document(2, "tilsak"), document(3, "tiltak"), document(4, "tiltak"))
    assert ask(engine, "tilxak").corrected == "tiltak"


def test_suggestions_complete_the_last_word(engine):
    store(engine, document(1, "Digital hjemmeoppfølging"), document(2, "Digital helse"), document(3, "Helsen hjemme"))
    assert engine.suggest("hjemmeo") == ["hjemmeoppfølging"]
    assert engine.suggest("Digital he") == ["Digital helse"]
    assert engine.suggest("he") == ["helse"]
    assert engine.suggest("hjemme", limit=1) == ["hjemme"]
    assert [engine.suggest(text) for text in ("", "   ", "%", "zzz", "\x00")] == [[]] * 5


def test_what_names_something_is_suggested_before_all_else(engine):
    store(engine, *(document(number, "Vellykket og veldig velkjent") for number in (1, 2, 3)))
    store(engine, document(4, "Velferdsteknologi og velferd"))
    assert engine.suggest("vel", limit=2) == ["velferd", "velferdsteknologi"]
    assert set(engine.suggest("vel")[2:]) == {"vellykket", "veldig", "velkjent"}


def test_what_follows_the_word_before_it_is_suggested_first(engine):
    texts = ("Tid og tjenester", "Digitalt tilsyn", "Om digitalt tilsyn. Det er digitalt testet i tide.")
    store(engine, *(document(number, "Digitalt", text) for number, text in enumerate(texts, 1)))
    assert engine.suggest("Digitalt t") == [f"Digitalt {word}" for word in ("tilsyn", "testet", "tid", "tjenester")]
    assert engine.suggest("digitalt", limit=1) == ["digitalt"]


def test_what_follows_a_word_in_a_closed_or_hidden_document_is_not_suggested(engine):
    store(engine, document(1, "Digitalt tilsyn"), document(2, "Digitalt ubåtvarsel"))
    store(engine, document(3, "Digitalt uværsvarsel", access_key="room:7"))
    assert engine.suggest("digitalt u") == ["digitalt ubåtvarsel"]
    assert engine.suggest("digitalt u", hidden={"page:2"}) == []


# Access: nothing of what is closed is seen anywhere


def everything_said(engine, text, keys=OPEN, **options):
    page = ask(engine, text, keys, **options)
    return repr((page.total, page.hits, page.facets, page.corrected, page.searched.text, engine.suggest(text)))


@pytest.mark.parametrize(
    "text", ["ubåtvarsel", "ubåtvarselet", "ubatvarsel", "ubåtv", "ubåtvarssel", '"hemmelig ubåtvarsel"', "-åpen", ""]
)
def test_words_of_a_closed_document_are_nowhere(engine, text):
    store(
        engine,
        document(1, "Åpen sak", "om kommuner", tema=("helse",)),
        document(
            2, "Hemmelig ubåtvarsel", "i rommet", access_key="room:7", kind="notice", tema=("marine",), org=("sjø",)
        ),
    )
    said = everything_said(engine, text).lower().replace(text, "")
    assert not [word for word in ("ubåt", "hemmelig", "marine", "sjø", "notice", "page:2") if word in said]
    assert 2 in found(engine, text.replace("åpen", "xyz"), ROOM)


def test_words_of_a_removed_document_are_nowhere(engine):
    store(engine, document(1, "Åpen sak"), document(2, "Ubåtvarsel"))
    assert engine.suggest("ubåt") == ["ubåtvarsel"]
    engine.apply([], {"page:2": 2})
    for text in ("ubåtvarsel", "ubåtvarssel", "ubåt"):
        page = ask(engine, text)
        assert (page.total, page.corrected, engine.suggest(text)) == (0, None, [])


def test_a_document_that_is_closed_leaves_the_suggestions(engine):
    store(engine, document(1, "Ubåtvarsel"))
    store(engine, document(1, "Ubåtvarsel", access_key="room:7"), version=2)
    assert (ask(engine, "ubåtvarssel").corrected, engine.suggest("ubåt")) == (None, [])
    assert ask(engine, "ubåtvarssel", ROOM).corrected is None
    assert found(engine, "ubåtvarsel", ROOM) == [1]


def test_closed_documents_do_not_decide_whether_any_word_is_enough(engine):
    closed = [document(n, "sår journal", access_key="room:7") for n in range(10, 30)]
    store(engine, document(1, "sår journal"), document(2, "sår"), *closed)
    assert found(engine, "sår journal") == [1, 2]


# Facets and paging


@pytest.mark.parametrize("keys", [OPEN, ROOM])
@pytest.mark.parametrize(
    "text", ["kommune", "måling sår", "lisens tilsyn", "sår journal", '"måling av"', "kommune -sår", "", "komune"]
)
@pytest.mark.parametrize(
    "filters", [{}, {"type": ["idea"]}, {"tema": ["sår", "hjemme"], "sprak": ["nb"]}, {"org": ["ukjent"]}]
)
def test_facets_count_exactly_the_hits(many, text, keys, filters):
    page = ask(many, text, keys, filters=filters)
    assert page.total == len(all_hits(many, text, keys, filters=filters))
    for name in FACETS:
        others = {other: values for other, values in filters.items() if other != name}
        hits = all_hits(many, text, keys, filters=others)
        assert dict(page.facets[name]) == Counter(value for hit in hits for value in hit.document.all_facets()[name])


@pytest.mark.parametrize(("sort", "limit"), list(product(["relevance", "newest"], [1, 7, 100])))
def test_pages_have_every_hit_once(many, sort, limit):
    uids = [hit.uid for hit in all_hits(many, "kommune", ROOM, sort=sort, limit=limit)]
    assert len(uids) == len(set(uids)) == 60
    assert uids == [hit.uid for hit in all_hits(many, "kommune", ROOM, sort=sort, limit=60)]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec=None), max_size=80) | st.text('mål sår"-()*:^~/\\[]{}\0%𐐀̊', max_size=40))
def test_no_text_raises_and_none_opens_a_door(many, text):
    page = ask(many, text)
    assert all(hit.document.access_key == "open" for hit in page.hits)
    many.suggest(text)


# Storing


def test_a_document_comes_back_as_it_was(engine):
    one = document(1, "Sår & <b>", "æøå 🙂", kind="event", tema=("a", "b"), aar=("2025",))
    store(engine, one, replace(document(2, "Sår"), published=None))
    assert [hit.document for hit in ask(engine, "sår & <b>").hits][0] == one
    assert engine.digests() == {"page:1": one.digest(), "page:2": replace(document(2, "Sår"), published=None).digest()}


def test_an_older_version_is_passed_over(engine):
    store(engine, document(1, "ny"), version=5)
    store(engine, document(1, "gammel"), version=4)
    assert (found(engine, "ny"), found(engine, "gammel")) == ([1], [])
    store(engine, document(1, "nyest"), version=5)
    assert len(engine.digests()) == len(found(engine, "nyest")) == 1


def test_a_batch_is_all_or_nothing(engine):
    with pytest.raises(AttributeError):
        engine.apply([(document(1, "sår"), 1), (None, 1)])
    with pytest.raises(TypeError):
        engine.apply([(document(1, "sår"), 1), (replace(document(2), title=5), 1)])
    store(engine, document(3, "journal"))
    assert (found(engine, "sår"), found(engine, "journal")) == ([], [3])


def test_an_index_can_be_cleared(engine):
    store(engine, document(1, "sår"))
    clear(engine)
    assert engine.digests() == {}
    assert (ask(engine, "sår").total, engine.suggest("s")) == (0, [])


@pytest.mark.parametrize("text", ["", "kommune", '"kommune"', "kommune felles", "kommune -sår"])
def test_what_is_translated_is_found_and_counted_once_in_the_language_of_the_reader(text, engine):
    store(
        engine,
        document(1, "Kommune", "felles", replaced_in=["en"]),
        document(2, "Kommune in English", "felles", language="en", replaced_in=["nb", "nn"]),
        document(3, "Kommune alene"),
    )
    for language, numbers in {"nb": {1, 3}, "nn": {1, 3}, "en": {2, 3}, "": {1, 2, 3}}.items():
        answer = ask(engine, text, language=language)
        assert {int(hit.uid.removeprefix("page:")) for hit in answer.hits} == numbers
        assert answer.total == len(numbers)
        assert sum(count for _value, count in answer.facets["sprak"]) == len(numbers)
