from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from search.engines import ENGINES, engine_class
from search.engines.base import EngineError
from search.evaluation import timing
from search.evaluation.collection import BadCollection, Collection, read
from search.evaluation.crowd import crowd

CHANGES = 20
LEAST = 1000  # documents


class Command(BaseCommand):
    help = "Fills an index with documents made of a collection's sentences, and says how long a reader waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--engine", choices=ENGINES, default=next(iter(ENGINES)))
        parser.add_argument("--documents", type=int, default=20_000)

    def handle(self, *, file: Path, engine: str, documents: int, **options: Any) -> None:
        if documents < LEAST:
            raise CommandError(f"--documents must be at least {LEAST}: fewer say nothing.")
        try:
            collection = read(file)
            if not any(one.body.strip() for one in collection.open_documents):
                raise BadCollection(f"{file.name} has no open documents with a text to make others of.")
            self._measure(engine, collection, documents)
        except (BadCollection, EngineError, ImproperlyConfigured, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error

    def _measure(self, engine: str, collection: Collection, documents: int) -> None:
        with engine_class(engine).throwaway() as filled:
            cost, held = timing.fill(filled, crowd(collection, documents), documents)
            with filled.reading() as snapshot:
                self._tell(engine, cost, snapshot.size())
            for row in timing.timed(filled, held, documents // timing.SAMPLED):
                self._row(row)
            self._row(timing.changes(filled, list(crowd(collection, CHANGES))))

    def _tell(self, engine: str, cost: timing.Filled, size: int) -> None:
        self.stdout.write(f"{engine}: {cost.documents:,} documents, {cost.documents / cost.seconds:,.0f} a second")
        self.stdout.write(f"  index {size / 1e6:,.0f} MB, {size / cost.text:.2f} of the text")
        self.stdout.write(f"  memory {cost.half_way:,.0f} MB at most in the first half, {cost.memory:,.0f} MB in all")
        self.stdout.write(f"  {'milliseconds':<30}{'median':>10}{'19 of 20':>10}")

    def _row(self, row: timing.Timed) -> None:
        self.stdout.write(f"  {row.name:<30}{row.median:>10.1f}{row.slowest:>10.1f}")
