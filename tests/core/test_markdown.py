import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.markdown import TAGS, plain, render

pytestmark = pytest.mark.database_free

XSS = {
    "F31 script": "<script>window.__x=1</script>",
    "F31 img": "<img src=x onerror=window.__x=1>",
    "F31 svg": "<svg/onload=window.__x=1>",
    "F31 unclosed": "<svg onload=window.__x=1 ",
    "F31 in code": "```<script>\n<script>window.__x=1</script>\n```",
    "F31 as entities": "&lt;script&gt;window.__x=1&lt;/script&gt; &#60;img src=x onerror=1&#62;",
    "F32 attribute": '[a](https://vest.example/"onmouseover="window.__x=1)',
    "F32 title": "[a](https://vest.example 'x\" autofocus onfocus=\"window.__x=1')",
    "F32 backtick": '`" onfocus=`alert(1)` autofocus',
    "F33 javascript": "[a](javascript:window.__x=1)",
    "F33 tab": "[a](java\tscript:window.__x=1) [b](<java\nscript:1>)",
    "F33 entity": "[a](java&#x73;cript:window.__x=1) [b](&#106;avascript:1) [c](javascript&colon;1)",
    "F33 case": "[a](JaVaScRiPt:window.__x=1) <JAVASCRIPT:1>",
    "F33 data": "[a](data:text/html,<script>1</script>) [b](data:image/svg+xml;base64,AAAA)",
    "F33 vbscript": "[a](vbscript:1) [b](file:///etc/passwd) [c](blob:x) [d](feed:x)",
    "F33 reference": "[a][1]\n\n[1]: javascript:window.__x=1 'x'",
    "F33 control": "[a](\x01javascript:1) [b](\x0bjavascript:1) [c](&#x01;javascript:1)",
    "F33 autolink": "<javascript:window.__x=1> <data:text/html,x>",
    "F33 linkify": "javascript:window.__x=1 //evil.example data:text/html,x",
    "F34 ends": "</script></textarea></title></style><!-- ]]> --><script>window.__x=1</script>",
    "F34 comment": "<!--><script>window.__x=1</script>-->",
    "F35 templates": "{{7*7}} {% debug %} ${7*7} #{7*7} <%= 7*7 %>",
    "F36 math": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=1&gt;">',
    "F36 noscript": '<noscript><p title="</noscript><img src=x onerror=window.__x=1>">',
    "F36 backslash": "\\<img src=x onerror=1> \\<script>",
    "F37 iframe": '<iframe src="http://127.0.0.1"></iframe><embed embedtype="media" url="http://127.0.0.1">',
    "F37 link type": '<a linktype="page" id="999">x</a> <p style="position:fixed">x</p>',
    "F37 image": "![x](https://evil.example/x.png) ![x](javascript:1)",
    "F38 clobbering": "<form id=csrfmiddlewaretoken><input name=action><a name=forms></a>",
    "F38 css": '<style>*{background:url(//evil.example)}</style> [a](https://x.example){style="x"}',
}


# What a browser takes for a scheme: it skips blanks and control characters.
SCHEME = re.compile(r"[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\-\t\n\r]*):")


class Elements(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes = set(), set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update((tag, *attribute) for attribute in attrs)


def assert_harmless(html):
    elements = Elements(html)
    assert elements.tags <= TAGS
    for tag, name, value in elements.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel")}
        if name == "href":
            scheme = SCHEME.match(value)
            assert scheme is None or scheme[1] in ("http", "https", "mailto")
        else:
            assert value == "nofollow ugc noopener"


@pytest.mark.parametrize("family", XSS)
def test_nothing_runs(family):
    assert_harmless(render(XSS[family]))


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.sampled_from("<>\"'&;:/\\!-[](){}`*_#~|=. \n\tajscriptonhref1%\x01\u2028"), max_size=80))
def test_nothing_ever_runs(text):
    html = render(text)
    assert_harmless(html)
    assert render(text) == html


BAIT = [
    "<",
    "[",
    "![",
    "[[]",
    "[a][",
    "[a](",
    "**a",
    "a**b_",
    "`",
    ">",
    "->",
    "&",
    "\\",
    "http://",
    "https://a",
    "~~a",
]


@pytest.mark.parametrize("bait", [*BAIT, "*a ", "- ", "> ", "  - a\n", "[a]: b\n"])
def test_no_text_that_a_field_can_hold_takes_long(bait):
    text = (bait * 20_000)[:20_000]
    assert_harmless(render(text))
    assert any(_seconds(render, text) < 1 for _time in range(3)), "of three, since the process may be busy otherwise"


def _seconds(work, *arguments):
    begun = time.process_time()
    work(*arguments)
    return time.process_time() - begun


@pytest.mark.parametrize("text", ["{{7*7}}", "{% debug %}", "${7*7}", "a & b", "Ærlig Øy Å č đ 👩‍⚕️"])
def test_text_stays_what_was_written(text):
    assert plain(render(text)) == text


def test_what_looks_like_html_is_shown_as_text():
    assert plain(render("<b>fet</b> & 5 < 6 > 4")) == "<b>fet</b> & 5 < 6 > 4"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**fet** og *kursiv*", "<p><strong>fet</strong> og <em>kursiv</em></p>"),
        ("en\nto", "<p>en<br>\nto</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# ikke overskrift", "<p># ikke overskrift</p>"),
        ("Ikke\n====", "<p>Ikke<br>\n====</p>"),
        ("> sitat", "<blockquote>\n<p>sitat</p>\n</blockquote>"),
        ("", ""),
    ],
)
def test_the_subset(text, html):
    assert render(text).strip() == html


@pytest.mark.parametrize("address", ["https://vest.example/a?b=1&c=2", "mailto:post@vest.example"])
def test_a_link_says_who_wrote_it(address):
    html = render(f"[hit]({address})")
    assert f'href="{address.replace("&", "&amp;")}"' in html
    assert 'rel="nofollow ugc noopener"' in html


def test_a_bare_address_becomes_a_link_but_a_name_with_a_dot_does_not():
    assert "<a " in render("se https://vest.example/rapport.")
    assert "<a " not in render("se vest.example og inger@vest.example")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi har en **film**.", "Vi har en film."),
        ("hjemme**syke**pleie", "hjemmesykepleie"),
        ("(*sensor*)", "(sensor)"),
        ("- en\n- to", "en to"),
        ("en\nto\n\ntre", "en to tre"),
        ("> sitat\n\nsvar", "sitat svar"),
        ("&amp;lt;b&amp;gt; &nbsp; &quot;", '&lt;b&gt; "'),
        ("`<b>` &lt;i&gt;", "<b> <i>"),
        ("[lenke](https://vest.example), her", "lenke, her"),
        ("", ""),
    ],
)
def test_the_words_of_a_text_stand_as_they_are_read(text, words):
    assert plain(render(text)) == words


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"]), max_size=60))
def test_words_without_marks_come_through_whole(text):
    assert plain(render(text)) == " ".join(text.split())
