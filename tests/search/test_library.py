"""A search for words that stand in a report finds the right chapter first, with facets and marked snippets.

Chapters are named by their heading, or its beginning. The queries are written as people type: inflected otherwise than
in the text, in a few words, with slips. Real reports are searched when LIBRARY names the folder they lie in.
"""

import os
import random
import re
from html import unescape
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from core.search_pages import PageAdapter
from home.importer import import_report
from home.library.reading import read_report
from home.models import ArticleIndexPage, ArticlePage
from search.drain import engine, rebuild
from search.engines.base import clear
from search.terms import content_words

MADE_UP = Path(__file__).parents[1] / "home" / "library" / "reports"
LETTERS = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
LIBRARY = Path(os.environ.get("LIBRARY") or "/nowhere")
is_given = pytest.mark.library
among_made_up = pytest.mark.parametrize("reports", [MADE_UP], indirect=True, ids=["made-up"])
among_real = pytest.mark.parametrize("reports", [LIBRARY], indirect=True, ids=["real"])
among_both = pytest.mark.parametrize(
    "reports", [MADE_UP, pytest.param(LIBRARY, marks=is_given)], indirect=True, ids=["made-up", "real"]
)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reports")]

OF_MADE_UP = [
    ("pulsoksymetre", "2 Hva vi prøvde"),  # the cell of a table
    ("bildesamtaler", "3 Hva vi lærte"),
    ("fordele kostnader folketallet", "1 Formål og rammer"),
    ("tall fram til nyttår", "2 Hva vi prøvde"),  # a footnote
    ("rullestol med slitt bremse", "3 Vask og kontroll"),  # a box
    ("seng til utskrivningsklare", "2 Lager og utlån"),  # a box
    ("lyd bilete augneblink", "2 Under møtet"),
    ("hovudtelefon og ladar", "1 Før møtet"),
    ('"ni av ti"', "3 Hva vi lærte"),
    ("blodtryksmåler", "2 Hva vi prøvde"),
    ("hvem skal vi ringe når utstyret ikke virker", "Høring av forslag"),
    ("frist for høringssvaret", "Høring av forslag"),
    ("utskriving innen et døgn i mai", "Temadag om trygg utskriving"),
    ("loggboka pårørende", "Temadag om trygg utskriving"),  # a list
    ("hjelpe midler utlån", "Felles ordning for utlån"),
    ("kapittel 2 lageret", "2 Lager og utlån"),
    ("IKT avdelingene", "2 Hva vi prøvde"),
    ("ehelse helsehuset", "1 Innledning"),
    ("superbrukar", "3 Etter møtet"),
]
OF_LIBRARY = [
    ("pukkelkostnaden for kommuner", "4.11.6"),
    ("medisindispenser", "4.11.7"),
    ("utbrenthet EPJ", "4.11.7"),
    ("journalsystem Balsfjord allmennlege", "2.2 IKT"),
    ("hvor stor del av driftsinntekten går til IKT", "4.4"),
    ("busskontrakt fylkeskommune", "5.3"),
    ("DiGA katalog apper på resept", "5.2"),
    ("Schrems skyleverandør pasientopplysning", "4.10"),
    ('"one-stop shop"', "4.11.4"),
    ("sær-norske standardar", "4.11.3"),
    ("digitale tvillingar på sengepostane", "Digital tvilling"),
    ("turnusplanleging tillitsvalgt", "Hvordan KI"),
    ("firmaattest og skatteattest", "3 Anskaffelsesfunksjon"),  # a footnote and a box
    ("kvalifikasjonskrav miljøledelse", "3 Anskaffelsesfunksjon"),  # a footnote
    ("veikart tjenesteinnovasjon", "2.1 Felles"),  # a footnote
    ("sårsykepleieren fristilt", "2.2 Erfaringsarena"),  # a box
    ("registrere måling direkte i journalen hjemme hos brukeren", "2.1 Felles"),  # a box
    ("hyllevare engangskjøp", "Workshop: Utviklingsstrategi"),  # cells of a table
    ("fakturerte timer publikasjon", "Kommersialisering"),  # cells of a table
    ("dobbeltføring tavle", "Lettvektsteknologi"),  # a list
    ("Diffia Aidn arbeidsgruppa", "Relasjonskontrakter - samskaping"),  # a list
    ("hva koster en ROS", "AI-enhanced RVA"),
    ("ordinære anskaffelser positive erfaringar", "4.7.1"),
    ("velferdsteknologi marked vekst", "4.7.1"),
    ("relasjons kontrakter", "3.1.3"),
    ("utprøvning arena", "4 Test"),
    ("samarbeid i ti år med industrien", "4.7.2"),
    ("hvor skal høringssvaret sendes", "Forslag til prinsipper for bruk av markedet på e-helseområdet"),
    ("gründerselskap uten ansatte", "6.2.2"),
    ("testmiljø sandkasse", "4 Test"),
    ("dynamisk innkjøpsordning avrop", "3 Anskaffelsesfunksjon"),
    ("sårsykepleier Marte", "2.2 Erfaringsarena"),
    ("sourcingstrategi kontraktsvalg næringsutvikling", ("6.2.4", "Forslag til prinsipper")),  # both hold all of it
    ("eksklusivitet", "Velkommen"),
    ("frykten for feil e-helsefeetet mulighetsrommet", "4.10"),
]
BY_NUMBER = [("hovedfunn 9", "4.10"), ("kapittel 4.11.4", "4.11.4"), ("4.7.3", "4.7.3"), ("anbefaling 2", "6.2.2")]


@pytest.fixture(scope="module")
def reports(request, django_db_setup, django_db_blocker):
    """The reports of a folder, imported once and indexed; the database forgets them at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        parent = ArticleIndexPage.objects.originals().get(slug="bibliotek")
        for path in sorted(request.param.iterdir()):
            import_report(report=read_report(path.read_bytes(), name=path.name), parent=parent)
        clear(engine())
        rebuild()
        yield
        transaction.set_rollback(True)


def answer_to(text):
    return Client().get("/api/search/", {"q": text}).json()


def heading_at(url):
    return next(one.heading for one in ArticlePage.objects.all() if one.path_url == url)


def pieces(rng, count):
    """Return words that stand in a row in some chapter, without the small ones between them, and its address."""
    bodies = {one.path_url: one.search_body() for one in ArticlePage.objects.filter(import_key__gt="") if one.body}
    texts = {url: content_words(tuple(LETTERS.findall(body))) for url, body in bodies.items()}
    urls = rng.choices(list(texts), [len(words) for words in texts.values()], k=count)
    starts = [rng.randrange(max(1, len(texts[url]) - 5)) for url in urls]
    return [(texts[url][at : at + rng.randint(3, 5)], url) for url, at in zip(urls, starts, strict=True)]


def misspelt(rng, words):
    """Return `words` with a letter of the longest one left out."""
    longest = max(words, key=len)
    at = rng.randrange(1, len(longest) - 1)
    return [longest[:at] + longest[at + 1 :] if word == longest else word for word in words]


def place_of(words, url):
    """Return how far down the list of hits the chapter at an address stands, from 1; 11 when it is not there."""
    found = [hit["url"] for hit in answer_to(" ".join(words))["hits"]]
    return found.index(url) + 1 if url in found else 11


def check(text, heading):
    answer = answer_to(text)
    hit = answer["hits"][0]
    assert heading_at(hit["url"]).startswith(heading), [heading_at(one["url"]) for one in answer["hits"][:3]]
    assert "<mark>" in hit["snippet"]
    assert answer["facets"]["type"] == [{"value": "article", "label": "Artikkel", "count": answer["total"]}]
    for facet in ("sprak", "aar"):
        assert sum(option["count"] for option in answer["facets"][facet]) == answer["total"]


@among_made_up
@pytest.mark.parametrize(("text", "heading"), OF_MADE_UP)
def test_the_right_chapter_of_a_made_up_report_is_first(text, heading):
    check(text, heading)


@is_given
@among_real
@pytest.mark.parametrize(("text", "heading"), OF_LIBRARY)
def test_the_right_chapter_of_a_real_report_is_first(text, heading):
    check(text, heading)


@is_given
@among_real
@pytest.mark.parametrize(("text", "heading"), BY_NUMBER)
def test_a_chapter_is_found_by_its_number(text, heading):
    hit = answer_to(text)["hits"][0]

    assert heading_at(hit["url"]).startswith(heading)
    assert "<mark>" in hit["title"]


@pytest.mark.parametrize("seed", [1, 2])
@among_both
def test_words_in_a_row_find_their_chapter(seed):
    places = [place_of(words, heading) for words, heading in pieces(random.Random(seed), 40)]

    assert sum(place == 1 for place in places) >= 0.8 * len(places)
    assert sum(place <= 3 for place in places) >= 0.95 * len(places)


@among_both
def test_words_in_a_row_find_their_chapter_though_one_is_misspelt():
    rng = random.Random(3)
    places = [place_of(misspelt(rng, words), heading) for words, heading in pieces(rng, 40)]

    assert sum(place == 1 for place in places) >= 0.7 * len(places)
    assert sum(place <= 3 for place in places) >= 0.9 * len(places)


@among_made_up
def test_a_hit_says_which_report_it_is_from():
    page = Client().get("/sok/", {"q": "bildesamtaler"}).text
    hit = page.partition('class="mp-hit"')[2].partition("</article>")[0]

    assert "3 Hva vi lærte" in unescape(re.sub(r"</?mark>", "", hit))
    assert "Digital hjemmeoppfølging i Bjørkdalen" in hit


@among_made_up
def test_a_page_of_chapters_shows_what_they_are_about():
    hit = answer_to("utlån av hjelpemidler mellom fem kommuner")["hits"][0]

    assert heading_at(hit["url"]).startswith("Felles ordning")
    assert "Lager og <mark>utlån</mark>" in hit["snippet"]


@among_made_up
def test_nothing_of_a_chapter_is_indexed_twice():
    articles = {one.pk: one for one in ArticlePage.objects.filter(import_key__gt="")}
    for pk, document in PageAdapter().documents(articles).items():
        beginning = articles[pk].summary.rstrip(" …")[:60]
        assert f"{document.body}\n{document.context}".count(beginning) <= 1, document.title
