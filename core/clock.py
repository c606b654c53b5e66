"""The one place that knows what time it is."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """Return the present moment, in UTC."""
    return timezone.now()


def today() -> date:
    """Return the present day in Norway."""
    return timezone.localdate(now())


def deciding_now() -> datetime:
    """Return the moment that decides a deadline inside a transaction, in UTC.

    Several application hosts may disagree about the time; on a database server, its clock decides for all of them.
    """
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
