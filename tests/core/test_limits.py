"""How often one may do what can be abused; the clock is moved, the figures are those of the settings."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import RequestFactory

from arena.models import IdeaPage
from core import limits
from events.models import Registration
from tests.factories.events import make_event
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import make_member, organisation_of
from tests.factories.threads import make_comment, make_thread
from threads.models import Comment

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def inger(clock):
    return make_member("Inger")


@pytest.fixture
def newcomer(clock):
    return make_member("Nils", verified=False)


@pytest.fixture
def thread(inger):
    return make_thread(inger)


@pytest.fixture
def narrow(settings):
    settings.LIMITS = {name: [(2, 60), (3, 3600)] for name in settings.LIMITS}


def comment(client, user, thread, **fields):
    form = comment_form(organisation=organisation_of(user).pk, written_by=user.pk, **fields)
    return client.post(f"/trader/kommenter/{thread.pk}/", form)


def uses_until_refused(name, who="x"):
    for number in range(10_000):
        try:
            limits.spend(name, who)
        except limits.TooMany as refused:
            return number, refused.retry_after
    raise AssertionError("There is no limit")


def test_every_limit_ends_and_begins_anew(clock, settings):
    for name, figures in settings.LIMITS.items():
        most, seconds = min(figures)
        used, wait = uses_until_refused(name)
        assert (used, wait) == (most, seconds), name
        clock.shift(wait - 1)
        with pytest.raises(limits.TooMany):
            limits.spend(name, "x")
        clock.shift(1)
        limits.spend(name, "x")


def test_the_window_moves_with_the_clock(clock, narrow):
    limits.spend("edit", "x")
    clock.shift(50)
    limits.spend("edit", "x")
    assert uses_until_refused("edit") == (0, 10)
    clock.shift(10)
    assert uses_until_refused("edit") == (1, 3540)


def test_one_person_and_one_thing_are_no_other(clock, narrow):
    assert [uses_until_refused(*of)[0] for of in [("edit", "a"), ("edit", "b"), ("page", "a")]] == [2, 2, 2]


def test_what_is_refused_is_not_counted(clock, narrow):
    uses_until_refused("edit")
    for _again in range(20):
        with pytest.raises(limits.TooMany):
            limits.spend("edit", "x")
    clock.shift(60)
    limits.spend("edit", "x")


def test_measuring_has_wider_limits(clock, narrow, settings):
    settings.LIMITS_TIMES = 10
    assert uses_until_refused("edit")[0] == 20


def test_a_newcomers_sixth_comment_of_a_day_is_kept_and_not_posted(clock, newcomer, thread, signed_in):
    client = signed_in(newcomer)
    for number in range(5):
        assert comment(client, newcomer, thread, body=f"Innlegg {number}").status_code == 302

    refused = comment(client, newcomer, thread, body="Det sjette")

    assert (refused.status_code, refused["Retry-After"]) == (429, "86400")
    assert "Det ble mye på kort tid" in refused.text
    assert "Det er plass igjen om 1\xa0dag" in refused.text
    assert Comment.objects.count() == 5
    assert "Det sjette" in client.get(f"/trader/kommenter/{thread.pk}/").text
    clock.shift(timedelta(days=1))
    assert comment(client, newcomer, thread, body="Det sjette").status_code == 302


def test_a_member_may_say_more_than_a_newcomer(inger, thread, signed_in):
    client = signed_in(inger)
    codes = [comment(client, inger, thread, body=str(number)).status_code for number in range(21)]
    assert codes == [302] * 20 + [429]


def test_a_colleague_at_the_same_address_is_not_held_up(inger, thread, signed_in, narrow):
    bente = make_member("Bente")
    mine, hers = signed_in(inger), signed_in(bente)
    assert [comment(mine, inger, thread).status_code for _again in range(3)] == [302, 302, 429]
    assert comment(hers, bente, thread).status_code == 302


def test_a_double_click_counts_once(inger, thread, signed_in, narrow):
    client, key = signed_in(inger), uuid4()
    assert [comment(client, inger, thread, form_key=key).status_code for _again in range(5)] == [302] * 5
    assert Comment.objects.count() == 1


def test_pages_are_limited_and_the_form_is_kept(inger, signed_in, narrow):
    client = signed_in(inger)
    forms = [
        idea_form(organisation=organisation_of(inger).pk, written_by=inger.pk, title=f"Idé {number}")
        for number in range(3)
    ]
    assert [client.post("/innovasjon/del/", form).status_code for form in forms] == [302, 302, 429]
    assert IdeaPage.objects.count() == 2
    assert "Idé 2" in client.get("/innovasjon/del/").text


def test_changes_are_limited(inger, thread, signed_in, narrow):
    client, mine = signed_in(inger), make_comment(thread, inger)
    sent = [{"body": f"Endret {number}", "written_by": inger.pk} for number in range(3)]
    answers = [client.post(f"/trader/innlegg/{mine.pk}/rediger/", form) for form in sent]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert Comment.objects.get().body == "Endret 1"


def test_registering_and_leaving_are_limited_together(inger, signed_in, narrow):
    event, client = make_event(inger), signed_in(make_member("Per"))
    answers = [
        client.post(f"/arrangementer/{event.pk}/meld-{way}/", {"organisation": "person"}) for way in ("pa", "av", "pa")
    ]
    assert answers[-1].status_code == 429
    assert not Registration.objects.current().exists()


def test_what_is_kept_and_previewed_while_one_writes_is_limited(inger, signed_in, narrow):
    client, typed = signed_in(inger), {"title": "Vekt", "form_key": uuid4(), "autosave": "1", "written_by": inger.pk}
    for address in ("/innovasjon/del/", "/min-side/forhandsvisning/?felt=title"):
        codes = [client.post(address, typed).status_code for _again in range(3)]
        assert codes[-1] == 429


@pytest.mark.parametrize("address", ["/sok/?q=x", "/api/search/?q=x", "/api/search/suggest/?q=x"])
def test_searching_is_limited_by_address_without_a_write_to_the_database(address, anonymous, narrow, search_index):
    codes = [anonymous.get(address).status_code for _again in range(3)]
    assert codes == [200, 200, 429]
    assert anonymous.get(address, REMOTE_ADDR="10.0.0.2").status_code == 200
    refused = anonymous.get(address)
    assert refused["Retry-After"]
    assert refused["Content-Type"].startswith("application/json" if "api" in address else "text/html")


def test_signing_up_is_limited_by_address(anonymous, clock):
    for number in range(21):
        form = {"first_name": "A", "email": f"a{number}@x.example", "password1": "en-lang-setning"}
        answer = anonymous.post("/konto/signup/", form)
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    assert "Det ble mye på kort tid" in answer.text


ADDRESSES = [
    (False, "10.0.0.1", "1.2.3.4", "10.0.0.1"),
    (True, "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
    (True, "10.0.0.1", "", "10.0.0.1"),
    (False, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
    (False, "unix:", "", "unix:"),
]


@pytest.mark.parametrize(("is_behind", "remote", "forwarded", "address"), ADDRESSES)
def test_an_address_is_believed_only_of_our_own_proxy(is_behind, remote, forwarded, address, settings):
    settings.BEHIND_PROXY = is_behind
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded)
    assert limits.address_of(request) == address
