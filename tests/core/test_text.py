import unicodedata

import pytest
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st

from core.forms import NormalisedTextMixin
from core.templatetags.texts import excerpt
from core.text import fold, normalise, norwegian_slug, unique_slug

pytestmark = pytest.mark.database_free

NOTHING_TO_SEE = [
    "",
    " ",
    "\t\n ",
    "\u00a0",
    "\u2003",
    "\u3164",
    "\u200b",
    "\u200b \u3164",
    "\u200d",
    "\u00ad",
    "\u115f",
]


class NameForm(NormalisedTextMixin, forms.Form):
    name = forms.CharField(max_length=20)
    text = forms.CharField(widget=forms.Textarea, required=False)
    email = forms.EmailField(required=False)
    number = forms.IntegerField(required=False)
    password = forms.CharField(widget=forms.PasswordInput, strip=False, required=False)


def cleaned(**data):
    form = NameForm({"name": "Inger", **data})
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize("text", ["blåbær", "Ærlig Øy Å", "čáŋđ", "é"])
def test_both_unicode_forms_become_one(text):
    assert normalise(unicodedata.normalize("NFD", text)) == text == normalise(text)


@pytest.mark.parametrize(
    "mark", ["\u200b", "\u2060", "\ufeff", "\u202a", "\u202e", "\u2066", "\u2069", "\u200e", "\u200f"]
)
def test_marks_that_nobody_sees_are_taken_away(mark):
    assert normalise(f"til{mark}bud.pdf{mark}") == "tilbud.pdf"


def test_a_mark_between_a_letter_and_its_accent_leaves_one_letter():
    assert normalise("a\u200b\u030a") == "å"


def test_half_a_character_is_taken_away():
    assert normalise("Tit\ud800t\udfffel") == "Tittel"


def test_control_characters_are_taken_away_but_not_lines_and_tabs():
    assert normalise("\x1b[31mrød\x07\x7f\r\nlinje\rto\ttab") == "[31mrød\nlinje\nto\ttab"


def test_a_null_character_is_left_for_the_form_to_refuse():
    assert normalise("a\x00b") == "a\x00b"


@pytest.mark.parametrize("text", NOTHING_TO_SEE)
def test_text_that_shows_nothing_is_empty(text):
    assert normalise(text) == ""


def test_an_emoji_of_several_parts_stays_whole():
    assert normalise("👩\u200d⚕️ og 🏴") == "👩\u200d⚕️ og 🏴"


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=40))
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=[]), max_size=40))
def test_what_is_normalised_can_be_stored(text):
    normalise(text).encode()


@pytest.mark.parametrize(
    ("one", "other"),
    [("ÅSE", "åse"), ("A\u030ase", "Åse"), ("STRASSE", "straße"), ("Čáhppes", "ČÁHPPES"), ("Ⅷ", "ⅷ")],
)
def test_folded_texts_are_equal_whatever_the_case_and_form(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("text", ["İ", "ǰ", "ΐ", "A\u030a\u0323", "K"])
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hjemmesykepleie på øya i Ålesund, nær sjøen", "hjemmesykepleie-pa-oya-i-alesund-naer-sjoen"),
        ("ÆØÅ æøå", "aeoa-aeoa"),
        ("Čáhppes đuoddarat ja ŋuolfi, ŧ", "cahppes-duoddarat-ja-nuolfi-t"),
        ("ĐUODDAR ŊUOLFI Ŧ", "duoddar-nuolfi-t"),
        ("Bla\u030aba\u0308r", "blabar"),
        ("«Tittel» — med/tegn & mer?", "tittel-medtegn-mer"),
        ("../../etc/passwd", "etcpasswd"),
        ("%2F..%5C", "2f5c"),
        ("🎉🎉", ""),
        ("日本語", ""),
        ("---", ""),
    ],
)
def test_slugs_are_readable_ascii(title, slug):
    assert norwegian_slug(title) == slug


def test_a_long_slug_is_cut_without_a_dash_at_its_end():
    slug = norwegian_slug("ord " * 100, length=12)
    assert slug == "ord-ord-ord"


@pytest.mark.parametrize("title", ["🎉🎉", "", "日本語", "\u3164"])
def test_a_title_without_letters_gets_an_address_all_the_same(title):
    assert unique_slug(title).startswith("side-")


@pytest.mark.parametrize("title", ["admin", "documents", "sok", "Tittel", "a" * 1000])
def test_equal_titles_get_addresses_of_their_own_that_shadow_nothing(title):
    slugs = {unique_slug(title) for _ in range(50)}
    assert len(slugs) == 50
    assert title not in slugs
    assert all(len(slug) <= 67 for slug in slugs)


@pytest.mark.parametrize("text", NOTHING_TO_SEE)
def test_a_form_calls_what_shows_nothing_empty(text):
    form = NameForm({"name": text})
    assert form.errors.as_data()["name"][0].code == "required"


def test_a_form_refuses_a_null_character():
    form = NameForm({"name": "In\x00ger", "text": "a\x00"})
    assert {name: errors[0].code for name, errors in form.errors.as_data().items()} == {
        "name": "null_characters_not_allowed",
        "text": "null_characters_not_allowed",
    }


def test_a_form_measures_the_length_of_what_is_left():
    assert cleaned(name="a\u030a" * 20)["name"] == "å" * 20
    assert not NameForm({"name": "å" * 21}).is_valid()


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
def test_a_field_of_one_line_holds_one_line(line_end):
    assert "\n" not in (name := cleaned(name=f"Tittel{line_end}Bcc: x")["name"])
    assert len(name.splitlines()) == 1


def test_a_field_of_several_lines_keeps_them():
    assert cleaned(text="en\r\n\r\nto")["text"] == "en\n\nto"


def test_an_address_is_normalised_before_it_is_validated():
    assert cleaned(email="\u200binger@vest.example ")["email"] == "inger@vest.example"


def test_what_is_no_text_is_left_alone():
    assert cleaned(number="5")["number"] == 5


def test_a_password_is_left_as_it_was_typed():
    assert cleaned(password=" a\u030a\u200b ")["password"] == " a\u030a\u200b "


def test_two_forms_do_not_share_their_fields():
    NameForm({})
    assert NameForm.base_fields["name"].to_python.__func__ is forms.CharField.to_python


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vi måler.", "Vi måler."),
        ("Vi måler\nhver natt.", "Vi måler hver natt."),
        ("Vi måler hver natt, og om dagen.", "Vi måler hver natt …"),
        ("Vi måler hver natt. Om dagen også.", "Vi måler hver natt."),
        ("Vi måler hver … natt", "Vi måler hver …"),
        ("Vi måler natt. … og dag", "Vi måler natt."),
        ("", ""),
    ],
)
def test_an_excerpt_ends_with_an_ellipsis_only_in_the_middle_of_a_sentence(text, shown):
    assert excerpt(text, 4) == shown
