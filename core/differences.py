"""What changed between two texts, word by word, for readers of a history."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Of words, or of lines; more are shown as replaced, since comparing takes the square of the time.
MOST_COMPARED = 600


@dataclass(frozen=True)
class Part:
    """A piece of text that stands in both, was taken away, or was added."""

    text: str
    change: str = ""  # "", "removed" or "added"


def differences(before: str, after: str) -> list[Part]:
    """Return the parts of both texts in the order one reads them; joined, the kept and added ones are `after`.

    Lines are compared first, and words only within what changed.
    """
    return _merged(_compared(LINES.findall(before), LINES.findall(after), by_words=True))


def _compared(before: list[str], after: list[str], *, by_words: bool) -> list[Part]:
    if max(len(before), len(after)) > MOST_COMPARED:
        return [Part("".join(before), "removed"), Part("".join(after), "added")]
    parts = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after).get_opcodes():
        old, new = "".join(before[i:j]), "".join(after[k:m])
        if kind == "equal":
            parts.append(Part(old))
        elif by_words and kind == "replace":
            parts += _compared(WORDS.findall(old), WORDS.findall(new), by_words=False)
        else:
            parts += [Part(old, "removed"), Part(new, "added")]
    return parts


def _merged(parts: list[Part]) -> list[Part]:
    """Join what was changed word after word into one piece that was taken away and one that was added."""
    merged = []
    for is_changed, pieces in groupby(_spaces_changed(parts), key=lambda part: bool(part.change)):
        run = list(pieces)
        for change in ("removed", "added") if is_changed else ("",):
            if text := "".join(part.text for part in run if part.change == change):
                merged.append(Part(text, change))
    return merged


def _spaces_changed(parts: list[Part]) -> Iterator[Part]:
    """Let a space between two changed words be changed as well: it is no rest for the eye."""
    for before, part, after in zip([Part(""), *parts], parts, [*parts[1:], Part("")], strict=False):
        if before.change and after.change and not part.change and part.text.strip(" ") == "":
            yield from (Part(part.text, "removed"), Part(part.text, "added"))
        else:
            yield part
