"""The only signal receivers: they write, for what Wagtail does, the rows that our own actions write.

Who did what comes from Wagtail's log, whatever door was used; what must be found, and what others are told of, from its
signals. Wagtail sends some of them outside a transaction: see `middleware.AdminTransactionMiddleware`.

Rooms above core that must tell somebody of a change, whatever door it came through, say so with `listen`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import models, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save, pre_delete
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.models.audit_log import BaseLogEntry
from wagtail.signals import copy_for_translation_done, page_slug_changed, post_page_move, published, unpublished

from . import actions, changes, journal, renditions, search_registry
from .alphabet import sort_key
from .models import AuditEntry, BasePage, EventEntry, PageState, SiteImage

NAMES = {"name", "first_name", "last_name", "slug"}

_listeners: dict[str, list[tuple[type[BasePage], Callable[..., None]]]] = defaultdict(list)


def listen(kind: str, model: type[BasePage], tell: Callable[..., None]) -> None:
    """Have `tell(page=...)` called for every entry of `kind` in the event log that is about a page of `model`.

    It runs in the transaction of the change, with the page as the database has it by then. Called once for each
    listener, when the apps are ready.
    """
    _listeners[kind].append((model, tell))


def tell_rooms(instance: EventEntry, **kwargs: Any) -> None:
    name, _colon, pk = instance.object_uid.partition(":")
    for model, tell in _listeners.get(instance.kind, []) if name == "page" else []:
        if (page := model.objects.filter(pk=pk).first()) is not None:
            tell(page=page)


def audit_wagtail_log(instance: BaseLogEntry, created: bool, **kwargs: Any) -> None:
    """Copy every entry of Wagtail's log into the audit log."""
    if not created:
        return
    name = "page" if isinstance(instance, PageLogEntry) else instance.content_type.model
    AuditEntry.objects.create(
        at=instance.timestamp,
        action=instance.action,
        actor_id=instance.user_id,
        actor_name=str(instance.user)[:255] if instance.user_id else "",
        object_uid=f"{name}:{instance.object_id}",
        object_name=instance.label[:255],
        data=instance.data,
    )


def give_state(
    instance: models.Model, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Give every new page its state, which an action that made the page fills in; its title sorts as it is now.

    Saving a draft stores only that there is one: the title of the page is still the published one.
    """
    if raw or not isinstance(instance, BasePage) or (update_fields is not None and "title" not in update_fields):
        return
    title_key = sort_key(instance.title)
    if created:
        defaults = {"author_id": instance.owner_id, "title_key": title_key}
        PageState.objects.get_or_create(page_id=instance.pk, defaults=defaults)
    else:
        PageState.objects.filter(page_id=instance.pk).exclude(title_key=title_key).update(title_key=title_key)


def note_published(instance: models.Model, revision: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, BasePage):
        actions.give_chosen_readers(page=instance)
    first = getattr(instance, "first_published_at", None) == getattr(instance, "last_published_at", None)
    journal.happened(
        "published",
        obj=instance,
        actor=revision.user if revision else None,
        organisation=_owner(instance),
        first=first,
        **_version(instance, revision),
    )
    journal.search_changed(journal.uid_of(instance))


def _version(instance: models.Model, revision: Any) -> dict[str, Any]:
    """Return which revision is published, and to whom: what the history of a page is made of."""
    if revision is None or not isinstance(instance, BasePage):
        return {}
    key = PageState.objects.filter(page_id=instance.pk).values_list("access_key", flat=True).first()
    return {"revision": revision.pk, "access_key": key}


def note_unpublished(instance: models.Model, **kwargs: Any) -> None:
    journal.happened("unpublished", obj=instance, organisation=_owner(instance))
    journal.search_changed(journal.uid_of(instance))


def note_moved(instance: Page, **kwargs: Any) -> None:
    """A page that moves takes the addresses of everything below it along."""
    below = Page.objects.descendant_of(instance, inclusive=True).values_list("pk", flat=True)
    journal.search_changed(*(f"page:{pk}" for pk in below))


def note_saved(
    instance: models.Model, created: bool, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Some things are found as they are saved; an organisation, a person or a term is named in documents of others.

    A page has signals of its own.
    """
    if raw or isinstance(instance, Page):
        return
    uid = journal.uid_of(instance)
    renamed = not created and (update_fields is None or NAMES & set(update_fields))
    adapter = search_registry.adapters().get(uid.partition(":")[0])
    if (adapter and adapter.as_saved) or (renamed and len(search_registry.with_dependants(uid)) > 1):
        journal.search_changed(uid)


def keep_translation_closed(source_obj: models.Model, target_obj: models.Model, **kwargs: Any) -> None:
    """What is translated has the readers of its original."""
    if isinstance(target_obj, BasePage):
        actions.keep_closed(page=source_obj, copy=target_obj)  # type: ignore[arg-type] # both are pages


def size_picture(instance: SiteImage, raw: bool = False, **kwargs: Any) -> None:
    """Have a picture in every size before anybody reads it: Wagtail throws the sizes of a file that is replaced away.

    A file that cannot be drawn is shown as it is.
    """
    if not raw:
        transaction.on_commit(lambda: renditions.make(instance), robust=True)


def note_deleted(instance: models.Model, **kwargs: Any) -> None:
    uid = journal.uid_of(instance)
    if uid.split(":")[0] in search_registry.adapters():
        journal.search_changed(uid)


def _owner(instance: models.Model) -> Any:
    state = PageState.objects.filter(page_id=instance.pk).select_related("organisation").first()
    return state.organisation if state and isinstance(instance, BasePage) else None


def connect() -> None:
    """Connect the receivers; called once, when the apps are ready."""
    post_save.connect(audit_wagtail_log, sender=PageLogEntry)
    post_save.connect(audit_wagtail_log, sender=ModelLogEntry)
    post_save.connect(tell_rooms, sender=EventEntry)
    post_save.connect(give_state)
    post_save.connect(note_saved)
    published.connect(note_published)
    unpublished.connect(note_unpublished)
    post_page_move.connect(note_moved)
    page_slug_changed.connect(note_moved)
    copy_for_translation_done.connect(keep_translation_closed)
    post_save.connect(size_picture, sender=SiteImage)
    pre_delete.connect(note_deleted)
    connection_created.connect(changes.watch)
