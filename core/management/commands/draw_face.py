from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from core.drawing import STATIC, draw_all


class Command(BaseCommand):
    help = "Draw the icons and the share pictures anew, after the theme or the mark has changed; commit what it draws."

    def handle(self, *args: Any, **options: Any) -> None:
        for path in draw_all(STATIC / "img"):
            self.stdout.write(f"{path.relative_to(STATIC)} {path.stat().st_size} bytes")
