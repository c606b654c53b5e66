import pytest

from events.models import Registration
from tests.factories.events import in_days, make_event, register
from tests.factories.people import make_member, make_supplier, make_user, organisation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event(make_member("Synne", "God kommune"), capacity=2)


def address(event, what):
    return f"/arrangementer/{event.pk}/{what}/"


def test_somebody_without_a_membership_registers_as_a_person(event, signed_in):
    kari = make_user("Kari")
    client = signed_in(kari)

    shown = client.get(address(event, "meld-pa"))
    answer = client.post(address(event, "meld-pa"))

    assert "organisation" not in shown.context["form"].fields
    assert answer.headers["Location"] == event.path_url
    assert Registration.objects.get().organisation is None
    assert "kari@vest.example" in client.get(event.path_url).content.decode()


def test_a_member_chooses_the_organisation_or_takes_part_as_a_person(event, signed_in):
    arne, ellen = make_supplier(), make_member("Ellen", "Fiktiv kommune")

    signed_in(arne).post(address(event, "meld-pa"), {"organisation": organisation_of(arne).pk})
    signed_in(ellen).post(address(event, "meld-pa"), {"organisation": "person"})

    assert Registration.objects.get(user=arne).organisation == organisation_of(arne)
    assert Registration.objects.get(user=ellen).organisation is None


@pytest.mark.parametrize("value", ["", "999999", "abc", "another"])
def test_nobody_takes_part_for_an_organisation_of_others(value, event, signed_in):
    ellen = make_member("Ellen", "Fiktiv kommune")
    other = organisation_of(event.state.author).pk

    answer = signed_in(ellen).post(address(event, "meld-pa"), {"organisation": other if value == "another" else value})

    assert answer.status_code == 422
    assert not Registration.objects.exists()


def test_a_full_event_says_so(event, signed_in):
    register(event, make_user("Ola"))
    register(event, make_user("Liv"))
    client = signed_in(make_user("Kari"))

    assert client.get(address(event, "meld-pa")).context["is_open"] is False
    assert client.post(address(event, "meld-pa")).status_code == 409
    assert Registration.objects.count() == 2


def test_a_second_post_leads_to_the_same_place(event, signed_in):
    client = signed_in(make_user("Kari"))

    answers = [client.post(address(event, "meld-pa")) for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {event.path_url}
    assert Registration.objects.count() == 1


def test_whoever_is_registered_already_is_sent_to_the_event(event, signed_in):
    kari = make_user("Kari")
    register(event, kari)

    assert signed_in(kari).get(address(event, "meld-pa")).headers["Location"] == event.path_url


def test_one_leaves_after_a_question(event, signed_in):
    kari = make_user("Kari")
    register(event, kari)
    client = signed_in(kari)

    assert client.get(address(event, "meld-av")).status_code == 200
    assert event.registrations.current().count() == 1
    assert client.post(address(event, "meld-av")).headers["Location"] == event.path_url
    assert not event.registrations.current().exists()
    assert client.get(address(event, "meld-av")).headers["Location"] == event.path_url


def test_one_does_not_leave_for_somebody_else(event, signed_in):
    register(event, make_user("Kari"))

    signed_in(make_user("Ola")).post(address(event, "meld-av"))

    assert event.registrations.current().count() == 1


def test_a_registration_for_what_is_over_stays(event, signed_in):
    kari = make_user("Kari")
    register(event, kari)
    type(event).objects.update(starts_at=in_days(-2), ends_at=in_days(-1))

    answer = signed_in(kari).post(address(event, "meld-av"))

    assert answer.status_code == 302
    assert event.registrations.current().exists()


@pytest.mark.parametrize("what", ["meld-pa", "meld-av"])
def test_others_log_in_first_and_come_back(what, event, anonymous):
    for answer in (anonymous.get(address(event, what)), anonymous.post(address(event, what))):
        assert answer.headers["Location"] == f"/konto/login/?next={address(event, what)}"
    assert not Registration.objects.exists()


def test_what_was_chosen_before_the_login_is_chosen_after_it(event, client):
    ellen = make_member("Ellen", "Fiktiv kommune")
    client.post(address(event, "meld-pa"), {"organisation": "person"})
    client.force_login(ellen, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(address(event, "meld-pa")).context["form"]["organisation"].value() == "person"


@pytest.mark.parametrize("what", ["meld-pa", "meld-av"])
def test_other_methods_are_refused(what, event, signed_in):
    assert signed_in(make_user("Kari")).put(address(event, what)).status_code == 405


@pytest.mark.parametrize("what", ["meld-pa", "meld-av"])
def test_what_one_cannot_see_is_not_there(what, signed_in):
    author = make_member("Synne", "God kommune")
    client = signed_in(make_user("Kari"))
    draft = make_event(author, published=False)
    closed = make_event(author, access_key=f"org:{organisation_of(author).pk}")

    for pk in (draft.pk, closed.pk, 10**30, draft.pk + 1000):
        assert client.get(f"/arrangementer/{pk}/{what}/").status_code == 404
        assert client.post(f"/arrangementer/{pk}/{what}/").status_code == 404
