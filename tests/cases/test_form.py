"""The form that a report is written with: two kinds of rows beside the fields."""

from uuid import uuid4

import pytest
from django.http import QueryDict
from django.utils import timezone

from cases.models import ExperienceIndexPage, ExperiencePage
from core.access import MEMBERS, OPEN
from core.rescue import SESSION_KEY
from people.models import Membership, Organisation
from tests.factories.cases import make_experience
from tests.factories.people import (
    make_key_person,
    make_member,
    make_organisation,
    make_staff,
    make_supplier,
    organisation_of,
)

pytestmark = pytest.mark.django_db

NEW = "/erfaringer/del/"


def sent(user, *, factors=("", "", ""), pairs=(("", ""),) * 3, **fields):
    data = {
        "form_key": str(uuid4()),
        "organisation": organisation_of(user).pk,
        "area": "use",
        "title": "Etter tre uker",
        "language": "nb",
        "audience": "open",
        "factors-TOTAL_FORMS": len(factors),
        "factors-INITIAL_FORMS": 0,
        "pairs-TOTAL_FORMS": len(pairs),
        "pairs-INITIAL_FORMS": 0,
    }
    data |= {f"factors-{n}-text": text for n, text in enumerate(factors)}
    for n, (challenge, measure) in enumerate(pairs):
        data |= {f"pairs-{n}-challenge": challenge, f"pairs-{n}-measure": measure}
    return {**data, **fields}


@pytest.fixture
def inger():
    return make_key_person("Inger", "Vest kommune")


@pytest.fixture
def client(signed_in, inger):
    return signed_in(inger)


def rows(form):
    texts = [row["text"].value() or "" for row in form.factors]
    return texts, [(row["challenge"].value() or "", row["measure"].value() or "") for row in form.pairs]


def test_there_are_three_rows_of_each_kind_to_begin_with(client):
    form = client.get(NEW).context["form"]

    assert rows(form) == (["", "", ""], [("", "")] * 3)


def test_a_link_from_a_solution_fills_in_what_the_experience_is_about(client):
    address = f"{NEW}?losning=S%C3%A5rsporet&leverandor=S%C3%A5r+AS&samarbeid=Fem+kommuner&livsfase=use%00"
    form = client.get(address).context["form"]

    values = [form[name].value() for name in ("solution", "supplier", "collaboration", "area")]
    assert values == ["Sårsporet", "Sår AS", "Fem kommuner", "use"]


def test_a_published_report_has_its_rows_in_order_and_empty_ones_are_ignored(client, inger):
    data = sent(
        inger,
        factors=["  Ledelsen var med  ", "", "Korte økter"],
        pairs=[("", " \u200b "), ("Dårlig dekning", "Papir ved siden av"), ("", "")],
        weeks_in_use="3",
        body="**Kort** fortalt",
        publish="1",
    )
    answer = client.post(NEW, data)

    page = ExperiencePage.objects.get()
    assert (answer.status_code, answer.url) == (302, page.path_url)
    assert page.live
    assert [factor.text for factor in page.success_factors.all()] == ["Ledelsen var med", "Korte økter"]
    assert [(pair.challenge, pair.measure) for pair in page.challenges.all()] == [
        ("Dårlig dekning", "Papir ved siden av")
    ]
    assert page.weeks_in_use == 3
    assert "<strong>Kort</strong>" in page.body_html
    assert "Papir ved siden av" in page.search_body()


@pytest.mark.parametrize(("half", "empty"), [("challenge", "measure"), ("measure", "challenge")])
def test_half_a_pair_gives_an_error_beside_the_empty_half_and_nothing_is_lost(client, inger, half, empty):
    pair = ("Dårlig dekning", "") if half == "challenge" else ("", "Dårlig dekning")
    answer = client.post(NEW, sent(inger, factors=["Ledelsen var med"], pairs=[("", ""), pair], publish="1"))

    assert answer.status_code == 422
    form = answer.context["form"]
    assert rows(form) == (["Ledelsen var med"], [("", ""), pair])
    assert list(form.pairs[1].errors) == [empty]
    assert not form.pairs[0].errors
    assert f'id="id_pairs-1-{empty}_error"' in answer.text
    assert f'href="#id_pairs-1-{empty}"' in answer.text
    assert not ExperiencePage.objects.exists()


def test_every_part_of_the_form_is_judged_at_once(client, inger):
    answer = client.post(
        NEW, sent(inger, title="", weeks_in_use="1041", factors=["x" * 1001], pairs=[("Bare halve", "")])
    )

    form = answer.context["form"]
    assert set(form.errors) == {"title", "weeks_in_use"}
    assert form.factors[0].errors
    assert form.pairs[0].errors


def test_one_more_row_is_asked_for_without_losing_or_judging_anything(client, inger):
    data = sent(inger, title="", weeks_in_use="tre", factors=["Ledelsen var med"], pairs=[("Bare halve", "")])
    answer = client.post(NEW, {**data, "add_row": "pairs", "themes": ["999999"]})

    assert answer.status_code == 200
    form = answer.context["form"]
    assert rows(form) == (["Ledelsen var med"], [("Bare halve", ""), ("", "")])
    assert not form.errors
    assert form["form_key"].value() == data["form_key"]
    assert form["weeks_in_use"].value() == "tre"
    assert "data-error-summary" not in answer.text
    assert not ExperiencePage.objects.exists()


def test_there_is_a_most_of_rows(client, inger):
    answer = client.post(NEW, sent(inger, factors=["x"] * 30, add_row="factors"))
    assert len(answer.context["form"].factors.forms) == 30

    answer = client.post(NEW, sent(inger, factors=["x"] * 31, publish="1"))
    assert answer.status_code == 422
    assert answer.context["form"].factors.non_form_errors()


def test_a_form_without_its_rows_is_refused_with_a_word(client, inger):
    data = {name: value for name, value in sent(inger).items() if not name.startswith(("factors", "pairs"))}
    answer = client.post(NEW, data)

    assert answer.status_code == 422
    assert answer.context["form"].factors.non_form_errors()


def test_rows_come_back_after_login(signed_in, inger, anonymous):
    data = sent(inger, factors=["Ledelsen var med"], pairs=[("Dårlig dekning", "Papir")] * 4, written_by=inger.pk)
    anonymous.post(NEW, data)
    kept = anonymous.session[SESSION_KEY]
    client = signed_in(inger)
    session = client.session
    session[SESSION_KEY] = kept
    session.save()

    form = client.get(NEW).context["form"]
    assert rows(form) == (["Ledelsen var med"], [("Dårlig dekning", "Papir")] * 4)
    assert form["title"].value() == "Etter tre uker"


def test_an_edited_report_keeps_the_rows_that_stay(client, inger):
    page = make_experience(inger, factors=["En", "To", "Tre"], pairs=[("Dekning", "Papir")])
    first, _, third = page.success_factors.all()
    address = f"/erfaringer/{page.pk}/rediger/"
    form = client.get(address).context["form"]
    assert rows(form) == (["En", "To", "Tre"], [("Dekning", "Papir"), ("", ""), ("", "")])

    data = sent(
        inger,
        factors=["En", "", "Tre og mer", "Fire"],
        pairs=[("", "")],
        seen_revision=form["seen_revision"].value(),
        publish="1",
    )
    assert client.post(address, data).status_code == 302

    page = ExperiencePage.objects.get()
    now = list(page.success_factors.all())
    assert [factor.text for factor in now] == ["En", "Tre og mer", "Fire"]
    assert [factor.pk for factor in now[:2]] == [first.pk, third.pk]
    assert not page.challenges.exists()


def test_a_draft_of_changes_leaves_the_published_rows_alone(client, inger):
    page = make_experience(inger, factors=["En"])
    data = sent(inger, factors=["En", "To"], body="Vi *telte*", seen_revision=page.latest_revision_id)

    answer = client.post(f"/erfaringer/{page.pk}/rediger/", data)

    assert [factor.text for factor in ExperiencePage.objects.get().success_factors.all()] == ["En"]
    draft = client.get(answer.url).text
    assert ">To<" in draft
    assert "<em>telte</em>" in draft
    assert ">To<" not in client.get(page.path_url).text


def test_two_editors_at_once(client, inger):
    page = make_experience(inger, factors=["En"])
    seen = page.latest_revision_id
    page.save_revision(user=inger)

    answer = client.post(
        f"/erfaringer/{page.pk}/rediger/", sent(inger, factors=["Min"], seen_revision=seen, publish="1")
    )

    assert answer.status_code == 409
    assert rows(answer.context["form"])[0] == ["Min"]


def test_a_form_that_is_sent_twice_makes_one_report(client, inger):
    data = sent(inger, publish="1")

    assert client.post(NEW, data).url == client.post(NEW, data).url
    assert ExperiencePage.objects.count() == 1


def test_a_suppliers_report_names_the_supplier(signed_in):
    arne = make_supplier("Arne", "Sår AS")
    client = signed_in(arne)

    answer = client.post(NEW, sent(arne, supplier="Klokkeblom Helse AS", publish="1"))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["supplier"]

    assert client.post(NEW, sent(arne)).status_code == 302
    page = ExperiencePage.objects.get()
    assert page.supplier == "Sår AS"

    data = sent(arne, supplier="Klokkeblom Helse AS", seen_revision=page.latest_revision_id)
    assert client.post(f"/erfaringer/{page.pk}/rediger/", data).status_code == 422


def test_only_organisations_one_may_write_for_are_offered(signed_in):
    mona = make_staff("Mona", "moderator")
    vest = make_organisation("Vest kommune")
    Membership.objects.create(user=mona, organisation=vest, verified_at=timezone.now())
    client = signed_in(mona)

    assert list(client.get(NEW).context["form"].fields["organisation"].queryset) == [vest]
    market_place = Organisation.objects.get(name="Markedsplassen")
    data = {**sent(make_member("Bente", vest)), "organisation": market_place.pk}
    assert list(client.post(NEW, data).context["form"].errors) == ["organisation"]


def test_a_plain_member_cannot_change_who_reads_what_is_published(signed_in, inger):
    page = make_experience(inger, access_key=MEMBERS)
    client = signed_in(make_member("Bente", "Vest kommune"))
    data = sent(inger, seen_revision=page.latest_revision_id, audience="open", publish="1")

    assert client.post(f"/erfaringer/{page.pk}/rediger/", data).status_code == 302

    page = ExperiencePage.objects.get()
    assert page.state.access_key == MEMBERS
    assert page.state.submitted_at is not None
    assert page.title != "Etter tre uker"


def test_fields_that_are_not_asked_for_change_nothing(client, inger):
    data = sent(inger, live="1", slug="mitt", owner="1", submitted_at="2020-01-01", access_key=MEMBERS)
    client.post(NEW, QueryDict(mutable=True) | data)

    page = ExperiencePage.objects.get()
    assert not page.live
    assert page.slug != "mitt"
    assert page.state.access_key == OPEN
    assert page.get_parent().specific == ExperienceIndexPage.objects.originals().get()
