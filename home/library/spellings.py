"""The many spellings of Markdown, written as the few that the reader knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from home.library.document import Note
from home.library.inline import NOTE_CLOSE, NOTE_OPEN, to_html
from home.library.lists import marker_of

_FENCE = re.compile(r" {0,3}(```|~~~)")
_FIELD = re.compile(r"(?P<name>[\w-]{1,40})\s*:\s*(?P<value>.*)")
_FIELD_GOES_ON = re.compile(r"\s+\S|-\s|#|\s*\Z")
_MOST_FIELDS = 60
_UNDERLINE = re.compile(r" {0,3}(={3,}|-{3,})\s*")
_NO_TITLE = re.compile(r"\s*[#>|=<-]|.*[.,;]\s*\Z|.*(?:\t|\S {2,}\S)")
_LONGEST_TITLE = 120
_COMMENT = re.compile(r"<!--.{0,1000}?-->", re.DOTALL)
_HTML_HEADING = re.compile(r"(?mi)^ {0,3}<h([1-6])\b[^<>\n]{0,200}>([^\n]{1,300}?)</h\1>[ \t]*$")
_HTML_ITEM = re.compile(r"(?mi)^[ \t]*<li\b[^<>\n]{0,200}>([^\n]*?)(?:</li>)?[ \t]*$")
_HTML_LIST = re.compile(r"(?mi)^[ \t]*</?(?:ul|ol)\b[^<>\n]{0,200}>[ \t]*$")
_TARGET = re.compile(
    r" {0,3}\[(?P<name>[^\[\]^][^\[\]]{0,200})\]:\s*<?(?P<target>(?:https?:|mailto:|[/#.])\S*?)>?(?:\s+[\"'(].*)?\s*"
)
_NOTE = re.compile(r" {0,3}\[\^(?P<name>[^\[\]\s]{1,50})\]:\s*(?P<text>.*)")
_NOTE_SIGN = re.compile(r"\[\^([^\[\]\s]{1,50})\]")
_NAMED_LINK = re.compile(r"\[(?P<label>[^\[\]\n]{1,400})\](?:\[(?P<name>[^\[\]\n]{0,200})\])?(?![(\[:])")


class Source(NamedTuple):
    """A text whose links and notes are spelled out, and the notes that stand apart in it."""

    lines: list[str]
    notes: tuple[Note, ...]


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between two lines of hyphens before the text, by their names in small letters, and the rest."""
    lines = text.lstrip("\n").split("\n", _MOST_FIELDS)
    if lines[0].rstrip() != "---":
        return {}, text
    fields: dict[str, str] = {}
    for place, line in enumerate(lines[1:_MOST_FIELDS], 1):
        field = _FIELD.fullmatch(line.rstrip())
        if line.rstrip() in ("---", "...") and fields:
            return fields, "\n".join(lines[place + 1 :])
        if field:
            fields[field["name"].lower()] = field["value"].strip("\"' ")
        elif not _FIELD_GOES_ON.match(line):
            break
    return {}, text


def with_number_signs(lines: Sequence[str]) -> tuple[list[str], int]:
    """The lines with number signs for headings that are underlined, and how many such there were."""
    made, count, is_code = list(lines), 0, False
    for place, line in enumerate(lines[:-1]):
        is_code ^= bool(_FENCE.match(line))
        rule = _UNDERLINE.fullmatch(lines[place + 1])
        if rule and not is_code and _is_title(line) and not (place and lines[place - 1].strip()):
            made[place], made[place + 1] = f"{'#' if rule[1][0] == '=' else '##'} {line.strip()}", ""
            count += 1
    return made, count


def _is_title(line: str) -> bool:
    if not 0 < len(line.strip()) <= _LONGEST_TITLE or not any(map(str.isalpha, line)):
        return False
    return not _NO_TITLE.match(line) and marker_of(line) is None


def spelled_out(lines: Sequence[str]) -> Source:
    """The lines without comments, with links that are named elsewhere in full and with signs for notes.

    Headings and lists in html are written with signs.
    """
    text = _COMMENT.sub("", "\n".join(lines))
    text = _HTML_HEADING.sub(lambda match: f"\n{'#' * int(match[1])} {match[2].strip()}\n", text)
    lines = _HTML_LIST.sub("", _HTML_ITEM.sub(r"- \1", text)).split("\n")
    targets = {match["name"].casefold(): match["target"] for match in map(_TARGET.fullmatch, lines) if match}
    lines = [line for line in lines if not _TARGET.fullmatch(line)] if targets else lines
    lines, noted = _without_notes(lines)
    numbers = {name: str(number) for number, name in enumerate(noted, 1)}

    def sign(match: re.Match[str]) -> str:
        number = numbers.get(match[1])
        return f"{NOTE_OPEN}{number}{NOTE_CLOSE}" if number else match[0]

    def link(match: re.Match[str]) -> str:
        target = targets.get((match["name"] or match["label"]).casefold())
        return f"[{match['label']}]({target})" if target else match[0]

    def written(text: str) -> str:
        text = _NOTE_SIGN.sub(sign, text) if numbers else text
        return _NAMED_LINK.sub(link, text) if targets else text

    notes = [Note(numbers[name], to_html(written(" ".join(text)), markdown=True)) for name, text in noted.items()]
    return Source([written(line) for line in lines], tuple(notes))


def _without_notes(lines: Sequence[str]) -> tuple[list[str], dict[str, list[str]]]:
    """The lines without the notes among them, and the lines of each note by its name."""
    kept: list[str] = []
    notes: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        match = _NOTE.fullmatch(line)
        if match and len(notes) < 999:
            current = notes.setdefault(match["name"], [])
            current.append(match["text"].strip())
        elif current is not None and line.strip():
            current.append(line.strip())
        else:
            current = None
            kept.append(line)
    return kept, notes
