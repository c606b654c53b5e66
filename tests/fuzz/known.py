"""Faults of Wagtail's own, which are not ours to mend: where they happen, and what they look like."""

from __future__ import annotations

from typing import Any

# Beginning of the address, a part of the traceback, why.
KNOWN: list[tuple[str, str, str]] = [
    ("/admin/", "wagtail/admin/widgets/chooser.py", "a chooser shows again an id that is none"),
    ("/admin/", "django.urls.exceptions.NoReverseMatch", "`next` that is no address is taken for the name of a view"),
    (
        "/admin/snippets/choose/",
        "'NoneType' object has no attribute 'is_valid'",
        "a chooser that makes nothing is posted to",
    ),
    ("/admin/pages/", "MultiValueDictKeyError: 'new_parent_page'", "a page is copied without saying whereto"),
]


def is_known(sent: Any) -> bool:
    return any(sent.address.startswith(start) and part in sent.trace for start, part, _why in KNOWN)
