from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.highlight import highlight_title, snippet
from search.query import parse

FILLER = "Dette er en innledning som ikke sier noe. " * 40


def mark(text, query, language="nb"):
    return str(highlight_title(text, parse(query, access_keys=frozenset({"open"})), language))


def cut(text, query, language="nb", words=30):
    return str(snippet(text, parse(query, access_keys=frozenset({"open"})), language, words))


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Kommunene måler sår", "kommune", "<mark>Kommunene</mark> måler sår"),
        ("Legen på vakt", "doktor", "<mark>Legen</mark> på vakt"),
        ("På legevakten", "doktor", "På <mark>lege</mark>vakten"),
        ("Doktor og lege", "doktor", "<mark>Doktor</mark> og lege"),
        ("EPJ-systemene er gamle", "epj", "<mark>EPJ</mark>-systemene er gamle"),
        ("EPJ-systemene er gamle", "EPJ-system", "<mark>EPJ-systemene</mark> er gamle"),
        ("EPJ-systemene er gamle", "epj system", "<mark>EPJ</mark>-<mark>systemene</mark> er gamle"),
        ("Et løft for e-helse", "ehelse", "Et løft for <mark>e-helse</mark>"),
        ("Behandling av sår", "saar", "Behandling av <mark>sår</mark>"),
        ("Far får sår", "far", "<mark>Far</mark> får sår"),
        ("Hjemmetjenesten", "hjem", "<mark>Hjemme</mark>tjenesten"),
        ("Bruk av kunstig intelligens", '"bruk av kunstig"', "<mark>Bruk</mark> av <mark>kunstig</mark> intelligens"),
        ("Kommunen og staten", "kommune og", "<mark>Kommunen</mark> og staten"),
        ("Til og fra", "og", "Til <mark>og</mark> fra"),
        ("Sår og barn", "sår -barn", "<mark>Sår</mark> og barn"),
        ("Ma\u030alinger hjemme", "måling", "<mark>Ma\u030alinger</mark> hjemme"),
        ("pasient\u00adjournalen", "pasientjournal", "<mark>pasient\u00adjournalen</mark>"),
        ("Ingenting her", "sår", "Ingenting her"),
        ("HELSE for alle", "helse", "<mark>HELSE</mark> for alle"),
        ("Relasjonskontrakter i bruk", "relasjons kontrakt", "<mark>Relasjonskontrakter</mark> i bruk"),
        ("Helsemarkedet for data", "helse data", "<mark>Helse</mark>markedet for <mark>data</mark>"),
    ],
)
def test_what_was_sought_is_marked(text, query, html):
    assert mark(text, query) == html


def test_the_language_is_that_of_the_document():
    assert mark("Municipalities care", "municipality", "en") == "<mark>Municipalities</mark> care"
    assert mark("Kárášjoga gielda", "karasjoga", "se") == "<mark>Kárášjoga</mark> gielda"


def test_markup_in_the_text_is_escaped():
    html = mark('<script>alert("sår")</script> & sår', "sår script")
    assert html.startswith("&lt;<mark>script</mark>&gt;alert(&quot;<mark>sår</mark>&quot;)")
    assert "<script" not in html


def test_entities_are_never_cut():
    html = cut("&" * 30 + " " + "<b>&amp; sår & mål</b> " * 60, "sår", words=8)
    assert "&amp;amp;" in html
    assert unescape(html).count("<mark>") == html.count("<mark>")


def test_a_snippet_shows_the_best_piece():
    text = FILLER + "Kommunen liker sår. " + FILLER + "Kommunen måler sår hjemme hos pasienten. " + FILLER
    html = cut(text, "kommune måling hjemme pasienter")
    assert "<mark>hjemme</mark> hos <mark>pasienten</mark>." in html
    assert html.startswith("…")
    assert html.endswith("…")


def test_a_snippet_has_the_number_of_words_asked_for():
    html = cut(FILLER + "sår " + FILLER, "sår", words=20)
    assert len(re.sub("<.*?>", "", html).strip("…").split()) == 20


def test_a_short_text_is_shown_whole():
    assert cut("  Sår,\n\n hjemme.  ", "sår") == "<mark>Sår</mark>, hjemme."


def test_without_a_match_the_beginning_is_shown():
    assert cut(FILLER, "sår", words=4) == "Dette er en innledning…"


def test_the_end_of_the_text_has_no_ellipsis():
    assert cut(FILLER + "til slutt sår!", "sår", words=5).endswith("til slutt <mark>sår</mark>!")


@pytest.mark.parametrize("text", ["", " ", "🙂", "&", "\x00"])
def test_texts_without_words(text):
    assert "<" not in cut(text, "sår")


@settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=60), st.sampled_from(["nb", "en", "se"]))
def test_a_snippet_is_always_safe_html(text, query, language):
    html = cut(text, query, language, words=5)
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert not set(bare) & set("<>\"'")
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt|quot|#x27);)*", bare)
    assert re.fullmatch(r"(?:[^<]|<mark>[^<]+</mark>)*", html)


@settings(deadline=None)
@given(st.text(max_size=100))
def test_a_title_loses_nothing_but_space(title):
    bare = unescape(mark(title, "a b c").replace("<mark>", "").replace("</mark>", ""))
    letters = "".join(sign for sign in title if sign.isalnum())
    assert "".join(sign for sign in bare if sign.isalnum()) == letters
