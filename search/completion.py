"""What somebody is about to write, from the words that everybody may read."""

from __future__ import annotations

from collections.abc import Collection

from search.analysis.folding import normalise
from search.analysis.norwegian import ANALYSER, STOP_WORDS
from search.clauses import all_of
from search.matching import not_of, text
from search.snapshot import Snapshot
from search.terms import alternatives

FORMS = 10  # of one word that are looked through for each text


def complete(snapshot: Snapshot, prefix: str, limit: int, hidden: Collection[str] = ()) -> list[str]:
    """Return `prefix` with its last word completed, the most frequent words first; one form of each word.

    What has its uid in `hidden` is as if it were not there.
    """
    *before, beginning = prefix.split(" ")
    beginning = normalise(beginning)
    if not beginning:
        return []
    context = all_of((text(word) for word in before if alternatives(word)), not_of(hidden))
    forms: dict[str, str] = {}
    for word in snapshot.beginning_with(beginning, context, FORMS * limit):
        if word not in STOP_WORDS:
            forms.setdefault(ANALYSER.form(word).term, word)
    return [" ".join((*before, word)) for word in list(forms.values())[:limit]]
