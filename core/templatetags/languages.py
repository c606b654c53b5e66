"""Addresses in the reader's language, and the mark on what is written in another one."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language

from core import languages

register = template.Library()


@register.simple_tag
def local(path: str) -> str:
    """Return `path` with the prefix of the reader's language: `{% local '/sok/' %}`."""
    return languages.local(path)


@register.simple_tag
def lang(language: str | None) -> str:
    """Return the attribute ` lang="…"` for text that is in another language than the page round it, or nothing."""
    return format_html(' lang="{}"', language) if language and language != get_language() else ""
