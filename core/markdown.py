"""Text from members: a small subset of Markdown, stored together with the HTML made of it."""

from __future__ import annotations

import re
from typing import Any

import nh3
from django.db import models
from markdown_it import MarkdownIt

# Raise it when the HTML made of the same text changes; `manage.py rerender_markdown` then renders what is stored anew.
RENDERER_VERSION = 1

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "a", "hr"}
BLOCK = re.compile(r"<(?=/?(?:p|br|ul|ol|li|blockquote|pre|hr)\b)")
# The nesting is what bounds the time: 20 000 opening brackets took a second with the ready-made limit of 100.
_markdown = (
    MarkdownIt("js-default", {"html": False, "linkify": True, "breaks": True, "maxNesting": 20})
    .enable("linkify")
    .disable(["image", "heading", "lheading", "table", "html_block", "html_inline"])
)
# Addresses are found in the finished text; finding them on the way as well is quadratic, and seldom finds another one.
_markdown.inline.ruler.disable("linkify")
# A name with a dot in it, or a bare e-mail address, is not made into a link.
_markdown.linkify.set({"fuzzy_link": False, "fuzzy_email": False})  # type: ignore[union-attr] # enabled two lines up


def render(text: str) -> str:
    """Return safe HTML for `text`; links are marked as written by users."""
    return nh3.clean(
        _markdown.render(text),
        tags=TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )


def plain(html: str) -> str:
    """Return the words of rendered `html`, a space between blocks."""
    text = nh3.clean(BLOCK.sub(" <", html), tags=set())
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(entity, sign)
    return " ".join(text.split())


class RenderedField(models.TextField):
    """The HTML of the Markdown field named `source`, made anew at every save."""

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{**kwargs, "editable": False, "blank": True, "default": ""})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        html = render(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, html)
        return html


def render_fields(instance: models.Model) -> None:
    """Render what has not been saved yet, for a preview."""
    for field in instance._meta.concrete_fields:
        if isinstance(field, RenderedField):
            field.pre_save(instance, add=False)


class RendererVersionField(models.PositiveSmallIntegerField):
    """The version of the renderer that made the HTML beside it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "editable": False, "default": RENDERER_VERSION})

    def deconstruct(self) -> Any:
        """Leave the version out: a newer renderer is no migration."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {key: value for key, value in kwargs.items() if key != "default"}

    def pre_save(self, model_instance: models.Model, add: bool) -> int:
        setattr(model_instance, self.attname, RENDERER_VERSION)
        return RENDERER_VERSION
