"""The pages and roles that every copy of the site has; built after each migrate, changing nothing that is there.

Made after migrating and not inside a migration: there the real page types would be at hand only as they are today, not as
they were then, and tests that empty the database get the tree back.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Locale, Page, Site

from people.choices import SiteRole

SECTIONS = [
    ("arena.IdeaIndexPage", "innovasjon", "Innovasjonsarena"),
    ("cases.ExperienceIndexPage", "erfaringer", "Erfaringsarena"),
    ("market.MarketIndexPage", "anskaffelser", "Anskaffelser"),
    ("events.EventIndexPage", "arrangementer", "Arrangementer"),
    ("threads.ThreadIndexPage", "trader", "Tråder"),
    ("home.ArticleIndexPage", "bibliotek", "Bibliotek"),
    ("home.ArticleIndexPage", "om", "Om Markedsplassen"),
]
EDITS = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
REVIEWS = ["change_page", "publish_page"]
SNIPPETS = ["market.supplierprofile", "market.procurementnotice"]
PEOPLE = ["people.organisation", "people.membership", "people.user"]


@transaction.atomic
def build_site(**kwargs: Any) -> None:
    """Make what is missing of the root, the site, the front page, the sections, and the groups with their rights."""
    locale, _ = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    home = _front_page(root, locale)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Markedsplassen"}
    )
    sections = [_section(home, *section) for section in SECTIONS]
    _roles(sections)


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


def _section(home: Page, model: str, slug: str, title: str) -> Page:
    existing = home.get_children().filter(slug=slug).first()
    return existing or home.add_child(instance=apps.get_model(model)(title=title, slug=slug, locale=home.locale))


def _roles(sections: list[Page]) -> None:
    """Give each role its rights: per section, never on the root. Wagtail's two ready-made groups have them there."""
    Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
    groups = {role: Group.objects.get_or_create(name=role)[0] for role in SiteRole.values}
    editors, moderators, administrators = groups["editor"], groups["moderator"], groups["administrator"]
    for section in sections:
        for group, codenames in ((editors, EDITS), (administrators, EDITS), (moderators, REVIEWS)):
            for permission in _permissions("wagtailcore", "page", codenames):
                GroupPagePermission.objects.get_or_create(group=group, page=section, permission=permission)
    for group in (editors, moderators, administrators):
        group.permissions.add(*_permissions("wagtailadmin", "admin", ["access_admin"]))
    for group in (editors, administrators):
        _media(group)
        for label in [*SNIPPETS, "core.term"]:
            group.permissions.add(*_all_of(label))
    for label in PEOPLE:
        administrators.permissions.add(*_all_of(label))


def _media(group: Group) -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for app, model in (("core", "siteimage"), ("core", "sitedocument")):
        for permission in _permissions(app, model, [f"{verb}_{model}" for verb in ("add", "change", "choose")]):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _permissions(app: str, model: str, codenames: list[str]) -> list[Permission]:
    of_model = Permission.objects.filter(content_type__app_label=app, content_type__model=model)
    return list(of_model.filter(codename__in=codenames))


def _all_of(label: str) -> list[Permission]:
    app, model = label.split(".")
    return list(Permission.objects.filter(content_type__app_label=app, content_type__model=model))
