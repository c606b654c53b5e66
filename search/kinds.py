"""The kinds of thing that can be found, as words for readers; the values are those of `/api/search/`."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "idea": _("Idea or need"),
    "thread": _("Thread"),
    "comment": _("Discussion comment"),
    "experience": _("Experience"),
    "event": _("Event"),
    "supplier": _("Supplier"),
    "notice": _("Notice"),
    "article": _("Article"),
}
