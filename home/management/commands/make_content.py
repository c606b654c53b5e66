from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.bulk.making import MOST, NobodyWrites, make
from home.bulk.storing import SectionFull


class Command(BaseCommand):
    help = "Makes bulk for measuring: ideas, threads, experiences, comments; run again, it goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, required=True, help=f"how many, in whole thousands, up to {MOST:,}")
        parser.add_argument("--seed", type=int, default=1, help="another number makes other texts, beside the first")

    def handle(self, *, scale: int, seed: int, **options: Any) -> None:
        if not (settings.DEBUG or settings.DEMO):
            raise CommandError("Bulk is made only where DEBUG or DEMO is true.")
        if not (0 < scale <= MOST and seed >= 0):
            raise CommandError(f"The scale is from 1 to {MOST:,}, the seed 0 or more.")
        try:
            self._make(scale, seed)
        except (NobodyWrites, SectionFull) as error:
            raise CommandError(error) from error

    def _make(self, scale: int, seed: int) -> None:
        begun, ending = time.monotonic(), "\r" if self.stdout.isatty() else "\n"
        steps = make(scale=scale, seed=seed)
        made = there = next(steps)
        for made in steps:
            self.stdout.write(f"{made:,} of {scale:,}", ending=ending)
            self.stdout.flush()
        took = time.monotonic() - begun
        self.stdout.write(f"Made {made - there:,} in {took:.0f} s; run_worker or search_rebuild indexes them.")
