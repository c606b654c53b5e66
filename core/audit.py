"""The chain over the audit log: each entry is sealed with a hash of itself and of the seal before it.

Entries are written inside the transaction they tell of and sealed afterwards by whoever drains; a chain inside the
transactions would be one lock for the whole site.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction

from .locks import only_one
from .models.journal import AuditEntry, AuditSeal

START = "0" * 64


@dataclass(frozen=True)
class ChainReport:
    """`broken_at` is the primary key of the first entry that is gone or does not fit its seal, if there is one."""

    sealed: int
    unsealed: int
    broken_at: int | None


def seal_hash(previous: str, entry: AuditEntry) -> str:
    """Return the seal of `entry` after the seal `previous`: SHA-256, 64 hexadecimal digits."""
    content = [
        entry.pk,
        entry.at.isoformat(timespec="microseconds"),
        entry.action,
        entry.actor_id,
        entry.actor_name,
        entry.organisation_id,
        entry.organisation_name,
        entry.object_uid,
        entry.object_name,
        entry.data,
    ]
    text = json.dumps([previous, content], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def seal_new_entries() -> int:
    """Seal the entries that have no seal yet, oldest first, and return how many there were."""
    with only_one("audit") as alone:
        if not alone:
            return 0
        with transaction.atomic():
            last = AuditSeal.objects.last()
            previous = last.hash if last else START
            seals = []
            for entry in AuditEntry.objects.filter(seal=None).order_by("pk"):
                previous = seal_hash(previous, entry)
                seals.append(AuditSeal(entry=entry, hash=previous))
            AuditSeal.objects.bulk_create(seals)
            return len(seals)


def verify() -> ChainReport:
    """Recompute the whole chain."""
    previous, sealed, broken_at = START, 0, None
    for seal in AuditSeal.objects.order_by("pk").prefetch_related("entry").iterator(chunk_size=1000):
        # The database's own tools can delete an entry and leave its seal.
        entry = getattr(seal, "entry", None)
        previous = seal_hash(previous, entry) if entry else ""
        sealed += 1
        if seal.hash != previous:
            broken_at = seal.entry_id
            break
    return ChainReport(sealed, AuditEntry.objects.filter(seal=None).count(), broken_at)
