"""What a reader asks for: any string becomes a query, and no query is without its reader's access keys."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal, get_args

from search.analysis.base import PIECE, WORD
from search.cursor import Place, decode
from search.synonyms import NONE, Synonyms

LITERALLY = "ordrett"  # in an address, with 1: the words as they are written, misspelt or not
MAX_LENGTH = 200  # characters
MAX_PARTS = 30  # words, phrases and minus words together
MAX_PIECES = 6  # of a hyphenated word
MAX_LIMIT = 100
MAX_FILTER_VALUES = 50
FACETS = ("type", "tema", "org", "aar", "sprak")
REPLACED = "replaced_in"
KEYWORDS = ("uid", "access", REPLACED, *FACETS)

Sort = Literal["relevance", "newest"]

_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s",;:!?()\[\]{}…/\\|+_–—]+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question ready for an engine.

    `words` must all be found (or any of them, when few documents have all, unless `whole`), `phrases` in this order,
    and `minus` not at all. A word is what stood between spaces or slashes: it may hold a hyphen or a dot, and its parts
    then stand together; with `literal` none of them is taken for a misspelt one. `filters` hold the chosen values of
    each facet; `synonyms` widen the words. Without words and phrases everything is listed, the newest first. What is
    replaced by a translation in `language`, that of the reader, is left out, and what has its uid in `hidden`. With
    `like`, the uid of a document, what is like that is found instead. The page shown is that behind `after`, or the
    first. More was written than is sought where `is_cut`. Raises ValueError without access keys.
    """

    access_keys: frozenset[str]
    language: str = ""
    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    whole: bool = False
    literal: bool = False
    like: str = ""
    limit: int = 10
    after: Place | None = None
    is_cut: bool = False
    synonyms: Synonyms = field(default=NONE, compare=False, repr=False)
    hidden: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not isinstance(self.access_keys, frozenset) or not self.access_keys:
            raise ValueError("A query needs the access keys of its reader, as a frozenset.")

    @property
    def is_meaningless(self) -> bool:
        """Return whether something was written, but no word (a lone `%`): then nothing is found."""
        return bool(self.text) and not (self.words or self.phrases or self.minus)


def parse(
    text: str,
    *,
    access_keys: frozenset[str],
    language: str = "",
    filters: Mapping[str, Iterable[str]] | None = None,
    sort: str = "relevance",
    whole: bool = False,
    literal: bool = False,
    limit: int = 10,
    cursor: str = "",
    synonyms: Synonyms = NONE,
    hidden: frozenset[str] = frozenset(),
) -> Query:
    """Return the query in what somebody wrote: words, "phrases" and -minus.

    No string raises: text over 200 characters, parts over 30 and pieces of a word over 6 are cut; unknown filters, sort
    orders and cursors are as if they had not been sent. Raises ValueError when `access_keys` is empty.
    """
    parts = _parts(clean(text))
    found: dict[str, list[str]] = {"words": [], "phrases": [], "minus": []}
    for kind, part in parts[:MAX_PARTS]:
        found[kind].append(part)
    return Query(
        access_keys=access_keys,
        language=language,
        text=clean(text),
        words=tuple(found["words"]),
        phrases=tuple(found["phrases"]),
        minus=tuple(found["minus"]),
        filters=_known_filters(filters or {}),
        sort="newest" if sort == "newest" else get_args(Sort)[0],
        whole=whole,
        literal=literal,
        limit=max(1, min(limit, MAX_LIMIT)),
        after=decode(cursor),
        is_cut=len(_on_one_line(text)) > MAX_LENGTH or len(parts) > MAX_PARTS,
        synonyms=synonyms,
        hidden=hidden,
    )


def clean(text: str) -> str:
    """Return `text` in NFC, without control, format and surrogate characters, on one line, at most 200 characters."""
    return _on_one_line(text)[:MAX_LENGTH].strip()


def _on_one_line(text: str) -> str:
    head = unicodedata.normalize("NFC", text[: 2 * MAX_LENGTH])
    kept = "".join(" " if unicodedata.category(sign) in {"Cc", "Zl", "Zp"} else sign for sign in head)
    kept = "".join(sign for sign in kept if unicodedata.category(sign) not in {"Cf", "Cs", "Cn", "Co"})
    return " ".join(kept.split())


def _parts(text: str) -> list[tuple[str, str]]:
    parts = []
    for match in _PART.finditer(text.translate(_QUOTES)):
        part = match["phrase"] if match["phrase"] is not None else match["word"]
        inside = [word.span() for word in WORD.finditer(part)]
        if inside:
            kind = "minus" if match["minus"] else "phrases" if match["phrase"] is not None else "words"
            words = part[inside[0][0] : inside[-1][1]]
            parts.append((kind, words if kind == "phrases" else _cut(words)))
    return parts


def _cut(word: str) -> str:
    pieces = list(islice(PIECE.finditer(word), MAX_PIECES))
    return word[: pieces[-1].end()]


def _known_filters(filters: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    chosen = {name: tuple(dict.fromkeys(filters[name]))[:MAX_FILTER_VALUES] for name in FACETS if name in filters}
    return {name: values for name, values in chosen.items() if values}
