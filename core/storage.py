from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage


def private_storage() -> Storage:
    """Return where files lie that are only handed out after a check; no address leads into this folder."""
    return FileSystemStorage(location=str(Path(settings.VAR) / "private"))
