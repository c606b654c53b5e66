from datetime import UTC, datetime, timedelta

import pytest

from core import moments
from core.clock import now
from tests.factories.events import in_days, make_event
from tests.factories.market import make_notice
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("at", "midnight"),
    [
        (datetime(2026, 1, 5, 12, tzinfo=UTC), datetime(2026, 1, 5, 23, tzinfo=UTC)),
        (datetime(2026, 7, 5, 21, 59, tzinfo=UTC), datetime(2026, 7, 5, 22, tzinfo=UTC)),
        (datetime(2026, 7, 5, 22, 0, tzinfo=UTC), datetime(2026, 7, 6, 22, tzinfo=UTC)),
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC)),
    ],
)
def test_a_day_ends_at_midnight_in_norway(at, midnight):
    assert moments.next_after(at) == midnight


def test_the_first_of_all_dates_counts():
    at = now().replace(hour=1, minute=0, second=0, microsecond=0)
    inger = make_member("Inger")
    event = make_event(inger, starts_at=at + timedelta(hours=3), ends_at=at + timedelta(hours=4))
    assert moments.next_after(at) == event.starts_at
    assert moments.next_after(event.starts_at) == event.ends_at
    early = make_event(inger, starts_at=at + timedelta(hours=3), ends_at=at + timedelta(hours=4),
                       registration_deadline=at + timedelta(hours=1))  # fmt: skip
    assert moments.next_after(at) == early.registration_deadline
    notice = make_notice(deadline=at + timedelta(minutes=30), first_published_at=at - timedelta(days=9))
    assert moments.next_after(at) == notice.deadline
    assert moments.next_after(notice.deadline) == early.registration_deadline


def test_what_nobody_reads_has_no_date():
    at = now()
    before = moments.next_after(at)
    make_event(make_member("Inger"), published=False, starts_at=at + timedelta(seconds=5), ends_at=in_days(1))
    make_notice(published=False, deadline=at + timedelta(seconds=5))
    assert moments.next_after(at) == before
