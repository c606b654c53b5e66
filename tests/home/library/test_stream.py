"""How blocks are stored in an article's body, what a summary is made of, and where footnotes go."""

import pytest

from home.library.document import Box, Caption, Heading, Item, ListBlock, Note, Notes, Paragraph, Quote, Table
from home.library.outline import outline
from home.library.stream import to_stream
from home.library.summary import summary_of

pytestmark = pytest.mark.database_free

PROSE = "Kommunen prøvde utstyret i to år, og de ansatte skrev ned hva de lærte av det. " * 20


def values(*blocks, **options):
    return [one["value"] for one in to_stream(blocks, **options)]


def test_running_text_becomes_one_block_and_the_rest_stands_alone():
    stream = to_stream([Paragraph("En"), ListBlock((Item("To"),)), Heading(1, "Tre", "1.1"), Paragraph("Fire")])

    assert [one["type"] for one in stream] == ["paragraph", "heading", "paragraph"]
    assert stream[0]["value"] == "<p>En</p><ul><li>To</li></ul>"
    assert stream[1]["value"] == {"text": "1.1 Tre", "level": "2"}


def test_numbers_of_a_list_that_begins_later_are_written_out():
    items = (Item("tre", (ListBlock((Item("inni"),), ordered=True),)), Item("fire"))

    assert values(ListBlock(items, ordered=True, start=3)) == [
        "<ul><li>3. tre <ol><li>inni</li></ol></li><li>4. fire</li></ul>"
    ]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_caption_says_that_its_figure_is_not_there(language):
    said = {"nb": "ikke tatt med her", "nn": "ikkje teke med her", "en": "not included here"}[language]

    assert values(Caption("Figur 1"), language=language) == [f"<p><i>Figur 1 ({said})</i></p>"]


def test_the_first_column_names_the_rows():
    (table,) = values(Table((("", "Antall"),), (("Vekt", "2<br>3"),), "Utstyr", row_headers=True))

    assert table == {
        "columns": [{"type": "name", "heading": ""}, {"type": "text", "heading": "Antall"}],
        "rows": [{"values": ["<p>Vekt</p>", "<p>2<br/>3</p>"]}],
        "caption": "Utstyr",
    }


def test_what_is_in_a_box_keeps_its_order():
    box = Box("Eksempel", (Paragraph("En"), Quote("to"), Quote("«tre»"), Paragraph("fire"), Table((), (("a", "b"),))))

    fact, table = to_stream([box])
    assert fact["value"]["text"] == "<p>En</p><p>«to»</p><p>«tre»</p><p>fire</p>"
    assert table["type"] == "table"


def test_notes_are_stored_with_their_numbers():
    assert values(Notes((Note("1", "Se <b>her</b>"), Note("", "Kilde")))) == [
        [{"number": "1", "text": "<p>Se <b>her</b></p>"}, {"number": "", "text": "<p>Kilde</p>"}]
    ]


def test_a_footnote_goes_to_the_chapter_that_refers_to_it():
    referring = Paragraph(f'{PROSE} <a href="#note-1">[1]</a>')
    below = [Heading(1, "To"), Paragraph(PROSE), Notes((Note("1", "Om den første"), Note("2", "Om ingen")))]

    _intro, (first, second) = outline([Heading(1, "En"), referring, *below])

    assert first.blocks[-1] == Notes((Note("1", "Om den første"),))
    assert second.blocks[-1] == Notes((Note("2", "Om ingen"),))


LINES = Paragraph("Fjordby kommune<br>Rådhusplassen 1, 0001 Fjordby, sentralbord alle dager.")
WORDS = "Sekstito innbyggere målte blodtrykk hjemme tre ganger i uka<b>!</b>"


@pytest.mark.parametrize(
    ("blocks", "chapters", "summary"),
    [
        ([], [], ""),
        (
            [LINES, Paragraph("Kort."), Paragraph(WORDS)],
            [],
            "Sekstito innbyggere målte blodtrykk hjemme tre ganger i uka!",
        ),
        (
            [Paragraph(f"{WORDS}"[:-8] + '<a href="#note-9">[9]</a>.')],
            [],
            "Sekstito innbyggere målte blodtrykk hjemme tre ganger i uka.",
        ),
        ([Paragraph("Kort."), Heading(1, "Utstyr"), Heading(2, "Vekt"), Heading(1, "Folk")], [], "Utstyr · Folk"),
        ([LINES], ["Forord", "Utstyr", "Folk"], "Utstyr · Folk"),
        ([LINES], ["Forord", "Innledning"], "Forord · Innledning"),
        ([ListBlock((Item("måle"), Item("ringe")))], ["Utstyr"], "måle ringe"),
        ([Paragraph(f"{'lange ord ' * 40}.")], [], f"{('lange ord ' * 23).strip()} lange …"),
    ],
)
def test_a_summary_is_what_says_most_of_a_chapter(blocks, chapters, summary):
    assert summary_of(blocks, chapters) == summary
    assert len(summary) <= 240
