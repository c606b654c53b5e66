"""Characters: one form for letters, spaces, hyphens and bullets, whatever program wrote the file."""

from __future__ import annotations

import re
import unicodedata

BULLETS = "•◦▪▫‣⁃∙●○■□➢➤✓"
"""Signs that stand before the items of a list, as `clean` leaves them."""

_REPLACED = str.maketrans(
    {
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u2010": "-",
        "\u2011": "-",
        "\u200b": None,
        "\u200c": None,
        "\u200d": None,
        "\u2060": None,
        "\ufeff": None,
    }
)
_PRIVATE_BULLET = re.compile(r"(?m)^([ \t\f]*)[\ue000-\uf8ff](?=\s)")
_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ud800-\udfff\ufffe\uffff]")
_TABBED_MARKER = re.compile(
    rf"(?m)^([ \t\f]*(?:[{BULLETS}*+–-]|\d{{1,3}}[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{1,5}}\.?|[a-zæøå]\)))"
    r"[ \t]*\t[ \t]*(?=[^\t\n]*$)"
)
_TABBED_CIRCLE = re.compile(r"(?m)^([ \t\f]*)o[ ]*\t[ \t]*(?=[^\t\n]*$)")
_CLOSE_DASHES = re.compile(r"(?m)(?:^ {0,8}[-–][^\W\d_].*\n?){2,}")
_CLOSE_DASH = re.compile(r"(?m)^( {0,8}[-–])(?=\S)")
_SOFT_HYPHEN_BREAK = re.compile(r"\u00ad[ \t]*\n[ \t]*")


def clean(text: str) -> str:
    """The text in NFC with plain spaces, `\\n` line ends, no control characters, and private bullets as «•».

    After the sign that begins an item of a list stands a space, not a tab or nothing.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = unicodedata.normalize("NFC", text).translate(_REPLACED)
    text = _SOFT_HYPHEN_BREAK.sub("", text).replace("\u00ad", "")
    text = _UNWANTED.sub("", _PRIVATE_BULLET.sub(r"\1•", text))
    text = _CLOSE_DASHES.sub(lambda lines: _CLOSE_DASH.sub(r"\1 ", lines[0]), text)
    return _TABBED_CIRCLE.sub(r"\1◦ ", _TABBED_MARKER.sub(r"\1 ", text))


def slug(text: str, length: int = 80) -> str:
    """Lower-case letters a-z, digits and hyphens for an address; at most `length` characters, maybe none."""
    text = text.casefold().replace("æ", "ae").replace("ø", "o").replace("đ", "d").replace("ŋ", "n").replace("ŧ", "t")
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", letters)
    kept = ""
    for word in words:
        if len(kept) + len(word) >= length:
            break
        kept = f"{kept}-{word}" if kept else word
    return kept
