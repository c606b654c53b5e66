from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _


def text(deadline: datetime) -> str:
    """Return day, time and zone of a deadline as read in Norway (Europe/Oslo)."""
    local = localtime(deadline)
    return _("%(day)s at %(time)s (%(zone)s)") % {
        "day": date_format(local, "DATE_FORMAT"),
        "time": time_format(local, "TIME_FORMAT"),
        "zone": local.tzname(),
    }
