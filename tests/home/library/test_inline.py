"""Inline text: what becomes a tag, a link or plain signs."""

import pytest

from home.library.inline import bold_text, plain, to_html

pytestmark = pytest.mark.database_free


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**Viktig** og *nytt*", "<b>Viktig</b> og <i>nytt</i>"),
        ("***Begge deler***", "<b><i>Begge deler</i></b>"),
        ("*ute **inne** ute*", "<i>ute <b>inne</b> ute</i>"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*bare begynt", "*bare begynt"),
        ("Navn:** forklaring", "Navn: forklaring"),
        (r"\*TK: se under", "*TK: se under"),
        ("<b>Rad</b> og <em>ord</em>", "<b>Rad</b> og <i>ord</i>"),
        ("<p>En</p> <p>To</p>", "En<br>To"),
        ("første<br/>andre", "første<br>andre"),
        ("<u>under</u>", "under"),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        ("<b>uten slutt", "uten slutt"),
        ("![bilde](a.png) tekst", "tekst"),
    ],
)
def test_emphasis_and_tags(text, html):
    assert to_html(text, markdown=True) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<https://a.example/x>.", '<a href="https://a.example/x">https://a.example/x</a>.'),
        ("[Les mer](https://a.example)", '<a href="https://a.example">Les mer</a>'),
        ("[Følg oss](#)", "Følg oss"),
        ("[www.a.example](http://www.a.example)", '<a href="http://www.a.example">www.a.example</a>'),
        ("se www.a.example/b)", 'se <a href="https://www.a.example/b">www.a.example/b</a>)'),
        ("Skriv til post@a.example.", 'Skriv til <a href="mailto:post@a.example">post@a.example</a>.'),
        ("@navn og a@b", "@navn og a@b"),
        ('https://a.example/?q="x"', '<a href="https://a.example/?q=&quot;x">https://a.example/?q="x</a>"'),
    ],
)
def test_addresses_become_links(text, html):
    assert to_html(text, markdown=True) == html


def test_a_very_long_address_is_shown_in_its_beginning_only():
    html = to_html("https://a.example/" + "lang-sti-" * 20)
    assert html.startswith('<a href="https://a.example/lang-sti-')
    assert plain(html).endswith("…")
    assert len(plain(html)) < 80


def test_asterisks_mean_nothing_outside_markdown():
    assert to_html("*a* **b** [c](d) \\*") == "*a* **b** [c](d) \\*"


def test_plain_text_has_no_tags_and_one_line():
    assert plain('<b>En</b><br>to &amp; <a href="https://x.example">tre</a>') == "En to & tre"


def test_bold_text_is_only_for_what_is_bold_throughout():
    assert bold_text("<b>Alt <i>her</i></b>") == "Alt <i>her</i>"
    assert bold_text("<b>Noe</b> her") == ""
    assert bold_text("<b>En</b> og <b>to</b>") == ""
