"""What must be right before the site starts: the setting `SEARCH`, and the words that texts are read by."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connection

from .analysis.lexicon import lexicon
from .engines import ENGINES


def engines_fit(**kwargs: Any) -> list[CheckMessage]:
    """Return what is wrong with the choice of engines."""
    names = [settings.SEARCH["ENGINE"]]
    if spare := settings.SEARCH.get("RESERVE"):
        names.append(spare)
    wrong = [
        Error(f"SEARCH names an engine {name!r} that there is not.", id="search.E001")
        for name in names
        if name not in ENGINES
    ]
    if len(set(names)) < len(names):
        wrong.append(Error("The RESERVE of SEARCH is the ENGINE itself.", id="search.E002"))
    if "postgresql" in names and connection.vendor != "postgresql":
        wrong.append(Error("SEARCH names the engine postgresql, and the database is another.", id="search.E003"))
    if "tantivy" in names and not settings.SEARCH.get("DIRECTORY"):
        wrong.append(Error("SEARCH names the engine tantivy, and no DIRECTORY for its index.", id="search.E004"))
    return wrong


def lexicon_is_built(**kwargs: Any) -> list[CheckMessage]:
    """Return that there is no lexicon: without it nothing is stored, and no search answered."""
    try:
        lexicon()
    except FileNotFoundError as error:
        return [Error(str(error), id="search.E005")]
    return []
