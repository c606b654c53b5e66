from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from home.demo.loading import load


class Command(BaseCommand):
    help = "Makes what is missing of the demo world; what is there, or has been changed, is left alone."

    def handle(self, **options: Any) -> None:
        try:
            made = load()
        except ImproperlyConfigured as error:
            raise CommandError(error) from error
        told = ", ".join(f"{count} {kind}" for kind, count in made.items())
        self.stdout.write(f"Made {told}" if told else "The demo world is complete: nothing made")
