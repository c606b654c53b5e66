"""One call that writes what every change of ours leaves behind: an audit entry, an event entry, a search change.

All three are rows of the transaction that makes the change.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models, transaction

from . import search_registry
from .models.journal import AuditEntry, EventEntry
from .models.outbox import SearchChange


def uid_of(obj: models.Model) -> str:
    """Return the name of a thing across the whole site: `page:<id>`, or `<model>:<id>` for what is not a page."""
    return f"{search_registry.name_of(obj._meta.model)}:{obj.pk}"


def audit(action: str, *, obj: models.Model, actor: Any = None, organisation: Any = None, **data: Any) -> AuditEntry:
    """Write one entry to the audit log."""
    return AuditEntry.objects.create(
        action=action,
        actor_id=actor.pk if actor else None,
        actor_name=str(actor)[:255] if actor else "",
        organisation_id=organisation.pk if organisation else None,
        organisation_name=str(organisation) if organisation else "",
        object_uid=uid_of(obj),
        object_name=str(obj)[:255],
        data=data,
    )


def happened(kind: str, *, obj: models.Model, actor: Any = None, organisation: Any = None, **data: Any) -> EventEntry:
    """Write one entry to the event log, for those who want to be told."""
    return EventEntry.objects.create(
        kind=kind,
        actor_id=actor.pk if actor else None,
        organisation_id=organisation.pk if organisation else None,
        object_uid=uid_of(obj),
        data=data,
    )


def search_changed(*uids: str) -> None:
    """Note that the search documents of `uids`, and of all that depends on them, are no longer right."""
    changed = dict.fromkeys(one for uid in uids for one in search_registry.with_dependants(uid))
    SearchChange.objects.bulk_create([SearchChange(uid=uid) for uid in changed])
    if search_registry.drain_soon not in [entry[1] for entry in connection.run_on_commit]:
        transaction.on_commit(search_registry.drain_soon, robust=True)


def note(action: str, *, obj: models.Model, actor: Any = None, organisation: Any = None, **data: Any) -> None:
    """Write audit and event rows for one thing that `actor` did on behalf of `organisation`."""
    audit(action, obj=obj, actor=actor, organisation=organisation, **data)
    happened(action, obj=obj, actor=actor, organisation=organisation, **data)


def record(action: str, *, obj: models.Model, actor: Any = None, organisation: Any = None, **data: Any) -> None:
    """Write audit, event and search rows: a `note` of what readers find otherwise from now on."""
    note(action, obj=obj, actor=actor, organisation=organisation, **data)
    search_changed(uid_of(obj))
