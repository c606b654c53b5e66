"""Language: how a text becomes the terms that every engine stores and matches."""

from __future__ import annotations

from search.analysis import english, norwegian, plain
from search.analysis.base import Analyser, Token

# Raise it with every change that gives another term for any word: an index built before is then stale.
ANALYSER_VERSION = 7

_BY_LANGUAGE = {
    "nb": norwegian.ANALYSER,
    "nn": norwegian.ANALYSER,
    "no": norwegian.ANALYSER,
    "en": english.ANALYSER,
}
# A query may be in any of the languages, whatever the page is in.
ALL_ANALYSERS = (norwegian.ANALYSER, english.ANALYSER, plain.ANALYSER)

__all__ = ["ALL_ANALYSERS", "ANALYSER_VERSION", "Analyser", "Token", "analyser_for"]


def analyser_for(language: str) -> Analyser:
    """Return the analyser of a language code (`nb`, `nn`, `en`, `se`, `en-gb`); the plain one for unknown codes."""
    return _BY_LANGUAGE.get(language.split("-")[0].lower(), plain.ANALYSER)
