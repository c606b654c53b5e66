"""What editors write to steer the search with."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.admin_forms import SnippetAdminForm

from .lines import lines
from .synonyms import keys

MOST_LINES = 20
LONGEST_LINE = 60  # characters

WORDLESS = _("There is no word in “%(text)s”.")
TOO_LONG = _("“%(text)s …” is too long: at most %(limit)s characters on a line.")
TOO_MANY = _("There can be at most %(limit)s lines.")
TWICE = _("“%(text)s” and “%(other)s” are the same to the search. Keep one of them.")
IN_ANOTHER = _("“%(text)s” already stands in the group “%(group)s”. Add the words to that one.")
ALONE = _("A group has at least two words.")


def is_same(text: str, other: str) -> bool:
    """Tell whether the search takes two texts for the same, as it does forms of one word."""
    return not set(keys(text)).isdisjoint(keys(other))


def checked(value: str) -> str:
    """Return the texts of a field, one on each line; raises ValidationError for what the search cannot use."""
    texts = lines(value)
    if len(texts) > MOST_LINES:
        raise ValidationError(TOO_MANY, params={"limit": MOST_LINES})
    for text in texts:
        if len(text) > LONGEST_LINE:
            raise ValidationError(TOO_LONG, params={"text": text[:20], "limit": LONGEST_LINE})
        if not keys(text):
            raise ValidationError(WORDLESS, params={"text": text})
    _need_different(texts)
    return "\n".join(texts)


def _need_different(texts: tuple[str, ...]) -> None:
    for text, other in combinations(texts, 2):
        if is_same(text, other):
            raise ValidationError(TWICE, params={"text": text, "other": other})


class SynonymForm(SnippetAdminForm):
    """A group of synonyms; a word stands in one group only, so that there is one place to look for it."""

    def clean_words(self) -> str:
        words = checked(self.cleaned_data["words"])
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        for other in others:
            for text in lines(words):
                if any(is_same(text, word) for word in other.group.words):
                    raise ValidationError(IN_ANOTHER, params={"text": text, "group": other})
        return words

    def clean_also(self) -> str:
        return checked(self.cleaned_data["also"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not {"words", "also"} <= set(cleaned):
            return cleaned
        texts = (*lines(cleaned["words"]), *lines(cleaned["also"]))
        if len(texts) < 2:
            self.add_error("words", ALONE)
        try:
            _need_different(texts)
        except ValidationError as error:
            self.add_error("also", error)
        return cleaned


class PromotionForm(SnippetAdminForm):
    """A page for those who search for one of some texts."""

    def clean_words(self) -> str:
        return checked(self.cleaned_data["words"])
