"""Facts about real reports, when the environment variable LIBRARY names the folder they lie in."""

import os
import re
from pathlib import Path

import pytest

from home.library.document import Box, ListBlock, Notes, Quote, Table
from home.library.reading import read_report

from .looking import headings, of_kind, paragraphs, text_of

LIBRARY = Path(os.environ.get("LIBRARY") or "/nowhere")
pytestmark = [pytest.mark.database_free, pytest.mark.library]


@pytest.fixture(scope="module")
def reports():
    """The five reports by the number their file's name begins with."""
    return {path.name[:3]: read_report(path.read_bytes(), name=path.name) for path in LIBRARY.glob("00[0-4]_*.txt")}


@pytest.mark.parametrize(
    ("number", "title", "date"),
    [
        ("000", "Workshop brukernær utvikling", "2026-03-03"),
        ("001", "Kunnskapsgrunnlag for strategi og politikkutvikling på e-helsefeltet", "None"),
        ("002", "Forslag til prinsipper for bruk av markedet på e-helseområdet", "None"),
        ("003", "Nye hoder – nye løsninger – digitalisering i helsetjenesten", "2026-05-20"),
        ("004", "Konseptuell beskrivelse av «markedsplassen»", "None"),
    ],
)
def test_titles_dates_and_language(reports, number, title, date):
    assert (reports[number].title, str(reports[number].date)) == (title, date)
    assert reports[number].language == "nb"


@pytest.mark.parametrize(
    ("number", "tables", "lists", "quotes", "boxes", "notes"),
    [("000", 4, 27, 1, 0, 0), ("001", 0, 14, 2, 0, 3), ("003", 4, 60, 28, 0, 0), ("004", 0, 2, 1, 8, 9)],
)
def test_how_many_tables_lists_quotations_boxes_and_notes(reports, number, tables, lists, quotes, boxes, notes):
    report = reports[number]
    assert len(of_kind(report, Table)) == tables
    assert len(of_kind(report, ListBlock)) >= lists
    assert len(of_kind(report, Quote)) >= quotes
    assert len(of_kind(report, Box)) == boxes
    assert sum(len(block.notes) for block in of_kind(report, Notes)) == notes


@pytest.mark.parametrize(("number", "least", "most"), [("000", 3, 6), ("001", 7, 9), ("003", 6, 10), ("004", 4, 4)])
def test_how_many_chapters(reports, number, least, most):
    assert least <= len(reports[number].chapters) <= most


def test_titles_from_the_foot_of_the_page_are_chapters(reports):
    found = [(chapter.number, chapter.title) for chapter in reports["001"].chapters]
    assert found[:4] == [("", "Forord"), ("", "Sammendrag"), ("1", "Innledning"), ("2", "Bakgrunn")]
    assert found[-1] == ("6", "Oppsummering og anbefalinger")


def test_a_letter_is_one_page(reports):
    assert not reports["002"].chapters
    assert (1, "Målgruppe for høringen") in headings(reports["002"].intro)


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_words_are_whole_and_no_signs_are_left(reports, number):
    text = text_of(reports[number])
    assert "e- helse" not in text
    assert not re.search(r"\be-\n|[\ue000-\uf8ff•▪]|\*\*[^ ]|</?\w+>", text)
    assert not [line for line in text.split("\n") if re.fullmatch(r"\d{1,3}", line)] or number in ("000", "003")


@pytest.mark.parametrize("number", ["001", "002", "004"])
def test_paragraphs_begin_and_end_as_sentences_do(reports, number):
    report = reports[number]
    found = [text for blocks in (report.intro, *(one.blocks for one in report.walk())) for text in paragraphs(blocks)]
    assert found
    assert not [text for text in found if text[0].islower()]
    assert len([text for text in found if text[-1] not in '.:?!»”)"…']) <= len(found) // 50 + 2


def test_almost_every_letter_of_the_long_report_is_kept(reports):
    (path,) = LIBRARY.glob("001_*.txt")
    source = re.sub(r"[\W\d_]", "", path.read_text())
    result = re.sub(r"[\W\d_]", "", text_of(reports["001"]))
    assert abs(len(result) - len(source)) < 500
