"""What changed between two texts, word by word, for readers of a history."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

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
    merged: list[Part] = []
    for part in parts:
        if merged and merged[-1].change == part.change:
            merged[-1] = Part(merged[-1].text + part.text, part.change)
        elif part.text:
            merged.append(part)
    return merged
