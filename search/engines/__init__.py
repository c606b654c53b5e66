"""The engines by the names that settings and commands give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from .base import Engine

ENGINES = {
    "tantivy": "search.engines.tantivy_engine.TantivyEngine",
    "postgresql": "search.engines.postgres_engine.PostgresEngine",
    "elasticsearch": "search.engines.elastic_engine.ElasticEngine",
}


def engine_class(name: str) -> type[Engine]:
    """Return the engine of a name; raises KeyError for one there is none of, ImportError without its packages."""
    found: type[Engine] = import_string(ENGINES[name])
    return found
