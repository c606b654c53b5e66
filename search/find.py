"""Searching on behalf of a reader: ask the engine, leave out what is closed by now, mark what was sought."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.html import escape
from django.utils.timezone import now
from django.utils.translation import get_language

from core import page_cache, search_registry
from core.access import OPEN, access_keys
from core.languages import local

from . import lagging, service, steering
from .engines.base import Engine, EngineError
from .highlight import highlight_title, snippet
from .query import Query, parse
from .searching import ResultPage
from .snapshot import Hit

MOST_ALIKE = 3


@dataclass(frozen=True)
class FoundItem:
    """One hit as it is shown; `title` and `snippet` are escaped HTML with `<mark>`, in the language `lang`.

    What has no title of its own is called by its place, in `title_lang`.
    """

    uid: str
    title: str
    url: str
    code: str
    kind: Any
    snippet: str
    meta: Sequence[str]
    date: datetime | None
    lang: str
    title_lang: str
    meta_lang: str
    deadline: datetime | None = None

    @property
    def is_over(self) -> bool:
        """Whether nobody can answer it any more."""
        return self.deadline is not None and self.deadline <= now()


@dataclass(frozen=True)
class Answer:
    """What a reader gets; `promoted` are not among `items`.

    `by_reserve` when the engine could not answer and the reserve did, `failed` when that could not either.
    """

    query: Query
    page: ResultPage
    items: Sequence[FoundItem]
    failed: bool = False
    by_reserve: bool = False
    promoted: Sequence[FoundItem] = ()

    @property
    def is_usual(self) -> bool:
        """Whether the engine answered itself, so that others may get the same answer."""
        return not (self.failed or self.by_reserve)


def search(text: str, reader: Any, **options: Any) -> Answer:
    """Search for `text` on behalf of `reader`; `options` are those of `query.parse`. Never raises on any text."""
    seen_by = {"access_keys": access_keys(reader), "language": get_language() or ""}
    query = parse(text, **seen_by, **options)

    def question(engine: Engine) -> ResultPage:
        hidden = lagging.hidden_from(reader, engine)
        return engine.search(replace(query, synonyms=steering.synonyms(), hidden=hidden))

    try:
        page, by_reserve = service.ask(question)
    except EngineError:
        return Answer(query, ResultPage(searched=query), (), failed=True)
    return replace(_shown(query, page, lagging.visible([hit.uid for hit in page.hits], reader)), by_reserve=by_reserve)


def answer(query: Query, engine: Engine, visible: Callable[[Sequence[Hit]], set[str]]) -> Answer:
    """Ask `engine` alone, and show those of the hits that are `visible` at this moment, by uid. Raises EngineError."""
    page = engine.search(query)
    return _shown(query, page, visible(page.hits))


def find(text: str, reader: Any, *, kinds: Sequence[str] = (), limit: int = 5) -> Sequence[FoundItem]:
    """Return the best hits, for «similar» and «related» in the rooms below."""
    filters: Mapping[str, Sequence[str]] = {"type": kinds} if kinds else {}
    return search(text, reader, filters=filters, limit=limit).items


def alike(uid: str, reader: Any) -> Sequence[FoundItem]:
    """Return the few things most like the one with `uid`; none when nothing is near, or the engine does not answer.

    Kept as long as a page of this moment; whether `reader` may still see them is asked each time.
    """
    keys, language = access_keys(reader), get_language() or ""
    kinds = {"type": search_registry.proposed_kinds()}
    query = Query(access_keys=keys, language=language, like=uid, filters=kinds, limit=2 * MOST_ALIKE)
    name = f"search.alike {uid} {language} {sorted(keys)}"
    try:
        hits = page_cache.kept(name, lambda: service.ask(lambda engine: engine.search(query).hits)[0])
    except EngineError:
        return ()
    shown = lagging.visible([hit.uid for hit in hits], reader)
    return [_item(hit, query) for hit in hits if hit.uid in shown][:MOST_ALIKE]


def state() -> str:
    """Return how searches are answered: `ok`, `no-reserve`, by the `reserve` or not at all (`away`)."""
    answers, *spare_answers = (_answers(engine) for engine in service.in_service())
    if answers:
        return "ok" if all(spare_answers) else "no-reserve"
    return "reserve" if any(spare_answers) else "away"


def _answers(engine: Engine) -> bool:
    try:
        service.need_lexicon()
        engine.search(parse("", access_keys=frozenset({OPEN}), limit=1))
    except EngineError:
        return False
    return True


def _shown(query: Query, page: ResultPage, visible: set[str]) -> Answer:
    """Return an answer without what is closed or gone by now, which does not count either."""
    hits = [hit for hit in page.hits if hit.uid in visible]
    page = replace(page, total=page.total - len(page.hits) + len(hits))
    return Answer(query, page, [_item(hit, page.searched) for hit in hits])


def _item(hit: Hit, searched: Query) -> FoundItem:
    document, language = hit.document, hit.document.language
    place, place_language = document.place, document.place_language or language
    title = highlight_title(document.title, searched, language)
    return FoundItem(
        uid=document.uid,
        title=title or escape(place),
        url=local(document.url),
        code=document.kind,
        kind=search_registry.kinds().get(document.kind, document.kind),
        snippet=snippet(document.body or document.context, searched, language),
        meta=[place] if title else [],
        date=document.published,
        lang=language,
        title_lang=language if title else place_language,
        meta_lang=place_language,
        deadline=document.deadline,
    )
