from datetime import UTC, datetime, timedelta

import pytest

from market import rules
from market.choices import NoticeStatus, NoticeType

T = datetime(2026, 12, 18, 11, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("notice_type", "deadline", "at", "expected"),
    [
        (NoticeType.COMPETITION, T, T - SECOND, NoticeStatus.OPEN),
        (NoticeType.COMPETITION, T, T, NoticeStatus.CLOSED),
        (NoticeType.COMPETITION, T, T + SECOND, NoticeStatus.CLOSED),
        (NoticeType.QUALIFICATION, None, T, NoticeStatus.OPEN),
        (NoticeType.PLANNED, None, T, NoticeStatus.OPEN),
        (NoticeType.CHANGE, T, T - SECOND, NoticeStatus.OPEN),
        (NoticeType.AWARD, None, T, NoticeStatus.CLOSED),
        (NoticeType.AWARD, T, T - SECOND, NoticeStatus.CLOSED),
    ],
)
def test_status_follows_from_the_dates(notice_type, deadline, at, expected):
    assert rules.status(notice_type, deadline, at) == expected


@pytest.mark.parametrize(("notice_type", "expected"), [(one, one == NoticeType.COMPETITION) for one in NoticeType])
def test_only_a_competition_must_have_a_deadline(notice_type, expected):
    assert rules.needs_deadline(notice_type) is expected


@pytest.mark.parametrize(
    ("first", "go_live", "expected"),
    [
        (T - SECOND, None, T - SECOND),
        (T - SECOND, T + SECOND, T - SECOND),
        (None, None, T),
        (None, T + SECOND, T + SECOND),
        (None, T - SECOND, T),
    ],
)
def test_publication_is_when_it_was_or_at_the_earliest_can_be(first, go_live, expected):
    assert rules.publication(first, go_live, T) == expected


@pytest.mark.parametrize(("deadline", "expected"), [(T - SECOND, True), (T, True), (T + SECOND, False)])
def test_a_deadline_comes_after_publication(deadline, expected):
    assert rules.is_before_publication(deadline, T) is expected


@pytest.mark.parametrize(("after", "expected"), [(timedelta(0), False), (SECOND, True)])
def test_a_deadline_lies_at_most_ten_years_ahead(after, expected):
    assert rules.is_too_far_ahead(T + rules.LONGEST_AHEAD + after, T) is expected
