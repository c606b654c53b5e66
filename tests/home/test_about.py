import re

import pytest

from core.models import SearchChange
from core.navigation import FOOTER
from home.about import TEXTS
from home.models import ArticleIndexPage, ArticlePage
from home.prose import read
from home.site_tree import build_site
from tests.words import BOKMAL, NORWEGIAN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [address for address, _ in FOOTER])
def test_what_the_foot_of_every_page_leads_to_is_there(anonymous, address):
    assert anonymous.get(address).status_code == 200


def test_an_editors_text_survives_the_next_migration():
    ArticlePage.objects.originals().filter(slug="kontakt").update(title="Skriv til oss")
    ArticleIndexPage.objects.filter(slug="om").update(summary="")

    build_site()

    assert ArticlePage.objects.originals().get(slug="kontakt").title == "Skriv til oss"
    assert ArticleIndexPage.objects.originals().get(slug="om").summary == ""


@pytest.mark.parametrize(("address", "_label"), FOOTER)
def test_it_is_there_in_every_language_as_one_page(anonymous, address, _label):
    titles = set()
    for prefix, language in [("", "nb"), ("/nn", "nn"), ("/en", "en")]:
        page = anonymous.get(f"{prefix}{address}")
        assert page.context["page"].language == language
        assert f'<link rel="canonical" href="http://testserver{prefix}{address}">' in page.text
        assert page.text.count('rel="alternate" hreflang') == 4
        titles.add(page.context["page"].title)
    assert len(titles) > 1


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_texts_have_the_same_parts_in_every_language(language):
    shapes = {}
    for one in ("nb", language):
        rows = read(TEXTS / f"about-{one}.toml")["article"]
        shapes[one] = [
            (row["slug"], [(block["type"], len(block.get("items", block.get("rows", "")))) for block in row["block"]])
            for row in rows
        ]
    assert shapes[language] == shapes["nb"]
    strange = {"nb": None, "nn": BOKMAL, "en": NORWEGIAN}[language]
    words = re.sub(r"\S+@\S+|slug = .*|^#.*", "", (TEXTS / f"about-{language}.toml").read_text(), flags=re.MULTILINE)
    assert strange is None or {one.group() for one in strange.finditer(words)} <= {"bokmål", "å"}


def test_a_missing_page_is_made_again_and_can_be_found():
    ArticlePage.objects.originals().get(slug="personvern").delete()
    SearchChange.objects.all().delete()

    build_site()

    page = ArticlePage.objects.originals().get(slug="personvern")
    assert page.live
    assert page.first_published_at
    assert list(SearchChange.objects.values_list("uid", flat=True)) == [f"page:{page.pk}"]


def test_the_newest_stands_first_in_the_list(anonymous):
    listed = [page.slug for page in anonymous.get("/om/").context["listing"].items]

    assert listed == ["hva-er-markedsplassen", "sok", "kontakt", "personvern", "tilgjengelighet", "informasjonskapsler"]


@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_the_search_leads_to_help_that_credits_the_dictionary(anonymous, prefix):
    assert (
        f'href="{prefix}/om/sok/"' in anonymous.get(f"{prefix}/sok/").text.partition("<main")[2].partition("<footer")[0]
    )
    page = anonymous.get(f"{prefix}/om/sok/").text
    assert "Bokmålsordboka" in page
    for address in ("https://ordbokene.no/", "https://creativecommons.org/licenses/by/4.0/"):
        assert f'href="{address}"' in page
