"""The pages and roles that every copy of the site has; built after each migrate, changing nothing that is there.

Made after migrating and not inside a migration: there the real page types would be at hand only as they are today,
not as they were then, and tests that empty the database get the tree back.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from .about import write_about
from .roles import give_rights

SECTIONS = [
    ("arena.IdeaIndexPage", "innovasjon", "Innovasjonsarena"),
    ("cases.ExperienceIndexPage", "erfaringer", "Erfaringsarena"),
    ("market.MarketIndexPage", "anskaffelser", "Anskaffelser"),
    ("events.EventIndexPage", "arrangementer", "Arrangementer"),
    ("threads.ThreadIndexPage", "trader", "Tråder"),
    ("home.ArticleIndexPage", "bibliotek", "Bibliotek"),
    ("home.ArticleIndexPage", "om", "Om Markedsplassen"),
]
SUMMARIES = {
    "bibliotek": "Artikler og veiledninger, og rapporter som er gjort om til lesbare sider.",
    "om": (
        "Et møtested for kommuner og dem som lager digitale løsninger for helse- og omsorgstjenestene. "
        "Fra noen har et behov til erfaringen er delt."
    ),
}


@transaction.atomic
def build_site(**kwargs: Any) -> None:
    """Make what is missing of the root, the site, the front page, the sections with their pages, the groups."""
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    home = _front_page(root, locale)
    _site(home)
    sections = [_section(home, *section) for section in SECTIONS]
    write_about(sections[-1])
    give_rights(sections)


def _front_page(root: Page, locale: Locale) -> Page:
    home_page = apps.get_model("home.HomePage")
    if (home := home_page.objects.first()) is not None:
        return home
    # Wagtail's own first migration leaves a welcome page that is not ours.
    for stranger in root.get_children().filter(content_type__model="page"):
        Site.objects.filter(root_page=stranger).delete()
        stranger.delete()
    root.refresh_from_db()
    return root.add_child(instance=home_page(title="Markedsplassen", slug="forside", locale=locale))


def _site(home: Page) -> None:
    """Make the site, or let it follow the address that the settings say; a site with another root is not ours."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    address = {"hostname": base.hostname, "port": base.port or (443 if base.scheme == "https" else 80)}
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        Site.objects.create(is_default_site=True, root_page=home, site_name=settings.WAGTAIL_SITE_NAME, **address)
    elif site.root_page_id == home.pk and (site.hostname, site.port) != tuple(address.values()):
        site.hostname, site.port = address["hostname"], address["port"]
        site.save()


def _section(home: Page, model: str, slug: str, title: str) -> Page:
    if (existing := home.get_children().filter(slug=slug).first()) is not None:
        return existing
    section = apps.get_model(model)(title=title, slug=slug, summary=SUMMARIES.get(slug, ""), locale=home.locale)
    return home.add_child(instance=section)
