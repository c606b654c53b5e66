from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import clock

pytestmark = pytest.mark.django_db


def test_moments_are_in_utc():
    for moment in (clock.now(), clock.deciding_now()):
        assert moment.utcoffset() == timedelta(0)


def test_the_database_decides_in_a_transaction(time_machine):
    long_ago = datetime(2001, 1, 1, tzinfo=UTC)
    time_machine.move_to(long_ago, tick=False)
    with transaction.atomic():
        decided = clock.deciding_now()
    assert clock.now() == long_ago
    assert (decided > long_ago) is (connection.vendor == "postgresql")


def test_time_goes_on_within_a_transaction():
    """A bid that waited for a lock is judged by the moment it got it, not by when its transaction began."""
    with transaction.atomic():
        first, second = clock.deciding_now(), clock.deciding_now()
    assert second > first


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_our_own_clock_will_do(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert abs(clock.deciding_now() - timezone.now()) < timedelta(seconds=5)
