"""The words of the index that everybody may read."""

from __future__ import annotations

import tantivy
from tantivy import Occur

from search.analysis import analyser_for
from search.clauses import keyword
from search.engines.tantivy_schema import from_tantivy, schema
from search.engines.tantivy_translation import translated
from search.matching import OWN
from search.spelling import Meant
from search.terms import OPEN, vocabulary

WORDS = "vocabulary"
MOST_CANDIDATES = 6  # documents looked into for one correction
_OPEN = translated(keyword("access", [OPEN]))


def near(searcher: tantivy.Searcher, meant: Meant, slips: int) -> dict[str, int]:
    """Return words of open documents at most `slips` from the one meant, with the number of documents that hold each.

    The index can say which documents hold a near word, but not which word it is. So one is opened at a time, each
    without the words and documents seen before.
    """
    seen: set[str] = set()
    opened: set[str] = set()
    for _round in range(MOST_CANDIDATES):
        without = [(Occur.MustNot, translated(one)) for one in (keyword(WORDS, seen), keyword("uid", opened))]
        unseen = tantivy.Query.boolean_query([(Occur.Must, _holding(meant, slips)), *without])
        hits = searcher.search(unseen, 1, count=False).hits
        if not hits:
            break
        document = from_tantivy(searcher.doc(hits[0][1]))
        words = vocabulary(analyser_for(document.language).forms(f"{document.title}\n{document.body}"))
        seen |= meant.nearest(words.items(), slips)
        opened.add(document.uid)
    return {word: searcher.doc_freq(WORDS, word) for word in seen}


def _holding(meant: Meant, slips: int) -> tantivy.Query:
    """Return the open documents that hold a word at most `slips` away."""
    of_word, of_stem = meant.at_most(slips)
    forms = ((WORDS, meant.word, of_word), *((field, meant.stem, of_stem) for field in OWN))
    fuzzy = [tantivy.Query.fuzzy_term_query(schema(), field, term, most) for field, term, most in forms]
    one_of_them = tantivy.Query.boolean_query([(Occur.Should, query) for query in fuzzy])
    return tantivy.Query.boolean_query([(Occur.Must, _OPEN), (Occur.Must, one_of_them)])
