"""Nothing typed is lost: what a form held when the session had ended, or its token was too old, waits in the session.

The form's own address shows it again until it is sent, after login where that is needed, to the person the form was
drawn for: every form that is kept says so in a hidden field, because a computer may have several users.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve

SESSION_KEY = "rescued"
WRITER = "written_by"
MOST_FORMS = 5
MOST_CHARACTERS = 300_000  # of all forms together
NOBODYS_AGE = 24 * 60 * 60  # seconds that the text of somebody who does not sign in again is kept
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "password1", "password2")
ROW_FIELD = re.compile(r"\w+-\d+-(?!(?:id|ORDER|DELETE)$)\w+")


def is_kept_form(request: HttpRequest) -> bool:
    """Tell whether the form at the present address shows again what was kept of it."""
    try:
        view = resolve(request.path).func
    except Resolver404:
        return False
    return getattr(getattr(view, "view_class", view), "keeps_text", False)


def keep(request: HttpRequest) -> bool:
    """Keep what was posted to the present address; False when it is too much, or not known to be this person's.

    The newest forms are kept, one for each address; older ones make room.
    """
    data = request.POST.copy()
    for name in NEVER_KEPT:
        data.pop(name, None)
    encoded = data.urlencode()
    if len(encoded) > MOST_CHARACTERS or not data.get(WRITER) or is_anothers(request):
        return False
    kept = _without(request)
    kept[request.get_full_path()] = encoded
    while len(kept) > MOST_FORMS or sum(map(len, kept.values())) > MOST_CHARACTERS:
        del kept[next(iter(kept))]
    request.session[SESSION_KEY] = kept
    if not request.user.is_authenticated:
        request.session.set_expiry(NOBODYS_AGE)
    return True


def shown(request: HttpRequest) -> QueryDict | None:
    """Return what the person who is signed in had written at the present address."""
    encoded = request.session.get(SESSION_KEY, {}).get(request.get_full_path())
    data = QueryDict(encoded)
    return data if data.get(WRITER) == str(request.user.pk) else None


def forget(request: HttpRequest) -> None:
    """Forget what was kept at the present address: the form there has been sent again."""
    if request.get_full_path() in request.session.get(SESSION_KEY, {}):
        request.session[SESSION_KEY] = _without(request)


def is_anothers(request: HttpRequest) -> bool:
    """Tell whether the posted form was drawn for somebody else than the person who is signed in now."""
    return request.user.is_authenticated and request.POST.get(WRITER, str(request.user.pk)) != str(request.user.pk)


def typed(posted: QueryDict, fields: Mapping[str, forms.Field]) -> str:
    """Return what was typed, not chosen, in the `fields` of a form and in its rows, with an empty line between."""
    texts: list[str] = []
    for name, values in posted.lists():
        if ROW_FIELD.fullmatch(name) or _is_typed(fields.get(name)):
            texts += [value for value in values if value.strip()]
    return "\n\n".join(texts)


def _is_typed(field: forms.Field | None) -> bool:
    chosen = isinstance(field, forms.ChoiceField | forms.BooleanField)
    return field is not None and not chosen and not field.widget.is_hidden


def _without(request: HttpRequest) -> dict[str, str]:
    """Return what is kept for other addresses, the newest last."""
    kept = request.session.get(SESSION_KEY, {})
    return {address: encoded for address, encoded in kept.items() if address != request.get_full_path()}
