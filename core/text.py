"""Cleaning of what people type, the same for every field of every form."""

from __future__ import annotations

import secrets
import unicodedata

from django.utils.text import slugify

# Marks that change the direction of the text around them, or that nobody can see.
INVISIBLE = dict.fromkeys([0x200B, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x3164])
NORWEGIAN_LETTERS = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "Æ": "ae", "Ø": "o", "Å": "a", "đ": "d", "ŋ": "n", "ŧ": "t"}
)
SLUG_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def normalise(text: str) -> str:
    """Return `text` in one Unicode form, without invisible marks and with plain line ends."""
    text = unicodedata.normalize("NFC", text).translate(INVISIBLE)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def fold(text: str) -> str:
    """Return `text` as it is compared: one Unicode form, no difference between capitals and small letters."""
    return unicodedata.normalize("NFC", text).casefold()


def norwegian_slug(text: str, *, length: int = 60) -> str:
    """Return an ASCII slug of at most `length` characters in which æ, ø and å are still readable."""
    return slugify(normalise(text).translate(NORWEGIAN_LETTERS))[:length].strip("-")


def unique_slug(text: str) -> str:
    """Return a slug with a random ending, so that equal titles never have to be counted under a lock."""
    ending = "".join(secrets.choice(SLUG_ALPHABET) for _ in range(6))
    return f"{norwegian_slug(text) or 'side'}-{ending}"
