"""The words of one document: they decide how a broken word is put together and which capitals are a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from home.library.terms import SHORT_WORDS, SMALL_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SUSPENDED = {"og", "eller", "samt", "til", "and", "or"}
_SPACED_HYPHEN = re.compile(r"\b([^\W\d_]{1,3})- ([^\W\d_]+)")
_ENDINGS = ("", "e", "en", "et", "er", "ene", "a", "ar", "ane", "s", "r", "n", "t")
_VOWELS = frozenset("aeiouyæøå")
_LONG, _MIDDLE = 6, 4
_FIRST_LETTERS = re.compile(r"\W*([^\W\d_]+)")
_SLASH = re.compile(r"[^\W\d_]-/\Z")
_LAST_LETTERS = re.compile(r"([^\W\d_]+)\Z")


class Vocabulary:
    """How often each word stands in the document, and how it is usually written.

    Words broken at a line end are left out, since they are what is to be judged.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.count: Counter[str] = Counter()
        self.forms: dict[str, Counter[str]] = {}
        self._breaks: list[tuple[str, str]] = []
        self._read(lines)
        weights = [self._seen(left + right) - self._seen(f"{left}-{right}") for left, right in self._breaks]
        self.hyphenates = sum(weight > 0 for weight in weights) >= sum(weight < 0 for weight in weights)

    def _read(self, lines: Iterable[str]) -> None:
        left = ""
        for line in lines:
            words = _WORD.findall(line)
            if not words:
                continue
            if left:
                self._breaks.append((left, words.pop(0).casefold()))
            left = words.pop().casefold() if words and line.rstrip().endswith(f"{words[-1]}-") else ""
            is_capitals = line.isupper()
            for word in words:
                folded = word.casefold()
                self.count[folded] += 1
                if not is_capitals and (len(word) < _LONG or not word.isupper()):
                    self.forms.setdefault(folded, Counter())[word] += 1

    def _seen(self, word: str) -> int:
        """How often the word or a form of it stands in the document."""
        word = word.casefold()
        shorter = {word.removesuffix(ending) for ending in _ENDINGS}
        return sum(self.count[form] for form in {word + ending for ending in _ENDINGS} | shorter)

    def separator(self, left: str, right: str) -> str:
        """What belongs between `left`, ending in a hyphen at a line end, and `right`: "", "-" or "- ".

        The document's own spelling decides; else its habit: does it hyphenate words that have no hyphen elsewhere?
        """
        head, tail = _last_letters(left.rstrip().removesuffix("-")), _first_letters(right)
        if tail.casefold() in _SUSPENDED:
            return "- "
        if not tail or not head or len(head) == 1 or head[-1].isupper() and not tail.isupper():
            return "-"
        if tail[0].isupper() and not head.isupper():
            return "-"
        joined, kept = self._seen(head + tail), self._seen(f"{head}-{tail}")
        if joined != kept:
            return "" if joined > kept else "-"
        return "" if self.hyphenates else "-"

    def join(self, *lines: str) -> str:
        """Lines as one: with spaces between them, or with the word that was broken mended."""
        parts: list[str] = []
        for line in filter(None, map(str.strip, lines)):
            if parts:
                parts[-1], gap = self._joint(parts[-1], line)
                parts.append(gap)
            parts.append(line)
        return "".join(parts)

    def _joint(self, left: str, right: str) -> tuple[str, str]:
        """The left line as it ends when joined, and what then stands between it and the right one."""
        if _breaks_address(left, right):
            return left, ""
        if left.endswith("-") and len(left) > 1 and left[-2].isalnum():
            return left[:-1], self.separator(left, right)
        return left, "" if _SLASH.search(left) else " "

    def mend_spaces(self, text: str) -> str:
        """Without the stray space in a word such as «e- post» that is elsewhere written with a hyphen alone."""

        def mended(match: re.Match[str]) -> str:
            word = f"{match[1]}-{match[2]}"
            return word if self.count[word.casefold()] else match[0]

        return _SPACED_HYPHEN.sub(mended, text)

    def sentence_case(self, text: str) -> str:
        """A text written in capitals, as a sentence: only the first letter, abbreviations and names keep theirs."""
        letters = [letter for letter in text if letter.isalpha()]
        if len(letters) < 4 or not all(letter.isupper() for letter in letters):
            return text
        is_one_word = len(text.split()) == 1
        lowered = _WORD.sub(lambda match: self._usual(match[0], _LONG if is_one_word else _MIDDLE), text)
        first = _FIRST_LETTERS.match(lowered)
        if not first:
            return lowered
        place = first.start(1)
        return lowered[:place] + lowered[place].upper() + lowered[place + 1 :]

    def _usual(self, word: str, shortest: int) -> str:
        """The word as the document mostly writes it, else in small letters when it is long enough to be no name."""
        if word.casefold() in SMALL_WORDS | SHORT_WORDS:
            return word.lower()
        forms = self.forms.get(word.casefold())
        if forms:
            return word.lower() if word.lower() in forms else forms.most_common(1)[0][0]
        if "-" in word:
            return "-".join(self._usual(part, shortest) for part in word.split("-"))
        is_word = len(word) >= shortest and not _VOWELS.isdisjoint(word.casefold())
        return word.lower() if is_word else word


def _last_letters(text: str) -> str:
    match = _LAST_LETTERS.search(text[-80:])
    return match[1] if match else ""


def _first_letters(text: str) -> str:
    match = _FIRST_LETTERS.match(text[:80])
    return match[1] if match else ""


def _breaks_address(left: str, right: str) -> bool:
    """Is a web address broken between the lines? The left one ends in it, the right one goes on without a space."""
    address, (rest, *others) = left.rsplit(None, 1)[-1], right.split()
    if not address.startswith(("http://", "https://", "www.")) or "://" in rest or not rest[0].islower():
        return False
    is_path = any(sign in rest for sign in "-/._=?")
    return address[-1] == "-" or is_path and (address[-1] in "/_=&?." or not others)
