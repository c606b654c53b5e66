"""Imported reports as readers meet them, over HTTP."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from home.library.reading import read_report

from .reports import NAMES, bring, chapter, page, read, report

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(anonymous):
    """Return a function that imports one of the made-up reports and gives the main part of a chapter of it."""

    def shown(name, heading=""):
        article = bring(read(name)).article
        response = anonymous.get((page(heading) if heading else article).path_url)
        assert response.status_code == 200
        return response.text.partition("<main")[2].partition("</main>")[0]

    return shown


def test_tables_are_tables(shown):
    html = shown("hjemmeoppfolging.txt", "2 Hva vi prøvde")

    assert "<caption>Tabell 1: Utstyr i bruk ved årsskiftet</caption>" in html
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ["Apparat", "Antall", "Pris i kroner"]
    assert re.findall(r'<th scope="row"><p.*?>(.*?)</p>', html) == ["Blodtrykksmåler", "Vekt", "Pulsoksymeter"]
    assert len(re.findall(r"<td>", html)) == 6


def test_a_column_without_a_heading_has_no_empty_heading(anonymous):
    table = "# Tall\n\n|  | Mars | April |\n|---|---|---|\n| Innen ett døgn | 9 | 17 |\n| Senere | 32 | 21 |\n"
    article = bring(read_report(table.encode(), name="tall.md")).article

    html = anonymous.get(article.path_url).text
    assert re.findall(r'<th scope="col">(.*?)</th>', html) == ["Mars", "April"]
    assert re.findall(r'<th scope="row"><p.*?>(.*?)</p>', html) == ["Innen ett døgn", "Senere"]
    assert not re.search(r"<th[^>]*>\s*</th>", html)


def test_lists_are_lists(shown):
    html = shown("rettleiar.md", "2 Under møtet")

    listed = re.search(r"<ol>.*?Gå gjennom sakene:\s*<ul>(.*?)</ul>.*?</ol>", html, re.DOTALL)
    assert listed[1].count("<li") == 2


def test_quotations_captions_boxes_and_notes(shown):
    trial, lending = shown("hjemmeoppfolging.txt", "2 Hva vi prøvde"), shown("utlanssentral.txt", "2 Lager og utlån")

    assert re.search(r"<blockquote>\s*<p>«Før ringte jeg mor", trial)
    assert '<figcaption class="mp-meta">pårørende, intervju 11</figcaption>' in trial
    assert "måned for måned (ikke tatt med her)</i>" in trial
    assert re.search(r'<a href="#note-1">\[1\]</a>.*<li id="note-1">', trial, re.DOTALL)
    assert re.search(r'class="mp-fact" role="note" aria-label="Eksempel: En seng på dagen"', lending)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_contents_leads_to_headings(anonymous, name):
    for one in bring(read(name)).created:
        html = anonymous.get(one.path_url).text
        targets = re.findall(r'<li data-level="\d"><a href="#(.*?)"', html)
        assert all(html.count(f'id="{target}"') == 1 for target in targets)
        assert len(targets) == len(one.toc())


def test_a_long_table_of_contents_has_the_large_headings_only(shown):
    html = shown("temadag.md")

    assert 2 < html.count('data-level="2"') <= 16
    assert 'data-level="3"' not in html


def test_the_source_and_its_date_are_shown(shown):
    html = shown("hjemmeoppfolging.txt", "1 Innledning")

    assert re.search(r"Kilde</dt><dd><a [^>]*href=\"/bibliotek/digital-hjemmeoppfolging-i-bjorkdalen/\">Digital", html)
    assert "14. november 2024" in html
    assert re.search(r'rel="prev" href="[^"]*/sammendrag/"', html)
    assert re.search(r'rel="next" href="[^"]*/2-hva-vi-provde/"', html)


def test_the_beginning_is_not_said_twice(shown):
    html = shown("hjemmeoppfolging.txt", "Sammendrag")

    assert html.count("Bjørkdalen kommune prøvde digital hjemmeoppfølging i to år.") == 1


def test_a_page_that_only_leads_to_its_chapters_lists_them_two_levels_deep(anonymous):
    deep = chapter("1", "Bakgrunn", "", chapter("1.1", "Folk", "To ansatte."), chapter("1.2", "Utstyr", "Vekt."))
    bring(report(deep, chapter("2", "Funn", "Det virket."), intro=""))

    main = anonymous.get("/bibliotek/rapporten/").text.partition("<main")[2]
    assert 'class="mp-prose"' not in main
    assert main.index("1 Bakgrunn") < main.index("1.1 Folk") < main.index("1.2 Utstyr") < main.index("2 Funn")
    assert "Det virket." in main
    assert "mp-page-header__lead" not in main
    assert page("Rapporten").summary == "Funn"


def test_a_summary_of_an_editor_is_the_lead(anonymous):
    article = bring(report()).article
    article.summary = "Kort sagt: det virket."
    article.save_revision().publish()

    assert "Kort sagt: det virket." in anonymous.get(article.path_url).text.partition("<main")[2]


def test_long_words_and_addresses_are_kept_whole_in_the_text(shown):
    html = shown("hjemmeoppfolging.txt", "3 Hva vi lærte")

    assert 'href="https://www.eksempelkommunene.no/helse/digital-hjemmeoppfolging/veileder-for-oppstart"' in html


def test_the_words_of_an_article_are_those_its_readers_see():
    words = bring(read("temadag.md")).article.search_body().split()

    assert "Hvorfor" in words
    assert "Planlagt" in words
    assert not {"Stor", "Liten", "Large", "text"} & set(words)


def test_an_article_cannot_have_been_reviewed_in_the_future():
    article = bring(read(NAMES[0])).article
    article.reviewed_at = localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="fram i tid"):
        article.full_clean()
    article.reviewed_at = localdate()
    article.full_clean()
