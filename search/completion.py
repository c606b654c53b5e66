"""What somebody is about to write, from the words that everybody may read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from search.analysis.base import WORD
from search.analysis.folding import normalise
from search.analysis.norwegian import ANALYSER, is_aside
from search.clauses import Clause, all_of, keyword
from search.matching import not_of, text
from search.snapshot import Snapshot
from search.terms import OPEN, alternatives, is_stop_word, vocabulary

FORMS = 10  # of one word that are looked through for each text
MOST_READ, LONGEST_READ = 20, 20_000  # documents that are read for what follows a word, and characters of each


def complete(snapshot: Snapshot, prefix: str, limit: int, hidden: Collection[str] = ()) -> list[str]:
    """Return `prefix` with its last word completed; one form of each word.

    What stands behind the word before it comes first (digitalt tilsyn), then what names something or is a word already,
    and then all else; of these the most frequent. What has its uid in `hidden` is as if it were not there.
    """
    *before, beginning = prefix.split(" ")
    beginning = normalise(beginning)
    if not beginning:
        return []
    context = all_of((text(word) for word in before if alternatives(word)), not_of(hidden))
    following = _following(snapshot, context, before[-1], beginning) if before else ()
    known = snapshot.beginning_with(beginning, context, FORMS * limit)
    forms: dict[str, str] = {}
    for word in (*following, *sorted(known, key=lambda word: word != beginning and is_aside(word))):
        if not is_stop_word(word):
            forms.setdefault(ANALYSER.form(word).term, word)
    return [" ".join((*before, word)) for word in list(forms.values())[:limit]]


def _following(snapshot: Snapshot, context: Clause, last: str, beginning: str) -> Iterator[str]:
    """Yield words that begin so right behind `last`, from the best of what everybody may read."""
    best = snapshot.found(all_of([context, keyword("access", [OPEN])]), MOST_READ).hits
    behind = re.compile(rf"(?<!\w){re.escape(last)} +(?={re.escape(beginning)})", re.IGNORECASE)
    counted: Counter[str] = Counter()
    for document in (hit.document for hit in best):
        said = f"{document.title}\n{document.body[:LONGEST_READ]}"
        words = (WORD.match(said, found.end()) for found in behind.finditer(said))
        counted.update({normalise(word.group()) for word in words if word})
    forms = [ANALYSER.form(word) for word, _count in counted.most_common()]
    yield from (word for word in vocabulary(forms) if word.startswith(beginning))
