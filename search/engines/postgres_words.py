"""The words of the index that everybody may read."""

from __future__ import annotations

from collections import Counter

from search.clauses import Clause, all_of
from search.engines.postgres_schema import WORD, name_of
from search.engines.postgres_tables import IndexTables
from search.engines.postgres_translation import condition
from search.spelling import Meant

LAST = "\U0010ffff"  # sorts behind every letter
OF_ALL = """
SELECT split_part(name, '/', 2) AS word FROM {tally}
WHERE name > %s AND name < %s GROUP BY word ORDER BY sum(number) DESC, word LIMIT %s
"""
OF_SOME = """
SELECT split_part(entry, '/', 1) COLLATE "C" AS word FROM {document}, unnest(words) AS entry
WHERE starts_with(entry, %s) AND CONDITION GROUP BY word ORDER BY count(*) DESC, word LIMIT %s
"""
# A slip adds, loses or changes one letter: a near word has no more letters that the other lacks, either way.
NEAR = """
SELECT word, term, number FROM (
    SELECT split_part(name, '/', 2) AS word, split_part(name, '/', 3) AS term, number
    FROM {tally} WHERE name > %(first)s AND name < %(last)s
) AS words
WHERE abs(length(word) - length(%(word)s)) <= %(slips)s AND length(translate(word, %(word)s, '')) <= %(slips)s
    AND length(translate(%(word)s, word, '')) <= %(slips)s
OR abs(length(term) - length(%(stem)s)) <= %(slips)s AND length(translate(term, %(stem)s, '')) <= %(slips)s
    AND length(translate(%(stem)s, term, '')) <= %(slips)s
"""


def near(tables: IndexTables, meant: Meant, slips: int) -> dict[str, int]:
    """Return words of open documents at most `slips` from the one meant, and how many documents hold each."""
    first = name_of(WORD, "")
    values = {"first": first, "last": first + LAST, "word": meant.word, "stem": meant.stem, "slips": slips}
    rows = tables.ask(NEAR, values)
    found = meant.nearest(((word, term) for word, term, _number in rows), slips)
    counted: Counter[str] = Counter()
    for word, _term, number in rows:
        if word in found:
            counted[word] += number
    return dict(counted)


def beginning_with(tables: IndexTables, beginning: str, clause: Clause, limit: int) -> list[str]:
    """Return words that begin so in documents that match `clause`, those of most documents first."""
    if clause == all_of([]):
        first = name_of(WORD, beginning)
        return [word for (word,) in tables.ask(OF_ALL, [first, first + LAST, limit])]
    matching = condition(clause)
    query = OF_SOME.replace("CONDITION", matching.sql)
    return [word for (word,) in tables.ask(query, [beginning, *matching.values, limit])]
