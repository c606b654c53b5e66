"""Sending an editors' page to translation; what members write stays in the language that they wrote it in.

wagtail-localize asks for one right over all pages, and offers the translation of any of them.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from wagtail.models import Page
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

ADDRESS = "/localize/submit/page/"


def is_translatable(page: Page) -> bool:
    return getattr(page.specific_class, "is_translatable", False)


class SubmitTranslation(SubmitPageTranslationView):
    """wagtail-localize's own, for pages that are translated and that the editor may edit."""

    def get_object(self) -> Any:
        page = super().get_object()
        if not is_translatable(page) or not page.permissions_for_user(self.request.user).can_edit():
            raise PermissionDenied
        return page


def only_where_it_leads(buttons: list[Any], page: Page) -> None:
    """Take the offer to translate away from the lines of pages that are not translated, in their menus as well."""
    if is_translatable(page):
        return
    for menu in [buttons, *(one.dropdown_buttons for one in buttons if hasattr(one, "dropdown_buttons"))]:
        menu[:] = [one for one in menu if ADDRESS not in (getattr(one, "url", "") or "")]
