"""Wagtail's checker in the editor, with the checks that a browser can make of an article.

Wagtail itself counts the readability (LIX) and finds empty headings, skipped levels and file names for alt texts.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

from .checks import SAYS_LITTLE


class DeskChecker(ContentCheckerItem):
    axe_include = ["main"]  # what the editor writes, not the frame of the site
    axe_run_only = [*ContentCheckerItem.axe_run_only, "image-alt", "link-says-little"]
    axe_custom_rules = [
        *ContentCheckerItem.axe_custom_rules,
        {
            "id": "link-says-little",
            "impact": "serious",
            "selector": 'main a[href]:not([href^="tel:"])',
            "tags": ["best-practice"],
            "none": ["link-has-vague-text"],
            "enabled": True,
        },
    ]
    axe_custom_checks = [
        *ContentCheckerItem.axe_custom_checks,
        {
            "id": "link-has-vague-text",
            "evaluate": "matches-definition-evaluate",
            "options": {"matcher": {"accessibleName": f"/{SAYS_LITTLE}/"}},
        },
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("The picture has no text for those who cannot see it"),
            "help_text": _("Say what it shows, or mark it as decoration"),
        },
        "link-says-little": {
            "error_name": _("The link does not say where it leads"),
            "help_text": _("Write what the reader finds there, instead of “here” or “read more”"),
        },
    }


def use_own_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Replace Wagtail's checker by ours; in a preview nothing else of the bar is shown."""
    items[:] = [
        DeskChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items
    ]
