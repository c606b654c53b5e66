"""Inline text: Markdown emphasis, links and HTML-ish tags become escaped text with b, i, a and br only."""

from __future__ import annotations

import re
from html import escape, unescape

NOTE_OPEN, NOTE_CLOSE = "\ue000", "\ue001"
"""Signs that stand round the number of a footnote in raw text, until `to_html` makes a link of it."""

_LINES = "p|div|details|summary|section|figure|figcaption|h[1-6]"
_DROPPED = "sup|sub|u|span|small|mark|center|font|kbd|code|del|ins|abbr"
_TOKEN = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~])"
    r"|<(?P<auto>(?:https?://|mailto:)[^\s<>]*)>"
    r"|!?\[(?P<label>[^\[\]\n]{0,400})\]\(<?(?P<target>(?:[^()\s<>]|\([^()\s]{0,200}\)){0,2000})>?(?:\s+\"[^\"\n]{0,300}\")?\)"
    rf"|<(?P<close>/?)(?P<tag>b|strong|i|em|br|{_LINES}|{_DROPPED})\b[^<>]{{0,200}}>"
    rf"|{NOTE_OPEN}(?P<note>\d{{1,3}}){NOTE_CLOSE}"
    r"|(?P<stars>\*+)"
    rf"|(?P<run>[^\\<\[*!{NOTE_OPEN}]+)"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?(?:b|i|a|br)\b[^<>]*>")
_BOLD = re.compile(r"<b>((?:(?!</?b>).)*)</b>", re.DOTALL)
_LINE_TAG = re.compile(_LINES)
_LINK_TAG = re.compile(r"</?a\b[^<>]*>")
_UNDERSCORES = re.compile(r"(?<![\w/*=:.@-])(__?)(?=[^\s_])((?:[^_\n]|(?<=\w)_(?=\w)){1,300}?)(?<=[^\s_])\1(?![\w/@])")
_CODE = re.compile(r"(`+)([^`\n]{1,500})\1(?!`)")
_STRUCK = re.compile(r"~~(?=\S)([^~\n]{1,500})~~")
_SIGNS = re.compile(r"([\\*_\[\]<`!])")
_SAME_TAG = {"strong": "b", "em": "i", "b": "b", "i": "i"}
_STARS = {1: ("i",), 2: ("b",), 3: ("b", "i")}
_TRAILING = ".,;:!?)»”\"'"
_LONGEST_SHOWN = 80
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")


def plain(html: str) -> str:
    """The text of html made by `to_html`, on one line."""
    return " ".join(unescape(_TAG.sub(lambda tag: " " if tag[0].startswith("<br") else "", html)).split())


def bold_text(html: str) -> str:
    """What html that is all in bold says, without the bold; "" for any other."""
    match = _BOLD.fullmatch(html)
    return match[1] if match else ""


def to_html(text: str, *, markdown: bool = False) -> str:
    """Safe html of one piece of raw text.

    Tags for emphasis and lines are understood, most others are shown as text; addresses become links.
    With `markdown`, so are asterisks, underscores, backslashes and links. Always balanced; a lone asterisk stays, more
    are dropped.
    """
    text = _starred(text) if markdown else text
    writer = _Writer(markdown)
    for token in _TOKEN.finditer(text):
        writer.take(token, text)
    return writer.result()


def _starred(text: str) -> str:
    """With asterisks for underscores that mean emphasis, and code as the plain signs it is."""
    text = _CODE.sub(lambda match: _SIGNS.sub(r"\\\1", match[2].strip()), text) if "`" in text else text
    text = _STRUCK.sub(r"\1", text) if "~~" in text else text
    return _UNDERSCORES.sub(lambda match: "*" * len(match[1]) + match[2] + "*" * len(match[1]), text)


class _Writer:
    """Collects html, with a stack of the tags that stand open: (tag, place in the parts, sign as written)."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown
        self.parts: list[str] = []
        self.stack: list[tuple[str, int, str]] = []

    def take(self, token: re.Match[str], text: str) -> None:
        """Write one token."""
        kind = token.lastgroup
        if kind == "auto":
            self.parts.append(link(token["auto"]))
        elif kind == "note":
            self.parts.append(f'<a href="#note-{token["note"]}">[{token["note"]}]</a>')
        elif kind == "tag":
            self._tag(token["tag"].lower(), closes=bool(token["close"]))
        elif self.markdown and kind in ("escaped", "target", "stars"):
            self._markdown(kind, token, text)
        else:
            self.parts.append(_linked(unescape(token[0]) if self.markdown else token[0]))

    def _markdown(self, kind: str, token: re.Match[str], text: str) -> None:
        if kind == "escaped":
            self.parts.append(escape(token[0][1], quote=False))
        elif kind == "target":
            is_image = token[0].startswith("!")
            label = _LINK_TAG.sub("", to_html(token["label"].strip("<>"), markdown=True))
            self.parts.append("" if is_image else link(token["target"], label))
        else:
            self._emphasis(token, text)

    def _emphasis(self, token: re.Match[str], text: str) -> None:
        start, end = token.span()
        may_close = start > 0 and not text[start - 1].isspace()
        may_open = end < len(text) and not text[end].isspace()
        tags = _STARS.get(end - start, ())
        is_open = {tag for tag, _, _ in self.stack}
        if tags and may_close and is_open.issuperset(tags):
            for tag in reversed(tags):
                self._close(tag)
        elif tags and may_open and is_open.isdisjoint(tags):
            for tag in tags:
                self._open(tag, "" if tag == "b" else "*")
        elif end - start != 2 or not may_close:
            self.parts.append(token[0])

    def _tag(self, tag: str, *, closes: bool) -> None:
        if tag == "br" or _LINE_TAG.fullmatch(tag):
            self.parts.append("<br>")
        elif tag in _SAME_TAG and closes:
            self._close(_SAME_TAG[tag])
        elif tag in _SAME_TAG and all(_SAME_TAG[tag] != open_tag for open_tag, _, _ in self.stack):
            self._open(_SAME_TAG[tag], "")

    def _open(self, tag: str, sign: str) -> None:
        self.stack.append((tag, len(self.parts), sign))
        self.parts.append(f"<{tag}>")

    def _close(self, tag: str) -> None:
        if all(tag != open_tag for open_tag, _, _ in self.stack):
            return
        while True:
            open_tag, _, _ = self.stack.pop()
            self.parts.append(f"</{open_tag}>")
            if open_tag == tag:
                return

    def result(self) -> str:
        """The html, with tags that were never closed written as the signs they were."""
        for _, place, sign in self.stack:
            self.parts[place] = sign
        return tidy("".join(self.parts))


def tidy(html: str) -> str:
    """Without doubled or outer spaces, empty emphasis, and breaks at either end."""
    html = " ".join(html.split())
    for tag in ("b", "i"):
        html = html.replace(f"</{tag}><{tag}>", "").replace(f"</{tag}> <{tag}>", " ").replace(f"<{tag}></{tag}>", "")
    html = re.sub(r"<br>(?: ?<br>)+", "<br>", html.replace(" <br>", "<br>").replace("<br> ", "<br>"))
    return html.removeprefix("<br>").removesuffix("<br>").strip()


def link(target: str, label: str = "") -> str:
    """A link to a web or mail address; only the label when the target is anything else."""
    shown = label or escape(_short(target), quote=False)
    if target.startswith("www."):
        target = f"https://{target}"
    if not target.startswith(("https://", "http://", "mailto:")) or len(target) < 10:
        return shown
    return f'<a href="{escape(target)}">{shown}</a>'


def _short(target: str) -> str:
    """An address as it is shown: one that is very long only in its beginning."""
    shown = target.removeprefix("mailto:")
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 10]}…"


def _linked(text: str) -> str:
    if "://" not in text and "www." not in text and "@" not in text:
        return escape(text, quote=False)
    return "".join(_linked_word(word) for word in re.split(r"(\s+)", text))


def _linked_word(word: str) -> str:
    core = word.lstrip("([]«“\"'")
    lead = word[: len(word) - len(core)]
    core, tail = core.rstrip(_TRAILING), core[len(core.rstrip(_TRAILING)) :]
    if core.startswith(("https://", "http://", "www.")) and "." in core:
        middle = link(core)
    elif len(core) < 255 and _MAIL.fullmatch(core):
        middle = link(f"mailto:{core}")
    else:
        middle = escape(core, quote=False)
    return escape(lead, quote=False) + middle + escape(tail, quote=False)
