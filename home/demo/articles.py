from __future__ import annotations

from home.models import ArticleIndexPage, ArticlePage
from home.prose import Row, stream

from .pages import write_pages
from .world import World, rows


def load(world: World) -> None:
    """Put the articles into the library."""
    library = ArticleIndexPage.objects.originals().get(slug="bibliotek")
    write_pages(world, "article", rows("articles", "article"), under=library, build=_article)


def _article(world: World, row: Row) -> ArticlePage:
    return ArticlePage(body=stream(row["block"]), **world.subject(row))
