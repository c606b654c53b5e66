"""The pages and roles that every copy of the site has; built after each migrate, changing nothing that is there.

Made after migrating and not inside a migration: there the real page types would be at hand only as they are today,
not as they were then, and tests that empty the database get the tree back.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from core.languages import FRONT_SLUG, front_slug

from .about import write_about
from .roles import give_rights

TEXTS = Path(__file__).parent / "texts" / "sections.toml"


@transaction.atomic
def build_site(**kwargs: Any) -> None:
    """Make what is missing of the root, the site, the front page, the sections with their pages, the groups."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locales[0])
    _remove_strangers(root)
    fronts = [_page(root, locale, "home.HomePage", FRONT_SLUG, texts["front"]) for locale in locales]
    _site(fronts[0])
    sections = [
        _page(front, front.locale, one["model"], one["slug"], one) for front in fronts for one in texts["section"]
    ]
    for section in sections:
        if section.slug == "om":
            write_about(section)
    give_rights(sections)


def _remove_strangers(root: Page) -> None:
    """Wagtail's own first migration leaves a welcome page that is not ours."""
    for stranger in root.get_children().filter(content_type__model="page"):
        Site.objects.filter(root_page=stranger).delete()
        stranger.delete()
    root.refresh_from_db()


def _page(parent: Page, locale: Locale, model: str, slug: str, texts: dict[str, Any]) -> Page:
    """Return the page with `slug` below `parent`, or make it as a translation of the one in the default language.

    The slugs of the front pages name their languages: `core.pages.own_path` reads them.
    """
    language = locale.language_code
    is_default = language == settings.LANGUAGE_CODE
    own_slug = front_slug(language) if parent.is_root() else slug
    if (existing := parent.get_children().filter(slug=own_slug).first()) is not None:
        return existing
    page = apps.get_model(model)(
        title=texts["title"][language],
        summary=texts.get("summary", {}).get(language, ""),
        language=language,
        slug=own_slug,
        locale=locale,
    )
    if not is_default:
        original = Page.objects.get(locale__language_code=settings.LANGUAGE_CODE, slug=slug, depth=parent.depth + 1)
        page.translation_key = original.translation_key
    return parent.add_child(instance=page)


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
