from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from search.analysis.lexicon.build import build


class Command(BaseCommand):
    help = "Builds the words that compounds are split by, and the headwords of irregular forms. Done at install."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{build()} words")
