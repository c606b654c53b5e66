"""The best of many documents: a rough order of them all by PostgreSQL, and a fine one of the first by their scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from search import clauses
from search.clauses import Clause
from search.cursor import Place
from search.engines.postgres_schema import quoted
from search.engines.postgres_scoring import Scored, Scorer, counted_names, leaves, scorer
from search.engines.postgres_tables import IndexTables
from search.engines.postgres_translation import NOTHING, Condition, condition
from search.matching import PART_WEIGHT, WEIGHTS

FINELY = 200  # documents that the rough order puts first are scored
PUSHED = 100  # documents that may have come in before a hit since it was shown
# How much a term counts in the rough order by its label (D, C, B, A), none above 1.
ROUGH_WEIGHTS = [weight / max(WEIGHTS.values()) for weight in (PART_WEIGHT, *sorted(WEIGHTS.values()))]
BY_LENGTH = 1  # a number of ts_rank's: the longer a document, the less a term in it says
TALLY = "SELECT name, number FROM {tally} WHERE name = ANY(%s)"
RANK = "ts_rank(%s::float4[], terms, %s::tsquery, %s)"
TEXTS = ("title", "body", "context", "parts", "twins")


class Ranked(NamedTuple):
    """A document among those found."""

    uid: str
    score: float


class _Order(NamedTuple):
    """What stands before what, as SQL with its values: `bonus` first, then `rest`."""

    bonus: str = "0"
    bonus_values: tuple[Any, ...] = ()
    rest: str = "published DESC, uid"
    rest_values: tuple[Any, ...] = ()


def best(
    tables: IndexTables, clause: Clause, matching: Condition, total: int, limit: int, after: Place | None
) -> list[Ranked]:
    """Return some of the `total` documents for which `matching` holds, as `clause` scores them; equals stand by date.

    What lies behind the first 200 keeps the rough order, in which as well all of a higher bonus stands before the rest.
    """
    tally: dict[str, int] = dict(tables.ask(TALLY, [sorted(counted_names(clause))]))
    order = _rough(clause, tally) if total > FINELY else _Order()
    page: list[Ranked] = []
    if after is None or after.number < FINELY:
        page = _scored(tables, matching, order, scorer(clause, tally), after)[:limit]
    if total > FINELY and (missing := limit - len(page)):
        page += _rest(tables, matching, order, missing, after)
    return page


def _scored(
    tables: IndexTables, matching: Condition, order: _Order, score: Scorer, after: Place | None
) -> list[Ranked]:
    rows = _selected(tables, matching, f"uid, published, deadline, keywords, {', '.join(TEXTS)}", order, FINELY, 0)
    documents = [Scored(*row[:4], **dict(zip(TEXTS, row[4:], strict=True))) for row in rows]
    keys = sorted((-(score(document) or 0.0), -document.published, document.uid) for document in documents)
    return [Ranked(uid, -minus) for minus, date, uid in keys if not after or (minus, date, uid) > after.key]


def _rest(tables: IndexTables, matching: Condition, order: _Order, limit: int, after: Place | None) -> list[Ranked]:
    """Return what stands behind the first 200, from where the hit `after` stands now, or where it stood."""
    passed = max(0, after.number - FINELY) if after else 0
    rows = _selected(tables, matching, "uid, bonus", order, passed + limit + PUSHED, FINELY)
    ranked = [Ranked(uid, float(bonus)) for uid, bonus in rows]
    stands = (place for place, one in enumerate(ranked, 1) if after and one.uid == after.uid)
    begins = next(stands, passed)
    return ranked[begins : begins + limit]


def _selected(
    tables: IndexTables, matching: Condition, columns: str, order: _Order, limit: int, offset: int
) -> list[tuple[Any, ...]]:
    query = (
        f"SELECT {columns} FROM (SELECT *, {order.bonus} AS bonus FROM {{document}} WHERE {matching.sql}) AS matching"  # noqa: S608 - made of clauses, whose values go beside it
        f" ORDER BY bonus DESC, {order.rest} LIMIT %s OFFSET %s"
    )
    return tables.ask(query, [*order.bonus_values, *matching.values, *order.rest_values, limit, offset])


def _rough(clause: Clause, tally: Mapping[str, int]) -> _Order:
    bonuses = [(condition(one.clause), one.score) for one in _bonuses(clause)]
    sums = [
        f"CASE WHEN uid IN (SELECT uid FROM {{document}} WHERE {held.sql}) THEN {score:f} ELSE 0 END"  # noqa: S608 - as above
        for held, score in bonuses
    ]
    fades = [(f"CASE WHEN deadline <= %s THEN {one.weight:f} ELSE 1 END", one.moment) for one in _fading(clause)]
    names = {name for leaf in leaves(clause) if all(tally.get(name) for name in leaf) for name in leaf}
    return _Order(
        bonus=" + ".join(sums) or "0",
        bonus_values=tuple(value for held, _score in bonuses for value in held.values),
        rest=f"{' * '.join([RANK, *(sql for sql, _moment in fades)])} DESC, published DESC, uid",
        rest_values=(
            *(ROUGH_WEIGHTS, "|".join(map(quoted, sorted(names))) or NOTHING, BY_LENGTH),
            *(moment for _sql, moment in fades),
        ),
    )


def _bonuses(clause: Clause) -> Iterator[clauses.Scoring]:
    match clause:
        case clauses.AllOf():
            yield from (bonus for one in clause.clauses for bonus in _bonuses(one))
        case clauses.Favouring():
            yield from _bonuses(clause.clause)
            yield from (one for one in clause.favoured if isinstance(one, clauses.Scoring))
        case clauses.Fading():
            yield from _bonuses(clause.clause)


def _fading(clause: Clause) -> Iterator[clauses.Fading]:
    match clause:
        case clauses.AllOf():
            yield from (fading for one in clause.clauses for fading in _fading(one))
        case clauses.Favouring():
            yield from _fading(clause.clause)
        case clauses.Fading():
            yield clause
