from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from home.worker import run_forever


class Command(BaseCommand):
    help = "Delivers mail, keeps the search index, runs tasks and publishes what is scheduled, until it is stopped."

    def handle(self, **options: Any) -> None:
        run_forever()
