"""Links between pages in the editors' text, in the language of the reader."""

from __future__ import annotations

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from .pages import page_path


class OwnPageLinkHandler(PageLinkHandler):
    """Wagtail's own leads to the language of what is linked to; ours keeps the prefix of the reader."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        return [f'<a href="{escape(_path(page))}">' if page else "<a>" for page in cls.get_many(attrs_list)]


def _path(page: Page) -> str:
    return page_path(page if get_language() == settings.LANGUAGE_CODE else page.localized)
