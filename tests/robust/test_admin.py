"""What the admin's own fields take, and its tables give out: blocks, dates, names, formulas. F5, F17, F37, F59, F81."""

import csv

import pytest
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import ArticlePage
from people.choices import SiteRole
from people.models import Organisation
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.cases import make_experience
from tests.factories.people import make_key_person, make_member, make_organisation, make_staff
from tests.factories.staff import prove_second_factor
from tests.fuzz.forms import forms_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(signed_in):
    def sign_in(role):
        user = make_staff("Eva", role)
        client = signed_in(user)
        prove_second_factor(client, user)
        return client

    return sign_in


@pytest.fixture
def article():
    return make_article("Før")


def send(client, article, blocks=(), **fields):
    form = {"title": "Etter", "slug": article.slug, "language": "nb", "body": streamfield(list(blocks)), **fields}
    return client.post(f"/admin/pages/{article.pk}/edit/", nested_form_data(form))


def latest(article):
    return ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()


BROKEN = ["{", "[]", '{"blocks":null}', '{"blocks":[{"text":1}]}', "[" * 50_000]


@pytest.mark.parametrize("text", BROKEN, ids=lambda one: one[:12])
def test_text_that_no_editor_sends_is_refused_and_nothing_is_lost(text, staff, article):
    response = send(staff(SiteRole.EDITOR), article, [("paragraph", text)])
    assert response.status_code in (200, 400)
    assert latest(article).title == "Før"


def test_a_form_without_its_blocks_does_not_empty_the_page(staff, article):
    form = {"title": "Etter", "slug": article.slug, "language": "nb"}
    assert staff(SiteRole.EDITOR).post(f"/admin/pages/{article.pk}/edit/", form).status_code == 400
    assert "Den sier" in str(latest(article).body)


FOUL = '<p onclick="x">a<script>window.__x=1</script><iframe src="//evil.example"></iframe><b style="x">b</b></p>'


def test_markup_that_is_not_offered_is_taken_away(staff, article):
    assert send(staff(SiteRole.EDITOR), article, [("paragraph", rich_text(FOUL))]).status_code == 302
    body = str(latest(article).body)
    assert "<b>b</b>" in body
    for foul in ("script", "iframe", "style", "onclick"):
        assert f"<{foul}" not in body
        assert f"{foul}=" not in body


def test_titles_and_headings_lose_what_nobody_sees(staff, article):
    heading = ("heading", {"text": "Vi\u200b la\u030a\u202erte", "level": "2"})
    assert send(staff(SiteRole.EDITOR), article, [heading], title="Ti\u200btt\u202eel\u3164").status_code == 302
    saved = latest(article)
    assert saved.title == "Tittel"
    assert saved.body[0].value["text"] == "Vi lårte"


@pytest.mark.parametrize("date", ["9999-12-31 23:59", "0001-01-01 00:00", "2027-02-31 10:00", "\x00", "9" * 500])
@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_a_date_that_cannot_be_meant_is_an_error(date, name, staff, article):
    response = send(staff(SiteRole.EDITOR), article, **{name: date})
    assert response.status_code == 200
    assert name in response.context["form"].errors
    assert latest(article).title == "Før"


@pytest.mark.parametrize("number", ["9" * 30, "-" + "9" * 30, "9" * 5_000, "x"], ids=lambda one: one[:4] + one[-1])
def test_a_choice_by_a_number_that_no_key_is_is_an_error(number, staff, article):
    client = staff(SiteRole.EDITOR)
    response = send(client, article, themes=number)
    assert "themes" in response.context["form"].errors
    assert latest(article).title == "Før"
    for address in ("/admin/ideas/", "/admin/threads/"):
        assert client.get(address, {"organisation": number}).status_code == 200


def test_an_organisation_is_not_made_to_look_like_another(staff):
    make_organisation("Oslo kommune")
    form = {"name": "O\u0455l\u043e kommune", "slug": "oslo-2", "kind": "municipality", "language": "nb"}
    response = staff(SiteRole.ADMINISTRATOR).post("/admin/snippets/people/organisation/add/", form)
    assert response.status_code == 200
    assert "name" in response.context["form"].errors or response.context["form"].non_field_errors()
    assert not Organisation.objects.filter(slug="oslo-2").exists()


def test_rows_without_number_are_refused_before_they_are_drawn(staff):
    page = make_experience(make_key_person("Inger"), factors=["Tid"])
    client, address = staff(SiteRole.ADMINISTRATOR), f"/admin/pages/{page.pk}/edit/"
    form = max(forms_in(client.get(address).text), key=lambda one: len(one.fields))
    response = client.post(address, {**form.fields, "success_factors-TOTAL_FORMS": "2147483648"})
    assert response.context["form"].formsets["success_factors"].non_form_errors()
    assert len(response.content) < 2_000_000


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1 @SUM", "-2+3", "@SUM(1+1)"])
def test_no_table_has_a_formula_in_what_a_member_wrote(staff, text):
    """F59: also in the tables that Wagtail exports."""
    make_idea(make_member("Inger"), title=text)
    table = b"".join(staff(SiteRole.ADMINISTRATOR).get("/admin/reports/site-history/?export=csv").streaming_content)
    cells = [cell for row in csv.reader(table.decode().splitlines()) for cell in row]
    assert f"'{text}" in cells
    assert text not in cells
