"""The language of an address, and what is found under each of them."""

import re

import pytest
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect
from wagtail.rich_text import expand_db_html

from arena.models import IdeaIndexPage
from core import languages
from core.models import PageState
from core.pages import own_path, page_path
from home.models import ArticleIndexPage, HomePage
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.people import make_member


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ("nb", "/")),
        ("/nn/", ("nn", "/")),
        ("/en/trader/a/", ("en", "/trader/a/")),
        ("/trader/nn/", ("nb", "/trader/nn/")),
        ("/nn", ("nb", "/nn")),
        ("/nb/trader/", ("nb", "/nb/trader/")),
        ("/nnn/", ("nb", "/nnn/")),
        ("", ("nb", "")),
    ],
)
def test_an_address_names_its_language(path, expected):
    assert languages.split(path) == expected


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("nb", "/trader/", "/trader/"),
        ("nn", "/trader/", "/nn/trader/"),
        ("en", "/", "/en/"),
        ("nn", "/en/trader/", "/en/trader/"),
        ("nb", "/en/trader/", "/en/trader/"),
        ("de", "/trader/", "/trader/"),
    ],
)
def test_a_path_is_given_the_prefix_of_the_reader(language, path, expected):
    with override(language):
        assert languages.local(path) == expected


@pytest.mark.parametrize(("prefix", "code", "word"), [("", "nb", "Søk"), ("/nn", "nn", "Søk"), ("/en", "en", "Search")])
@pytest.mark.django_db
def test_the_prefix_chooses_the_interface_and_nothing_else_does(prefix, code, word, anonymous):
    page = anonymous.get(f"{prefix}/sok/", headers={"accept-language": "de, en;q=0.9"})
    assert f'<html lang="{code}"' in page.text
    assert word in page.text
    assert page["Content-Language"] == code
    assert "Accept-Language" not in page.get("Vary", "")
    assert not page.cookies


@pytest.mark.django_db
def test_what_is_not_translated_is_there_in_its_own_language(anonymous):
    idea = make_idea(make_member("Inger"), title="Målinger på hjemmebesøk")
    page = anonymous.get(f"/en{idea.path_url}")
    assert page.status_code == 200
    assert '<h1 class="ds-heading" data-size="lg" id="page-title" lang="nb">' in page.text
    assert f'<link rel="canonical" href="http://testserver{idea.path_url}">' in page.text


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
def test_the_prefix_survives_every_link(prefix, anonymous):
    idea = make_idea(make_member("Inger"), title="Målinger på hjemmebesøk")
    for path in ("/", "/innovasjon/", idea.path_url, "/sok/?q=hjemmebesøk", "/om/", "/anskaffelser/", "/finnes/ikke/"):
        page = anonymous.get(f"{prefix}{path}")
        main = page.text.split('<nav class="mp-languages"')[0].split("<body", 1)[1]
        links = [part.split('"', 1)[0] for part in main.split('href="/')[1:]]
        assert links
        strays = [one for one in links if prefix and not f"/{one}".startswith((f"{prefix}/", "/static/", "/media/"))]
        assert not strays, path


def translated(article, language):
    """Return `article` as an editor has translated it; its list is translated on every copy of the site."""
    parent = ArticleIndexPage.objects.get(locale__language_code=language, slug="bibliotek")
    told = {"slug": article.slug, "language": language, "translation_key": article.translation_key}
    return make_article(f"{article.title} ({language})", parent=parent, **told)


@pytest.mark.django_db
def test_a_translation_stands_for_its_original_in_its_own_language_only(anonymous):
    article = make_article("Målinger")
    english = translated(article, "en")
    assert (own_path(english), own_path(article)) == (f"/en{article.path_url}", article.path_url)
    for prefix, title in [("", "Målinger"), ("/nn", "Målinger"), ("/en", "Målinger (en)")]:
        listed = anonymous.get(f"{prefix}/bibliotek/").text
        assert listed.count("mp-card__title") == 1
        assert f">{title}</a>" in listed
        assert f">{title}</h1>" in anonymous.get(f"{prefix}{article.path_url}").text


@pytest.mark.django_db
def test_a_translation_that_is_not_published_leaves_the_original(anonymous):
    idea = make_idea(make_member("Inger"), title="Målinger")
    english = translated(idea, "en")
    english.unpublish()
    assert ">Målinger</h1>" in anonymous.get(f"/en{idea.path_url}").text
    assert ">Målinger</a>" in anonymous.get("/en/innovasjon/").text


@pytest.mark.django_db
def test_what_has_moved_is_found_under_every_prefix(anonymous):
    idea = make_idea(make_member("Inger"))
    Redirect.add_redirect("/innovasjon/gammel", idea)
    assert anonymous.get("/innovasjon/gammel/").url.endswith(idea.path_url)
    assert anonymous.get("/nn/innovasjon/gammel/").url.endswith(f"/nn{idea.path_url}")


@pytest.mark.django_db
def test_the_front_pages_are_translations_of_each_other():
    fronts = HomePage.objects.all()
    assert [page_path(front) for front in fronts] == ["/", "/nn/", "/en/"]
    assert len({front.translation_key for front in fronts}) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "prefix"), [("nb", ""), ("nn", "/nn"), ("en", "/en")])
def test_links_in_the_text_of_an_article_keep_the_prefix(language, prefix):
    idea = make_idea(make_member("Inger"))
    with override(language):
        html = expand_db_html(f'<a linktype="page" id="{idea.pk}">behovet</a> <a linktype="page" id="0">borte</a>')
    assert html == f'<a href="{prefix}{idea.path_url}">behovet</a> <a>borte</a>'


def alternates(page):
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="http://testserver([^"]+)">', page.text))


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/nn", "/en"])
@pytest.mark.parametrize("path", ["/", "/innovasjon/", "/anskaffelser/kunngjoringer/"])
def test_what_is_there_in_every_language_names_all_of_them(path, prefix, anonymous):
    everywhere = {"nb": path, "nn": f"/nn{path}", "en": f"/en{path}", "x-default": path}
    page = anonymous.get(f"{prefix}{path}")
    assert alternates(page) == everywhere
    assert f'<link rel="canonical" href="http://testserver{prefix}{path}">' in page.text
    assert "mp-language-note" not in page.text


@pytest.mark.django_db
def test_a_translated_page_names_its_translations_and_no_other(anonymous):
    article = make_article("Målinger")
    assert alternates(anonymous.get(article.path_url)) == {}
    english = translated(article, "en")
    known = {"nb": article.path_url, "en": f"/en{article.path_url}", "x-default": article.path_url}
    for prefix in ("", "/nn", "/en"):
        assert alternates(anonymous.get(f"{prefix}{article.path_url}")) == known
    english.unpublish()
    assert alternates(anonymous.get(article.path_url)) == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("written", "prefix", "note"),
    [
        ("nb", "", ""),
        ("nn", "", ""),
        ("en", "", "Denne siden er skrevet på engelsk."),
        ("nb", "/nn", "Denne sida er skriven på bokmål."),
        ("nn", "/nn", ""),
        ("nb", "/en", "This page is written in Norwegian (Bokmål)."),
        ("nn", "/en", "This page is written in Norwegian (Nynorsk)."),
        ("se", "/en", "This page is written in Northern Sámi."),
    ],
)
def test_a_reader_is_told_of_a_language_that_was_not_asked_for(written, prefix, note, anonymous):
    idea = make_idea(make_member("Inger"), language=written)
    told = re.findall(r'<p class="mp-wrap mp-language-note">([^<]*)<', anonymous.get(f"{prefix}{idea.path_url}").text)
    assert told == ([note] if note else [])


@pytest.mark.django_db
def test_the_note_leads_to_translations(anonymous):
    article = make_article("Målinger")
    translated(article, "en")
    page = anonymous.get(f"/nn{article.path_url}").text
    assert f'<a class="ds-link" href="/en{article.path_url}" lang="en" hreflang="en">Read in English</a>' in page


@pytest.mark.django_db
def test_the_language_menu_keeps_what_was_asked_for(anonymous):
    page = anonymous.get("/nn/sok/?q=vakt%20om&type=idea").text
    for prefix in ("", "/nn", "/en"):
        assert f'href="{prefix}/sok/?q=vakt%20om&amp;type=idea"' in page


@pytest.mark.django_db
def test_the_way_to_a_page_is_in_the_readers_language_as_far_as_there_is_one(anonymous):
    idea = make_idea(make_member("Inger"), title="Målinger")
    page = anonymous.get(f"/en{idea.path_url}").text
    assert (
        f'<a class="ds-link" href="/en/innovasjon/">{IdeaIndexPage.objects.get(locale__language_code="en")}</a>' in page
    )
    assert '<span aria-current="page" lang="nb">Målinger</span>' in page


@pytest.mark.django_db
def test_what_has_no_state_is_left_out_of_the_way(anonymous):
    idea = make_idea(make_member("Inger"), title="Målinger")
    PageState.objects.filter(page=idea.get_parent()).delete()
    page = anonymous.get(idea.path_url)
    assert page.status_code == 200
    assert [crumb["label"] for crumb in page.context["breadcrumbs"]] == ["Forsiden", "Målinger"]
