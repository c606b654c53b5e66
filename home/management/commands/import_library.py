from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from core.pages import page_path
from home.importer import ImportResult, import_report
from home.library.reading import MOST_BYTES, ReportError, read_report, report_key
from home.models import ArticlePage

SUFFIXES = (".txt", ".md")
LIBRARY = "bibliotek"
EVERY = 25  # articles between two lines of progress, where no terminal shows each


class Command(BaseCommand):
    help = "Turns reports (text or Markdown) into readable articles in the library; run again, it updates them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=_path, help="reports, known by their files' names, or folders")
        parser.add_argument("--parent", help=f"address of the page to put them under (default: /{LIBRARY}/)")

    def handle(self, *, files: list[Path], parent: str | None, **options: Any) -> None:
        below = _parent(parent or LIBRARY)
        self.failed = 0
        known: dict[str, Path] = {}
        for path in [report for named in files for report in self._reports(named)]:
            first = known.setdefault(report_key(path.name), path)
            try:
                if first is path:
                    self._import(path, below)
                elif not path.samefile(first):
                    raise CommandError(f"A report is known by its file's name, and {first} has the same one.")
            except (ReportError, CommandError, OSError) as error:
                self._refuse(path, error)
        if self.failed:
            raise CommandError(f"{self.failed} {'file was' if self.failed == 1 else 'files were'} not imported.")

    def _reports(self, path: Path) -> list[Path]:
        """Return the reports in a folder, or else what was named."""
        try:
            inside = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES and not one.is_dir())
        except (NotADirectoryError, FileNotFoundError):
            return [path]
        except OSError as error:
            self._refuse(path, error)
            return []
        if not inside:
            self.stderr.write(f"{path}: There are no reports ({', '.join(SUFFIXES)}) in this folder.")
        return inside

    def _refuse(self, path: Path, error: Exception) -> None:
        self.failed += 1
        self.stderr.write(f"{path}: {getattr(error, 'strerror', None) or error}")

    def _import(self, path: Path, parent: Page) -> None:
        if path.exists() and not path.is_file():
            raise CommandError("This is not a file.")
        with path.open("rb") as file:
            report = read_report(file.read(MOST_BYTES + 1), name=path.name)
        articles = 1 + sum(1 for _chapter in report.walk())
        done = 0

        def progress(article: ArticlePage) -> None:
            nonlocal done
            done += 1
            is_terminal = self.stdout.isatty()
            if is_terminal or done % EVERY == 0:
                self.stdout.write(f"{path.name}: {done} of {articles}", ending="\r" if is_terminal else "\n")
                self.stdout.flush()

        self._tell(path, import_report(report=report, parent=parent, progress=progress))

    def _tell(self, path: Path, result: ImportResult) -> None:
        counts = {"new": result.created, "updated": result.updated, "unchanged": result.unchanged}
        counted = ", ".join(f"{len(pages)} {word}" for word, pages in counts.items())
        self.stdout.write(f"{path.name}: «{result.article.title}» at {page_path(result.article)}, {counted}")
        for page in result.kept:
            self.stdout.write(f"  kept, because an editor has changed it or what is below it: {page.heading}")
        for page in result.gone:
            self.stdout.write(f"  unpublished, because the report no longer has it: {page.heading}")


def _path(named: str) -> Path:
    """Return what was named, with one's home for ~ where no shell has read it."""
    return Path(os.path.expanduser(named))


def _parent(address: str) -> Page:
    """Return the page at an address; raises `CommandError` when there is none, or when it cannot hold articles."""
    slugs = [part for part in address.split("/") if part]
    found = Page.objects.filter(depth=len(slugs) + 2, url_path__endswith=f"/{'/'.join(slugs)}/").first()
    if found is None:
        raise CommandError(f"There is no page at {address}")
    if not ArticlePage.can_create_at(found.specific):
        raise CommandError(f"The page at {address} cannot hold articles; a list of articles or an article can.")
    return found.specific
