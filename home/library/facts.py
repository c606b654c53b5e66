"""Facts about a report that its text gives away: language, date, the people on a cover, and a title of last resort."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

from home.library.document import Language
from home.library.terms import names_part

_SMALL_WORDS = {
    "nb": "ikke jeg en et hun de dere fra noe også være mye hvordan hva hvilke deres",
    "nn": "ikkje eg ein eit ho dei dykk frå noko òg vere mykje korleis kva kvifor deira",
    "se": "ja lea leat ahte dat maid eai ii go mii sii mun dahje maŋŋel leai lei dain dan dán",
    "en": "the of with from this are that which their these been were should would could between about",
}
_MONTHS = (
    "jan feb mar apr mai jun jul aug sep okt nov des",
    "jan feb mar apr may jun jul aug sep oct nov dec",
)
_MONTH_NUMBER = {name: place for names in _MONTHS for place, name in enumerate(names.split(), 1)}
_NUMERIC_DATE = re.compile(
    r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)"
)
_WORDED_DATE = re.compile(r"(?<!\d)(\d{1,2})\.?\s?([^\W\d_]{3,9})\.?\s((?:19|20)\d\d)(?!\d)")
_DEADLINE = re.compile(r"frist|innen|senest|deadline", re.IGNORECASE)
_PERSON = re.compile(r"[A-ZÆØÅ][^\W\d_.'’-]*(?:[.'’-][^\W\d_]*)*")
_BETWEEN_NAMES = re.compile(r"\s*(?:,|&|/|\bog\b|\band\b)\s*")
_INSTITUTION = re.compile(
    r"universitet|university|\binstitutt\b|\bdepartment of|fakultet|faculty|høgsk[ou]le|høysk[ou]le|"
    r"master(?:oppg[aå]ve|student|'s|presentasjon|grad)|bachelor|doktorgrad|veileder:|rettleiar:|@",
    re.IGNORECASE,
)
LABELLED = re.compile(r"[A-ZÆØÅ][\w./ ]{0,14}:\s*\S")
"""How a line begins that tells to whom, from whom or about which case."""
OWNER = re.compile(
    r"(?:\w+\s)?\w*(?:direktorat|departement|kommune|foretak|etat|sykehus|universitet|forbund|institutt)\w*(?:\s(?:for|i)\s.{1,40})?\Z",
    re.IGNORECASE,
)
"""A line that says no more than whose report it is."""
_IN_THIS = re.compile(
    r"\b[Dd](?:ette|enne) \w{0,12}(?:vedlegget|rapporten|notatet|dokumentet|veilederen|utredningen)\s"
    r"(?:fremlegges|framlegges|legges (?:det )?fr[ea]m|presenteres|beskrives|beskriver|presenterer|omhandler|"
    r"handler om|gis|gir)\s(?:det\s|vi\s)?(?:en\s|ei\s|et\s)?(?P<what>[^.!?:,]{12,100})\."
)


def language_of(words: Iterable[str]) -> Language:
    """Bokmål, nynorsk, English or Northern Sámi, by the small words; bokmål when there are none."""
    seen = Counter(word.casefold() for word in words)
    scores = {language: sum(seen[word] for word in small.split()) for language, small in _SMALL_WORDS.items()}
    return max(get_args(Language), key=lambda language: scores[language])


def date_in(text: str) -> date | None:
    """The first whole date in the text, unless it is a deadline."""
    for match in _NUMERIC_DATE.finditer(text):
        day, month, year = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        found = _date(year, int(month), day)
        if found and not _DEADLINE.search(text[max(0, match.start() - 40) : match.start()]):
            return found
    for match in _WORDED_DATE.finditer(text):
        found = _date(match[3], _MONTH_NUMBER.get(match[2].casefold()[:3], 0), match[1])
        if found and not _DEADLINE.search(text[max(0, match.start() - 40) : match.start()]):
            return found
    return None


def _date(year: str, month: int, day: str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


def is_names(text: str) -> bool:
    """Is the line nothing but names of people, maybe with their employer? At least one has two parts."""
    parts = [part.split() for part in _BETWEEN_NAMES.split(text.strip(" .")) if part]
    if not parts or len(text) > 150 or not any(2 <= len(part) <= 5 for part in parts):
        return False
    return all(len(part) <= 5 and all(map(_PERSON.fullmatch, part)) for part in parts) and not text.isupper()


def is_byline(text: str) -> bool:
    """Does the line tell who, where or when, as lines on a cover do?"""
    if len(text.split()) > 14:
        return False
    return is_names(text) or bool(_INSTITUTION.search(text)) or date_in(text) is not None


def fallback_title(text: str, headings: Sequence[str]) -> str:
    """A title for a report without one on its first page: what it says it is, else its first own chapter's title."""
    match = _IN_THIS.search(text[:20000])
    if match:
        what = " ".join(match["what"].split())
        return what[0].upper() + what[1:]
    own = (heading for heading in headings if not names_part(heading))
    return next(own, headings[0] if headings else "")
