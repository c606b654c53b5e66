import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import Term
from tests.factories.events import in_days, make_agenda, make_event, register
from tests.factories.people import make_member, make_user, organisation_of

pytestmark = pytest.mark.django_db
LIST = "/arrangementer/"
LINK = "https://mote.example/rom"


@pytest.fixture
def synne():
    return make_member("Synne", "God kommune")


def titles(answer):
    return [item.title for item in answer.context["listing"].items]


def test_coming_events_stand_first_by_start_then_the_past_ones_latest_first(synne, anonymous):
    for title, days in [("Om fire uker", 28), ("I fjor", -300), ("I morgen", 1), ("Forrige uke", -7)]:
        make_event(synne, title, days=days)

    assert titles(anonymous.get(LIST)) == ["I morgen", "Om fire uker", "Forrige uke", "I fjor"]
    assert titles(anonymous.get(LIST, {"nar": "kommende"})) == ["I morgen", "Om fire uker"]
    assert titles(anonymous.get(LIST, {"nar": "tidligere"})) == ["Forrige uke", "I fjor"]
    assert titles(anonymous.get(LIST, {"sorter": "tittel"})) == ["Forrige uke", "I fjor", "I morgen", "Om fire uker"]


def test_those_that_are_over_stand_under_a_heading_of_their_own(synne, anonymous):
    heading = "Tidligere arrangementer"
    make_event(synne, "Forrige uke", days=-7)
    assert heading not in anonymous.get(LIST).text

    make_event(synne, "I morgen", days=1)
    make_event(synne, "I fjor", days=-300)
    page = anonymous.get(LIST).text
    assert page.count(heading) == 1
    assert page.index("I morgen") < page.index(heading) < page.index("Forrige uke") < page.index("I fjor")
    assert heading not in anonymous.get(LIST, {"sorter": "tittel"}).text


def test_an_event_that_has_begun_is_still_to_come_until_it_is_over(synne, anonymous):
    make_event(synne, "Pågår nå", starts_at=in_days(0, hours=-1), ends_at=in_days(0, hours=1))

    assert titles(anonymous.get(LIST, {"nar": "kommende"})) == ["Pågår nå"]


def test_filters_for_how_one_takes_part_for_organisation_and_for_theme(synne, anonymous):
    theme = Term.objects.create(kind="theme", name="Personvern", slug="personvern")
    make_event(synne, "På huset")
    make_event(synne, "På nett", place="", online_url=LINK)
    make_event(make_member("Per", "Nord kommune"), "Begge deler", online_url=LINK, themes=[theme])

    assert titles(anonymous.get(LIST, {"form": "sted"})) == ["På huset"]
    assert titles(anonymous.get(LIST, {"form": ["nett", "begge"]})) == ["På nett", "Begge deler"]
    assert titles(anonymous.get(LIST, {"org": "nord-kommune"})) == ["Begge deler"]
    assert titles(anonymous.get(LIST, {"tema": "personvern"})) == ["Begge deler"]
    groups = {group.name: group for group in anonymous.get(LIST).context["listing"].groups}
    assert {option.value: option.count for option in groups["form"].options} == {"sted": 1, "nett": 1, "begge": 1}


def test_paging_goes_on_where_it_stopped_across_the_present(synne, anonymous):
    expected = []
    for number in range(13):
        expected.append(make_event(synne, f"Om {number + 1} dager", days=number + 1).title)
    for number in range(12):
        expected.append(make_event(synne, f"For {number + 1} dager siden", days=-number - 1).title)

    first = anonymous.get(LIST)
    second = anonymous.get(first.context["listing"].next_url)

    assert titles(first) + titles(second) == expected
    assert second.context["listing"].next_url is None


@pytest.mark.parametrize("query", ["?nar=x&form=%00", "?etter=x", "?sorter=x", "?tema=%ff", "?nar=tidligere"])
def test_an_odd_address_shows_a_list_or_that_it_is_empty(query, synne, anonymous):
    make_event(synne)

    assert anonymous.get(LIST + query).status_code == 200


def test_an_empty_list_says_so(anonymous):
    assert "mp-empty" in anonymous.get(LIST).content.decode()


def test_what_is_not_for_everyone_is_in_nobodys_list(synne, anonymous, signed_in):
    draft = make_event(synne, "Kladd", published=False)
    closed = make_event(synne, "Bare oss", access_key=f"org:{organisation_of(synne).pk}")

    assert titles(anonymous.get(LIST)) == []
    assert titles(signed_in(synne).get(LIST)) == ["Bare oss"]
    for event in (draft, closed):
        assert anonymous.get(event.path_url).status_code == 404
        assert anonymous.get(f"/arrangementer/{event.pk}/kalender.ics").status_code == 404


@pytest.mark.parametrize(("reader", "most"), [("anonymous", 16), ("member", 16)])
def test_a_list_costs_the_same_however_long_it_is(reader, most, synne, anonymous, signed_in):
    client = anonymous if reader == "anonymous" else signed_in(synne)
    theme = Term.objects.create(kind="theme", name="Personvern", slug="personvern")
    costs, made = {}, 0
    for size in (1, 3, 20):
        for number in range(made, size):
            event = make_event(synne, f"Arrangement {number}", days=number + 1, themes=[theme])
            register(event, make_user(f"Kari {number}"))
        made = size
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        costs[size] = len(queries)

    assert len(set(costs.values())) == 1, costs
    assert costs[20] <= most


@pytest.mark.parametrize("reader", ["anonymous", "participant"])
def test_a_page_with_an_agenda_costs_no_more_than_twenty(reader, synne, anonymous, signed_in):
    event = make_event(synne, agenda=make_agenda(), capacity=40)
    kari = make_member("Kari", "Nord kommune")
    register(event, kari)
    client = anonymous if reader == "anonymous" else signed_in(kari)
    client.get(event.path_url)

    with CaptureQueriesContext(connection) as queries:
        client.get(event.path_url)

    assert len(queries) <= 20


def test_the_page_shows_the_agenda_with_times_and_speakers(synne, anonymous):
    html = anonymous.get(make_event(synne, agenda=make_agenda()).path_url).content.decode()

    for text in ("12:00", "12:10", "12:30", "Velkommen", "Åtte forhold og tre veier", "Anne, Markedsplassen"):
        assert text in html


def test_the_time_is_shown_in_norway_with_its_zone(synne, anonymous):
    start = in_days(0).replace(year=2027, month=1, day=15, hour=11, minute=0, second=0)
    event = make_event(synne, starts_at=start, ends_at=start.replace(hour=14))

    html = anonymous.get(event.path_url).content.decode()

    assert "12:00" in html
    assert "15:00" in html
    assert "CET" in html


def test_the_address_of_the_meeting_is_for_those_who_take_part_or_arrange_it(synne, anonymous, signed_in):
    event = make_event(synne, place="", online_url=LINK)
    kari, ola = make_user("Kari"), make_user("Ola")
    register(event, kari)

    for client, sees in [
        (anonymous, False),
        (signed_in(ola), False),
        (signed_in(kari), True),
        (signed_in(synne), True),
    ]:
        for path in (event.path_url, f"/arrangementer/{event.pk}/kalender.ics"):
            # A calendar file breaks its lines after 75 characters.
            assert (LINK in client.get(path).content.decode().replace("\r\n ", "")) is sees


def test_places_left_and_state_follow_what_happens(synne, anonymous):
    event = make_event(synne, capacity=1)
    assert 'data-color="warning"' in anonymous.get(LIST).content.decode()

    register(event, make_user("Kari"))

    page = anonymous.get(event.path_url)
    assert page.context["page"].places_left == 0
    assert f"/arrangementer/{event.pk}/meld-pa/" not in page.content.decode()
    assert 'data-color="danger"' in anonymous.get(LIST).content.decode()


def test_only_its_own_organisation_gets_the_doors_of_an_event(synne, anonymous, signed_in):
    event = make_event(synne)

    for client, sees in [
        (anonymous, False),
        (signed_in(make_member("Per", "Nord kommune")), False),
        (signed_in(synne), True),
    ]:
        html = client.get(event.path_url).content.decode()
        for door in ("rediger", "trekk", "deltakere"):
            assert (f"/arrangementer/{event.pk}/{door}/" in html) is sees


def test_an_event_is_found_by_its_agenda_and_speakers(synne):
    event = make_event(synne, agenda=make_agenda(), body="Ta med **ett** behov.")

    body = event.search_body()

    for text in ("Ta med ett behov.", "Rådhuset", "Velkommen", "Anne, Markedsplassen"):
        assert text in body
