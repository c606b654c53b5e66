"""What goes in and what is refused; keys, language and date; safety and speed on any input."""

import datetime
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from home.library.document import Report
from home.library.reading import MOST_BYTES, ReportError, read_report, report_key

from .conftest import REPORTS
from .looking import all_blocks, text_of

ALLOWED = re.compile(r'</?[bi]>|<br>|<a href="(?:https?://|mailto:|#note-)[^"<>]*">|</a>')
SHAPES = [
    "a",
    "<",
    "|",
    "*",
    "[",
    "«",
    "#",
    "- ",
    "1. ",
    "a-\n",
    "A\n",
    "| a |\n",
    "a\tb\n",
    "<table>\n",
    "**a ",
    "aA",
]
SHAPES += [
    "EKSEMPEL\n\na\n\n",
    "1 Aaa\n",
    "1.1 Aaa\n\n",
    "https://a.no/b\n",
    "# A\n\n",
    "> a\n",
    "a  b  c\n",
    "http://",
    "@a",
]
pytestmark = pytest.mark.database_free


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no_text"),
        (b"123 + 456\n", "no_text"),
        (b"%PDF-1.7 something", "binary"),
        (b"PK\x03\x04rest", "binary"),
        (b"Hei\0der", "binary"),
        ("Blåbær".encode("latin-1"), "not_utf8"),
        ("Blåbær".encode("utf-16"), "not_utf8"),
        (b"a" * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_report_is_refused_with_a_code(data, code):
    with pytest.raises(ReportError) as caught:
        read_report(data, name="notat.txt")
    assert caught.value.code == code
    assert str(caught.value).endswith(".")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm():
    report = read_report("\ufeffEn tittel\r\n\r\nEn setning som står her.\r\n".encode(), name="a.txt")
    assert report.title == "En tittel"


def test_the_key_of_a_report_is_stable_and_its_own():
    assert report_key("Årsmelding 2024.pdf.txt") == report_key("A\u030arsmelding 2024.pdf.txt")
    assert report_key("a b.txt") != report_key("a-b.txt")
    assert re.fullmatch(r"arsmelding-2024-pdf-[0-9a-f]{8}", report_key("Årsmelding 2024.pdf.txt"))
    assert read_report(b"Noe tekst.", name="a b.txt").key == report_key("a b.txt")


@pytest.mark.parametrize("name", ["hjemmeoppfolging.txt", "utlanssentral.txt", "rettleiar.md", "temadag.md"])
def test_keys_of_chapters_are_unique_and_the_same_every_time(read, name):
    keys = [chapter.key for chapter in read(name).walk()]
    assert len(set(keys)) == len(keys)
    assert keys == [chapter.key for chapter in read(name).walk()]
    assert read(name) == read(name)


def test_chapters_with_the_same_title_have_different_keys():
    part = "# Del\n\n" + "Ord og flere ord. " * 80 + "\n\n"
    report = read_report((part * 3).encode(), name="deler.md")
    assert [chapter.key for chapter in report.chapters] == ["del", "del-2", "del-3"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Dette er ikke noe jeg har skrevet fra dere, men det er også noe.", "nb"),
        ("Dette er ikkje noko eg har skrive frå dykk, men det er òg noko.", "nn"),
        ("This is the text of a report, and these are the words that were used.", "en"),
    ],
)
def test_the_language_is_told_by_small_words(text, language):
    assert read_report(text.encode(), name="a.txt").language == language


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("3. februar 2025", datetime.date(2025, 2, 3)),
        ("Dato: 03.02.2025", datetime.date(2025, 2, 3)),
        ("2025-02-03", datetime.date(2025, 2, 3)),
        ("20.mai 2026 kl 13", datetime.date(2026, 5, 20)),
        ("31.02.2025", None),
        ("Høringsfrist: 3. februar 2025", None),
        ("Februar 2025", None),
    ],
)
def test_the_date_on_the_first_page_is_the_reports_unless_it_is_a_deadline(line, date):
    text = f"Om veien videre\n\n{line}\n\nVi har skrevet ned det vi vet om saken, og noe om det vi ikke vet.\n"
    assert read_report(text.encode(), name="a.txt").date == date


def test_a_report_without_a_title_is_called_what_it_says_it_is():
    text = "1. INNLEDNING\n\nI dette notatet beskrives en felles ordning for vask. Den er ny.\n"
    assert read_report(text.encode(), name="notat-7.txt").title == "Felles ordning for vask"
    assert read_report(b"litt tekst uten noe mer\n", name="notat-7.txt").title == "notat-7"


def test_html_is_escaped_and_only_four_tags_are_made():
    text = '# T\n\n<script>alert("x")</script> **a** <b>b</b> <img src=x onerror=y> [x](javascript:alert(1)) & <i>c\n'
    report = read_report(text.encode(), name="a.md")
    html = report.intro[0].html
    assert "<" not in ALLOWED.sub("", html)
    assert 'href="javascript' not in html
    assert "&lt;script&gt;" in html


def htmls(report):
    """Every html string of a report."""

    def strings(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from strings(part)
        elif hasattr(value, "__dataclass_fields__"):
            fields = [name for name in value.__dataclass_fields__ if name not in ("title", "text", "number", "about")]
            for name in fields:
                yield from strings(getattr(value, name))

    return [html for block in all_blocks(report) for html in strings(block)]


def is_nested(html):
    """Is every tag closed, the inner before the outer?"""
    is_open = []
    for closes, tag in re.findall(r"<(/?)(b|i|a)\b(?!r)", html):
        if not closes:
            is_open.append(tag)
        elif not is_open or is_open.pop() != tag:
            return False
    return not is_open


PIECES = st.sampled_from(
    [*SHAPES, "\n", "\n\n", "\n\n\n\n", "\f", " ", "</b>", "<br>", "_", "&", '"', "1 ", "2.1 Om", "–", "»"]
)
TEXT = st.one_of(st.text(max_size=400), st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=60).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXT)
def test_any_text_is_read_or_refused_and_the_html_is_balanced(text):
    try:
        report = read_report(text.encode("utf-8", "ignore"), name="x.txt")
    except ReportError:
        return
    assert isinstance(report, Report)
    for html in htmls(report):
        assert "<" not in ALLOWED.sub("", html)
        assert is_nested(html)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    code = ""
    try:
        read_report(data, name="x.txt")
    except ReportError as error:
        code = error.code
    assert code in ("", "empty", "binary", "not_utf8", "no_text")


@pytest.mark.parametrize("shape", [*SHAPES, "\n", "\n \n"], ids=repr)
@pytest.mark.parametrize("start", ["", "# t\n\n"], ids=["text", "markdown"])
def test_hostile_input_takes_no_long_time(start, shape):
    text = f"{start}a\n{shape * (50_000 // len(shape))}\nb"
    begun = time.process_time()
    read_report(text.encode(), name="x.txt")
    assert time.process_time() - begun < 4


def test_a_long_report_takes_less_than_two_seconds():
    sentence = "Kommunene har funnet ut at felles rutiner gir færre feil og tryggere ansatte i tjenesten. "
    chapters = [f"{number} Kapittel om saken\n\n{sentence * 40}\n\n" for number in range(1, 95)]
    data = "".join(chapters).encode()
    begun = time.process_time()
    report = read_report(data, name="lang.txt")
    assert time.process_time() - begun < 2
    assert len(data) > 340_000
    assert len(report.chapters) == 94


@pytest.mark.parametrize("name", ["rettleiar.md", "utlanssentral.txt"])
def test_no_word_is_lost(read, name):
    source = (REPORTS / name).read_text()
    words = re.findall(r"[^\W\d_]{3,}", text_of(read(name)).casefold())
    assert set(re.findall(r"[^\W\d_]{3,}", source.casefold())) <= set(words)
