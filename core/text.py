"""Cleaning of what people type, the same for every field of every form."""

from __future__ import annotations

import re
import secrets
import unicodedata

from django.utils.text import slugify

# What is taken away: control characters (forms refuse null themselves), halves of characters and what is no character;
# marks that change the direction of the text around them; and signs that nobody can see.
CONTROLS = [*range(1, 9), *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0)]
CONTROLS += [plane << 16 | last for plane in range(17) for last in (0xFFFE, 0xFFFF)]
DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
BLANKS = [
    0xAD,
    0x034F,
    0x17B4,
    0x17B5,
    *range(0x180B, 0x1810),
    0x200B,
    0x200C,
    *range(0x2060, 0x2066),
    *range(0x206A, 0x2070),
]
BLANKS += [0xFEFF, 0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFFC), *range(0x1BCA0, 0x1BCA4)]
BLANKS += [*range(0x1D173, 0x1D17B), *range(0xE0080, 0xE1000)]
INVISIBLE = dict.fromkeys([*CONTROLS, *DIRECTIONS, *BLANKS])
# Signs that join emoji, and spell the names of flags, are nothing where there is no emoji before them.
STRAY_JOINER = re.compile("(?<![\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff])\u200d")
STRAY_TAGS = re.compile("(?<![\U0001f3f4\U000e0020-\U000e007e])[\U000e0000-\U000e007f]+")
MOST_MARKS = 255
HEAP = re.compile(f"[\u0300-\U0010ffff]{{{MOST_MARKS + 1}}}")
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
NORWEGIAN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})
SLUG_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def cut_short(beginning: str) -> str:
    """Return the whole words that a text was cut down to, with an ellipsis unless they end a sentence."""
    kept = beginning.rstrip(" ,;:·–—…")
    return kept if kept.endswith((".", "!", "?")) else f"{kept} …"


def normalise(text: str) -> str:
    """Return `text` in one Unicode form, with plain line ends, without invisible marks; empty if it shows nothing."""
    text = LINE_END.sub("\n", text).translate(INVISIBLE)
    text = STRAY_TAGS.sub("", STRAY_JOINER.sub("", text))
    text = unicodedata.normalize("NFC", _without_heaps(text)).strip()
    return text if any(_is_seen(sign) for sign in text) else ""


def _without_heaps(text: str) -> str:
    """Return `text` with at most `MOST_MARKS` marks on one letter: putting n of them in order takes n times n steps."""
    if not HEAP.search(text):
        return text
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Mn", "Me")


def fold(text: str) -> str:
    """Return `text` as it is compared: one Unicode form, no difference between capitals and small letters."""
    return unicodedata.normalize("NFC", text).casefold()


def norwegian_slug(text: str, *, length: int = 60) -> str:
    """Return an ASCII slug of at most `length` characters in which æ, ø and å are still readable."""
    return slugify(normalise(text).lower().translate(NORWEGIAN_LETTERS))[:length].strip("-")


def unique_slug(text: str) -> str:
    """Return a slug with a random ending, so that equal titles never have to be counted under a lock."""
    ending = "".join(secrets.choice(SLUG_ALPHABET) for _ in range(6))
    return f"{norwegian_slug(text) or 'side'}-{ending}"
