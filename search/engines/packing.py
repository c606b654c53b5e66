"""Documents on their way into an index and out of it, whole.

A change here, or of the fields of a document, raises the versions of the engines that use it.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import fields
from datetime import datetime
from operator import attrgetter

from core.search_registry import SearchDocument

_NAMES = tuple(field.name for field in fields(SearchDocument))
_values = attrgetter(*_NAMES)


def packed(document: SearchDocument) -> bytes:
    """Return `document` as bytes; what no text may hold (half a character) becomes a question mark."""
    text = json.dumps(_values(document), ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat)
    return zlib.compress(text.encode("utf-8", "replace"))


def unpacked(packed: bytes) -> SearchDocument:
    """Return the document as it was when it was stored."""
    values = dict(zip(_NAMES, json.loads(zlib.decompress(packed)), strict=True))
    values["published"] = datetime.fromisoformat(values["published"]) if values["published"] else None
    values["facets"] = {name: tuple(chosen) for name, chosen in values["facets"].items()}
    return SearchDocument(**values)
