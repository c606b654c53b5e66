"""What people and machines may send instead of words: strings of anything, the same ones every time."""

from __future__ import annotations

import random
from collections.abc import Iterator

SIGNS = ['"', "«", "»", "“", "'", "%", "_", "*", "?", "-", "--", "/", "\\", "(", ")", "[", "]", "{", "}", ":", "^", "~"]
SIGNS += ["&", "|", "!", "<", ">", "=", "$", ";", "#", "@", "\x00", "\t", "\n", "\r\n", "\u2028", "\ufeff", "\u202e"]
SIGNS += [
    "\u200d",
    "\u0301",
    "\u030a",
    "😀",
    "👩‍⚕️",
    "🇳🇴",
    "ﷺ",
    "가",
    "漢",
    "ไ",
    "ש",
    "ع",
    "𝔘",
    "ß",
    "İ",
    "ı",
    "ŋ",
    "ǆ",
    "²",
    "٣",
]
WORDS = ["sår", "kommune", "pasientjournal", "e-helse", "NEAR(", "AND", "OR", "NOT", "TO", "body:", "title:sår^9", "a*"]
WORDS += ["/.*/", "' OR 1=1 --", "<script>", "&lt;b&gt;", "${jndi}", "../..", "{{7*7}}", "null", "1e999", "0x41", "Ω"]
SPACES = ["", "", " ", "  ", "\u00a0"]
LONGEST = 5000  # characters


def strings(count: int) -> Iterator[str]:
    """Yield `count` strings of signs, words and letters of any kind, most of them short, some of 5,000 characters."""
    chance = random.Random(9)  # noqa: S311 - the same strings every time
    for number in range(count):
        parts = [_part(chance) for _time in range(chance.choice((1, 2, 3, 5, 9, 30)))]
        text = "".join(part + chance.choice(SPACES) for part in parts)
        yield (text * LONGEST)[:LONGEST] if text and number % 50 == 0 else text


def _part(chance: random.Random) -> str:
    kind = chance.randrange(4)
    if kind == 0:
        return chance.choice(WORDS)
    if kind == 1:
        return chance.choice(SIGNS) * chance.choice((1, 1, 2, 7))
    letters = range(32, 0x250) if kind == 2 else range(1, 0xD800)
    return "".join(chr(chance.choice(letters)) for _time in range(chance.randrange(1, 12)))
