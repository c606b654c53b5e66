from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


def private_storage() -> Storage:
    """Return where files lie that are only handed out after a check; no address leads into this folder."""
    return FileSystemStorage(location=str(Path(settings.VAR) / "private"))


class StaticStorage(CompressedManifestStaticFilesStorage):
    """Styles and scripts, compressed beforehand with gzip alone: Brotli would add 14 s to every start for a few kB."""

    def create_compressor(self, **options: Any) -> Compressor:
        return super().create_compressor(use_brotli=False, **options)
