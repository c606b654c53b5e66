"""A secret key of its own for every copy of the site that runs without production settings."""

import secrets
from pathlib import Path


def secret_key(path: Path) -> str:
    """Return the key kept at `path`, which is made on first use."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x") as new:
            path.chmod(0o600)
            new.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
