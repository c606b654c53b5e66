"""Words that are a term of their own, because their stem is that of others that have nothing to do with them.

Rules of stemming make dem of demens, som of sommer and kam of kamera. The dictionary knows the forms of such words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from search.analysis import nynorsk

from .articles import Article, by_form

# Letters of a stem, and letters less than its headword has: then others may have the same by chance.
BY_CHANCE = ((4, 3), (3, 2))

NYNORSK_FORMS = {"NOUN": nynorsk.forms, "VERB": nynorsk.verb_forms}

Stem = Callable[[str], str]


def own_terms(dictionary: Iterable[Article], stem: Stem, function_words: Collection[str]) -> Mapping[str, str]:
    """Return the terms of the forms of every word whose stem is a function word, or short and that of others too.

    A form that may be of another word is left to its stem; of two such words that look alike the shorter is the term.
    """
    content = [one for one in dictionary if one.headwords[0] not in function_words]
    of_form = {form: words for form, words in by_form(content).items() if form not in function_words}
    kept = _mistaken(content, stem, function_words)
    while shared := {word for word in kept if any(stem(other) != word for other in of_form[word] - kept)}:
        kept -= shared
    own = {word: min(of_form[word] & kept, key=lambda one: (len(one), one)) for word in kept}
    terms = {form: {own.get(word) or stem(word) for word in words} for form, words in of_form.items() if words & kept}
    known = {*of_form, *function_words}
    in_nynorsk = {form: word for form, word in _nynorsk(content, own) if form not in known}
    return in_nynorsk | {form: min(found) for form, found in terms.items() if len(found) == 1}


def _mistaken(dictionary: Iterable[Article], stem: Stem, function_words: Collection[str]) -> set[str]:
    """Return the headwords that their stem is wrong for."""
    by_stem: defaultdict[str, set[str]] = defaultdict(set)
    for one in dictionary:
        by_stem[stem(one.headwords[0])].add(one.headwords[0])
    return {
        word
        for found, words in by_stem.items()
        for word in words
        if found in function_words or (len(words) > 1 and _is_cut_short(word, found))
    }


def _is_cut_short(word: str, stem: str) -> bool:
    return any(len(stem) <= most and len(word) - len(stem) >= cut_off for most, cut_off in BY_CHANCE)


def _nynorsk(dictionary: Iterable[Article], own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what nynorsk makes of the nouns and verbs that both have."""
    for one in dictionary:
        if (word := one.headwords[0]) in own and one.kind in NYNORSK_FORMS:
            yield from ((form, own[word]) for form in NYNORSK_FORMS[one.kind](word))
