"""Words that the dictionary explains others by: doktor is «lege», sukkersyke «foreld betegnelse for diabetes».

Of a definition only what names another word of the same class is taken. It is read one way: what a word is explained by
is near it, and not what it explains. A verbal noun that the dictionary does not have (låsing) is explained by its verb.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from .articles import LETTERS, Article

MOST = 8  # of one word, those of its first senses
ENDINGS_OF_ING = ("", "en", "a", "er", "ene")
LONGEST_LIST = 5  # words; what is longer is no list of them
_BESIDES = re.compile(
    r"\([^)]*\)|;? *(?:som etterledd|brukt (?:som|i)|jamfør|forkortet|i ord som|motsatt|særlig|også).*"
)
_NAME_OF = re.compile(r".*?\b(?:betegnelse|ord|navn|uttrykk) (?:for|på) ")
_BETWEEN = re.compile(", *| +eller +| +og +")


def synonyms(dictionary: Iterable[Article], function_words: Collection[str]) -> Mapping[str, str]:
    """Return the synonyms of the forms of each word, parted by spaces.

    A form of several words has those of all, unless it is the headword of one (lege is no form of lek).
    """
    known = [one for one in dictionary if one.headwords[0] not in function_words]
    classes = {(word, one.kind) for one in known for word in one.headwords}
    headwords = frozenset(word for one in known for word in one.headwords)
    found: dict[str, dict[str, None]] = {}
    for one in known:
        near = [word for word in _named(one) if (word, one.kind) in classes and not _is_within(word, one.headwords)]
        for form in one.forms - (headwords - frozenset(one.headwords)) if near else ():
            found.setdefault(form, {}).update(dict.fromkeys(near))
    return {**_of_verbs(known), **{form: " ".join(list(words)[:MOST]) for form, words in found.items()}}


def _of_verbs(dictionary: Iterable[Article]) -> dict[str, str]:
    """Return the verb of the forms of each noun that can be made of one with -ing, if no article has it."""
    forms = frozenset(form for one in dictionary for form in one.forms)
    verbs = [word for one in dictionary if one.kind == "VERB" for word in one.headwords if word.endswith("e")]
    nouns = {f"{verb[:-1]}ing": verb for verb in verbs}
    return {f"{noun}{end}": verb for noun, verb in nouns.items() if noun not in forms for end in ENDINGS_OF_ING}


def _named(one: Article) -> Iterator[str]:
    """Yield the words in the definitions that stand as such, each between the signs that part them."""
    for definition in one.definitions:
        for said in _BESIDES.sub("", definition).split(";"):
            words = _BETWEEN.split(_NAME_OF.sub("", said).strip(" .:"))
            if len(words) <= LONGEST_LIST and all(map(LETTERS.fullmatch, words)):
                yield from words


def _is_within(word: str, others: Iterable[str]) -> bool:
    """Tell whether one of two words is the beginning or the end of the other: such find each other anyhow."""
    return any(
        one.startswith(other) or one.endswith(other) for its in others for one, other in ((word, its), (its, word))
    )
