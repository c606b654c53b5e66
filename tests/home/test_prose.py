import json

import pytest

from home.prose import stream


def made_of(**block):
    [stored] = json.loads(stream([block]))
    return stored["type"], stored["value"]


def test_text_is_escaped():
    assert made_of(type="paragraph", text='Under 5 < 10 & "ikke" <b>') == (
        "paragraph",
        '<p>Under 5 &lt; 10 &amp; "ikke" &lt;b&gt;</p>',
    )


def test_addresses_become_links():
    _kind, value = made_of(type="paragraph", text="Se ordboka (https://ordbok.example/a?b=1&c), og spør oss@x.example.")
    assert value == (
        '<p>Se ordboka (<a href="https://ordbok.example/a?b=1&amp;c">https://ordbok.example/a?b=1&amp;c</a>), '
        'og spør <a href="mailto:oss@x.example">oss@x.example</a>.</p>'
    )


@pytest.mark.parametrize(("ordered", "tag"), [({}, "ul"), ({"ordered": True}, "ol")])
def test_a_list_becomes_running_text(ordered, tag):
    kind, value = made_of(type="list", items=["én", "to & tre"], **ordered)

    assert (kind, value) == ("paragraph", f"<{tag}><li>én</li><li>to &amp; tre</li></{tag}>")


def test_the_first_row_of_a_table_is_its_head():
    kind, value = made_of(type="table", text="Roller", rows=[["Rolle", ""], ["Medlem", "Skrive"]])

    assert kind == "table"
    assert value["caption"] == "Roller"
    assert [column["heading"] for column in value["columns"]] == ["Rolle", ""]
    assert value["rows"] == [{"values": ["<p>Medlem</p>", "<p>Skrive</p>"]}]


def test_a_quotation_may_lack_its_source():
    assert made_of(type="quote", text="Si fra.") == ("quote", {"text": "Si fra.", "source": ""})


def test_an_unknown_block_is_refused():
    with pytest.raises(KeyError):
        stream([{"type": "diagram", "text": ""}])
