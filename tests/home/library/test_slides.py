"""Markdown: a deck of slides becomes a few parts, an article keeps its chapters."""

import datetime

import pytest

from home.library.document import Heading, ListBlock, Paragraph, Quote, Table
from home.library.inline import plain
from home.library.reading import read_report

from .conftest import REPORTS
from .looking import headings, items, of_kind, paragraphs, text_of

pytestmark = pytest.mark.database_free


@pytest.fixture(scope="module")
def deck():
    """The made-up deck, with slides enough in each talk to fill a page."""
    text = (REPORTS / "temadag.md").read_text()
    for place, title in enumerate(("# Funn", "# Fire grep som virket", "# Kilder")):
        more = "".join(
            f"- Punkt {place}.{number}: ansatte og pårørende var enige om hva som skulle til\n" for number in range(20)
        )
        text = text.replace(f"{title}\n", f"# Mer om del {place}\n\n{more}\n{title}\n")
    return read_report(text.encode(), name="temadag.md")


def chapter(report, title):
    return next(chapter for chapter in report.chapters if chapter.title == title)


def test_a_deck_becomes_one_chapter_for_each_talk(deck):
    assert [chapter.title for chapter in deck.chapters] == [
        "Fra sykehus til hjem på en dag",
        "Hva sier tallene?",
        "Arbeid ved bordene",
    ]
    assert not any(chapter.children for chapter in deck.chapters)


def test_the_first_slides_give_title_and_date(deck):
    assert deck.title == "Temadag om trygg utskriving"
    assert deck.date == datetime.date(2025, 9, 11)
    assert paragraphs(deck.intro) == ["11.09.2025 kl. 10-14"]
    assert headings(deck.intro) == [(1, "Velkommen"), (2, "Programmet")]


def test_who_and_when_stands_first_in_a_talk(deck):
    found = paragraphs(chapter(deck, "Fra sykehus til hjem på en dag").blocks)
    assert found[:2] == [
        "Hvordan Dalby kommune gjorde utskriving til et felles ansvar",
        "Siri Tåkelid Masterstudent ved Institutt for helsefag 11.09.2025",
    ]


def test_slides_are_headings_and_titles_in_capitals_go_with_the_next(deck):
    found = headings(chapter(deck, "Fra sykehus til hjem på en dag").blocks)
    assert found == [
        (1, "Utgangspunkt: Hvorfor hastet det?"),
        (1, "Problemstilling"),
        (1, "Slik gikk vi fram"),
        (2, "Informasjonsdeling"),
        (2, "Ansvar"),
        (1, "Mer om del 0"),
        (1, "Funn"),
        (1, "Hva skiller de tre måtene?"),
    ]
    assert (1, "Oppsummert: Tallene på ett ark") in headings(chapter(deck, "Hva sier tallene?").blocks)


def test_tables_of_tabs_pipes_and_html_are_tables(deck):
    tabs, pipes, html = of_kind(deck, Table)
    assert tabs.header == (("Måte", "Varsel", "Hvem leder"),)
    assert tabs.rows[2] == ("Akutt", "Samme dag", "Begge, i et felles møte")
    assert pipes.rows[1] == ("April", "38", "17")
    assert (html.caption, html.rows) == ("Kostnad for hvert grep", (("Fast møtetid", "4"), ("Én liste", "1")))


def test_a_slide_shown_twice_is_there_once(deck):
    found = [text for _, text in headings(block for part in deck.chapters for block in part.blocks)]
    assert found.count("Hva skiller de tre måtene?") == 1
    assert text_of(deck).count("Velkommen") == 2


def test_quotations_have_their_speakers(deck):
    found = [(plain(quote.html)[:9], quote.source) for quote in of_kind(deck, Quote)]
    assert found == [("«Jeg viss", "Pårørende, intervju 3"), ("«Det er i", "Sykepleier")]


def test_short_lines_and_numbered_boxes_are_lists(deck):
    found = [items(block) for block in of_kind(deck, ListBlock)]
    assert [
        "Flere meldte seg klare enn det var plass til",
        "Hjemmetjenesten fikk vite det for sent",
        "Pårørende ringte rundt for å få svar",
    ] in found
    assert [
        "5 min Les eksempelet hver for dere",
        "20 min Snakk sammen ved bordet",
        "10 min Skriv ned ett råd",
    ] in found
    (numbered,) = [block for block in of_kind(deck, ListBlock) if block.ordered]
    assert [item.html.split("</b>")[0] for item in numbered.items] == [
        "<b>Fast møtetid",
        "<b>Én liste",
        "<b>Korte vakter på telefon",
    ]


def test_lists_go_on_past_blank_lines_and_keep_their_nesting(deck):
    found = [items(block) for block in of_kind(deck, ListBlock)]
    assert [
        ("Tolv intervjuer:", ["Sju med ansatte", "Fem med pårørende"]),
        "Seks uker med loggbok",
        "Et felles møte til slutt",
    ] in found


def test_a_dash_after_a_hard_break_is_no_list(deck):
    assert "Velg en utskriving dere husker godt – det vil si en som ikke gikk etter planen" in text_of(deck)


@pytest.mark.parametrize(
    "noise", ["Takk for meg", "Spørsmål?", "logo icon", "DalbyHelse", "graf.png", "Takk for i dag!"]
)
def test_courtesies_logos_and_pictures_are_gone(deck, noise):
    assert noise not in text_of(deck)


def test_a_short_deck_is_one_page(read):
    report = read("temadag.md")
    assert not report.chapters
    assert (1, "Hva sier tallene?") in headings(report.intro)


def test_a_long_deck_without_covers_is_cut_where_slides_begin():
    points = "".join(f"- Et punkt om noe som er viktig for oss alle, nummer {number}\n" for number in range(8))
    report = read_report("".join(f"# Tema {number}\n\n{points}\n" for number in range(1, 25)).encode(), name="deck.md")
    assert [part.title for part in report.chapters][:2] == ["Tema 1", "Tema 7"]
    assert headings(report.chapters[1].blocks)[0] == (1, "Tema 8")


def test_agendas_with_times_above_each_other_are_lists():
    slides = "".join(f"# Lysbilde {number}\n\n- noe\n\n" for number in range(9))
    agenda = "**09.00-09.15**\n\n**Velkommen**\n\nved ordføreren\n\n**09.15-10.00**\n\n**Innlegg**\n\nfra tre kommuner"
    text = f"# Program\n\n{agenda}\n\n{slides}"
    found = of_kind(read_report(text.encode(), name="deck.md"), ListBlock)[0]
    assert [item.html for item in found.items] == [
        "<b>09.00-09.15</b> Velkommen<br>ved ordføreren",
        "<b>09.15-10.00</b> Innlegg<br>fra tre kommuner",
    ]


def test_an_article_in_nynorsk_keeps_its_chapters(read):
    report = read("rettleiar.md")
    assert (report.title, report.language) == ("Rettleiar for digitale møte med brukarar", "nn")
    assert [(one.number, one.title) for one in report.chapters] == [
        ("1", "Før møtet"),
        ("2", "Under møtet"),
        ("3", "Etter møtet"),
    ]
    first = report.chapters[0].blocks
    assert [(block.number, block.text) for block in first if isinstance(block, Heading)] == [
        ("1.1", "Utstyr"),
        ("1.2", "Personvern"),
    ]
    assert plain(of_kind(report, Quote)[0].html).startswith("Det viktigaste er ikkje skjermen")


def test_an_ordered_list_keeps_the_list_inside_it(read):
    found = of_kind(read("rettleiar.md"), ListBlock)[0]
    assert found.ordered
    assert items(found)[2] == ("Gå gjennom sakene:", ["det brukaren vil ta opp", "det du vil ta opp"])


def test_hard_breaks_stay_where_a_line_begins_anew():
    report = read_report(b"# T\n\nMed hilsen  \nHelsehuset  \n\nen lang  \nlinje i\nto\n", name="a.md")
    assert [block.html for block in report.intro if isinstance(block, Paragraph)] == [
        "Med hilsen<br>Helsehuset",
        "en lang linje i to",
    ]


def test_lines_in_bold_are_headings_where_there_are_no_others():
    text = "**Formål**\n\nVi vil gjøre ventetida kortere.\n\n**Ansvar:** lederen\n\n**Veien videre**\n\n- Vi prøver\n"
    report = read_report(text.encode(), name="a.md")
    assert headings(report.intro) == [(1, "Formål"), (1, "Veien videre")]
    assert paragraphs(report.intro)[1] == "Ansvar: lederen"
