import pytest
from django.urls import reverse

from cases.models import ExperiencePage
from tests.factories.cases import make_experience
from tests.factories.people import make_key_person, make_staff
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(signed_in):
    user = make_staff("Eva", "editor")
    client = signed_in(user)
    prove_second_factor(client, user)
    return client


@pytest.fixture
def page():
    return make_experience(
        make_key_person("Inger"), factors=["Ledelsen var med"], pairs=[("Dekning", "Papir")], body="Vi **målte**"
    )


def posted(**changes):
    def rows(prefix, number):
        return {f"{prefix}-TOTAL_FORMS": number, f"{prefix}-INITIAL_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 30}

    return {
        "title": "Endret av redaktøren",
        "slug": "endret",
        "language": "nb",
        "area": "use",
        "body": "Vi *telte*",
        **rows("success_factors", 1),
        "success_factors-0-text": "Ny faktor",
        "success_factors-0-ORDER": 1,
        **rows("challenges", 1),
        "challenges-0-challenge": "Ny utfordring",
        "challenges-0-measure": "Nytt tiltak",
        "challenges-0-ORDER": 1,
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
        "action-publish": "1",
        **changes,
    }


def test_an_editor_changes_a_report_with_its_rows(editor, page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert "Ledelsen var med" in editor.get(address).text

    assert editor.post(address, posted()).status_code == 302

    page = ExperiencePage.objects.get()
    assert {factor.text for factor in page.success_factors.all()} == {"Ledelsen var med", "Ny faktor"}
    assert {pair.measure for pair in page.challenges.all()} == {"Papir", "Nytt tiltak"}
    assert "<em>telte</em>" in page.body_html


def test_a_pair_needs_both_halves_in_the_admin_too(editor, page):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = editor.post(address, posted(**{"challenges-0-measure": ""}))

    assert answer.status_code == 200
    assert [pair.measure for pair in ExperiencePage.objects.get().challenges.all()] == ["Papir"]


@pytest.mark.parametrize("new", [True, False])
def test_a_report_is_previewed(new, editor, page):
    if new:
        parent = page.get_parent().pk
        address = reverse("wagtailadmin_pages:preview_on_add", args=["cases", "experiencepage", parent])
    else:
        address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    assert editor.post(address, posted()).json()["is_valid"]
    shown = editor.get(address)
    assert shown.status_code == 200
    assert "Ny utfordring" in shown.text
