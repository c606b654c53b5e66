"""Reports in the shapes that people write them in: other spellings of Markdown, and text typed by hand."""

import pytest

from home.library.document import ListBlock, Notes, Quote, Table
from home.library.reading import read_report

from .library.looking import headings, items, of_kind, paragraphs, text_of

pytestmark = pytest.mark.database_free

NIGHT = "Nattpatruljen gikk tidligere faste runder hver annen time, og nå venter de til noe faktisk skjer i huset."
DAY = "Hver runde som ble unngått, sparte sju minutter, og over et år blir det om lag fire hundre timer i kommunen."


def read(text, name="rapport.md"):
    return read_report(text.encode(), name=name)


def chapters(report):
    return [f"{one.number} {one.title}".strip() for one in report.chapters]


# Markdown


def test_fields_before_the_text_give_title_and_date():
    fields = 'title: "Trygge netter"\ndate: 2024-05-02\ntags:\n  - natt\n'
    report = read(f"---\n{fields}---\n\n{NIGHT}\n\n## Råd\n\n{DAY}\n")

    assert (report.title, str(report.date)) == ("Trygge netter", "2024-05-02")
    assert "tags" not in text_of(report)


def test_a_rule_first_is_no_field():
    assert text_of(read(f"---\n\n# Tittel\n\n{NIGHT}\n")) == f"Tittel\n{NIGHT}"


@pytest.mark.parametrize("name", ["rapport.md", "rapport.txt"])
def test_underlined_headings(name):
    report = read(f"TRYGGE NETTER\n=============\n\nBakgrunn\n--------\n\n{NIGHT}\n\nHva vi fant\n---\n\n{DAY}\n", name)

    assert report.title == "Trygge netter"
    assert headings(report.intro) == [(1, "Bakgrunn"), (1, "Hva vi fant")]
    assert "--" not in text_of(report)


def test_a_line_below_a_paragraph_or_a_table_underlines_nothing():
    report = read(f"# T\n\n{NIGHT}\n---\n\nSted    Plasser\n---------------\n\n{DAY}\n")

    assert headings(report.intro) == []


def test_notes_are_gathered_and_linked():
    report = read(
        f"# T\n\nOrd[^1] og fler[^b].\n\n[^1]: Den *første*.\n[^b]: Den andre,\n    over to linjer.\n\n{NIGHT}\n"
    )

    (found,) = of_kind(report, Notes)
    assert [(one.number, one.html) for one in found.notes] == [
        ("1", "Den <i>første</i>."),
        ("2", "Den andre, over to linjer."),
    ]
    assert 'Ord<a href="#note-1">[1]</a> og fler<a href="#note-2">[2]</a>.' in report.intro[0].html


def test_links_that_are_named_elsewhere():
    report = read(
        "# T\n\nSe [rådene][1], [planen] og [1] i boka.\n\n[1]: https://a.example/r\n[Planen]: <https://a.example/p>\n"
    )

    assert report.intro[0].html == (
        'Se <a href="https://a.example/r">rådene</a>, <a href="https://a.example/p">planen</a> og '
        '<a href="https://a.example/r">1</a> i boka.'
    )
    assert len(report.intro) == 1


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("_en_ og __to__, men ikke fil_med_navn", "<i>en</i> og <b>to</b>, men ikke fil_med_navn"),
        ("se https://a.example/_x_y", 'se <a href="https://a.example/_x_y">https://a.example/_x_y</a>'),
        ("kall `a_b *c*`", "kall a_b *c*"),
        ("~~borte~~ og A&nbsp;&amp;&nbsp;B", "borte og A &amp; B"),
        ('[nett](https://a.example/a_(b) "Tittel")', '<a href="https://a.example/a_(b)">nett</a>'),
        ('før ![et bilde](b.png "Bilde") etter', "før etter"),
        ("<details><summary>Mer</summary>Tekst</details>", "Mer<br>Tekst"),
        ("<!-- skjult\nover to linjer -->synlig", "synlig"),
    ],
)
def test_inline_spellings(text, html):
    assert read(f"# T\n\n{text}\n").intro[0].html == html


def test_code_is_kept_as_it_stands():
    report = read(f"# T\n\n```python\n# ingen overskrift\na = <b>\n```\n\n{NIGHT}\n\n```\nuten slutt\n")

    assert [block.html for block in report.intro][0] == "# ingen overskrift<br>a = &lt;b&gt;"
    assert paragraphs(report.intro)[-1] == "uten slutt"


def test_lists_with_paragraphs_boxes_and_tabs():
    report = read("# T\n\n1. Først\n\n   Mer om det.\n\n2. Så\n\t- inni\n\n---\n\n- [ ] igjen\n- [x] gjort\n")

    numbered, ticked = of_kind(report, ListBlock)
    assert (items(numbered), numbered.ordered) == (["Først Mer om det.", ("Så", ["inni"])], True)
    assert items(ticked) == ["☐ igjen", "☑ gjort"]


def test_a_quotation_with_who_said_it():
    (found,) = of_kind(read("# T\n\n> Vi sover bedre.\n>\n> – pårørende\n"), Quote)

    assert (found.html, found.source) == ("Vi sover bedre.", "pårørende")


def test_headings_and_lists_in_html():
    report = read(f"# T\n\n<h2>Bakgrunn</h2>\n\n<p>{NIGHT}</p>\n\n<ul>\n<li>En</li>\n<li>To</li>\n</ul>\n")

    assert headings(report.intro) == [(1, "Bakgrunn")]
    assert items(of_kind(report, ListBlock)[0]) == ["En", "To"]


def test_many_short_sections_of_prose_are_no_slides():
    sections = [f"## {number} Del {number}\n\n{NIGHT}\n\n{DAY}\n" for number in range(1, 11)]

    assert chapters(read("\n".join(["# Rapporten", *sections]))) == [f"{n} Del {n}" for n in range(1, 11)]


# Text


def test_chapters_with_numbers_are_pages_however_short():
    report = read(f"Trygge netter i Dalen\n\n1 Innledning\n\n{NIGHT}\n\n2 Veien videre\n\nVi fortsetter.\n", "a.txt")

    assert chapters(report) == ["1 Innledning", "2 Veien videre"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Kapittel 1: Bakgrunn", "Kapittel 2: Funn", ["1 Bakgrunn", "2 Funn"]),
        ("I. Bakgrunn", "II. Funn", ["I Bakgrunn", "II Funn"]),
        ("1.\tBakgrunn", "2.\tFunn", ["1 Bakgrunn", "2 Funn"]),
        ("1. BAKGRUNN", "2. HVA VI FANT", ["1 Bakgrunn", "2 Hva vi fant"]),
    ],
)
def test_numbers_in_other_spellings(first, second, expected):
    report = read(f"Trygge netter i Dalen\n\n{first}\n\n{NIGHT}\n\n{second}\n\n{DAY}\n", "a.txt")

    assert (report.title, chapters(report)) == ("Trygge netter i Dalen", expected)


@pytest.mark.parametrize(
    ("cover", "title"),
    [
        ("Trygge netter i Dalen\n\nErfaringer fra tre bofellesskap i kommunen", "Trygge netter i Dalen"),
        ("Trygge netter i Dalen\nErfaringer fra tre hus", "Trygge netter i Dalen"),
        ("Direktoratet for eksempler\n\nTrygge netter i Dalen", "Trygge netter i Dalen"),
        ("Notat om netter\n\nTil: Rådmannen\nFra: Enhet for velferdsteknologi og natt", "Notat om netter"),
    ],
)
def test_the_title_is_what_the_cover_says_first(cover, title):
    assert read(f"{cover}\n\n1 Innledning\n\n{NIGHT}\n\n2 Funn\n\n{DAY}\n", "a.txt").title == title


def test_the_heading_of_the_first_prose_is_no_line_of_the_cover():
    report = read(f"Trygge netter\n\nSlik begynte det\n\n{NIGHT}\n\nSlik gikk det\n\n{DAY}\n", "a.txt")

    assert headings(report.intro) == [(1, "Slik begynte det"), (1, "Slik gikk det")]


def test_signs_of_lists_with_tabs_or_without_spaces():
    tabs, close = "•\teieren\n•\topplæring i bruk av\n\tsensorene", "-mer ro\n-færre fall"
    text = f"Før oppstart\n\n{NIGHT}\n\nDette må på plass:\n{tabs}\n\nDette gikk bra:\n{close}\n"
    first, second = of_kind(read(text, "a.txt"), ListBlock)

    assert items(first) == ["eieren", "opplæring i bruk av sensorene"]
    assert items(second) == ["mer ro", "færre fall"]


@pytest.mark.parametrize(
    "rows",
    [
        "Sted\tPlasser\tPris\n\nElvebo\t12\t400\n\nSkogly\t9\t1 500",
        "Sted | Plasser | Pris\nElvebo | 12 | 400\nSkogly | 9 | 1 500",
        "+------+-------+-----+\n| Sted | Plasser | Pris |\n+------+-------+-----+\n| Elvebo | 12 | 400 |\n"
        "| Skogly | 9 | 1 500 |\n+------+-------+-----+",
        "Sted       Plasser     Pris\nElvebo          12      400\nSkogly           9    1 500",
    ],
    ids=["tabs", "pipes", "grid", "right"],
)
def test_tables_in_text(rows):
    (table,) = of_kind(read(f"Om plassene\n\n{NIGHT}\n\n{rows}\n\n{DAY}\n", "a.txt"), Table)

    assert table.header == (("Sted", "Plasser", "Pris"),)
    assert table.rows == (("Elvebo", "12", "400"), ("Skogly", "9", "1 500"))


def test_a_table_whose_header_is_broken_and_whose_sum_has_gaps():
    rows = (
        "Sted       Pris per plass    Plasser\n           (kroner)\n"
        "Elvebo     1 200             12\nSkogly     900               9\nSum                          21"
    )
    (table,) = of_kind(read(f"Om plassene\n\n{NIGHT}\n\n{rows}\n\nKilde: regnskapet\n\n{DAY}\n", "a.txt"), Table)

    assert table.header == (("Sted", "Pris per plass (kroner)", "Plasser"),)
    assert table.rows[-1] == ("Sum", "", "21")


def test_lines_that_are_not_wrapped_are_paragraphs():
    long = f"{NIGHT} {DAY}"

    assert len(paragraphs(read(f"Om nettene\n\n{long}\n{long}\n", "a.txt").intro)) == 2


def test_the_names_below_a_greeting_are_lines():
    report = read(f"Om nettene\n\n{NIGHT}\n\nMed vennlig hilsen\nKari\nenhetsleder\n", "a.txt")

    assert report.intro[-1].html == "Med vennlig hilsen<br>Kari<br>enhetsleder"


def test_northern_sami_is_told_from_the_others():
    assert (
        read("Dearvvašvuohta\n\nGuđat oassi dajai ahte dat lea buorre ja ahte sii leat ilus.\n", "a.txt").language
        == "se"
    )


def test_roman_numbers_without_dots():
    report = read(f"OM NETTENE\n\nI INNLEDNING\n\n{NIGHT}\n\nII METODE\n\n{DAY}\n\nIII FUNN\n\n{DAY}\n", "a.txt")

    assert chapters(report) == ["I Innledning", "II Metode", "III Funn"]


def test_a_small_word_that_looks_like_a_roman_number():
    report = read(f"Om nettene\n\n{NIGHT}\n\nI Vassdalen\n\n{NIGHT}\n\nI Fjellbygda\n\n{DAY}\n", "a.txt")

    assert headings(report.intro) == [(1, "I Vassdalen"), (1, "I Fjellbygda")]


@pytest.mark.parametrize("opening", ["", f"{NIGHT}\n\n"])
def test_numbered_headings_right_above_their_text(opening):
    report = read(f"Om nettene\n\n{opening}1. Bakgrunn\n{NIGHT}\n\n2. Funn\n{DAY}\n", "a.txt")

    assert chapters(report) == ["1 Bakgrunn", "2 Funn"]


def test_a_numbered_section_right_below_its_chapter():
    text = f"1. Bakgrunn\n{NIGHT}\n\n2. Funn\n2.1. Ro og hvile\n{DAY}"
    report = read(f"Om nettene\n\n{NIGHT}\n\n{text}\n", "a.txt")

    assert headings(report.chapters[1].blocks) == [(1, "Ro og hvile")]


def test_an_item_that_goes_on_below_its_number():
    text = "1. Legen som vi ringer til fra huset når noen i\nFinnmark spør\n2. Journalen"
    (found,) = of_kind(read(f"Om nettene\n\n{NIGHT}\n\n{text}\n", "a.txt"), ListBlock)

    assert items(found) == ["Legen som vi ringer til fra huset når noen i Finnmark spør", "Journalen"]


def test_a_name_is_whole_though_its_hyphen_ends_a_line():
    report = read(f"Om nettene\n\n{NIGHT}\nDette gjelder hele Nord-\nNorge og hjemme-/\nsykehus.\n", "a.txt")

    assert text_of(report).endswith("Dette gjelder hele Nord-Norge og hjemme-/sykehus.")
