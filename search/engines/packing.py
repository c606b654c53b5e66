"""Documents on their way into an index and out of it, whole."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from datetime import datetime

from core.search_registry import SearchDocument


def packed(document: SearchDocument) -> bytes:
    """Return `document` as bytes; what no text may hold (half a character) becomes a question mark."""
    values = asdict(document) | {"published": document.published.isoformat() if document.published else None}
    return zlib.compress(json.dumps(values, ensure_ascii=False).encode("utf-8", "replace"))


def unpacked(packed: bytes) -> SearchDocument:
    """Return the document as it was when it was stored."""
    values = json.loads(zlib.decompress(packed))
    values["published"] = datetime.fromisoformat(values["published"]) if values["published"] else None
    values["facets"] = {name: tuple(chosen) for name, chosen in values["facets"].items()}
    return SearchDocument(**values)
