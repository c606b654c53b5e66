"""Documents on their way into an index and out of it, whole.

A change here, or of the fields of a document, raises the versions of the engines that use it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from core.search_registry import SearchDocument

_NAMES = tuple(field.name for field in fields(SearchDocument))
_values = attrgetter(*_NAMES)


def seconds(moment: datetime | None) -> int | None:
    """Return `moment` as engines compare it: in whole seconds since 1970."""
    return int(moment.timestamp()) if moment else None


def packed(document: SearchDocument) -> bytes:
    """Return `document` as bytes; what no text may hold (half a character) becomes a question mark."""
    text = json.dumps(_values(document), ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat)
    return zlib.compress(text.encode("utf-8", "replace"))


def unpacked(packed: bytes) -> SearchDocument:
    """Return the document as it was when it was stored."""
    values = dict(zip(_NAMES, json.loads(zlib.decompress(packed)), strict=True))
    return from_plain(values)


def from_plain(values: Mapping[str, Any]) -> SearchDocument:
    """Return the document of which `values` were written as JSON."""
    moments = {name: datetime.fromisoformat(values[name]) for name in ("published", "deadline") if values[name]}
    facets = {name: tuple(chosen) for name, chosen in values["facets"].items()}
    return SearchDocument(**{**values, **moments, "facets": facets})
