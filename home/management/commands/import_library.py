from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from home.importer import ImportResult, import_report
from home.library.reading import ReportError, read_report
from home.models import ArticleIndexPage, ArticlePage

SUFFIXES = (".txt", ".md")


class Command(BaseCommand):
    help = "Turns reports (text or Markdown) into readable articles in the library; run again, it updates them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, help="reports, or folders of them")
        parser.add_argument("--parent", help="address of the page to put them under (default: /bibliotek/)")

    def handle(self, *, files: list[Path], parent: str | None, **options: Any) -> None:
        below = self._parent(parent)
        failed = 0
        for path in _reports(files):
            try:
                self._import(path, below)
            except (ReportError, OSError) as error:
                failed += 1
                self.stderr.write(f"{path.name}: {error}")
        if failed:
            raise CommandError(f"{failed} of the files were not imported.")

    def _import(self, path: Path, parent: Page) -> None:
        report = read_report(path.read_bytes(), name=path.name)
        chapters = 1 + sum(1 for _chapter in report.walk())
        done = 0

        def progress(article: ArticlePage) -> None:
            nonlocal done
            done += 1
            self.stdout.write(f"{path.name}: {done} of {chapters}\r", ending="")
            self.stdout.flush()

        result = import_report(report=report, parent=parent, progress=progress)
        self._tell(path, result)

    def _tell(self, path: Path, result: ImportResult) -> None:
        counts = {"new": result.created, "updated": result.updated, "unchanged": result.unchanged}
        counted = ", ".join(f"{len(pages)} {word}" for word, pages in counts.items())
        self.stdout.write(f"{path.name}: «{result.article.title}», {counted}")
        for page in result.kept:
            self.stdout.write(f"  kept, because an editor has changed it: {page.heading}")
        for page in result.gone:
            self.stdout.write(f"  unpublished, because the report no longer has it: {page.heading}")

    @staticmethod
    def _parent(address: str | None) -> Page:
        if address is None:
            return ArticleIndexPage.objects.get(slug="bibliotek")
        slugs = [part for part in address.split("/") if part]
        found = Page.objects.filter(depth=len(slugs) + 2, url_path__endswith=f"/{'/'.join(slugs)}/").first()
        if found is None:
            raise CommandError(f"There is no page at {address}")
        return found.specific


def _reports(paths: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.iterdir() if one.suffix in SUFFIXES) if path.is_dir() else [path]
        found += inside
    return found
