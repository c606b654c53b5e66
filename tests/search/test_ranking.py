"""Which of the documents that match comes first, and what else than the word itself counts as a match."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from search.matching import STRICT_BONUS

from .documents import FIRST_DAY, all_hits, ask, document, found, store

FILLER = "Dette er en innledning som ikke sier noe om saken. " * 30


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Relasjonskontrakter", "relasjons kontrakter"),
        ("Relasjonskontrakter", "relasjon kontrakt"),
        ("Utprøvningsarenaen", "utprøvning arena"),
        ("Barnehageplasser", "barnehage plass"),
        ("E-helse i kommunene", "e helse"),
        ("Varslet kom om natten", "natt varsel"),
        ("Journalsystem", "system for journal"),
        ("Vaktbyttet", "bytte av vakt"),
    ],
)
def test_compounds_typed_apart_are_found(engine, title, query):
    store(engine, document(1, title), document(2, "Noe annet"))
    page = ask(engine, query)
    assert [hit.uid for hit in page.hits] == ["page:1"]
    assert page.corrected is None


def test_a_compound_counts_as_both_its_parts(engine):
    store(engine, document(1, "Kontrakter", "om kommersielle relasjoner"), document(2, "Relasjonskontrakter"))
    assert found(engine, "relasjons kontrakter") == [2, 1]


def test_the_beginning_of_a_longer_word_counts_but_less_than_the_word(engine):
    store(
        engine,
        document(1, "Velferdsteknologi", "uten mer"),
        document(2, "Velferdsteknologimarkedet", "i vekst"),
        document(3, "Velferdsteknologi", "i vekst"),
    )
    assert found(engine, "velferdsteknologi vekst") == [3, 2, 1]
    assert found(engine, "velferdsteknologi")[-1] == 2


def test_words_of_the_context_find_but_weigh_little(engine):
    chapter = replace(document(1, "4.2 Funn", "om lagring"), context="kapittel 4.2\nStrategi for helsedata")
    store(engine, chapter, document(2, "Strategi"), document(3, "Andre funn", "ingen"))
    assert found(engine, "strategi") == [2, 1]
    assert found(engine, "kapittel 4.2") == [1]
    assert found(engine, '"strategi for helsedata"') == [1]
    assert found(engine, "funn strategi")[0] == 1


def test_minus_words_leave_out_nothing_for_its_context(engine):
    store(engine, replace(document(1, "Funn"), context="Strategi for helsedata"), document(2, "Funn i strategien"))
    assert found(engine, "funn -strategi") == [1]


def test_words_side_by_side_mean_more(engine):
    store(
        engine,
        document(1, "En", f"Hjemmetjenesten skriver journal. {FILLER} De har lang tid."),
        document(2, "To", f"Hjemmetjenesten har liten tid. {FILLER} Journal skriver de siden."),
        document(3, "Tre", f"De skriver journal. Det tar lang tid i hjemmetjenesten. {FILLER}"),
    )
    assert found(engine, "lang tid hjemmetjeneste")[0] == 3


def test_all_words_near_each_other_mean_more_than_some_of_them_in_a_title(engine):
    store(
        engine,
        document(1, "Utstyr", f"{FILLER} De samme målingene ble tatt med nytt utstyr i to år. {FILLER}"),
        document(2, "Måling med utstyr", f"Nytt er bra. {FILLER} Det tar to minutter. {FILLER} Et år senere."),
    )
    assert found(engine, "målingene tatt nytt utstyr år")[0] == 1


@pytest.mark.parametrize("near", ["Lås på døra.", "Døra har lås."])
def test_the_parts_of_a_compound_near_each_other_mean_more_than_far_apart(engine, near):
    store(
        engine,
        document(1, "Hjemme", f"Lås. {FILLER} {FILLER} Dør.", day=2),
        document(2, "Hjemme", f"{near} {FILLER} {FILLER}", day=1),
    )
    assert found(engine, "dørlås") == [2, 1]


def test_a_query_of_many_equal_words_costs_no_more_than_others(engine):
    store(engine, document(1, "Mange like", "e " * 2000))
    assert found(engine, "e " * 30) == [1]
    assert found(engine, f"{'e.' * 15}e {'e.' * 15}e") == [1]


def test_all_of_many_words_in_a_long_text_is_not_better_than_most_of_them_in_a_title(engine):
    long = f"Samarbeid. {FILLER} Ti. {FILLER} År. {FILLER} Industrien."
    store(engine, document(1, "Andre næringer", long), document(2, "Samarbeid i ti år", "med bedrifter"))
    assert found(engine, "samarbeid i ti år med industrien") == [2, 1]
    assert found(engine, "samarbeid industrien") == [1, 2]


def test_all_of_many_words_mean_more_than_one_that_is_rare(engine):
    store(
        engine,
        document(1, "Felles behov", f"Hun svarer ikke umiddelbart. {FILLER} Lover å sjekke. {FILLER} Kjenner mange."),
        document(2, "Kjenner oss igjen", "Kjenner oss igjen."),
        *(document(number, "Lover", "Lover og regler.") for number in range(3, 6)),
    )
    assert found(engine, "sjekke umiddelbart kjenner lover")[0] == 1


def test_a_title_that_is_cut_out_of_the_text_weighs_no_more_than_text(engine):
    text = "Outsourcing er prøvd hos oss, og det gikk ikke så bra"
    store(
        engine,
        document(1, "Outsourcing er prøvd…", text, kind="comment", day=3),
        document(2, text, text, kind="comment"),
        document(3, "Outsourcing", "er prøvd"),
        document(4, "Å drifte selv", "outsourcing " * 3),
    )
    first, second, *others = found(engine, "outsourcing")
    assert (first, second, set(others)) == (3, 4, {1, 2})


def test_the_context_is_a_part_of_what_is_verified(engine):
    one = replace(document(1, "Funn"), context="Strategi")
    store(engine, one)
    assert engine.digests() == {"page:1": one.digest()}
    assert one.digest() != document(1, "Funn").digest()


def test_a_word_without_norwegian_letters_finds_compounds_as_well(engine):
    titles = ("Behandling av sår", "Trykksår", "Sårstell", "Sal")
    store(engine, *(document(number, title) for number, title in enumerate(titles, 1)))
    assert set(found(engine, "saar")) == set(found(engine, "sår")) == {1, 2, 3}
    assert found(engine, "sarbehandling")[0] == found(engine, "sårbehandling")[0] == 1


def test_a_compound_written_without_norwegian_letters_finds_its_parts(engine):
    store(engine, document(1, "Sårbehandling"), document(2, "Sår", "behandling av dem"), document(3, "Helt annet"))
    assert found(engine, "sarbehandling") == found(engine, "sårbehandling") == [1, 2]


def test_a_misspelt_compound_that_nothing_holds_finds_its_parts(engine):
    store(engine, document(1, "Bytte av journal"), document(2, "Journal"), document(3, "Helt annet", "journal"))
    page = ask(engine, "journlbytte")
    assert page.corrected == "journalbytte"
    assert page.hits[0].uid == "page:1"


@pytest.fixture
def today():
    with time_machine.travel("2027-01-15 12:00", tick=False):
        yield (datetime(2027, 1, 15, tzinfo=UTC) - FIRST_DAY).days


def test_of_two_that_are_as_good_the_newer_stands_first(engine, today):
    ages = {1: 900, 2: 300, 3: 10, 4: 366}
    store(engine, *(document(number, "Sår", "og mer", day=today - age) for number, age in ages.items()))
    assert found(engine, "sår")[:2] == [3, 2]
    scores = {hit.uid: hit.score for hit in ask(engine, "sår").hits}
    assert scores["page:1"] == pytest.approx(scores["page:4"])
    assert scores["page:3"] - scores["page:1"] == pytest.approx(0.6, abs=0.01)


def test_what_is_new_does_not_stand_before_what_is_meant(engine, today):
    fillers = [document(number, "Noe annet", "om natt", day=today) for number in range(10, 20)]
    store(engine, document(1, "Sår", "om natt", day=0), document(2, "Natt", "om sår", day=today), *fillers)
    assert found(engine, "sår") == [1, 2]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("doktor", "Legen"), ("doktoren", "Lege"), ("sukkersyke", "Diabetes"), ("gamlehjem", "Sykehjemmet")],
)
def test_what_the_dictionary_explains_a_word_by_is_found_when_few_have_the_word(engine, written, meant):
    store(engine, document(1, meant), document(2, "Noe annet"), document(3, written))
    page = ask(engine, written)
    assert [hit.uid for hit in page.hits] == ["page:3", "page:1"]
    store(engine, *(document(number, written) for number in range(4, 13)))
    assert "page:1" not in [hit.uid for hit in ask(engine, written, limit=20).hits]


def test_a_word_of_the_dictionary_that_nothing_holds_is_not_taken_for_another(engine):
    store(engine, document(1, "Lege", "vakt"), document(2, "Dokter", "uten mer"))
    page = ask(engine, "doktor")
    assert [hit.uid for hit in page.hits] == ["page:1"]
    assert page.corrected is None
    assert page.is_partial


@pytest.mark.parametrize(("hours", "weight"), [(-1, 0.6), (0, 0.6), (1, 1.0), (None, 1.0)])
def test_what_is_past_its_deadline_weighs_less(engine, today, hours, weight):
    deadline = None if hours is None else timezone.now() + timedelta(hours=hours)
    store(engine, document(1, "Sår", day=0), replace(document(2, "Sår", day=0), deadline=deadline))
    scores = {hit.uid: hit.score - STRICT_BONUS for hit in ask(engine, "sår").hits}
    assert scores["page:2"] == pytest.approx(weight * scores["page:1"], rel=0.001)


def test_a_deadline_that_has_passed_does_not_put_what_has_all_behind_what_has_some(engine, today):
    over = replace(document(1, "Sår", "om natt", day=0), deadline=FIRST_DAY)
    store(engine, over, document(2, "Natt", day=0), document(3, "Noe annet"))
    assert found(engine, "sår natt") == [1, 2]


def test_among_very_many_those_past_their_deadline_stand_behind_as_well(engine, today):
    deadlines = {number: FIRST_DAY if number % 2 else None for number in range(240)}
    store(engine, *(replace(document(n, "Sår", day=0), deadline=deadline) for n, deadline in deadlines.items()))
    numbers = [int(hit.uid.removeprefix("page:")) for hit in all_hits(engine, "sår", limit=100)]
    assert [number % 2 for number in numbers] == [0] * 120 + [1] * 120


def test_a_deadline_comes_back_as_it_was_and_is_a_part_of_what_is_verified(engine):
    one = replace(document(1, "Sår"), deadline=datetime(2027, 1, 15, 12, tzinfo=UTC))
    store(engine, one)
    assert ask(engine, "sår").hits[0].document == one
    assert engine.digests() == {"page:1": one.digest()}
    assert one.digest() != document(1, "Sår").digest()


def test_the_word_for_a_kind_finds_what_is_of_it(engine):
    supplier = document(1, "Ugla AS", "Kamera til tilsyn.", kind="supplier")
    store(engine, supplier, document(2, "Kamera", "til tilsyn"), document(3, "Noe annet", kind="supplier"))
    page = ask(engine, "leverandør av kamera")
    assert page.hits[0].uid == "page:1"
    assert not page.is_partial
    assert found(engine, "kamera -leverandør") == [2, 1]
