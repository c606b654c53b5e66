import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import TaskState

from arena.models import IdeaPage
from core import actions
from core.access import MEMBERS, organisation_key
from core.choices import TermKind
from core.models import AuditEntry, PageState, Term
from people.choices import SiteRole
from tests.factories.arena import make_idea
from tests.factories.forms import idea_form
from tests.factories.people import make_member, make_staff, make_supplier, organisation_of
from tests.factories.staff import prove_second_factor
from tests.factories.threads import make_comment

pytestmark = pytest.mark.django_db
NEW, LIST = "/innovasjon/del/", "/innovasjon/"


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def client(signed_in, inger):
    return signed_in(inger)


def edit(page):
    return reverse("idea_edit", args=[page.pk])


def draft(page):
    return reverse("draft", args=[page.pk])


def create(client, author, **fields):
    form = idea_form(organisation=organisation_of(author).pk, **fields)
    return client.post(NEW, form), IdeaPage.objects.order_by("pk").last()


def save_draft(client, page=None, **fields):
    form = idea_form(page, **fields)
    del form["publish"]
    return client.post(edit(page) if page else NEW, form)


def test_publishing_takes_one_to_a_page_that_everybody_finds(client, inger, anonymous):
    term = Term.objects.create(kind=TermKind.THEME, name="Natt", slug="natt")
    response, idea = create(client, inger, title="Ærlig behov", themes=[term.pk], body="**fet**", language="nn")

    assert (response.status_code, response.url) == (302, idea.path_url)
    page = anonymous.get(idea.path_url).text
    for shown in ("Ærlig behov", "<strong>fet</strong>", "Inger", "Vest kommune", "Natt", 'lang="nn"'):
        assert shown in page
    assert "Ærlig behov" in anonymous.get(LIST).text
    assert "Ærlig behov" in anonymous.get("/").text
    assert "Ærlig behov" in anonymous.get(f"{LIST}?tema=natt").text
    assert "Publisert" in client.get(idea.path_url).text


@pytest.mark.parametrize(
    ("audience", "readers"),
    [("open", ["anonymous", "arne", "bente"]), ("members", ["arne", "bente"]), ("org", ["bente"])],
)
def test_a_page_is_read_by_whom_it_was_written_for(audience, readers, client, inger, anonymous, signed_in):
    browsers = {"anonymous": anonymous, "arne": signed_in(make_supplier()), "bente": signed_in(make_member("Bente"))}
    _response, idea = create(client, inger, audience=audience, title="Ærlig behov")
    for name, browser in browsers.items():
        assert (browser.get(idea.path_url).status_code == 200) is (name in readers), name
        assert ("Ærlig behov" in browser.get(LIST).text) is (name in readers), name
        assert ("Ærlig behov" in browser.get("/").text) is (name in readers), name


def test_a_draft_is_seen_by_the_own_organisation_only(client, anonymous, signed_in):
    inger_org = organisation_of(make_member("Bente")).pk
    response = save_draft(client, title="Ærlig behov", organisation=inger_org)
    idea = IdeaPage.objects.get()

    assert (response.status_code, response.url) == (302, draft(idea))
    assert "Ærlig behov" in client.get(draft(idea)).text
    assert "Ærlig behov" in client.get("/min-side/").text
    for browser, status in [(anonymous, 404), (signed_in(make_supplier()), 404), (client, 200)]:
        assert browser.get(draft(idea)).status_code == status
        assert browser.get(idea.path_url).status_code == 404
        assert "Ærlig behov" not in browser.get(LIST).text


def test_a_draft_of_changes_leaves_what_is_published(client, inger, anonymous):
    idea = make_idea(inger, title="Før")
    save_draft(client, idea, title="Etter")

    assert "Før" in anonymous.get(idea.path_url).text
    assert "Etter" in client.get(draft(idea)).text
    assert 'value="Etter"' in client.get(edit(idea)).text
    assert "Etter" not in anonymous.get(LIST).text


def test_an_edit_that_is_published_is_read_by_everybody(client, inger, anonymous):
    idea = make_idea(inger, title="Før")
    response = client.post(edit(idea), idea_form(idea, title="Etter"))
    assert response.url == idea.path_url
    assert "Etter" in anonymous.get(idea.path_url).text
    assert "Før" not in anonymous.get(LIST).text


def test_withdrawing_asks_first_and_then_closes(client, inger, anonymous):
    idea = make_idea(inger, title="Ærlig behov")
    make_comment(idea, inger, "Et innlegg")
    address = reverse("idea_withdraw", args=[idea.pk])

    assert client.get(address).status_code == 200
    assert anonymous.get(idea.path_url).status_code == 200

    assert client.post(address).url == draft(idea)
    assert anonymous.get(idea.path_url).status_code == 410
    assert client.get(idea.path_url).status_code == 410
    assert "Ærlig behov" not in anonymous.get(LIST).text
    assert "Ærlig behov" in client.get(draft(idea)).text
    assert client.post(address).url == draft(idea)
    assert AuditEntry.objects.filter(action="page.withdrawn").count() == 1


def test_what_was_withdrawn_can_be_written_on_and_published_again(client, inger, anonymous):
    idea = make_idea(inger)
    client.post(reverse("idea_withdraw", args=[idea.pk]))
    idea.refresh_from_db()
    save_draft(client, idea, title="Bedre", audience="open")
    assert anonymous.get(idea.path_url).status_code == 410
    idea.refresh_from_db()
    client.post(edit(idea), idea_form(idea, title="Bedre"))
    assert "Bedre" in anonymous.get(idea.path_url).text


def test_an_error_stands_beside_its_field_and_in_the_summary(client, inger):
    response, _idea = create(client, inger, title="", summary="Dette skrev jeg", audience="members", contact="a" * 201)

    assert response.status_code == 422
    page = response.text
    assert "Dette skrev jeg" in page
    assert "a" * 201 in page
    for field in ("id_title", "id_contact"):
        assert f'href="#{field}"' in page
        control = page.split(f'id="{field}"')[0].rsplit("<", 1)[1] + page.split(f'id="{field}"')[1].split(">")[0]
        assert 'aria-invalid="true"' in control
    assert re.search(r'<input[^>]*value="members"[^>]*checked', page)
    assert not IdeaPage.objects.exists()


def test_the_second_of_two_editors_keeps_the_text_and_the_firsts_stays(client, inger, signed_in):
    idea = make_idea(inger, title="Før")
    bente = signed_in(make_member("Bente"))
    first, second = idea_form(idea, title="Fra Bente"), idea_form(idea, title="Fra Inger")
    assert bente.post(edit(idea), first).status_code == 302

    response = client.post(edit(idea), second)

    assert response.status_code == 409
    assert 'value="Fra Inger"' in response.text
    assert "Noen andre" in response.text
    assert IdeaPage.objects.get().title == "Fra Bente"
    assert client.post(edit(idea), second).status_code == 409


def newcomers_page(signed_in, **fields):
    nils = make_member("Nils", verified=False)
    browser = signed_in(nils)
    response, idea = create(browser, nils, title="Ærlig behov", **fields)
    return browser, response, idea


def test_a_newcomers_page_waits_for_a_moderator(signed_in, anonymous):
    browser, response, idea = newcomers_page(signed_in)

    assert response.url == draft(idea)
    assert "moderator" in browser.get(draft(idea)).text
    assert anonymous.get(idea.path_url).status_code == 404
    assert "Ærlig behov" not in anonymous.get(LIST).text
    response = browser.post(edit(idea), idea_form(idea, title="Endret"))
    assert response.status_code == 409
    assert 'value="Endret"' in response.text


@pytest.mark.parametrize("audience", ["open", "members"])
def test_a_moderator_approves_it_in_the_admin_and_it_is_out(audience, signed_in, anonymous):
    nils, _response, idea = newcomers_page(signed_in, audience=audience)
    mona = make_staff("Mona", SiteRole.MODERATOR)
    browser = signed_in(mona)
    prove_second_factor(browser, mona)
    assert "Ærlig behov" in browser.get("/admin/").text
    assert browser.get(draft(idea)).status_code == 200

    address = reverse("wagtailadmin_pages:workflow_action", args=[idea.pk, "approve", TaskState.objects.get().pk])
    browser.post(address, {"comment": ""})

    idea = IdeaPage.objects.get()
    assert idea.live
    assert anonymous.get(idea.path_url).status_code == (200 if audience == "open" else 404)
    assert nils.get(idea.path_url).status_code == 200
    actions_of = AuditEntry.objects.filter(object_uid=f"page:{idea.pk}")
    assert {"wagtail.workflow.approve", "wagtail.publish"} <= set(actions_of.values_list("action", flat=True))
    assert actions_of.filter(action="wagtail.publish").get().actor_name == "Mona"


def test_what_a_moderator_sends_back_can_be_written_on(signed_in, anonymous):
    nils, _response, idea = newcomers_page(signed_in)
    mona = make_staff("Mona", SiteRole.MODERATOR)
    browser = signed_in(mona)
    prove_second_factor(browser, mona)
    address = reverse("wagtailadmin_pages:workflow_action", args=[idea.pk, "reject", TaskState.objects.get().pk])
    browser.post(address, {"comment": "Si hvem det gjelder"})

    assert anonymous.get(idea.path_url).status_code == 404
    idea.refresh_from_db()
    assert nils.post(edit(idea), idea_form(idea, title="Endret")).url == draft(idea)


def test_who_is_no_moderator_approves_nothing(signed_in, anonymous):
    nils, _response, idea = newcomers_page(signed_in)
    address = reverse("wagtailadmin_pages:workflow_action", args=[idea.pk, "approve", TaskState.objects.get().pk])
    for browser in (nils, anonymous, signed_in(make_member("Bente"))):
        browser.post(address, {"comment": ""}, follow=True)
        assert not IdeaPage.objects.get().live


def test_a_verified_colleague_of_a_newcomer_publishes_at_once(signed_in):
    nils = make_member("Nils", verified=False)
    idea = make_idea(nils, published=False)
    response = signed_in(make_member("Bente")).post(edit(idea), idea_form(idea))
    assert response.url == idea.path_url


def test_only_the_own_organisation_is_shown_the_doors(client, inger, anonymous, signed_in):
    idea = make_idea(inger)
    assert edit(idea) in client.get(idea.path_url).text
    for browser in (anonymous, signed_in(make_supplier())):
        assert edit(idea) not in browser.get(idea.path_url).text


def test_hidden_things_are_in_no_list_and_no_count(anonymous, inger):
    make_idea(inger, title="Synlig")
    make_idea(inger, title="Skjult utkast", published=False)
    make_idea(inger, title="Skjult for andre", access_key=organisation_key(organisation_of(inger).pk))
    make_idea(inger, title="Skjult for lesere", access_key=MEMBERS)
    actions.withdraw_page(page=make_idea(inger, title="Skjult trukket"), actor=inger)

    for address in (LIST, "/", f"{LIST}?type=need", f"{LIST}?org=vest-kommune&sorter=tittel"):
        page = anonymous.get(address).text
        assert "Synlig" in page, address
        assert "Skjult" not in page, address
    assert anonymous.get(LIST).context["listing"].total == 1


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_for_forms(method, client, inger):
    idea = make_idea(inger)
    for address in (NEW, edit(idea), reverse("idea_withdraw", args=[idea.pk])):
        assert getattr(client, method)(address).status_code == 405


def test_a_page_is_only_read_at_its_address(anonymous, inger):
    idea = make_idea(inger)
    assert anonymous.head(idea.path_url).content == b""
    assert anonymous.get(idea.path_url.upper()).status_code in (200, 404)
    assert anonymous.get(f"{idea.path_url}x/").status_code == 404
    assert anonymous.get(idea.path_url.rstrip("/")).status_code == 301


def cost(browser, address):
    cache.clear()
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_whatever_its_length(client, anonymous):
    arne = make_supplier()
    themes = [Term.objects.create(kind=TermKind.THEME, name=name, slug=name) for name in ("natt", "mat")]
    costs = {}
    for length in (1, 3, 20, 21):
        while IdeaPage.objects.count() < length:
            make_idea(arne, title=f"Behov {IdeaPage.objects.count()}", themes=themes)
        costs[length] = (cost(anonymous, LIST), cost(client, LIST))

    assert len(set(costs.values())) == 1, costs
    assert max(costs[20]) <= 16, costs


def test_the_page_costs_the_same_whatever_is_said_on_it(client, anonymous, inger):
    idea = make_idea(make_supplier())
    costs = {}
    for number in (1, 3, 20):
        while PageState.objects.get(pk=idea.pk).comment_count < number:
            make_comment(idea, inger)
        costs[number] = (cost(anonymous, idea.path_url), cost(client, idea.path_url))

    assert len(set(costs.values())) == 1, costs
    assert max(costs[20]) <= 20, costs
