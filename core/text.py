"""Cleaning of what people type, the same for every field of every form."""

from __future__ import annotations

import re
import secrets
import unicodedata

from django.utils.text import slugify

# What is taken away: control characters (forms refuse null themselves) and halves of characters, marks that change the
# direction of the text around them, and letters that nobody can see.
CONTROLS = [*range(1, 9), *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)]
DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
BLANKS = [0x200B, *range(0x2060, 0x2065), 0xFEFF, 0x115F, 0x1160, 0x3164, 0xFFA0]
INVISIBLE = dict.fromkeys([*CONTROLS, *DIRECTIONS, *BLANKS])
LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
NORWEGIAN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"})
SLUG_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def normalise(text: str) -> str:
    """Return `text` in one Unicode form, with plain line ends, without invisible marks; empty if it shows nothing."""
    text = unicodedata.normalize("NFC", LINE_END.sub("\n", text).translate(INVISIBLE)).strip()
    return text if any(_is_seen(sign) for sign in text) else ""


def _is_seen(sign: str) -> bool:
    return not sign.isspace() and unicodedata.category(sign) != "Cf"


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
