"""The forms on a page, as a browser would send them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode


@dataclass
class Form:
    """A form; `fields` are its names with what stands in them, `files` the names of its file fields.

    Of its `buttons`, name and value, a browser sends the one that was pressed.
    """

    action: str
    method: str = "post"
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class FormParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.inside: Form | None = None
        self.writing: str | None = None
        self.choosing: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.inside)
        if self.inside is None:
            return
        if tag == "option":
            self._option(given)
        elif name := given.get("name"):
            self._field(tag, name, given)

    def handle_data(self, data: str) -> None:
        if self.inside and self.writing:
            self.inside.fields[self.writing][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        self.writing = None if tag == "textarea" else self.writing
        self.choosing = None if tag == "select" else self.choosing

    def _field(self, tag: str, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text")
        if tag == "button" or kind == "submit":
            self.inside.buttons.append((name, given.get("value", "")))
        elif kind == "file":
            self.inside.files.append(name)
        elif tag == "textarea":
            self.writing = name
            self.inside.fields.setdefault(name, []).append("")
        elif tag == "select":
            self.choosing = name
            self.inside.fields.setdefault(name, [])
        elif kind in ("checkbox", "radio") and "checked" not in given:
            self.inside.fields.setdefault(name, [])
        else:
            self.inside.fields.setdefault(name, []).append(given.get("value", ""))

    def _option(self, given: dict[str, str]) -> None:
        if self.choosing and "selected" in given:
            self.inside.fields[self.choosing].append(given.get("value", ""))


def urlencoded(fields: dict[str, list[str]]) -> bytes:
    """Return fields as they are sent without files; half of a sign is sent as its bytes."""
    pairs = ((name, value.encode(errors="surrogatepass")) for name, given in fields.items() for value in given)
    return urlencode(list(pairs)).encode()


def multipart(fields: dict[str, list[str]], files: dict[str, tuple[str, str, bytes]], boundary: str) -> bytes:
    """Return fields and files (name, content type, content) as they are sent; nothing in a name is made harmless."""
    parts = [(f'name="{name}"', value.encode(errors="surrogatepass")) for name in fields for value in fields[name]]
    for name, (called, kind, content) in files.items():
        parts.append((f'name="{name}"; filename="{called}"\r\nContent-Type: {kind}', content))
    body = b""
    for said, content in parts:
        head = f"--{boundary}\r\nContent-Disposition: form-data; {said}\r\n\r\n"
        body += head.encode(errors="surrogatepass") + content + b"\r\n"
    return body + f"--{boundary}--\r\n".encode()


def forms_in(html: str, method: str = "post") -> list[Form]:
    """Return the forms of a page that are sent in this way: those that are posted, or filters and searches (`get`)."""
    parser = FormParser()
    parser.feed(html)
    return [form for form in parser.forms if form.method == method]
