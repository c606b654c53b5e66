"""What becomes of a text whose form can no longer be received as it was sent."""

from uuid import uuid4

import pytest
from django.utils import timezone

from arena.models import IdeaPage
from cases.models import ExperiencePage
from core import actions
from core.models import PageState
from tests.factories.arena import make_idea
from tests.factories.forms import idea_form
from tests.factories.people import make_key_person, make_member, organisation_of

pytestmark = pytest.mark.django_db
NEW = "/innovasjon/del/"
TYPED = "Dette tok en halv time å skrive"


@pytest.fixture
def inger():
    return make_key_person("Inger")


@pytest.fixture
def client(signed_in, inger):
    return signed_in(inger)


def edit_address(page):
    return f"/innovasjon/{page.pk}/rediger/"


def shown_again(response):
    """What the form that was shown again would send, as a browser sees it."""
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value} | {"publish": "1"}


def test_a_form_sent_again_with_another_text_is_shown_again(client, inger):
    first = idea_form(organisation=organisation_of(inger).pk)
    answer = client.post(NEW, first).url

    response = client.post(NEW, {**first, "summary": TYPED})

    assert response.status_code == 409
    assert TYPED in response.text
    assert "Du har sendt dette skjemaet før" in response.text
    assert f'href="{answer}"' in response.text
    assert IdeaPage.objects.get().summary != TYPED


def test_what_is_shown_again_is_sent_as_a_page_of_its_own(client, inger):
    first = idea_form(organisation=organisation_of(inger).pk)
    client.post(NEW, first)
    again = shown_again(client.post(NEW, {**first, "summary": TYPED}))

    assert again["form_key"] != str(first["form_key"])
    answers = {client.post(NEW, again).url for _time in range(2)}

    assert len(answers) == 1
    assert IdeaPage.objects.count() == 2
    assert IdeaPage.objects.latest("pk").summary == TYPED


def test_a_draft_that_is_sent_again_to_be_published_is_not_swallowed(client, inger):
    form = idea_form(organisation=organisation_of(inger).pk)
    published = form.pop("publish")
    client.post(NEW, form)
    assert client.post(NEW, {**form, "publish": published}).status_code == 409


def test_an_edit_sent_again_with_another_text_replaces_the_first_when_one_says_so(client, inger):
    idea = make_idea(inger)
    first = idea_form(idea, summary="Den første")
    client.post(edit_address(idea), first)

    response = client.post(edit_address(idea), {**first, "summary": TYPED})
    assert response.status_code == 409
    assert f'href="/min-side/utkast/{idea.pk}/"' in response.text
    assert IdeaPage.objects.get().summary == "Den første"

    assert client.post(edit_address(idea), shown_again(response)).status_code == 302
    assert IdeaPage.objects.get().summary == TYPED


def test_a_report_sent_again_with_another_row_keeps_its_rows(client, inger):
    form = {
        "form_key": str(uuid4()),
        "organisation": organisation_of(inger).pk,
        "area": "use",
        "title": "Etter tre uker",
    }
    form |= {"language": "nb", "audience": "open", "publish": "1", "factors-0-text": "Ledelsen"}
    form |= {f"{rows}-{count}_FORMS": n for rows in ("factors", "pairs") for count, n in (("TOTAL", 1), ("INITIAL", 0))}
    client.post("/erfaringer/del/", form)

    response = client.post("/erfaringer/del/", {**form, "factors-0-text": TYPED})

    assert response.status_code == 409
    assert response.context["form"].factors[0]["text"].value() == TYPED
    assert ExperiencePage.objects.count() == 1


def lose_membership(page, inger):
    inger.memberships.update(ended_at=timezone.now())


def give_away(page, inger):
    PageState.objects.update(organisation=organisation_of(make_member("Per", "Nord kommune")))


def delete(page, inger):
    page.delete()


@pytest.mark.parametrize(("happened", "status"), [(lose_membership, 403), (give_away, 404), (delete, 404)])
def test_who_may_no_longer_edit_gets_the_text_back(happened, status, client, inger):
    idea = make_idea(inger, title="Slik var det")
    form = idea_form(idea, title="Tittelen", summary=TYPED)
    happened(idea, inger)

    response = client.post(edit_address(idea), form)

    assert response.status_code == status
    assert "Det du skrev, ble ikke sendt" in response.text
    assert f"Tittelen\n\n{TYPED}</textarea>" in response.text
    assert "Slik var det" not in response.text


def test_who_may_no_longer_write_gets_the_text_back(client, inger):
    lose_membership(None, inger)
    response = client.post(NEW, idea_form(summary=TYPED))
    assert response.status_code == 403
    assert TYPED in response.text


def test_a_text_is_given_back_as_text(client, inger):
    lose_membership(None, inger)
    response = client.post(NEW, idea_form(summary="</textarea><script>alert(1)</script>"))
    assert "<script>alert" not in response.text


def test_a_text_that_was_kept_is_given_back_when_the_right_is_gone(anonymous, inger):
    idea = make_idea(inger)
    anonymous.post(edit_address(idea), idea_form(idea, summary=TYPED, written_by=inger.pk))
    give_away(idea, inger)
    anonymous.force_login(inger)

    response = anonymous.get(edit_address(idea))

    assert response.status_code == 404
    assert TYPED in response.text


def test_without_a_text_a_refusal_is_the_usual_one(client, inger):
    idea = make_idea(make_member("Per", "Nord kommune"))
    for response in (client.get(edit_address(idea)), client.post(edit_address(idea))):
        assert response.status_code == 404
        assert "Vi finner ikke denne siden" in response.text


def test_a_page_withdrawn_meanwhile_takes_the_text_all_the_same(client, inger):
    idea = make_idea(inger)
    form = idea_form(idea, summary=TYPED)
    del form["publish"]
    actions.withdraw_page(page=idea, actor=inger)

    assert client.post(edit_address(idea), form).status_code == 302

    idea.refresh_from_db()
    assert not idea.live
    assert idea.get_latest_revision_as_object().summary == TYPED
