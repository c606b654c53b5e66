import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.models import ExperiencePage
from core.access import MEMBERS
from core.models import PageState, Term
from core.text import norwegian_slug
from people.choices import MemberRole, OrganisationKind
from people.models import Membership
from tests.factories.cases import make_experience, make_waiting
from tests.factories.people import (
    make_key_person,
    make_member,
    make_organisation,
    make_staff,
    make_supplier,
    organisation_of,
)

pytestmark = pytest.mark.django_db

LIST = "/erfaringer/"
NEW = "/erfaringer/del/"
APPROVALS = "/erfaringer/godkjenning/"


@pytest.fixture
def inger():
    return make_key_person("Inger", "Vest kommune")


def sql_count(client, address):
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def make_term(kind, name):
    return Term.objects.create(kind=kind, name=name, slug=norwegian_slug(name))


@pytest.mark.parametrize(("who", "most"), [("anonymous", 16), ("member", 16)])
def test_the_list_costs_the_same_whatever_its_length(who, most, anonymous, signed_in, inger):
    theme, area = make_term("theme", "Kompetanse"), make_term("service_area", "Hjemmetjeneste")
    client = anonymous if who == "anonymous" else signed_in(make_member("Bente"))
    made, counts = 0, []
    for wanted in (1, 3, 20):
        for number in range(made, wanted):
            author = make_member("Per", f"Kommune {number}")
            make_experience(author, f"Erfaring {number}", weeks_in_use=3, themes=[theme], service_areas=[area])
        made = wanted
        counts.append(sql_count(client, LIST))

    assert len(set(counts)) == 1
    assert counts[0] <= most


@pytest.mark.parametrize("who", ["anonymous", "member"])
def test_what_one_report_costs(who, anonymous, signed_in, inger):
    page = make_experience(inger, factors=["En", "To"], pairs=[("Dekning", "Papir")] * 3)
    client = anonymous if who == "anonymous" else signed_in(inger)

    assert sql_count(client, page.path_url) <= 20


def test_the_list_shows_what_the_reader_may_read(anonymous, signed_in, inger):
    make_experience(inger, "Åpen for alle")
    make_experience(inger, "Bare for medlemmer", access_key=MEMBERS)
    make_experience(inger, "Bare et utkast", published=False)
    make_waiting(inger, title="Venter ennå")

    assert [page.title for page in anonymous.get(LIST).context["listing"].items] == ["Åpen for alle"]
    seen = signed_in(inger).get(LIST).context["listing"].items
    assert {page.title for page in seen} == {"Åpen for alle", "Bare for medlemmer"}


def test_the_list_is_filtered(anonymous, inger):
    theme, area = make_term("theme", "Kompetanse"), make_term("service_area", "Hjemmetjeneste")
    make_experience(inger, "Bruk", area="use", themes=[theme], service_areas=[area])
    make_experience(inger, "Innkjøp", area="procurement")
    make_experience(make_member("Per", "Nord kommune"), "Bruk i nord", area="use")

    def titles(query):
        return {page.title for page in anonymous.get(f"{LIST}?{query}").context["listing"].items}

    assert titles("livsfase=use") == {"Bruk", "Bruk i nord"}
    assert titles("livsfase=use&org=vest-kommune") == {"Bruk"}
    assert titles("tema=kompetanse&omrade=hjemmetjeneste") == {"Bruk"}
    assert titles("livsfase=tull&etter=tull&sorter=tull") == set()


def test_the_list_is_sorted_and_paged(anonymous, inger):
    for number in range(25):
        make_experience(inger, f"Erfaring {number:02}")

    first = anonymous.get(f"{LIST}?sorter=tittel").context["listing"]
    second = anonymous.get(first.next_url).context["listing"]

    assert [page.title for page in [*first.items, *second.items]] == [f"Erfaring {n:02}" for n in range(25)]


def test_an_empty_list_says_so_and_leads_on(anonymous):
    answer = anonymous.get(LIST)

    assert "mp-empty" in answer.text
    assert NEW in answer.text


def test_a_report_shows_its_age_its_rows_and_no_markup_of_its_own(anonymous, inger):
    page = make_experience(
        inger,
        factors=["Ledelsen <b>var</b> med"],
        pairs=[("<i>Dekning</i>", "Papir\nved siden av")],
        weeks_in_use=3,
        body="Vi **målte**",
    )
    long_ago = timezone.now() - timezone.timedelta(days=24)
    ExperiencePage.objects.filter(pk=page.pk).update(first_published_at=long_ago)
    page = ExperiencePage.objects.get()

    answer = anonymous.get(page.path_url)

    assert str(page.use) in answer.text
    assert page.age in answer.text
    assert "&lt;i&gt;Dekning&lt;/i&gt;" in answer.text
    assert "Papir<br>ved siden av" in answer.text
    assert "<strong>målte</strong>" in answer.text
    assert page.get_area_display() in answer.text


def test_a_suppliers_report_is_marked_on_the_page_and_in_the_list(anonymous):
    page = make_experience(make_supplier("Arne", "Sår AS"), "Fra leverandøren")
    mark = str(page.marks[0]["label"])

    assert mark in anonymous.get(page.path_url).text.replace("&#x27;", "'")
    assert mark in anonymous.get(LIST).text.replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 302), ("member", 200), ("supplier", 200), ("editor", 200), ("moderator", 403), ("ex_member", 403)],
)
def test_who_meets_the_form(who, status, anonymous, signed_in):
    people = {
        "member": lambda: make_member("Bente"),
        "supplier": make_supplier,
        "editor": lambda: make_staff("Eva", "editor"),
        "moderator": lambda: make_staff("Mona", "moderator"),
        "ex_member": lambda: make_member("Egil", ended=True),
    }
    client = anonymous if who == "anonymous" else signed_in(people[who]())

    assert client.get(NEW).status_code == status
    assert (NEW in client.get(LIST).text) is (status != 403)


def test_the_way_to_what_waits_is_shown_to_approvers(signed_in, inger):
    make_waiting(make_member("Bente", "Vest kommune"))

    assert APPROVALS in signed_in(inger).get(LIST).text
    assert APPROVALS not in signed_in(make_member("Oddvar", "Vest kommune")).get(LIST).text


def approver(who):
    people = {
        "key_person": lambda: make_key_person("Inger", "Vest kommune"),
        "colleague": lambda: make_member("Oddvar", "Vest kommune"),
        "key_person_elsewhere": lambda: make_key_person("Per", "Nord kommune"),
        "supplier": lambda: make_member(
            "Arne", make_organisation("Sår AS", OrganisationKind.SUPPLIER), role=MemberRole.KEY_PERSON
        ),
        "moderator": lambda: make_staff("Mona", "moderator"),
        "editor": lambda: make_staff("Eva", "editor"),
        "own_officer": lambda: make_member("Anne", "Vest kommune", site_role="procurement_officer"),
        "officer": lambda: make_staff("Anne", "procurement_officer"),
        "admin": lambda: make_staff("Ada", "administrator"),
        "ex_member": lambda: make_member("Egil", ended=True),
    }
    return people[who]()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("key_person", 302),
        ("editor", 302),
        ("own_officer", 302),
        ("admin", 302),
        ("colleague", 403),
        ("supplier", 403),
        ("moderator", 403),
        ("ex_member", 403),
        ("key_person_elsewhere", 404),
        ("officer", 404),
    ],
)
def test_who_approves_a_municipalitys_report(who, status, signed_in):
    page = make_waiting(make_member("Bente", "Vest kommune"))
    client = signed_in(approver(who))

    for view in ("experience_approve", "experience_send_back"):
        address = reverse(view, args=[page.pk])
        assert client.get(address).status_code == (200 if status == 302 and "back" in view else status)
        assert client.post(address).status_code == (422 if status == 302 and "back" in view else status)
    assert not ExperiencePage.objects.get().live

    answer = client.post(reverse("experience_approve", args=[page.pk]), {"seen_revision": page.latest_revision_id})
    assert answer.status_code == status
    assert ExperiencePage.objects.get().live is (status == 302)


@pytest.mark.parametrize(
    ("who", "status"),
    [("key_person", 200), ("editor", 200), ("colleague", 403), ("moderator", 403), ("ex_member", 403)],
)
def test_who_sees_the_list_of_what_waits(who, status, signed_in):
    assert signed_in(approver(who)).get(APPROVALS).status_code == status


def test_anonymous_visitors_log_in_first(anonymous, inger):
    page = make_waiting(inger)

    for address in (NEW, APPROVALS, *(f"/erfaringer/{page.pk}/{verb}/" for verb in ("rediger", "godkjenn"))):
        assert anonymous.get(address).url.startswith("/konto/login/")


def test_what_is_not_there(signed_in, inger):
    client = signed_in(inger)

    assert client.get("/erfaringer/999999/godkjenn/").status_code == 404
    assert client.post("/erfaringer/999999/send-tilbake/").status_code == 404


def test_from_the_list_of_what_waits_through_the_draft_to_the_published_page(signed_in, inger):
    page = make_waiting(make_member("Bente", "Vest kommune"), factors=["Ledelsen var med"])
    client = signed_in(inger)
    draft = reverse("draft", args=[page.pk])
    approve = reverse("experience_approve", args=[page.pk])

    assert draft in client.get(APPROVALS).text
    shown = client.get(draft).text
    assert approve in shown
    assert f'name="seen_revision" value="{page.latest_revision_id}"' in shown

    answer = client.post(approve, {"seen_revision": page.latest_revision_id}, follow=True)
    assert answer.redirect_chain == [(page.path_url, 302)]
    assert "Ledelsen var med" in answer.text
    assert draft not in client.get(APPROVALS).text


def test_a_colleague_reads_the_draft_without_the_approvers_buttons(signed_in):
    page = make_waiting(make_member("Bente", "Vest kommune"))
    client = signed_in(make_member("Oddvar", "Vest kommune"))

    shown = client.get(reverse("draft", args=[page.pk]))
    assert shown.status_code == 200
    assert reverse("experience_approve", args=[page.pk]) not in shown.text


@pytest.mark.parametrize("seen", ["", "0", "abc", "9" * 40])
def test_what_the_approver_has_not_seen_is_not_published(seen, signed_in, inger):
    page = make_waiting(make_member("Bente", "Vest kommune"))
    client = signed_in(inger)

    answer = client.post(reverse("experience_approve", args=[page.pk]), {"seen_revision": seen})

    assert answer.url == reverse("draft", args=[page.pk])
    assert not ExperiencePage.objects.get().live


def test_a_second_decision_changes_nothing(signed_in, inger):
    page = make_waiting(make_member("Bente", "Vest kommune"))
    client = signed_in(inger)
    back = reverse("experience_send_back", args=[page.pk])
    assert client.post(back, {"reason": "For kort."}).url == APPROVALS

    assert client.post(back, {"reason": "For kort."}).url == reverse("draft", args=[page.pk])
    approve = reverse("experience_approve", args=[page.pk])
    assert client.post(approve, {"seen_revision": page.latest_revision_id}).url == reverse("draft", args=[page.pk])
    assert not ExperiencePage.objects.get().live


def test_a_reason_that_is_too_long_is_kept(signed_in, inger):
    page = make_waiting(make_member("Bente", "Vest kommune"))
    answer = signed_in(inger).post(reverse("experience_send_back", args=[page.pk]), {"reason": "x" * 2001})

    assert answer.status_code == 422
    assert "x" * 2001 in answer.text


def test_the_list_of_what_waits_costs_the_same_whatever_its_length(signed_in):
    client = signed_in(make_staff("Eva", "editor"))
    made, counts = 0, []
    for wanted in (1, 3, 20):
        for number in range(made, wanted):
            make_waiting(make_member("Bente", f"Kommune {number}"))
        made = wanted
        counts.append(sql_count(client, APPROVALS))

    assert len(set(counts)) == 1
    assert counts[0] <= 16


def test_a_plain_members_report_waits_and_nobody_else_sees_it(anonymous, signed_in):
    bente = make_member("Bente", "Vest kommune")
    page = make_waiting(bente)
    state = PageState.objects.get(pk=page.pk)

    assert state.submitted_at is not None
    assert anonymous.get(page.path_url).status_code == 404
    assert signed_in(make_supplier()).get(reverse("draft", args=[page.pk])).status_code == 404


def test_a_withdrawn_report_is_read_by_its_own_organisation_only(anonymous, signed_in, inger):
    page = make_experience(inger)
    assert signed_in(inger).post(reverse("experience_withdraw", args=[page.pk])).status_code == 302

    assert anonymous.get(page.path_url).status_code == 410
    assert signed_in(inger).get(reverse("draft", args=[page.pk])).status_code == 200


def test_the_button_says_what_will_happen(signed_in, inger):
    def label(user):
        return signed_in(user).get(NEW).context["form"].publish_label

    bente = make_member("Bente", "Vest kommune")
    both = make_key_person("Per", "Nord kommune")
    Membership.objects.create(user=both, organisation=organisation_of(inger), verified_at=timezone.now())

    labels = {label(inger), label(bente), label(make_member("Nina", "Bra kommune", verified=False)), label(both)}
    assert len(labels) == 3
    assert str(label(bente)) in signed_in(bente).get(NEW).text
