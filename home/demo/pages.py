"""How one page of the demo world is written: by the actions that its author would have used, at its own time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core import actions
from core.choices import Audience
from core.models import BasePage, PageState
from home.prose import Row

from .world import Author, World

Build = Callable[[World, Row], BasePage]
Publish = Callable[[BasePage, Author, str], None]
BETWEEN_PAGES = 3  # minutes between two pages of one file on the same day
UNTIL_REGRET = timedelta(days=7)


def publish(page: BasePage, author: Author, access_key: str) -> None:
    actions.publish_page(page=page, publisher=author.user, access_key=access_key)


def write_pages(
    world: World, kind: str, pages: Sequence[Row], *, under: BasePage, build: Build, publish: Publish = publish
) -> list[tuple[BasePage, Row]]:
    """Make those of `pages` that are missing below `under`, and return them with their rows.

    `world.pages` then knows all of them as `<kind>:<slug>`.
    """
    known = under.get_children().filter(slug__in=[row["slug"] for row in pages])
    there = {page.slug: page for page in known}
    new = []
    for place, row in enumerate(pages):
        if (page := there.get(row["slug"]) or _moved(under, row["slug"])) is None:
            page = _write(world, row, build(world, row), under=under, publish=publish)
            # Pages of one file and one day follow each other as they stand there.
            _set_back(page, world.moment(row["days_ago"], minute=place * BETWEEN_PAGES), world.began)
            new.append((page, row))
            world.made[f"{kind}s"] += 1
        world.pages[f"{kind}:{row['slug']}"] = page
    return new


def _moved(under: BasePage, slug: str) -> Page | None:
    """Return the page that stood at this address until somebody gave it another; a redirect tells of it."""
    old_path = Redirect.normalise_path(f"{under.path_url}{slug}/")
    found = Redirect.objects.filter(old_path=old_path, redirect_page__isnull=False).select_related("redirect_page")
    return next((redirect.redirect_page for redirect in found), None)


def _write(world: World, row: Row, page: BasePage, *, under: BasePage, publish: Publish) -> BasePage:
    """Create a page and take it as far as its row says: draft, in review, to be approved, published, withdrawn."""
    author = world.authors[row["author"]]
    page.title, page.summary, page.language = row["title"], row["summary"], row["language"]
    actions.create_page(parent=under, page=page, author=author.user, organisation=author.organisation)
    _give_address(page, row["slug"])
    access_key = actions.audience_key(row.get("access", Audience.OPEN), author.organisation)
    if row.get("draft"):
        actions.choose_audience(page=page, access_key=access_key)
    elif row.get("review"):
        actions.send_to_review(page=page, author=author.user, access_key=access_key)
    elif row.get("submitted"):
        actions.submit_page(page=page, author=author.user, access_key=access_key)
    else:
        publish(page, author, access_key)
    page.refresh_from_db()
    if row.get("withdrawn"):
        actions.withdraw_page(page=page, actor=author.user)
    return page


def _give_address(page: BasePage, slug: str) -> None:
    """Replace the random ending that members' pages have, so that the page is known again and can be linked to.

    Not by saving: that would leave a redirect from an address that nobody has seen, and a revision that nobody wrote.
    """
    page.slug = slug
    address = {"slug": slug, "url_path": page.set_url_path(page.get_parent())}
    Page.objects.filter(pk=page.pk).update(**address)
    page.latest_revision.content |= address
    page.latest_revision.save(update_fields=["content"])


def _set_back(page: BasePage, at: datetime, latest: datetime) -> None:
    """Let everything that has happened to the page have happened at `at`, before `latest` at any rate."""
    page.revisions.update(created_at=at)
    stored = Page.objects.filter(pk=page.pk)
    stored.update(latest_revision_created_at=at)
    stored.filter(first_published_at__isnull=False).update(first_published_at=at, last_published_at=at)
    state = PageState.objects.filter(pk=page.pk)
    state.update(last_activity_at=at)
    state.filter(submitted_at__isnull=False).update(submitted_at=at)
    state.filter(withdrawn_at__isnull=False).update(withdrawn_at=min(at + UNTIL_REGRET, latest))
