"""Nothing of the site is shown in a frame but the preview that Wagtail's editor frames itself."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from people.choices import SiteRole
from tests.factories.articles import make_article
from tests.factories.people import make_staff
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    user, client = make_staff("Eva", SiteRole.EDITOR), Client()
    client.force_login(user)
    prove_second_factor(client, user)
    return client


def test_no_page_can_be_framed(anonymous, editor):
    for client, address in [
        (anonymous, "/"),
        (anonymous, "/konto/login/"),
        (editor, "/"),
        (editor, "/innovasjon/del/"),
    ]:
        response = client.get(address)
        assert response.status_code == 200
        assert response["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"], address


def test_the_admin_is_framed_by_itself_alone(editor):
    response = editor.get("/admin/")
    assert response["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_the_preview_is_framed_by_the_editor(editor):
    article = make_article()
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[article.pk])
    form = {"title": article.title, "slug": article.slug, "language": "nb", "body": streamfield([])}
    nothing_yet = editor.get(preview)
    assert editor.post(preview, nested_form_data(form)).json()["is_valid"]
    shown = editor.get(f"{preview}?mode=")
    assert article.title in shown.text
    assert "unsafe" not in shown["Content-Security-Policy"]
    for response in (nothing_yet, shown):
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
