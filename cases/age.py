"""How old an experience is, in words."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def age_text(since: datetime, until: datetime) -> str:
    """Return the time between two moments as a reader counts it: days, then whole weeks, months and years."""
    days = (localdate(until) - localdate(since)).days
    if days < 1:
        return _("today")
    if days < 14:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    if days < 61:
        return ngettext("%(n)s week ago", "%(n)s weeks ago", days // 7) % {"n": days // 7}
    if days < 730:
        months = days * 12 // 365
        return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
    return ngettext("%(n)s year ago", "%(n)s years ago", days // 365) % {"n": days // 365}


def use_text(weeks: int) -> str:
    """Return for how long a solution had been in use when the experience was written, in weeks."""
    if weeks == 0:
        return _("right at the start of use")
    return ngettext("after %(n)s week of use", "after %(n)s weeks of use", weeks) % {"n": weeks}
