from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis.folding import MOST_SPELLINGS, spellings
from search.analysis.norwegian import ANALYSER
from search.spelling import correct, correct_part, distance, tolerance

WORDS = st.text("abcå", max_size=7)


@pytest.mark.parametrize(
    ("first", "second", "slips"),
    [
        ("sår", "sår", 0),
        ("komune", "kommune", 1),
        ("kommunne", "kommune", 1),
        ("jurnal", "journal", 1),
        ("pasinet", "pasient", 1),
        ("anskafesle", "anskaffelse", 2),
        ("abc", "xyz", 3),
        ("", "sår", 3),
    ],
)
def test_slips_between_words(first, second, slips):
    assert distance(first, second, 3) == distance(second, first, 3) == slips


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(0, 3))
def test_a_limit_only_cuts(first, second, most):
    assert distance(first, second, most) == min(distance(first, second, 99), most + 1)


@pytest.mark.parametrize(
    ("word", "slips"), [("sår", 0), ("epj2", 0), ("e-helse", 1), ("måle", 1), ("journal", 1), ("kommunen", 2)]
)
def test_short_words_and_numbers_may_not_be_corrected(word, slips):
    assert tolerance(word) == slips


class Words:
    """A vocabulary of words and how many documents hold each."""

    def __init__(self, **words):
        self._words = words

    def near(self, meant, slips):
        stems = ((word, ANALYSER.form(word).term) for word in self._words)
        return {word: self._words[word] for word in meant.nearest(stems, slips)}


@pytest.mark.parametrize(
    ("word", "corrected"),
    [
        ("jurnal", "journal"),
        ("Pasinet", "pasient"),
        ("anskafesle", "anskaffelse"),
        ("journal", None),
        ("gror", None),  # it is in the dictionary, and meant
        ("xyz", None),
        ("home", None),  # kome
        ("Visma", None),  # viser
        ("Altinn", None),  # alminnelige
        ("vilvere", None),  # viljene, of which only the stem is near, and that is short
        ("jornaler", "journal"),
        ("sjøleskap", "kjøleskap"),
    ],
)
def test_only_mistakes_are_corrected(word, corrected):
    others = {"kome": 9, "viser": 9, "alminnelige": 9, "viljene": 9, "kjøleskap": 1}
    assert correct(Words(journal=3, pasient=2, anskaffelse=1, tror=9, **others), word) == corrected


def test_of_equally_near_words_the_most_frequent_with_the_same_beginning_is_meant():
    assert correct(Words(sykehus=1, sykehud=4, fykehus=9), "sykehug") == "sykehud"


@pytest.mark.parametrize(
    ("word", "corrected"),
    [
        ("journlbytte", "journalbytte"),
        ("Konsekvensvurdring", "konsekvensvurdering"),
        ("avviksmeldig", "avviksmelding"),
        ("trygghetsalrm", "trygghetsalarm"),
        ("velferdstekonologiprosjekt", "velferdsteknologiprosjekt"),
        ("journalbytte", None),
        ("vestbygda", None),  # a name, of two words that are known
        ("journlbyt", None),
        ("journ", None),
    ],
)
def test_the_misspelt_part_of_a_compound_is_corrected_though_nothing_holds_the_compound(word, corrected):
    known = Words(journal=3, vurdering=2, melding=2, alarm=1, velferdsteknologi=1, bygd=9, bytte=1)
    assert correct(known, word) is None
    assert correct_part(known, word) == corrected


@pytest.mark.parametrize(
    ("word", "meant"),
    [("sar", "sår"), ("saar", "sår"), ("gjore", "gjøre"), ("parorende", "pårørende"), ("laerer", "lærer")],
)
def test_letters_are_put_back(word, meant):
    assert meant in spellings(word)


def test_a_word_has_no_more_spellings_than_can_be_tried():
    assert len(list(spellings("ao" * 40))) == MOST_SPELLINGS
    assert list(spellings("tekst")) == []
