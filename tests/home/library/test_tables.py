"""Tables of every shape, and what only looks like one."""

import pytest

from home.library.document import ListBlock, Paragraph, Table
from home.library.lists import Depths, Entry, build, marker_of
from home.library.tables import table_at

from .looking import items

pytestmark = pytest.mark.database_free


def table(text, **options):
    blocks, _ = table_at(text.split("\n"), 0, markdown=True, **options)
    return blocks[0] if blocks else None


def test_rows_parted_by_tabs_with_bold_names():
    found = table("<b>Faktor</b>\t<b>Kjøp når</b>\n<b>Fart</b>\tdet haster\n<b>Risiko</b>\tden er lav\nMer tekst")
    assert found == Table((("Faktor", "Kjøp når"),), (("Fart", "det haster"), ("Risiko", "den er lav")), "", True)


def test_an_empty_first_cell_goes_on_from_the_row_above():
    found = table("Nivå\tSpørsmål\tSkår\nSystem\tEr det avtalt?\t1-5\n\tEr det betalt?\t1-5")
    assert found.rows[1] == ("System", "Er det betalt?", "1-5")
    assert not found.row_headers


@pytest.mark.parametrize("row", ["| Sensor | 12 | |", "| Sensor | 12 | 3 |"])
def test_an_empty_first_cell_among_numbers_or_gaps_stays_empty(row):
    found = table(f"| Tiltak | 2022 | 2023 |\n|---|---|---|\n{row}\n| | 4 | 5 |\n| Sum | 16 | 5 |")
    assert found.rows[1] == ("", "4", "5")


def test_pipes_with_a_rule_and_escaped_pipes():
    found = table("| A | B |\n|:--|--:|\n| 1 | x \\| y |")
    assert found.header == (("A", "B"),)
    assert found.rows == (("1", "x | y"),)


def test_html_with_caption_and_cells_over_lines():
    found = table(
        "<table>\n<caption>Pris</caption>\n<tr><th>Hva</th><th>Kr</th></tr>\n<tr><td>En\nting</td><td>5</td></tr></table>"
    )
    assert (found.caption, found.header, found.rows) == ("Pris", (("Hva", "Kr"),), (("En ting", "5"),))


def test_columns_parted_by_wide_spaces():
    text = "Apparat        Antall\nVekt           31\nMåler          48"
    assert table(text) is None
    assert table(text, columns=True).rows == (("Vekt", "31"), ("Måler", "48"))


def test_boxes_side_by_side_become_rows():
    found = table("<p>Dal (2022)</p> <p>Akutt</p>\t<p>Li (2023)</p> <p>Post</p>\n--\t--\nresten")
    assert found == Table((), (("Dal (2022)", "Akutt"), ("Li (2023)", "Post")), "", True)


def test_one_row_is_a_line_and_empty_rows_are_nothing():
    assert table("\t\t\nNavn\t1975\t1985") == Paragraph("Navn · 1975 · 1985")


@pytest.mark.parametrize(
    "text", ["\tbare innrykk", "a | b i en setning", "|" * 100, "<table>\n<tr>", "\t\t\t", "<table></table>"]
)
def test_what_is_no_table(text):
    assert table(text, columns=True) is None


def listed(*lines, by_sign=True):
    depths = Depths(by_sign=by_sign)
    markers = [(line, marker_of(line)) for line in lines]
    return build([Entry(depths.of(marker), marker.number, line[marker.width :]) for line, marker in markers])


@pytest.mark.parametrize(
    ("lines", "nested"),
    [
        (("- a", "  - b", "    - c", "  - d", "- e"), [("a", [("b", ["c"]), "d"]), "e"]),
        (("• a", "– b", "– c", "• d"), [("a", ["b", "c"]), "d"]),
        (("• a", "o B", "• c"), [("a", ["B"]), "c"]),
        (("1. a", "• b", "2. c"), [("a", ["b"]), "c"]),
        (("a) x", "b) y"), ["x", "y"]),
    ],
)
def test_lists_are_nested_by_indent_and_sign(lines, nested):
    (found,) = listed(*lines)
    assert items(found) == nested


def test_numbers_that_do_not_rise_stay_in_the_text():
    (rising,) = listed("3) a", "4) b")
    (falling,) = listed("7. a", "6. b")
    assert (rising.ordered, rising.start) == (True, 3)
    assert isinstance(falling, ListBlock)
    assert not falling.ordered
    assert items(falling) == ["7. a", "6. b"]


@pytest.mark.parametrize(
    "line", ["3. mars 2026", "2.1 Om saken", "-uten mellomrom", "1985 var et år", "– ", "o liten bokstav"]
)
def test_lines_that_are_no_items(line):
    assert marker_of(line) is None


def test_very_deep_lists_end_at_six_steps():
    (found,) = listed(*(f"{'  ' * depth}- a" for depth in range(400)))
    depth = 0
    while found.items[0].lists:
        found, depth = found.items[0].lists[0], depth + 1
    assert depth == 5
