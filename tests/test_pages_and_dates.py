"""What the clock alone changes, nobody reads too late: a deadline, the beginning and the end of an event, a new day."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils.timezone import localtime

from arena.models import IdeaPage
from core import page_cache
from core.pages import own_path
from tests.factories.arena import make_idea
from tests.factories.cases import make_experience
from tests.factories.events import in_days, make_event
from tests.factories.market import make_notice
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("page_cache_on")]


@pytest.fixture
def inger():
    return make_member("Inger")


def kept(address):
    """Read a page twice, so that it is kept, and return its words."""
    Client().get(address)
    return Client().get(address).text


def test_an_event_that_goes_through_its_dates(inger, time_machine):
    event = make_event(
        inger,
        title="Kort møte",
        starts_at=in_days(0) + timedelta(minutes=4),
        ends_at=in_days(0) + timedelta(minutes=6),
        registration_deadline=in_days(0) + timedelta(minutes=2),
    )
    page_cache.forget()
    at = own_path(event)
    states = []
    for moment in (None, event.registration_deadline, event.starts_at, event.ends_at):
        if moment is not None:
            time_machine.move_to(moment - timedelta(milliseconds=1), tick=False)
            assert (kept(at), kept("/arrangementer/"), kept("/")) == states[-1]
            time_machine.move_to(moment, tick=False)
        states.append((kept(at), kept("/arrangementer/"), kept("/")))

    pages, lists, fronts = zip(*states, strict=True)
    assert ["Påmeldingen ble stengt" in page for page in pages] == [False, True, True, False]
    assert "Arrangementet er over" in pages[-1]
    assert len({lists[0], lists[1], lists[3]}) == 3
    assert ["Kort møte" in front for front in fronts] == [True, True, False, False]


def test_a_notice_whose_deadline_passes(time_machine):
    notice = make_notice("Kort frist", deadline=in_days(0) + timedelta(minutes=3))
    page_cache.forget()
    addresses = [notice.get_absolute_url(), "/anskaffelser/kunngjoringer/", "/anskaffelser/kunngjoringer/?status=open"]
    before = [kept(address) for address in addresses]
    time_machine.move_to(notice.deadline, tick=False)
    after = [kept(address) for address in addresses]
    assert [old == new for old, new in zip(before, after, strict=True)] == [False] * 3


def test_the_age_of_an_experience_grows_at_midnight(inger, time_machine):
    time_machine.move_to(localtime().replace(hour=23, minute=58), tick=False)
    address = own_path(make_experience(inger))
    page_cache.forget()
    assert "Skrevet <strong>i dag</strong>" in kept(address)
    time_machine.shift(timedelta(minutes=3))
    assert "Skrevet <strong>for 1 dag siden</strong>" in kept(address)


def test_no_page_is_kept_longer_than_ten_minutes(inger, time_machine):
    """Whatever was changed past Django, in the database itself."""
    time_machine.move_to(localtime().replace(hour=12, minute=0), tick=False)
    idea = make_idea(inger)
    page_cache.forget()
    before = kept("/innovasjon/")
    IdeaPage.objects.filter(pk=idea.pk).update(title="Endret ved siden av")
    connection.run_on_commit.clear()
    time_machine.shift(timedelta(minutes=9, seconds=59))
    assert kept("/innovasjon/") == before
    time_machine.shift(timedelta(seconds=2))
    assert "Endret ved siden av" in kept("/innovasjon/")
