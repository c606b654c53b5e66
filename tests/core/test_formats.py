"""Dates and numbers as each language writes them, in Norwegian time."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from django.utils.translation import override

MOMENT = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)


def drawn(source, **context):
    return Template("{% load humanize %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "day", "weekday", "month", "time", "short"),
    [
        ("nb", "25. november 2026", "onsdag 25. november 2026", "nov", "23:30", "25.11.2026"),
        ("nn", "25. november 2026", "onsdag 25. november 2026", "nov", "23:30", "25.11.2026"),
        ("en", "25 November 2026", "Wednesday 25 November 2026", "Nov", "23:30", "25/11/2026"),
    ],
)
def test_dates(language, day, weekday, month, time, short):
    with override(language):
        assert drawn("{{ at|date:'DATE_FORMAT' }}", at=MOMENT) == day
        assert drawn("{{ at|date:'WEEKDAY_DATE_FORMAT' }}", at=MOMENT) == weekday
        assert drawn("{{ at|date:'SHORT_MONTH_FORMAT' }}", at=MOMENT) == month
        assert drawn("{{ at|date:'TIME_FORMAT' }} {{ at|date:'T' }}", at=MOMENT) == f"{time} CET"
        assert drawn("{{ at|date:'SHORT_DATE_FORMAT' }}", at=MOMENT) == short


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("nb", "lørdag mandag tirsdag"),
        ("nn", "laurdag måndag tysdag"),
        ("en", "Saturday Monday Tuesday"),
    ],
)
def test_names_of_days(language, names):
    days = [datetime(2026, 11, day, 12, tzinfo=UTC) for day in (28, 30, 24)]
    with override(language):
        assert " ".join(drawn("{{ at|date:'l' }}", at=day) for day in days) == names


@pytest.mark.parametrize(
    ("language", "number", "amount"),
    [("nb", "3,5", "1\xa0250\xa0000"), ("nn", "3,5", "1\xa0250\xa0000"), ("en", "3.5", "1,250,000")],
)
def test_numbers(language, number, amount):
    with override(language):
        assert drawn("{{ number }}", number=3.5) == number
        assert drawn("{{ amount|floatformat:'-2g' }}", amount=1_250_000) == amount
