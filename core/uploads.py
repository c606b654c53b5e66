"""What editors may put into the library: files that are what their names say, and that nobody chokes on."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .forms import NormalisedTextMixin

MOST_ENTRIES, MOST_UNPACKED = 2_000, 200 * 1024 * 1024  # of an Office document: files in it, bytes when unpacked
HEAD = 4_096  # bytes
MARKUP = (b"<!doctype", b"<html", b"<script", b"<svg", b"<?xml", b"<?php")
UNDRAWABLE = (OSError, ValueError, SyntaxError, EOFError, MemoryError, Image.DecompressionBombError)
NOT_AS_NAMED = _("The content of this file does not fit its name. Save it anew in the program it comes from.")
TOO_MUCH = _("This file unpacks to more than we can take.")


def _is_pdf(file: IO[bytes]) -> bool:
    return file.read(5) == b"%PDF-"


def _is_text(file: IO[bytes]) -> bool:
    head = file.read(HEAD)
    return b"\x00" not in head and not head.lower().lstrip(b"\xef\xbb\xbf \t\r\n").startswith(MARKUP)


def _is_archive_with(part: str) -> Callable[[IO[bytes]], bool]:
    """Return a check for Office documents: zip files with `part` in them. It raises for one that is a bomb."""

    def check(file: IO[bytes]) -> bool:
        if file.read(2) != b"PK":  # a zip file may hide behind something else
            return False
        file.seek(0)
        try:
            entries = zipfile.ZipFile(file).infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            return False
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise ValidationError(TOO_MUCH, code="too_much")
        names = [entry.filename for entry in entries]
        escapes = any(".." in PurePath(name).parts or name.startswith(("/", "\\")) for name in names)
        return not escapes and any(name.startswith(part) for name in names)

    return check


CHECKS: dict[str, Callable[[IO[bytes]], bool]] = {
    "pdf": _is_pdf,
    "txt": _is_text,
    "csv": _is_text,
    "docx": _is_archive_with("word/"),
    "xlsx": _is_archive_with("xl/"),
    "pptx": _is_archive_with("ppt/"),
    "odt": _is_archive_with("content.xml"),
}


def check_document(file: Any) -> None:
    """Raise unless the content of `file` is of the kind that its name says; other names are refused elsewhere."""
    check = CHECKS.get(PurePath(file.name).suffix.lower().lstrip("."))
    file.seek(0)
    try:
        if check is not None and not check(file):
            raise ValidationError(NOT_AS_NAMED, code="not_as_named")
    finally:
        file.seek(0)


class DocumentForm(NormalisedTextMixin, BaseDocumentForm):
    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if "file" in self.changed_data and file:
            check_document(file)
        return file


class ImageForm(NormalisedTextMixin, BaseImageForm):
    """An image that can be drawn to its last line: Wagtail looks at the beginning, and every size of it fails later.

    Wagtail derives from it the form for the title of one of several new images, which has no file.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if (field := self.fields.get("file")) is not None:
            field.to_python = _drawable(field.to_python)  # type: ignore[method-assign] # fields are copied per form


def _drawable(to_python: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def convert(data: Any) -> Any:
        try:
            file = to_python(data)
            if file:
                with Image.open(file) as picture:
                    picture.load()
        except UNDRAWABLE as error:
            raise ValidationError(NOT_AS_NAMED, code="not_as_named") from error
        if file:
            file.seek(0)
        return file

    return convert
