"""Plain text out of a PDF: a report with footers and notes, a double-spaced letter, an annex with boxes."""

import datetime

import pytest

from home.library.document import Box, Caption, Heading, ListBlock, Notes, Paragraph, Quote, Table
from home.library.inline import plain
from home.library.reading import read_report

from .looking import headings, items, notes, of_kind, paragraphs, text_of

pytestmark = pytest.mark.database_free


@pytest.fixture(scope="module")
def report(read):
    return read("hjemmeoppfolging.txt")


@pytest.fixture(scope="module")
def letter(read):
    return read("horingsbrev.txt")


@pytest.fixture(scope="module")
def annex(read):
    return read("utlanssentral.txt")


def test_title_date_and_language_come_from_the_cover(report):
    assert report.title == "Digital hjemmeoppfølging i Bjørkdalen"
    assert report.date == datetime.date(2024, 11, 14)
    assert report.language == "nb"
    assert paragraphs(report.intro) == ["Erfaringer fra to år med utprøving 14. november 2024"]


def test_titles_at_the_foot_of_a_page_open_their_chapter(report):
    found = [(chapter.number, chapter.title) for chapter in report.chapters]
    assert found == [("", "Sammendrag"), ("1", "Innledning"), ("2", "Hva vi prøvde"), ("3", "Hva vi lærte")]
    assert paragraphs(report.chapters[1].blocks)[0].startswith("Da kommunen søkte om midler")
    assert paragraphs(report.chapters[3].blocks)[0].startswith("Det viktigste vi lærte")


def test_sections_too_short_for_a_page_are_headings(report):
    chapter = report.chapters[2]
    assert not chapter.children
    assert headings(chapter.blocks) == [(1, "Hvem som var med"), (1, "Slik gjorde vi det")]
    assert [block.number for block in chapter.blocks if isinstance(block, Heading)] == ["2.1", "2.2"]


def test_a_sentence_that_runs_over_the_page_is_whole(report):
    text = text_of(report)
    assert "og de er ikke justert for prisstigning" in text
    assert "1 Innledning" not in paragraphs(report.chapters[1].blocks)


def test_page_numbers_running_headers_and_contents_are_gone(report):
    text = text_of(report)
    assert text.count("Digital hjemmeoppfølging i Bjørkdalen") == 1
    assert "......" not in text
    assert "Innhold" not in text
    assert not any(line.strip().isdigit() and len(line.strip()) == 1 for line in text.split("\n"))


@pytest.mark.parametrize(
    "words",
    [
        "at e-helse ikke skulle",
        "Helse- og omsorgstjenesten",
        "å tilpasse løsningene til",
        "på forhånd,",
        "IKT-avdeling sørget",
    ],
)
def test_words_broken_at_line_ends_are_whole(report, words):
    assert words in text_of(report)


def test_nested_bullets_are_nested_lists(report):
    (found,) = [block for block in report.chapters[2].blocks if isinstance(block, ListBlock)]
    assert [item if isinstance(item, str) else item[0] for item in items(found)] == [
        "Hjemmetjenesten lærte opp innbyggerne og byttet utstyr.",
        "Oppfølgingstjenesten så på målingene og ringte når det trengtes:",
        "Fastlegen skrev planen og endret den.",
        "Kommunens IKT-avdeling sørget for at løsningen virket.",
    ]
    assert len(items(found)[1][1]) == 2


def test_footnotes_are_gathered_last_and_linked_from_the_text(report):
    assert isinstance(report.chapters[2].blocks[-1], Notes)
    ((number, text),) = notes(report)
    assert (number, text[:22]) == ("1", "Tallene gjelder fram t")
    assert 'hele veien<a href="#note-1">[1]</a>.' in "".join(block.html for block in of_kind(report, Paragraph))


def test_a_quotation_has_its_source(report):
    (quote,) = of_kind(report, Quote)
    assert plain(quote.html).startswith("«Før ringte jeg mor")
    assert quote.source == "pårørende, intervju 11"


def test_column_text_is_a_table_with_its_caption_and_figures_keep_theirs(report):
    (table,) = of_kind(report, Table)
    assert table.caption == "Tabell 1: Utstyr i bruk ved årsskiftet"
    assert table.rows[0] == ("Blodtrykksmåler", "48", "1 200")
    (caption,) = of_kind(report, Caption)
    assert caption.html.startswith("Figur 1 Antall innbyggere")


def test_references_are_a_list_with_whole_addresses(report):
    found = of_kind(report, ListBlock)[-1]
    assert [item[:5] for item in items(found)] == ["Regnb", "Sno, ", "Vindk"]
    assert 'href="https://www.eksempelkommunene.no/helse/digital-hjemmeoppfolging/veileder-for-oppstart"' in "".join(
        block.html for block in of_kind(report, Paragraph)
    )


def test_a_letter_is_one_page_with_its_headings(letter):
    assert letter.title == "Høring av forslag til felles retningslinjer for bruk av velferdsteknologi"
    assert letter.date == datetime.date(2025, 2, 3)
    assert not letter.chapters
    assert headings(letter.intro) == [(1, "Hvorfor vi gjør dette"), (1, "Det vi foreslår"), (1, "Slik svarer dere")]


def test_a_letters_double_spaced_lines_are_paragraphs(letter):
    found = paragraphs(letter.intro)
    assert len(found) == 10
    assert found[2].endswith("før nye løsninger kommer i bruk.")
    assert "Arbeidet med velferdsteknologi blir" in found[2]
    assert "på e-helseområdet, der" in found[3]


def test_a_letters_head_and_signature_keep_their_lines(letter):
    first, *_, last = [block.html for block in letter.intro if isinstance(block, Paragraph)]
    assert first.startswith("Fjordby kommune<br>Rådhusplassen 1<br>")
    assert last == "Med vennlig hilsen<br>Fagleder Velferdsteknologi<br>Fjordby kommune"


def test_single_words_that_lead_paragraphs_are_bold(letter):
    leads = [block.html.split("</b>")[0] for block in letter.intro if getattr(block, "html", "").startswith("<b>")]
    assert leads == ["<b>Opplæring.", "<b>Beredskap.", "<b>Ansvar."]


def test_numbered_headings_in_capitals_are_chapters(annex):
    found = [(chapter.number, chapter.title) for chapter in annex.chapters]
    assert found == [("1", "Formål og rammer"), ("2", "Lager og utlån"), ("3", "Vask og kontroll")]
    assert headings(annex.chapters[2].blocks) == [(1, "Rent, helt og kontrollert")]
    assert headings(annex.chapters[1].blocks)[0][1].endswith("som kommunene allerede har")
    assert annex.title == "Felles ordning for utlån av hjelpemidler mellom fem kommuner"


def test_examples_are_boxes_that_end_with_the_page_or_a_wide_gap(annex):
    first, second = of_kind(annex, Box)
    assert (first.title, len(first.blocks)) == ("Eksempel: En seng på dagen", 2)
    assert (second.title, len(second.blocks)) == ("Eksempel", 1)
    assert paragraphs(annex.chapters[2].blocks)[-1].startswith("Kontrollen skal ikke forsinke")


def test_a_note_between_the_halves_of_a_sentence_does_not_part_them(annex):
    assert "skal kunne gi enkle råd om bruk, men de skal ikke vurdere" in text_of(annex)
    assert [number for number, _ in notes(annex)] == ["1"]


def test_items_with_blank_lines_between_are_one_list(annex):
    (found,) = [block for block in annex.chapters[0].blocks if isinstance(block, ListBlock)]
    assert len(found.items) == 3


def prose(text):
    return read_report(text.encode(), name="prose.txt")


def test_the_addresses_of_links_below_a_page_are_taken_once():
    page = "Et notat\n\nVi viser til veilederen vår, som ligger på nettet for alle.\n\n{}\n\fNeste side har mer.\n"
    unknown = prose(page.format("https://a.example/veileder\nhttps://a.example/veileder"))
    known = prose(page.format("Den er på https://a.example/veileder nå.\n\nhttps://a.example/veileder"))
    assert notes(unknown) == [("", "https://a.example/veileder")]
    assert not notes(known)
    assert text_of(known).count("a.example") == 1


def test_a_number_first_on_a_line_is_no_heading_in_the_middle_of_a_sentence():
    lines = ["Dette er omtalt i kapittel", "3.1 der vi går gjennom det. Avtalen gjelder fra", "1. januar i år."]
    found = prose("1 Om saken\n\n" + "\n".join(lines))
    assert paragraphs(found.intro) == [" ".join(lines)]


def test_headings_below_the_third_level_stay_inside():
    part = "Her står det flere ord om saken, og de fleste er korte. " * 60
    numbers = ["1", "1.1", "1.1.1", "1.1.1.1", "1.1.2", "1.2", "2"]
    text = "".join(f"{number} Tittel {number}\n\n{part}\n\n" for number in numbers)
    report = prose(text)
    first = report.chapters[0]
    assert [chapter.number for chapter in report.walk()] == ["1", "1.1", "1.1.1", "1.1.2", "1.2", "2"]
    assert headings(first.children[0].children[0].blocks) == [(1, "Tittel 1.1.1.1")]


def test_narrow_lines_after_a_colon_are_a_quotation():
    wide = "Dette er en lang linje som fyller hele bredden av siden, slik linjer i en rapport gjerne gjør det\n" * 12
    narrow = "Vi ventet i tre uker på svar,\nog da svaret kom, hadde vi\nalt funnet en annen løsning.\n"
    found = prose(f"Et notat\n\n{wide}En ansatt sa det slik til oss:\n\n{narrow}\n{wide}")
    assert [plain(quote.html)[:9] for quote in of_kind(found, Quote)] == ["Vi ventet"]


def test_the_sign_of_a_note_is_not_part_of_a_title():
    text = (
        "Et notat om lån\n\nNoe står her først, og det er en setning.\n\nUtstyr på lager1\n\nDet står i kjelleren.\n\n"
    )
    found = prose(f"{text}1 Tallet er fra i fjor, og det er ikke sikkert.\n\fNy side.\n")
    assert headings(found.intro) == [(1, "Utstyr på lager")]
    assert [number for number, _ in notes(found)] == ["1"]
