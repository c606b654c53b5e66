from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from search import steering
from search.engines import ENGINES, engine_class
from search.engines.base import EngineError
from search.evaluation.collection import BadCollection, read
from search.evaluation.filler import filler
from search.evaluation.measure import Result, evaluate, fill
from search.synonyms import NONE, Synonyms


class Command(BaseCommand):
    help = "Asks the judged queries of a collection of an index of its documents, and says how good the answers are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--engine", choices=ENGINES, default=next(iter(ENGINES)))
        parser.add_argument("--filler", type=int, default=0, help="documents of random words beside those of the file")
        parser.add_argument("--synonyms", action="store_true", help="widen the queries with the synonyms of this site")
        parser.add_argument("--json", action="store_true")

    def handle(self, *, file: Path, engine: str, filler: int, synonyms: bool, json: bool, **options: Any) -> None:
        if filler < 0:
            raise CommandError("--filler is a number of documents.")
        try:
            result = _measured(file, engine, filler, steering.synonyms() if synonyms else NONE)
        except (BadCollection, EngineError, ImproperlyConfigured, OSError, DatabaseError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_as_json(engine, result) if json else _as_text(engine, result))
        if result.leaks:
            raise SystemExit(1)


def _measured(file: Path, engine: str, fillers: int, synonyms: Synonyms) -> Result:
    collection = read(file)
    collection = collection.among(filler(collection, fillers))
    throwaway = engine_class(engine).throwaway
    with throwaway() as asked, throwaway() as reference:
        fill(asked, collection.documents)
        fill(reference, collection.open_documents)
        return evaluate(collection, asked, reference, synonyms)


def _as_json(engine: str, result: Result) -> str:
    values = {**asdict(result), "ndcg": round(result.ndcg, 4)}
    values["groups"] = {name: round(value, 4) for name, value in result.groups.items()}
    return json.dumps({"engine": engine, **values}, ensure_ascii=False)


def _as_text(engine: str, result: Result) -> str:
    lines = [f"{engine}: nDCG@10 {result.ndcg:.3f}"]
    lines += [f"  {group:<12} {value:.3f}" for group, value in result.groups.items()]
    lines += [f"  nothing good for {', '.join(result.zero)}"] if result.zero else []
    return "\n".join([*lines, *(f"  LEAK {one.query}: {one.document} in {one.where}" for one in result.leaks)])
