"""Who may fetch a document of the library: it follows the things that use it, by Wagtail's index of references.

A document that nothing published uses is a draft as well: only those who work with it, or review what it belongs to,
get it. The index is kept by the worker, so readers get a document some seconds after it was put to use.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex, TaskState
from wagtail.permissions import policy_registry

WORK = ["add", "change", "choose"]


def may_fetch(document: Any, user: Any) -> bool:
    """Tell whether `user` may read something that uses `document`, works with documents, or reviews what uses it."""
    if user.is_authenticated and policy_registry.get(document).user_has_any_permission(user, WORK):
        return True
    users = _users_of(document)
    if any(_reads_one(user, kind, pks) for kind, pks in users.items()):
        return True
    return user.is_authenticated and any(_reviews_one(user, kind, pks) for kind, pks in users.items())


def _users_of(document: Any) -> dict[ContentType, list[str]]:
    """Return the primary keys of the things that use `document`, by their type."""
    users = defaultdict(list)
    for kind, pk in ReferenceIndex.get_references_to(document).values_list("content_type", "object_id").distinct():
        users[ContentType.objects.get_for_id(kind)].append(pk)
    return users


def _reads_one(user: Any, kind: ContentType, pks: list[str]) -> bool:
    """Tell whether `user` may read one of the things; what has no readers of its own opens nothing."""
    visible_to = getattr(getattr(kind.model_class(), "objects", None), "visible_to", None)
    return visible_to is not None and visible_to(user).filter(pk__in=pks).exists()


def _reviews_one(user: Any, kind: ContentType, pks: list[str]) -> bool:
    waiting = TaskState.objects.reviewable_by(user)
    return waiting.filter(workflow_state__content_type=kind, workflow_state__object_id__in=pks).exists()
