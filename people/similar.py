"""What there is already that a title being written resembles: so that one joins in rather than begins anew."""

from __future__ import annotations

import re
from typing import Any

from core import search_registry

KINDS = ("idea", "experience", "thread", "event", "notice", "article")
SHORTEST = 5  # characters
MOST = 4
SIGNS = re.compile(r'(?<!\S)-|["«»“”„‟]')  # what the search reads as something else than words


def similar_to(title: str, reader: Any, *, but: int | None = None) -> list[Any]:
    """Return the hits that `reader` may see for `title`, at most four, without the page `but` itself."""
    words = SIGNS.sub(" ", title).strip()
    if len(words) < SHORTEST:
        return []
    hits = search_registry.find(words, reader, kinds=KINDS, limit=MOST + 1)
    return [hit for hit in hits if hit.uid != f"page:{but}"][:MOST]
