"""The table of demo accounts, for whoever tries the site."""

from __future__ import annotations

from collections.abc import Iterator

from .people import PASSWORD, admin_roles, totp_secret
from .world import rows

HEADINGS = ("e-mail", "password", "role", "organisation", "TOTP secret")


def table() -> Iterator[str]:
    """Yield the lines of the table, its columns aligned; only those who may enter the admin have a secret."""
    lines = [HEADINGS, *_accounts()]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _accounts() -> Iterator[tuple[str, ...]]:
    names = {row["slug"]: row["name"] for row in rows("people", "organisation")}
    staff = admin_roles()
    for row in rows("people", "person"):
        role = row.get("site_role") or row["role"] or "reader"
        shown = role.replace("_", " ") if row.get("verified", True) else f"{role} (newcomer)"
        secret = totp_secret(row["email"]) if role in staff else ""
        yield row["email"], PASSWORD, shown, names.get(row["organisation"], ""), secret
