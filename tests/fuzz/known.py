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
    (
        "/admin/",
        'items = self.get_objects(request.GET.getlist("id"))',
        "a chooser is asked for several things by ids that are none",
    ),
    ("/admin/", "pk = to_python(pk)", "a row of a form has an id that is none"),
    ("/admin/", "cleaned_data[ORDERING_FIELD_NAME]", "a row of a form has a place in the order that is none"),
    ("/admin/pages/", 'Page.objects.get(id=request.POST["new_parent_page"])', "a page is copied to what is no page"),
]


def is_known(sent: Any) -> bool:
    return any(sent.address.startswith(start) and part in sent.trace for start, part, _why in KNOWN)
