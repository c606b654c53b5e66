"""Norwegian, both forms: Snowball's stemmer, mended where the inflections of one word came out with different stems.

The rules after Snowball were chosen by counting how many inflected forms meet their headword. They only join forms of
one word or of its nearest kin (kontroll, kontrollere); verbal nouns (måling) are kept apart from their verbs (måle).
What no rule brings together (konsekvenser, skrevet, overvåkning) is told by the dictionary: see `lexicon/headwords.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache

from search.analysis import nynorsk
from search.analysis.base import LONGEST_WORD, Analyser, has_digit, is_capitals, without_genitive
from search.analysis.compounds import Parts, split
from search.analysis.folding import fold_accents, normalise
from search.analysis.lexicon import lexicon
from search.analysis.snowball import stemmer

_FUNCTION_WORDS = (
    "alle alt andre at av bare ble blei bli blir blitt burde bør både da de deg dei deira dem den denne dens der"
    " deres dersom det dette di din dine disse ditt du dykk dykkar eg ei ein eit eller en enda enn enno ennå enten"
    " er et ett for fordi fra frå før få får gjennom går ha hadde han hans har hennes her hjå ho hos hun hva hvem"
    " hver hverandre hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke ikkje ingen ingenting inn jeg kan"
    " kor korleis kunne kva kvar kven kvifor man mange med meg mellom men mens mer mi min mine mitt mot må måtte ned"
    " noe noen noka noko nokon nokre nå når og også om opp oss over på samt seg selv sin sine sitt sjølv skal skulle"
    " slik som så sånn til um under ut utan uten var vart ved vere vert verte vi vil ville vore være vært vår våre"
    " vårt å"
)
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
_VOWEL = "[aeiouyæøå]"
_CONSONANT = "[bcdfghjklmnpqrstvwxz]"
# (shortest stem the rule is for, the letters it may end in, pattern, replacement), in this order
_RULES = tuple(
    (shortest, last, re.compile(pattern), replacement)
    for shortest, last, pattern, replacement in (
        (6, "n", r"(?<=[^v]er)n$", ""),  # brukern(e) like bruker
        (8, "rt", r"l?ig(?:er|st)$", ""),  # viktiger(e), viktigst like viktig, which Snowball makes vikt
        (6, "t", r"(?<=[lr])t$", ""),  # digitalt, gjennomført
        (5, "t", r"(?<=k)t$", ""),  # brukt
        (5, "rt", rf"^(?=.*{_VOWEL}.*(?:er|et|ar)$)(.{{3,}})(?:er|et|ar)$", r"\1"),  # leder(e) like leder, made led
        (5, "s", r"(?<=[rn])s$", ""),  # ressurs(er) like ressurs, lisens(er) like lisens
        (4, "a", r"a$", ""),  # skjema(et) like skjema, made skjem
        (4, "m", r"mm$", "m"),  # programm(er)
        (6, "l", r"ll$", "l"),  # spesiell(e) like spesielt
        (5, "l", rf"(?<={_CONSONANT})el$", "l"),  # regel like regl(er)
        (5, "l", rf"({_CONSONANT})\1l$", r"\1l"),  # artikk(e)l like artikl(er)
        (5, "r", r"(?<=[tm])r$", ""),  # sentr(e), numr(e)
    )
)
LONGEST_ENDING = 2  # letters of a headword that its forms may be without
SHORTEST_FORM = 4  # letters: ein is no form of einig
_snowball = stemmer("norwegian")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a normalised word: kommunene gives kommun, artikler and artikkelen give artikl."""
    if len(word) < 4:
        return word
    word = _snowball(word)
    for shortest, last, pattern, replacement in _RULES:
        if len(word) >= shortest and word[-1] in last:
            word = pattern.sub(replacement, word)
    return word


@cache
def _forms() -> dict[str, str]:
    """Return the words of nynorsk, and what they may be as nouns, with those of bokmål."""
    pairs = list(nynorsk.pairs())
    return {form: bokmal for other, bokmal in pairs for form in nynorsk.forms(other)} | dict(pairs)


@cache
def _pairs() -> dict[str, list[tuple[str, str]]]:
    """Return the words of nynorsk with those of bokmål, by the stems of the first."""
    by_stem: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in nynorsk.pairs():
        by_stem[stem(pair[0])].append(pair)
    return dict(by_stem)


def _simple_in_bokmal(word: str) -> str | None:
    """Return the bokmål headword of a form of a word of nynorsk.

    A word of bokmål may have the stem of one, and is no form of it: bruk that of brukar.
    """
    if len(word) < SHORTEST_FORM or word in _forms() or lexicon().use(word):
        return _forms().get(word)
    known = (bokmal for other, bokmal in _pairs().get(stem(word), ()) if word.startswith(other[:-LONGEST_ENDING]))
    return next(known, None)


def _headword(word: str) -> str | None:
    """Return the bokmål headword of a simple word of nynorsk, or that of a form which has another stem."""
    bokmal = _simple_in_bokmal(word) or _respelt(word)
    return lexicon().headword(bokmal or word) or bokmal or lexicon().headword(word.removesuffix("s"))


def _respelt(word: str) -> str | None:
    """Return a word of nynorsk that is none of bokmål as it is spelt there, if that is one."""
    if _is_bokmal(word):
        return None
    return next(filter(_is_bokmal, nynorsk.respellings(word)), None)


def _is_bokmal(word: str) -> bool:
    return bool(lexicon().use(word) or split(word))


def headword(word: str) -> str:
    """Return a normalised word as bokmål's dictionary has it, whole and then part by part: velferdstenester gives
    velferdstjeneste, and forundersøkelsene, whose stem is that of its headword, is left as it is.
    """
    word = _headword(word) or word
    said, at = "", 0
    for part in split(word):
        said += word[at : part.start] + (_headword(part.word) or word[part.start : part.end])
        at = part.end
    return said + word[at:]


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """Return the term of a normalised word: its stem, unless that is another word's.

    The stemmer takes lov and lege for endings: kommuneloven would be kommun, and is kommunelov. Function words are
    left as they are, or they would be the stems of others (være that of vær).
    """
    if word in STOP_WORDS:
        return word
    stemmed, parts = stem(word), split(word)
    start = parts[-1].start if parts else 0
    own = lexicon().term(word[start:])
    if own or len(stemmed) <= start:
        return word[:start] + (own or stem(word[start:]))
    return stemmed


def terms_of(surface: str) -> tuple[str, ...]:
    """Return the term of a word's headword in bokmål, and its own where that is another; æ ø å are kept.

    Acronyms and words with digits are left whole.
    """
    word = fold_accents(without_genitive(surface))
    if is_capitals(surface) or has_digit(word):
        return (word,)
    own = lexicon().term(word)
    return (own,) if own else (term(headword(word)), term(word))


def is_aside(word: str) -> bool:
    """Tell whether a normalised word names nothing: viser, digitale, and velfungerende by its last part."""
    parts = split(word)
    return lexicon().is_aside(parts[-1].word if parts else word)


def parts_of(surface: str) -> Parts:
    """Return the parts of a compound, each a stretch of `surface`; nothing for acronyms, and for all other words."""
    word = fold_accents(normalise(surface))
    can_be = len(word) == len(surface) <= LONGEST_WORD and not is_capitals(surface)
    return split(word) if can_be else ()


ANALYSER = Analyser(terms_of, STOP_WORDS, parts_of)
