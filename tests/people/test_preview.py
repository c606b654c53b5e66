"""A text is looked at before it is sent: as it will be rendered, by those who are signed in."""

import pytest
from django.urls import reverse

from core.markdown import render
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(signed_in):
    return signed_in(make_member())


def preview(client, text, field="body", **posted):
    return client.post(f"{reverse('preview')}?felt={field}", {"body": text, **posted})


@pytest.mark.parametrize(
    "text", ["**Fet** tekst\n\n- en liste", "<script>alert(1)</script>", "[x](javascript:alert(1))"]
)
def test_the_preview_is_what_readers_get(client, text):
    page = preview(client, text)
    assert page.status_code == 200
    assert f'<div class="mp-prose" data-size="sm">{render(text)}</div>' in page.text.replace("\r\n", "\n")


@pytest.mark.parametrize("field", ["", "summary", "\x00", "csrfmiddlewaretoken"])
def test_a_field_that_holds_nothing_has_no_preview(client, field):
    assert "Det er ingen tekst ennå." in preview(client, "Noe", field=field).text


def test_a_text_beyond_measure_is_cut(client):
    assert preview(client, "a" * 90_000).text.count("a" * 20_001) == 0


def test_it_is_not_for_readers(anonymous):
    assert preview(anonymous, "Noe").status_code == 403
    assert anonymous.get(reverse("preview")).status_code == 405


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("/innovasjon/del/", ["current_situation", "desired_outcome", "body"]),
        ("/trader/start/", ["body"]),
        ("/erfaringer/del/", ["body"]),
        ("/arrangementer/nytt/", ["body"]),
    ],
)
def test_what_is_rendered_has_a_preview_and_nothing_else_has(client, address, names):
    page = client.get(address).text
    assert page.count('class="mp-preview"') == len(names)
    for name in names:
        assert f'id="id_{name}_preview"' in page


def test_a_limit_describes_its_field(client):
    page = client.get("/innovasjon/del/").text
    assert 'aria-describedby="id_summary_helptext id_summary_limit"' in page
    assert 'aria-describedby="id_body_limit"' in page
    assert 'id="id_summary_limit"' in page
    assert "Høyst 300 tegn." in page
