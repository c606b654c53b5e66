"""Broken words, and capitals."""

import pytest

from home.library.words import Vocabulary

pytestmark = pytest.mark.database_free
TEXT = """Nye løsninger for e-helse er tatt i bruk, og e-helse angår alle.
Ordningen er offentlig-privat, med tilbakemeldinger til IKT-avdelingen i Midt-Norge.
BedreVei er et prosjekt om vei, base og data. CFIR er en modell. IKT er teknikk.
"""


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("Vi prøver løsnin-", "ger som virker", "Vi prøver løsninger som virker"),
        ("Vi satser på e-", "helse nå", "Vi satser på e-helse nå"),
        ("Vi satser på e-", "helseløsninger", "Vi satser på e-helseløsninger"),
        ("helse-", "og omsorgstjenesten", "helse- og omsorgstjenesten"),
        ("alle IKT-", "budsjettene", "alle IKT-budsjettene"),
        ("Helse Midt-", "Norge", "Helse Midt-Norge"),
        ("i 2017-", "2021", "i 2017-2021"),
        ("offentlig-", "private", "offentlig-private"),
        ("en tilbake-", "melding", "en tilbakemelding"),
        ("TILBAKE-", "MELDINGER", "TILBAKEMELDINGER"),
        ("en setning", "til", "en setning til"),
        ("tanken –", "den går", "tanken – den går"),
        ("se https://a.example/min-", "lange-sti her", "se https://a.example/min-lange-sti her"),
        ("https://a.example/sti/", "videre.html", "https://a.example/sti/videre.html"),
        ("se https://a.example/sti", "og les", "se https://a.example/sti og les"),
    ],
)
def test_two_lines_become_one(left, right, joined):
    assert Vocabulary(TEXT.split("\n")).join(left, right) == joined


def test_the_habit_of_the_document_decides_about_unknown_words():
    hyphenating = Vocabulary(["flere kommu-", "ner og alle kommuner", "i kom-", "munen"])
    keeping = Vocabulary(["en offentlig-", "privat ordning er offentlig-privat"])
    assert hyphenating.join("en ukjent sam-", "ordning") == "en ukjent samordning"
    assert keeping.join("en årsak-", "virkning") == "en årsak-virkning"


def test_a_stray_space_after_a_hyphen_is_mended_only_in_known_words():
    words = Vocabulary(TEXT.split("\n"))
    assert words.mend_spaces("om e- helse") == "om e-helse"
    assert words.mend_spaces("om av- og påmelding") == "om av- og påmelding"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TEST- OG UTPRØVINGSARENA", "Test- og utprøvingsarena"),
        ("INSTALLERT BASE", "Installert base"),
        ("BEDREVEI OG IKT", "BedreVei og IKT"),
        ("CFIR", "CFIR"),
        ("FUNN 1 — DELING AV DATA", "Funn 1 — deling av data"),
        ("Vanlig tittel om IKT", "Vanlig tittel om IKT"),
        ("«ORDNINGEN»", "«Ordningen»"),
    ],
)
def test_titles_in_capitals_become_sentences(text, expected):
    assert Vocabulary(TEXT.split("\n")).sentence_case(text) == expected
