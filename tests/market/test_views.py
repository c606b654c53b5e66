from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.choices import TermKind
from core.models import SiteDocument, Term
from market import actions
from market.models import NoticeDocument, ProcurementNotice
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member, make_organisation, make_staff, make_supplier

pytestmark = pytest.mark.django_db

INDEX = "/anskaffelser/"
NOTICES = "/anskaffelser/kunngjoringer/"
SUPPLIERS = "/anskaffelser/leverandorer/"


def text_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def queries_of(client, address):
    text_of(client, address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        text_of(client, address)
    return len(captured)


def make_term(slug, kind=TermKind.SERVICE_AREA):

    return Term.objects.create(kind=kind, slug=slug, name=slug.capitalize())


def classify(snippet, areas=(), themes=()):
    snippet.service_areas.set(areas)
    snippet.themes.set(themes)
    snippet.save()


@pytest.mark.parametrize("who", ["anonymous", "municipality", "supplier", "editor"])
def test_everyone_reads_what_is_published(who, signed_in, anonymous):
    notice, profile = make_notice(), make_profile()
    people = {
        "anonymous": lambda: anonymous,
        "municipality": lambda: signed_in(make_member()),
        "supplier": lambda: signed_in(make_supplier()),
        "editor": lambda: signed_in(make_staff("Anne", "editor")),
    }
    client = people[who]()

    for address in (INDEX, NOTICES, SUPPLIERS):
        text_of(client, address)
    assert notice.title in text_of(client, notice.get_absolute_url())
    assert profile.name in text_of(client, profile.get_absolute_url())


@pytest.mark.parametrize("who", ["anonymous", "municipality", "editor"])
def test_what_is_not_published_is_not_there(who, signed_in, anonymous):
    draft, kladd = make_notice("Hemmelig utkast", published=False), make_profile("Hemmelig AS", published=False)
    gone = make_notice("Hemmelig trukket")
    anne = make_staff("Anne", "editor")
    actions.withdraw_notice(notice=gone, actor=anne)
    gone.latest_revision.publish()
    client = {"anonymous": lambda: anonymous, "municipality": lambda: signed_in(make_member())}.get(
        who, lambda: signed_in(anne)
    )()

    for hidden, status in ((draft, 404), (kladd, 404), (gone, 410)):
        assert "Hemmelig" not in text_of(client, hidden.get_absolute_url(), status)
    text_of(client, f"{NOTICES}finnes-ikke/", 404)
    text_of(client, f"{SUPPLIERS}finnes-ikke/", 404)
    for address in (INDEX, NOTICES, SUPPLIERS):
        assert "Hemmelig" not in text_of(client, address)


def test_the_page_of_a_notice_says_when_the_deadline_is_and_what_it_means(anonymous):
    deadline = datetime(2027, 7, 1, 10, 0, tzinfo=UTC)
    notice = make_notice(deadline=deadline, value_nok=4_900_000, reference="BRA-22/318", contact="Sunniva")

    text = text_of(anonymous, notice.get_absolute_url())

    assert "1. juli 2027" in text
    assert "(CEST)" in text
    assert "12:00" in text
    assert 'datetime="2027-07-01T12:00:00+02:00"' in text
    assert "4\xa0900\xa0000" in text
    assert "<strong>tjeneste</strong>" in text
    for shown in ("Bra kommune", "BRA-22/318", "Sunniva"):
        assert shown in text


def test_documents_are_listed_under_their_titles(anonymous):
    notice = make_notice()
    document = SiteDocument(title="fil")
    document.file.save("plan.pdf", ContentFile(b"%PDF-1.4"))
    NoticeDocument.objects.create(notice=notice, document=document, title="Testplan")

    text = text_of(anonymous, notice.get_absolute_url())

    assert "Testplan" in text
    assert document.url in text


def test_the_page_of_a_supplier_links_to_its_website_without_vouching_for_it(anonymous):
    profile = make_profile(website="https://sar.example", contact="Arne, arne@sar.example")
    classify(profile, [make_term("sykehjem")], [make_term("sarbehandling", TermKind.THEME)])

    text = text_of(anonymous, profile.get_absolute_url())

    assert 'rel="external nofollow noopener" href="https://sar.example"' in text
    for shown in ("mailto:arne@sar.example", "Sykehjem", "Sarbehandling", "<strong>Sårsporet</strong>"):
        assert shown in text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"Åpen konkurranse", "Stengt konkurranse", "Tildelt"}),
        ("?status=open", {"Åpen konkurranse"}),
        ("?status=closed", {"Stengt konkurranse", "Tildelt"}),
        ("?type=award", {"Tildelt"}),
        ("?type=award&type=competition&status=closed", {"Stengt konkurranse", "Tildelt"}),
        ("?omrade=sykehjem", {"Åpen konkurranse"}),
        ("?tema=sarbehandling", {"Stengt konkurranse"}),
        ("?oppdragsgiver=nord-kommune", {"Tildelt"}),
        ("?status=tull", set()),
        ("?etter=tull&sorter=tull", {"Åpen konkurranse", "Stengt konkurranse", "Tildelt"}),
    ],
)
def test_filters(anonymous, query, expected):
    classify(make_notice("Åpen konkurranse"), [make_term("sykehjem")])
    classify(make_notice("Stengt konkurranse", deadline_in_days=-3), [], [make_term("sarbehandling", TermKind.THEME)])
    make_notice("Tildelt", type="award", deadline_in_days=None, buyer=make_organisation("Nord kommune"))

    listing = anonymous.get(NOTICES + query).context["listing"]

    assert {one.title for one in listing.items} == expected
    assert listing.total == len(expected)


def test_the_next_deadline_comes_first_and_what_is_past_last(anonymous):
    for title, days in (("om en måned", 30), ("over", -3), ("i morgen", 1), ("uten frist", None)):
        make_notice(title, deadline_in_days=days, type="planned")

    listing = anonymous.get(f"{NOTICES}?sorter=frist").context["listing"]

    assert [one.title for one in listing.items] == ["i morgen", "om en måned", "over", "uten frist"]


@pytest.mark.parametrize("sort", ["nyest", "frist"])
def test_paging_shows_everything_once(anonymous, sort):
    for number in range(23):
        make_notice(f"Kunngjøring {number}", deadline_in_days=number % 5 + 1 if number % 4 else None, type="planned")

    first = anonymous.get(f"{NOTICES}?sorter={sort}").context["listing"]
    second = anonymous.get(first.next_url).context["listing"]

    assert len(first.items) == 20
    assert {one.pk for one in [*first.items, *second.items]} == set(
        ProcurementNotice.objects.values_list("pk", flat=True)
    )
    assert second.next_url is None


def test_suppliers_stand_by_name_and_can_be_filtered(anonymous):
    classify(make_profile("Turnusvev AS"), [make_term("sykehjem")])
    make_profile("Klokkeblom AS")

    names = [one.name for one in anonymous.get(SUPPLIERS).context["listing"].items]
    filtered = [one.name for one in anonymous.get(f"{SUPPLIERS}?omrade=sykehjem").context["listing"].items]

    assert names == ["Klokkeblom AS", "Turnusvev AS"]
    assert filtered == ["Turnusvev AS"]


def test_lists_cost_the_same_whatever_their_length(anonymous):
    areas = [make_term("sykehjem"), make_term("legevakt")]
    themes = [make_term("sarbehandling", TermKind.THEME)]
    counts = {NOTICES: [], SUPPLIERS: [], INDEX: []}
    made = 0
    for length in (1, 3, 20):
        while made < length:
            made += 1
            buyer = make_organisation(f"Kommune {made}")
            classify(make_notice(f"Kunngjøring {made}", buyer=buyer), areas, themes)
            classify(make_profile(f"Leverandør {made} AS"), areas, themes)
        for address, seen in counts.items():
            seen.append(queries_of(anonymous, address))

    for address, seen in counts.items():
        assert len(set(seen)) == 1, (address, seen)
        assert seen[0] <= 16, (address, seen)


def test_details_cost_the_same_whatever_they_hold(anonymous):
    notice, profile = make_notice(), make_profile()
    empty = queries_of(anonymous, notice.get_absolute_url())
    document = SiteDocument(title="fil")
    document.file.save("plan.pdf", ContentFile(b"%PDF-1.4"))
    for number in range(5):
        NoticeDocument.objects.create(notice=notice, document=document, title=f"Vedlegg {number}")
    classify(notice, [make_term("sykehjem")], [make_term("sarbehandling", TermKind.THEME)])

    assert queries_of(anonymous, notice.get_absolute_url()) <= min(empty + 1, 20)
    assert queries_of(anonymous, profile.get_absolute_url()) <= 20
