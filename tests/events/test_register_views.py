import pytest

from events import actions
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


CLOSED = {
    "full": ({"capacity": 1}, "Alle plassene er tatt", "Noen andre tok den siste plassen"),
    "past the deadline": ({"registration_deadline": in_days(-1)}, "Påmeldingen ble stengt", "Påmeldingen stengte før"),
    "begun": ({"starts_at": in_days(-1), "ends_at": in_days(1)}, "Påmeldingen ble stengt", "Påmeldingen stengte før"),
    "over": ({"starts_at": in_days(-2), "ends_at": in_days(-1)}, "Arrangementet er over", "Arrangementet var over"),
}


@pytest.mark.parametrize("why", CLOSED)
def test_where_one_cannot_register_the_reason_is_told(why, event, signed_in):
    fields, told_before, told_after = CLOSED[why]
    register(event, make_user("Ola"))
    type(event).objects.update(**fields)
    client = signed_in(make_user("Kari"))

    before, after = client.get(address(event, "meld-pa")), client.post(address(event, "meld-pa"))

    assert (before.status_code, after.status_code) == (200, 409)
    assert told_before in before.text or "Den eneste plassen er tatt" in before.text
    assert told_after in after.text
    assert "Du er ikke påmeldt." in after.text
    assert 'type="submit"' not in after.text.split("<main")[1].split("</main>")[0]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("what", ["meld-pa", "meld-av"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_called_off_is_told_to_those_who_had_a_place(what, method, event, signed_in):
    kari = make_user("Kari")
    register(event, kari)
    actions.call_off(event=event, actor=event.state.author)
    client = signed_in(kari)

    answer = getattr(client, method)(address(event, what), follow=True)

    assert answer.redirect_chain[-1][0] == "/min-side/"
    assert "er avlyst" in answer.text
    assert getattr(signed_in(make_user("Ola")), method)(address(event, what)).status_code == 404


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


def test_leaving_twice_says_the_same_and_tells_once(event, signed_in, mailoutbox):
    kari = make_user("Kari")
    register(event, kari)
    mailoutbox.clear()
    client = signed_in(kari)

    answers = [client.post(address(event, "meld-av"), follow=True) for _time in range(2)]

    assert all("Du er meldt av." in answer.text for answer in answers)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_one_does_not_leave_without_a_place_or_for_somebody_else(method, event, signed_in, mailoutbox):
    register(event, make_user("Kari"))
    mailoutbox.clear()

    answer = getattr(signed_in(make_user("Ola")), method)(address(event, "meld-av"), follow=True)

    assert "Du er ikke påmeldt" in answer.text
    assert "Du er meldt av" not in answer.text
    assert event.registrations.current().count() == 1
    assert not mailoutbox


def test_a_registration_for_what_is_over_stays(event, signed_in):
    kari = make_user("Kari")
    register(event, kari)
    type(event).objects.update(starts_at=in_days(-2), ends_at=in_days(-1))

    for answer in (
        signed_in(kari).get(address(event, "meld-av"), follow=True),
        signed_in(kari).post(address(event, "meld-av"), follow=True),
    ):
        assert "påmeldingen blir stående" in answer.text
    assert event.registrations.current().exists()


@pytest.mark.parametrize("what", ["meld-pa", "meld-av"])
def test_others_log_in_first_and_come_back(what, event, anonymous):
    for answer in (anonymous.get(address(event, what)), anonymous.post(address(event, what))):
        assert answer.headers["Location"] == f"/konto/login/?next={address(event, what)}"
    assert not Registration.objects.exists()


def test_what_was_chosen_before_the_login_is_chosen_after_it(event, client):
    ellen = make_member("Ellen", "Fiktiv kommune")
    client.post(address(event, "meld-pa"), {"organisation": "person", "written_by": ellen.pk})
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
