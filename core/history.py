"""What a page said before: the versions that were published, as far as a reader might have met them.

Drafts are never shown, nor what was published before the page was last withdrawn or unpublished, nor a version that was
published to fewer than those the reader belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from django.contrib.auth import get_user_model
from wagtail.models import Page, Revision

from .access import access_keys
from .differences import Part, differences
from .markdown import RenderedField
from .models import EventEntry

MOST_VERSIONS = 50


@dataclass(frozen=True)
class Version:
    """One publication of a page: which revision, when and by whom."""

    revision_id: int
    at: datetime
    by: Any


def versions(page: Page, reader: Any) -> list[Version]:
    """Return the published versions of `page` that `reader` may see, the newest first; two queries."""
    entries = EventEntry.objects.filter(object_uid=f"page:{page.pk}", kind__in=("published", "unpublished"))
    since = takewhile(lambda entry: entry.kind == "published", entries[:MOST_VERSIONS])
    keys = access_keys(reader)
    seen = [entry for entry in since if entry.data.get("revision") and entry.data.get("access_key") in keys]
    people = get_user_model().objects.in_bulk({entry.actor_id for entry in seen if entry.actor_id})
    return [Version(entry.data["revision"], entry.at, people.get(entry.actor_id)) for entry in seen]


def changes(before: Version, after: Version) -> list[tuple[str, list[Part]]]:
    """Return what differs between two versions: the label of each text that changed, with its parts."""
    revisions = Revision.objects.in_bulk([before.revision_id, after.revision_id])
    if len(revisions) < len({before.revision_id, after.revision_id}):
        return []
    old, new = (revisions[one.revision_id].content for one in (before, after))
    found = []
    for name, label in _texts(revisions[after.revision_id]):
        said, says = str(old.get(name) or ""), str(new.get(name) or "")
        if said != says:
            found.append((label, differences(said, says)))
    return found


def _texts(revision: Revision) -> list[tuple[str, str]]:
    """Return name and label of the texts of a page: its title, its summary, and what is written in Markdown."""
    model = revision.content_type.model_class()
    columns = model._meta.concrete_fields if model else []
    sources = {column.source for column in columns if isinstance(column, RenderedField)}
    return [(one.name, one.verbose_name) for one in columns if one.name in sources | {"title", "summary"}]
