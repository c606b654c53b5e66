from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from events.models import EventPage
from tests.events.test_rules import ACTORS
from tests.factories.events import in_days, make_agenda, make_event, register
from tests.factories.people import make_member, make_supplier, make_user, organisation_of

pytestmark = pytest.mark.django_db
NEW = "/arrangementer/nytt/"


def local(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def row(number, **fields):
    typed = {"starts": "12:00", "minutes": "10", "title": "Velkommen", "kind": "talk", **fields}
    return {f"agenda_items-{number}-{name}": value for name, value in typed.items()}


def data(organisation=None, rows=(), **fields):
    """What a browser sends for a published event in a fortnight."""
    typed = {
        "form_key": str(uuid4()),
        "title": "Åpent møte",
        "summary": "Kort om det.",
        "starts_at": local(in_days(14)),
        "ends_at": local(in_days(14, hours=2)),
        "place": "Rådhuset",
        "language": "nb",
        "audience": "open",
        "agenda_items-TOTAL_FORMS": str(len(rows)),
        "agenda_items-INITIAL_FORMS": "0",
        "publish": "1",
        **fields,
    }
    if organisation is not None:
        typed["organisation"] = organisation.pk
    for one in rows:
        typed |= one
    return typed


@pytest.fixture
def synne():
    return make_member("Synne", "God kommune")


@pytest.mark.parametrize(
    ("actor", "create", "own", "others"),
    [
        ("municipality member", 200, 200, 404),
        ("supplier", 403, 403, 403),
        ("moderator", 403, 403, 403),
        ("editor", 200, 200, 200),
        ("procurement officer", 200, 200, 404),
        ("administrator", 200, 200, 200),
        ("former member", 403, 403, 403),
        ("person without membership", 403, None, 403),
    ],
)
def test_row_19_over_http(actor, create, own, others, synne, signed_in):
    user = ACTORS[actor]()
    client = signed_in(user)
    another = make_event(synne)

    assert client.get(NEW).status_code == create
    assert client.get(f"/arrangementer/{another.pk}/rediger/").status_code == others
    assert client.get(f"/arrangementer/{another.pk}/trekk/").status_code == others
    if own is not None:
        mine = make_event(user, published=False)
        assert client.get(f"/arrangementer/{mine.pk}/rediger/").status_code == own
        assert client.get(f"/arrangementer/{mine.pk}/trekk/").status_code == own


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        ("anonymous", 404),
        ("municipality member", 404),
        ("supplier", 404),
        ("moderator", 404),
        ("editor", 200),
        ("procurement officer", 404),
        ("administrator", 200),
        ("former member", 404),
    ],
)
def test_row_21_over_http(actor, status, synne, signed_in, client):
    user = ACTORS[actor]()
    client = signed_in(user) if user.is_authenticated else client
    event = make_event(synne)
    register(event, make_user("Kari"))

    answer = client.get(f"/arrangementer/{event.pk}/deltakere/")

    assert answer.status_code == status
    assert ("kari@vest.example" in answer.content.decode()) is (status == 200)


def test_the_organiser_sees_who_takes_part_and_for_whom(synne, signed_in):
    event = make_event(synne)
    arne = make_supplier()
    register(event, arne, organisation_of(arne))
    gone = make_user("Ola")
    register(event, gone)
    event.registrations.filter(user=gone).update(cancelled_at=timezone.now())

    html = signed_in(synne).get(f"/arrangementer/{event.pk}/deltakere/").content.decode()

    assert "Arne" in html
    assert "Sår AS" in html
    assert "arne@sar-as.example" in html
    assert "ola@vest.example" not in html


def test_a_member_publishes_an_event_with_its_agenda_in_the_order_of_time(synne, signed_in):
    rows = [
        row(0, starts="13:00", title="Samtale", kind="discussion"),
        row(1),
        row(2, starts="", minutes="", title=""),
    ]

    noon = in_days(14).replace(hour=12)

    answer = signed_in(synne).post(
        NEW,
        data(organisation_of(synne), rows, capacity="40", starts_at=local(noon), ends_at=local(noon.replace(hour=14))),
    )

    event = EventPage.objects.get()
    assert answer.headers["Location"] == event.path_url
    assert event.live
    assert event.capacity == 40
    assert event.state.organisation == organisation_of(synne)
    assert [str(item) for item in event.agenda_items.all()] == ["12:00 Velkommen", "13:00 Samtale"]


def test_the_agenda_of_a_night_stays_as_it_was_typed(synne, signed_in):
    rows = [row(0, starts="23:00", title="Rapport"), row(1, starts="00:30", title="Tilsyn")]
    noon = in_days(14).replace(hour=12)

    signed_in(synne).post(
        NEW, data(organisation_of(synne), rows, starts_at=local(noon), ends_at=local(noon + timedelta(days=1)))
    )

    assert [item.title for item in EventPage.objects.get().agenda_items.all()] == ["Rapport", "Tilsyn"]


def test_one_more_row_is_added_without_script_and_nothing_is_judged_yet(synne, signed_in):
    typed = data(organisation_of(synne), [row(0)], title="", add_row="agenda_items")
    del typed["publish"]

    answer = signed_in(synne).post(NEW, typed)

    assert answer.status_code == 200
    form = answer.context["form"]
    assert len(form.formset.forms) == 2
    assert form["place"].value() == "Rådhuset"
    assert form.formset.forms[0]["title"].value() == "Velkommen"
    assert not form.errors
    assert not form.formset.total_error_count()
    assert not EventPage.objects.exists()


def test_an_edited_event_keeps_its_items_adds_and_takes_away(synne, signed_in):
    event = make_event(synne, agenda=make_agenda())
    first, second = event.agenda_items.all()
    rows = [
        row(0, id=str(first.pk), title="Vel møtt"),
        row(1, id=str(second.pk), starts="12:10", DELETE="on"),
        row(2, starts="12:40", title="Ny post"),
    ]
    typed = data(rows=rows, seen_revision=event.latest_revision_id) | {"agenda_items-INITIAL_FORMS": "2"}

    answer = signed_in(synne).post(f"/arrangementer/{event.pk}/rediger/", typed)

    assert answer.headers["Location"] == event.path_url
    items = list(EventPage.objects.get().agenda_items.all())
    assert [item.title for item in items] == ["Vel møtt", "Ny post"]
    assert items[0].pk == first.pk


def test_items_of_another_event_are_never_touched(synne, signed_in):
    other = make_event(make_member("Per", "Nord kommune"), "Et annet", agenda=make_agenda())
    item = other.agenda_items.first()

    signed_in(synne).post(NEW, data(organisation_of(synne), [row(0, id=str(item.pk), title="Kapret")]))

    item.refresh_from_db()
    assert (item.title, item.event_id) == ("Velkommen", other.pk)
    assert EventPage.objects.get(title="Åpent møte").agenda_items.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("starts_at", "0001-01-01T00:00"),
        ("starts_at", "9999-12-31T23:59:59"),
        ("starts_at", "10000-01-01T12:00"),
        ("starts_at", "2027-02-31T12:00"),
        ("starts_at", "2027-03-28T02:30"),
        ("starts_at", "2027-01-01T24:00"),
        ("starts_at", "i morgen"),
        ("ends_at", local(in_days(13))),
        ("ends_at", local(in_days(4000))),
        ("registration_deadline", local(in_days(20))),
        ("registration_deadline", "0001-01-01T00:00"),
        ("place", ""),
        ("capacity", "0"),
        ("capacity", "-1"),
        ("capacity", "1" + "0" * 30),
        ("capacity", "NaN"),
        ("online_url", "javascript:alert(1)"),
        ("online_url", "ftp://mote.example/"),
        ("summary", "x" * 301),
        ("organisation", "999"),
        ("agenda_items-TOTAL_FORMS", "100000"),
        ("agenda_items-TOTAL_FORMS", "-1"),
        ("agenda_items-TOTAL_FORMS", "x"),
        ("agenda_items-0-starts", "25:00"),
        ("agenda_items-0-minutes", "0"),
        ("agenda_items-0-minutes", "-1"),
        ("agenda_items-0-minutes", "1" + "0" * 30),
        ("agenda_items-0-title", ""),
        ("agenda_items-0-kind", "fest"),
        ("agenda_items-0-id", "x"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(field, value, synne, signed_in):
    typed = data(organisation_of(synne), [row(0)]) | {field: value}

    answer = signed_in(synne).post(NEW, typed)

    assert answer.status_code == 422
    if value in ("0", "-1") and field.endswith(("capacity", "minutes")):
        assert "Tallet må være 1 eller høyere." in answer.text
    assert "Rådhuset" in answer.content.decode() or field == "place"
    assert "data-error-summary" in answer.content.decode()
    assert not EventPage.objects.exists()


def test_an_address_with_a_zone_is_converted_and_a_web_address_completed(synne, signed_in):
    start = in_days(14).replace(hour=10, minute=0, second=0)
    typed = data(
        organisation_of(synne),
        starts_at=f"{start:%Y-%m-%d}T10:00:00Z",
        ends_at=f"{start:%Y-%m-%d}T13:00:00+01:00",
        online_url="mote.example/rom",
    )

    signed_in(synne).post(NEW, typed)

    event = EventPage.objects.get()
    assert event.starts_at == start
    assert event.ends_at == start + timedelta(hours=2)
    assert event.online_url == "https://mote.example/rom"


def test_a_supplier_among_ones_organisations_cannot_be_chosen(synne, signed_in):
    sar = organisation_of(make_supplier())
    synne.memberships.create(organisation=sar, verified_at=timezone.now())

    assert signed_in(synne).post(NEW, data(sar)).status_code == 422


def test_a_draft_is_for_ones_own_organisation(synne, signed_in, anonymous):
    typed = data(organisation_of(synne))
    del typed["publish"]

    answer = signed_in(synne).post(NEW, typed)

    event = EventPage.objects.get()
    assert answer.headers["Location"] == f"/min-side/utkast/{event.pk}/"
    assert signed_in(synne).get(answer.headers["Location"]).status_code == 200
    assert anonymous.get(event.path_url).status_code == 404


def test_withdrawing_asks_first_tells_the_participants_and_hides_the_event(synne, signed_in, anonymous):
    event = make_event(synne)
    register(event, make_user("Kari"))
    mail.outbox.clear()
    client = signed_in(synne)

    assert client.get(f"/arrangementer/{event.pk}/trekk/").context["told"] == 1
    answer = client.post(f"/arrangementer/{event.pk}/trekk/")

    assert answer.headers["Location"] == f"/min-side/utkast/{event.pk}/"
    assert client.get(answer.headers["Location"]).text.count("trukket tilbake") == 1
    assert [message.to for message in mail.outbox] == [["kari@vest.example"]]
    assert anonymous.get(event.path_url).status_code == 410


def test_without_an_account_one_logs_in_first(anonymous, synne):
    event = make_event(synne)

    for path in (NEW, f"/arrangementer/{event.pk}/rediger/", f"/arrangementer/{event.pk}/trekk/"):
        assert anonymous.get(path).headers["Location"] == f"/konto/login/?next={path}"
        assert anonymous.post(path).headers["Location"] == f"/konto/login/?next={path}"


def test_an_hour_that_the_clock_skips_is_told_of_without_a_machine_s_date(synne, signed_in):
    page = signed_in(synne).post(NEW, data(organisation_of(synne), [], starts_at="2027-03-28T02:30"))
    assert page.status_code == 422
    assert "fordi klokka stilles den natta." in page.text
    assert "02:30:00" not in page.text
