"""The engines by the names that commands give them."""

from __future__ import annotations

from .tantivy_engine import TantivyEngine

ENGINES = {"tantivy": TantivyEngine}
