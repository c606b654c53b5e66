from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import gettext, ngettext

from cases.age import age_text, use_text

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


DAY = "%(n)s day ago", "%(n)s days ago"
WEEK = "%(n)s week ago", "%(n)s weeks ago"
MONTH = "%(n)s month ago", "%(n)s months ago"
YEAR = "%(n)s year ago", "%(n)s years ago"


@pytest.mark.parametrize(
    ("days", "words", "n"),
    [
        (1, DAY, 1),
        (13, DAY, 13),
        (14, WEEK, 2),
        (27, WEEK, 3),
        (60, WEEK, 8),
        (61, MONTH, 2),
        (365, MONTH, 12),
        (729, MONTH, 23),
        (730, YEAR, 2),
        (4000, YEAR, 10),
    ],
)
def test_the_unit_grows_with_the_age(days, words, n):
    assert age_text(NOW - timedelta(days=days), NOW) == ngettext(*words, n) % {"n": n}


def test_what_is_new_or_not_yet_published_is_from_today():
    assert age_text(NOW, NOW) == gettext("today")
    assert age_text(NOW + timedelta(days=3), NOW) == gettext("today")


def test_days_are_those_of_the_calendar_in_oslo():
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert age_text(late, NOW) == gettext("today")


def test_weeks_in_use():
    assert use_text(0) == gettext("right at the start of use")
    assert use_text(3) == ngettext("after %(n)s week of use", "after %(n)s weeks of use", 3) % {"n": 3}
