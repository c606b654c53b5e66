"""Addresses in the reader's language, and the mark on what is written in another one."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from core import languages
from core.pages import tree_language

register = template.Library()
register.filter("tree_language", tree_language)


@register.simple_tag
def local(path: str) -> str:
    """Return `path` with the prefix of the reader's language: `{% local '/sok/' %}`."""
    return languages.local(path)


@register.inclusion_tag("components/language_note.html")
def language_note(language: str | None, versions: list[dict[str, str]] | None) -> dict[str, Any]:
    """Tell that the page is in another language than the interface, with links to those it is translated to."""
    others = [one for one in versions or [] if one["language"] != language]
    links = [{**one, "label": languages.READ_IN[one["language"]]} for one in others]
    return {"note": languages.note(language or ""), "links": links}


@register.simple_tag
def lang(language: str | None) -> str:
    """Return the attribute ` lang="…"` for text that is in another language than the page round it, or nothing."""
    return format_html(' lang="{}"', language) if language and language != get_language() else ""
