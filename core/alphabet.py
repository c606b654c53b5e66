"""The order of Norwegian lists, which no database keeps by itself: å is the last letter, capitals do not matter."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .text import fold

# What stands after z in ASCII; the Norwegian ISO 646 had its last three letters there.
LAST_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
LONGEST = 255


def sort_key(text: str) -> str:
    """Return a text whose code points sort as `text` does in Norwegian; accents on other letters are left out."""
    letters = unicodedata.normalize("NFD", fold(text).translate(LAST_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))[:LONGEST]


class SortKeyField(models.CharField):
    """The sort key of the field named `source`, made anew at every save; without a source, an action fills it in."""

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{**kwargs, "editable": False, "max_length": LONGEST, "default": "", "db_index": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        """Compare by code points, whatever language the database was made for; SQLite does so by itself."""
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        if self.source:
            setattr(model_instance, self.attname, sort_key(getattr(model_instance, self.source)))
        return super().pre_save(model_instance, add)
