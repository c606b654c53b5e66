"""Addresses are ASCII, whatever an editor types."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.slugs import SlugField, SlugWidget
from home.models import ArticleIndexPage, ArticlePage
from people.choices import SiteRole
from people.models import Organisation
from tests.factories.people import make_staff
from tests.factories.staff import prove_second_factor

TYPED = {
    "blåbær": "blabaer",
    "Ærlig Østfold": "aerlig-ostfold",
    "Čáhppes đuoddarat ŋ ŧ Šš Žž": "cahppes-duoddarat-n-t-ss-zz",
    "bla\u030ab\u00e6r": "blabaer",
    "  to  ord ": "to-ord",
    "a_b-c1": "a_b-c1",
    "x" * 300: "x" * 255,
}


@pytest.mark.parametrize(("typed", "slug"), TYPED.items(), ids=lambda one: ascii(one[:20]))
def test_a_slug_is_put_right(typed, slug):
    assert SlugField().clean(typed) == slug


def test_the_script_of_the_admin_writes_the_letters_as_we_do():
    """The script of the admin replaces each pattern by its letters while one types; then it drops what is not ASCII."""
    formatters = json.loads(SlugWidget().attrs["data-w-slug-formatters-value"])
    replaced = {letter: plain for (pattern, *_flags), plain in formatters for letter in pattern.strip("[]")}
    for typed in ("åÅøØæÆ", "áÁčČđĐŋŊšŠŧŦžŽ"):
        assert "".join(replaced[letter] for letter in typed) == SlugField().clean(typed)


@pytest.fixture
def editor():
    user, client = make_staff("Eva", SiteRole.EDITOR), Client()
    client.force_login(user)
    prove_second_factor(client, user)
    return client


@pytest.mark.django_db
def test_a_page_gets_an_ascii_slug_in_the_admin(editor):
    parent = ArticleIndexPage.objects.originals().get(slug="bibliotek")
    address = reverse("wagtailadmin_pages:add", args=["home", "articlepage", parent.pk])
    form = {"title": "Østfold", "slug": "Blåbær på Ærøy", "summary": "", "language": "nb", "body": streamfield([])}
    response = editor.post(address, nested_form_data(form))
    assert response.status_code == 302, response.context["form"].errors
    assert ArticlePage.objects.get(title="Østfold").slug == "blabaer-pa-aeroy"


@pytest.mark.django_db
def test_the_slug_of_a_snippet_is_ascii_as_well():
    admin, client = make_staff("Anne", SiteRole.ADMINISTRATOR), Client()
    client.force_login(admin)
    prove_second_factor(client, admin)
    response = client.post(
        reverse(Organisation.snippet_viewset.get_url_name("add")),
        {"name": "Å", "slug": "Å kommune", "kind": "municipality", "language": "nb"},
    )
    assert response.status_code == 302
    assert Organisation.objects.get(name="Å").slug == "a-kommune"
