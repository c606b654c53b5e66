import pytest

from core.models import SearchChange
from core.navigation import FOOTER
from home.models import ArticleIndexPage, ArticlePage
from home.site_tree import build_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [address for address, _ in FOOTER])
def test_what_the_foot_of_every_page_leads_to_is_there(anonymous, address):
    assert anonymous.get(address).status_code == 200


def test_an_editors_text_survives_the_next_migration():
    ArticlePage.objects.filter(slug="kontakt").update(title="Skriv til oss")
    ArticleIndexPage.objects.filter(slug="om").update(summary="")

    build_site()

    assert ArticlePage.objects.get(slug="kontakt").title == "Skriv til oss"
    assert ArticleIndexPage.objects.originals().get(slug="om").summary == ""


def test_a_missing_page_is_made_again_and_can_be_found():
    ArticlePage.objects.get(slug="personvern").delete()
    SearchChange.objects.all().delete()

    build_site()

    page = ArticlePage.objects.get(slug="personvern")
    assert page.live
    assert page.first_published_at
    assert list(SearchChange.objects.values_list("uid", flat=True)) == [f"page:{page.pk}"]


def test_the_newest_stands_first_in_the_list(anonymous):
    listed = [page.slug for page in anonymous.get("/om/").context["listing"].items]

    assert listed == ["hva-er-markedsplassen", "kontakt", "personvern", "tilgjengelighet"]
