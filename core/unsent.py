"""What is typed is kept on the server while it is typed, so that a browser that dies loses nothing.

It is the writer's own and nobody else sees it: not a draft of a page, but what a form held. It is gone once the form is
sent (core/once.py), thrown away, or `KEPT_FOR` has passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from . import markdown, once, rescue
from .clock import now
from .forms import ADD_ROW
from .languages import local, split
from .models import UnsentForm

AUTOSAVE = "autosave"
PARAMETER = "kladd"
VERSION = "unsent_version"
LONGEST_TITLE = 120
MOST_FORMS = 20  # of one person; the oldest make room
KEPT_FOR = timedelta(days=60)
NOT_KEPT = (*rescue.NEVER_KEPT, AUTOSAVE, VERSION, rescue.WRITER, "publish", "save", ADD_ROW)


class Refused(Exception):
    """The form cannot be kept: it has no key, is too long, or was drawn for somebody else."""


@dataclass(frozen=True)
class Kept:
    """What a browser is told: the form, if something was kept, and whether another tab keeps the same form."""

    form: UnsentForm | None
    in_two_tabs: bool = False


@transaction.atomic
def keep(request: HttpRequest, user_id: int, fields: Mapping[str, forms.Field]) -> Kept:
    """Keep what a user posted to the present address, in place of what the same form held before.

    A form that another tab has kept since gets a key of its own, so that both texts stand. Nothing is kept of a form
    without text, and of one that is sent already. Raises `Refused`.
    """
    key, version = _key(request), _version(request)
    values = _values(request, fields)
    own = UnsentForm.objects.filter(user_id=user_id, key=key)
    if once.was_sent(key=key, user_id=user_id):
        return Kept(None)
    if not values["title"]:
        own.filter(version=version).delete()
        return Kept(None)
    if own.filter(version=version).update(version=F("version") + 1, **values):
        return Kept(own.get())
    form, is_new = UnsentForm.objects.get_or_create(user_id=user_id, key=key, defaults=values)
    if not is_new:
        form = UnsentForm.objects.create(user_id=user_id, key=uuid4(), **values)
    _make_room(user_id)
    return Kept(form, in_two_tabs=not is_new)


def fetch(request: HttpRequest) -> QueryDict | None:
    """Return the form that the address asks for (`?kladd=<key>`), to be shown as it was left and not judged."""
    try:
        key = UUID(request.GET.get(PARAMETER, ""))
    except ValueError:
        return None
    found = of(request.user).filter(key=key, path=split(request.path)[1]).first()
    if found is None:
        return None
    data = QueryDict(found.data, mutable=True)
    data["form_key"], data[VERSION], data[ADD_ROW] = str(found.key), str(found.version), ""
    return data


def of(user: Any) -> Any:
    """Return what `user` has written and not sent, the newest first."""
    return UnsentForm.objects.filter(user_id=user.pk)


def at(request: HttpRequest, path: str = "") -> list[UnsentForm]:
    """Return what the reader has not sent at `path`, by default that of the request; not the one she has fetched."""
    found = of(request.user).filter(path=split(path or request.path)[1])
    return [one for one in found if str(one.key) != request.GET.get(PARAMETER)]


def rename(request: HttpRequest, key: UUID) -> None:
    """Let what is kept of the posted form go on under another `key`."""
    of(request.user).filter(key=_key(request)).update(key=key)


def words(form: UnsentForm) -> str:
    """Return what was typed in a form, without what was chosen."""
    written = form_class(form)
    return rescue.typed(QueryDict(form.data), written.base_fields) if written else form.title


def kind(form: UnsentForm) -> Any:
    """Return, in words, what a form would have become."""
    written = form_class(form)
    return written._meta.model._meta.verbose_name if written else ""


def form_class(form: UnsentForm) -> Any:
    """Return the class of the form at the address of an unsent one, or None where nothing is written any longer."""
    try:
        view = resolve(local(form.path)).func
    except Resolver404:
        return None
    return getattr(getattr(view, "view_class", None), "form_class", None)


def forget_old() -> None:
    """Delete what nobody has gone on with for `KEPT_FOR`."""
    UnsentForm.objects.filter(saved_at__lt=now() - KEPT_FOR).delete()


def _key(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("form_key", ""))
    except ValueError as error:
        raise Refused from error


def _version(request: HttpRequest) -> int:
    typed = request.POST.get(VERSION, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def _values(request: HttpRequest, fields: Mapping[str, forms.Field]) -> dict[str, Any]:
    """Return the columns of what was posted; its title is the words of the first line that was typed."""
    if rescue.is_anothers(request):
        raise Refused
    data, query = request.POST.copy(), request.GET.copy()
    for name in NOT_KEPT:
        data.pop(name, None)
    query.pop(PARAMETER, None)
    encoded, path = data.urlencode(), split(request.path)[1]
    if len(encoded) > rescue.MOST_CHARACTERS or len(path) > 200 or len(query.urlencode()) > 1000:
        raise Refused
    lines = rescue.typed(data, fields).split("\n")
    title = next((line.strip() for line in lines if line.strip()), "")
    values = {"path": path, "query": query.urlencode(), "data": encoded, "saved_at": now()}
    title = markdown.plain(markdown.render(title)) or title
    return {**values, "title": title.replace("\x00", "")[:LONGEST_TITLE]}


def _make_room(user_id: int) -> None:
    newest = UnsentForm.objects.filter(user_id=user_id).values_list("pk", flat=True)[:MOST_FORMS]
    UnsentForm.objects.filter(user_id=user_id).exclude(pk__in=list(newest)).delete()
