"""The front of the admin and the guide for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from markdown_it import MarkdownIt
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.home import HomeView

GUIDE = Path("docs") / "editors.md"


class Front(HomeView):
    """Wagtail's own, with a field for searching only for those who may open what it finds."""

    template_name = "home/admin/front.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(may_search=user_has_any_page_permission(self.request.user), **kwargs)


class Guide(WagtailAdminTemplateMixin, TemplateView):
    """docs/editors.md, as it came with the code that runs."""

    template_name = "home/admin/guide.html"
    page_title = _("Guide for editors")
    header_icon = "help"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(guide=rendered_guide(), **kwargs)


def rendered_guide() -> SafeString:
    """Return the guide as HTML, without its title, which stands in the head of the page."""
    _title, _newline, text = (settings.ROOT / GUIDE).read_text(encoding="utf-8").partition("\n")
    return mark_safe(MarkdownIt("commonmark").render(text))  # noqa: S308 - a file of ours
