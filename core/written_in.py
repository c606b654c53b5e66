"""What language a short text is in, by its commonest words: nobody is asked for that of a comment."""

from __future__ import annotations

import re
from typing import Any

from django.db import models

from .choices import Language

WORD = re.compile(r"[^\W\d_]+")
# Words that one language alone has among its commonest; those of Norwegian are of both forms.
BOKMAL = "bare ble dere en et fikk fra gjør hun hva hvem hver hvis hvor hvordan hvorfor ikke jeg mye noe noen selv"
NYNORSK = "berre dersom dykk eg ein eit fekk frå gjer ho ikkje kjem korleis kva kvar kven kvifor mykje noko nokon sjølv"
NORWEGIAN = "av blir da den det du er han har kan når og om på skal som så til vi vil"
ENGLISH = "and are be from has have in is it not of our that the they this was we which with you"
NORTHERN_SAMI = "ahte dahje dat eai lea leamaš leat mii muhto sii"


def _share(words: list[str], common: str) -> int:
    known = frozenset(common.split())
    return sum(word in known for word in words)


def language_of(text: str) -> str:
    """Return the code of the language that `text` is written in; empty when its words do not tell."""
    words = WORD.findall(text.lower())
    bokmal, nynorsk = _share(words, BOKMAL), _share(words, NYNORSK)
    norwegian = bokmal + nynorsk + _share(words, NORWEGIAN)
    english, sami = _share(words, ENGLISH), _share(words, NORTHERN_SAMI)
    if english > norwegian + sami:
        return Language.ENGLISH
    if sami > norwegian + english:
        return Language.NORTHERN_SAMI
    if norwegian == 0 or bokmal == nynorsk:
        return ""
    return Language.BOKMAL if bokmal > nynorsk else Language.NYNORSK


class WrittenInField(models.CharField):
    """The language of the field named `source`, found anew at every save; empty when its words do not tell."""

    def __init__(self, source: str = "", **kwargs: Any) -> None:
        self.source = source
        super().__init__(**{**kwargs, "editable": False, "max_length": 2, "blank": True, "default": ""})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        setattr(model_instance, self.attname, language_of(getattr(model_instance, self.source)))
        return super().pre_save(model_instance, add)
