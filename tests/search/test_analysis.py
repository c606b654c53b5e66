from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import analyser_for, norwegian, nynorsk
from search.analysis.folding import fold_accents, normalise, twins
from search.analysis.snowball import stemmer

NORWEGIAN = analyser_for("nb")


def terms(text, language="nb"):
    return [token.term for token in analyser_for(language).tokens(text)]


@pytest.mark.parametrize(
    "forms",
    [
        "kommune kommunen kommuner kommunene kommunes kommunenes kommunane Kommune KOMMUNENE",
        "måling målinger målingen målingene målingenes",
        "leverandør leverandører leverandørene leverandørens leverandørar",
        "bruker brukere brukeren brukerne brukernes",
        "leder ledere lederne",
        "regel regler regelen reglene",
        "artikkel artikler artikkelen artiklene",
        "kapittel kapitler kapittelet kapitlene",
        "senter sentre senteret sentrene",
        "register registre registeret registrene",
        "program programmer programmet programmene",
        "rom rommet rommene",
        "ressurs ressurser ressursene",
        "lisens lisenser lisensen",
        "skjema skjemaer skjemaet skjemaene",
        "kapasitet kapasiteten kapasiteter",
        "digital digitale digitalt",
        "spesiell spesielle spesielt",
        "viktig viktige viktigere viktigst viktigste",
        "gjennomføre gjennomfører gjennomført gjennomførte",
        "bok boka boken bøker bøkene",
        "natt netter nettene",
        "anskaffelse anskaffelser anskaffelsen anskaffelsene",
        "konsekvens konsekvenser konsekvensen",
        "kriterium kriterier kriteriene",
        "tildelingskriterium tildelingskriterier tildelingskriteriene",
        "skrive skriver skrev skrevet",
        "lese leser leste lest",
        "forelder foreldre foreldrene",
        "overvåking overvåkning overvåkningen",
        "utskriving utskrivning utskrivninger",
        "utskrivingsdato utskrivningsdato utskrivningsdatoer",
        "atferd adferd adferden",
        "år året årene",
        "øy øya øyer øyene",
        "leie leier leide",
        "søke søker søkt søkte",
        "veke veka veker vekene uke uker",
        "bilete bileta biletet bilde bilder",
        "demens demensen Demens",
        "sommer sommeren sommerens somre sommar sommaren",
        "fastlege fastlegen fastleger fastlegane",
        "kommunelov kommuneloven kommunelover kommunelova",
        "nattkamera nattkameraet nattkameraene",
        "avklare avklarer avklart avklarte avklara avklarast",
        "føre fører førte",
        "hendelse hendelser hendelsene",
        "framtid fremtid fremtidens framtida",
        "bok bøkene bøkenes",
    ],
)
def test_the_forms_of_a_norwegian_word_meet(forms):
    assert len(set(terms(forms))) == 1, dict(zip(forms.split(), terms(forms), strict=True))


@pytest.mark.parametrize(
    "different",
    [
        "måling mål måltid",
        "lege legge lag",
        "helse hel",
        "får far for",
        "høring høre",
        "sår sar",
        "tall tale",
        "leverandør levere leve",
        "lån land lan",
        "rød rod",
        "biler bilder",
        "ting bestilling flytting",
        "bruksområde brukerområde",
        "mottaksrom mottakerrom",
        "leie leder",
        "øyer øyne",
        "vedtekter vedtak",
        "stadig sted",
        "hovedkontor hodekontor",
        "demens dem demme",
        "sommer som",
        "overlege over",
        "varighet vare var",
        "KOLS kollega",
        "kommunelov kommune kommunelege",
        "fastlege fast",
        "grunnloven grunnen",
        "billig biler",
        "kamera kam",
        "moderne mor modig",
        "vær være",
        "kors kor",
        "Bergen berg",
        "Halden holdt",
    ],
)
def test_different_words_stay_apart(different):
    assert len(set(terms(different))) == len(different.split()), terms(different)


@pytest.mark.parametrize("acronym", ["EPJ", "ROS", "KI", "DPIA", "NAV", "HELFO", "KOSTRA", "SMS"])
def test_acronyms_in_capitals_are_not_stemmed(acronym):
    assert terms(f"en {acronym} til") == ["en", acronym.lower(), "til"]


@pytest.mark.parametrize(("word", "term"), [("ISO27001", "iso27001"), ("2024", "2024"), ("4G", "4g"), ("m²", "m2")])
def test_words_with_digits_are_kept_whole(word, term):
    assert terms(word) == [term]


@pytest.mark.parametrize(
    ("text", "whole", "pieces"),
    [
        ("EPJ-systemene", "epjsystem", ["epj", "system"]),
        ("e-helse", "ehels", ["e", "hels"]),
        ("e\u2011helse", "ehels", ["e", "hels"]),
        ("covid-19", "covid19", ["covid", "19"]),
        ("4-2", "4-2", ["4", "2"]),
    ],
)
def test_hyphenated_words_give_whole_and_pieces(text, whole, pieces):
    [token] = NORWEGIAN.tokens(text)
    assert (token.term, [piece.term for piece in token.pieces]) == (whole, pieces)
    assert [text[piece.start : piece.end] for piece in token.pieces] == [piece.surface for piece in token.pieces]


def test_a_hyphen_at_the_end_is_no_part_of_the_word():
    assert [token.surface for token in NORWEGIAN.tokens("helse- og omsorg")] == ["helse", "og", "omsorg"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("idé", "ide"),
        ("à la", "a la"),
        ("Malmö", "Malmø"),
        ("pasient\u00adjournal", "pasientjournal"),
        ("e\ufb01", "efi"),
        (unicodedata.normalize("NFD", "målinger på sår"), "målinger på sår"),
        ("Norge's", "norge"),
        ("KOMMUNENES", "kommunenes"),
    ],
)
def test_ways_of_writing_meet(left, right):
    assert terms(left) == terms(right)


def test_sami_letters_are_kept_and_also_found_without():
    [token] = analyser_for("se").tokens("Kárášjoga")
    assert (token.term, token.also) == ("kárášjoga", ("karasjoga",))
    assert terms("čuoŋŧžđ", "se") == ["čuoŋŧžđ"]
    assert fold_accents("čuoŋŧžđš", keep="") == "cuontzds"


def test_english_is_stemmed_as_english():
    assert terms("municipalities' caring procurement's", "en") == terms("municipality cared procurement", "en")
    assert terms("EPJ GDPR", "en-gb") == ["epj", "gdpr"]


def test_an_unknown_language_is_read_plainly():
    assert terms("Kommunene", "fi") == ["kommunene"]


@pytest.mark.parametrize(
    ("term", "without"),
    [
        ("sår", ("sar", "saar")),
        ("gjør", ("gjor", "gjoer")),
        ("vær", ("vaer",)),
        ("mål2", ("mal2", "maal2")),
        ("mal", ()),
    ],
)
def test_twins_of_norwegian_letters(term, without):
    assert twins(term) == without


@settings(deadline=None)
@given(st.text())
def test_every_token_lies_where_it_says(text):
    for language in ("nb", "en", "se"):
        for token in analyser_for(language).tokens(text):
            assert text[token.start : token.end] == token.surface
            assert all(text[piece.start : piece.end] == piece.surface for piece in token.pieces)
            assert token.term
            assert len(token.term) <= 64


@settings(deadline=None)
@given(st.text(min_size=1))
def test_normal_form_is_stable(text):
    assert normalise(normalise(text)) == normalise(text)


def test_a_word_with_the_stem_of_a_word_of_nynorsk_is_not_taken_for_it():
    assert set(norwegian.terms_of("fagtermen")) == {"fagterm"}
    assert norwegian.headword("fagleg") == "faglig"
    assert norwegian.headword("velferdstenester") == "velferdstjeneste"


@pytest.mark.parametrize(
    ("nynorsk", "bokmal"),
    [
        ("oppfølgjing", "oppfølging"),
        ("heimeoppfølgjing", "hjemmeoppfølging"),
        ("førebyggjande", "forebyggende"),
        ("vanskelegheit", "vanskelighet"),
        ("straumnett", "strømnett"),
        ("bilete", "bilde"),
        ("tidlegare", "tidligere"),
        ("rimelegare", "rimelig"),
        ("fleirspråkleg", "flerspråklig"),
        ("meirarbeid", "merarbeid"),
        ("valde", "velge"),
        ("haug", "haug"),  # a word of bokmål as well
        ("glaukompasient", "glaukompasient"),  # with ø it would be none
        ("Paula", "paula"),  # a name
    ],
)
def test_nynorsk_is_read_as_bokmal_where_that_has_the_word(nynorsk, bokmal):
    assert norwegian.headword(normalise(nynorsk)) == bokmal


def test_a_word_of_very_many_letters_is_read_as_fast_as_others():
    long = "måling" * 5000
    [token] = analyser_for("nb").forms(long)
    assert (len(token.surface), len(token.term), token.parts) == (len(long), 64, ())


def test_words_stemmed_by_several_threads_at_once_keep_their_stems():
    words = [word for pair in nynorsk.pairs() for word in pair] * 10
    stem = stemmer("norwegian")
    alone = [stem(word) for word in words]
    with ThreadPoolExecutor(4) as threads:
        assert all(stems == alone for stems in threads.map(lambda _one: [stem(word) for word in words], range(4)))
