import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from arena.models import IdeaPage
from core.rescue import SESSION_KEY
from tests.factories.arena import make_idea
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import PASSWORD, make_member, make_organisation, organisation_of
from tests.factories.threads import make_comment, make_thread
from threads.models import Comment

pytestmark = pytest.mark.django_db
NEW = "/innovasjon/del/"
TYPED = "Dette tok en halv time å skrive"


@pytest.fixture
def inger():
    user = make_member("Inger")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def strict():
    """A browser whose tokens are checked."""
    return Client(enforce_csrf_checks=True)


def token(client, address):
    client.get(address)
    return client.cookies["csrftoken"].value


def log_in(client, user, following):
    address = f"/konto/login/?next={following}"
    form = {"login": user.email, "password": PASSWORD, "next": following}
    if client.handler.enforce_csrf_checks:
        form["csrfmiddlewaretoken"] = token(client, address)
    response = client.post(address, form)
    assert response.status_code == 302, response.text
    return response.url


def kept(client):
    return client.session.get(SESSION_KEY)


def test_a_session_that_ended_costs_no_text(inger):
    client = Client()
    response = client.post(NEW, idea_form(summary=TYPED, organisation=organisation_of(inger).pk))

    assert response.url == f"/konto/login/?next={NEW}"
    back = log_in(client, inger, NEW)
    assert back == NEW
    page = client.get(back)
    assert TYPED in page.text
    assert 'value="Registrere målinger"' in page.text
    assert not IdeaPage.objects.exists()


def test_what_was_shown_again_can_be_sent(inger):
    client = Client()
    form = idea_form(summary=TYPED, organisation=organisation_of(inger).pk)
    client.post(NEW, form)
    client.get(log_in(client, inger, NEW))
    assert client.post(NEW, form).status_code == 302
    assert IdeaPage.objects.get().summary == TYPED


def test_it_is_told_that_the_text_is_kept(inger):
    client = Client()
    page = client.post(NEW, idea_form(summary=TYPED), follow=True)
    assert "utlogget" in page.text or "logget ut" in page.text


def test_the_text_is_shown_once(inger):
    client = Client()
    client.post(NEW, idea_form(summary=TYPED))
    client.get(log_in(client, inger, NEW))
    assert TYPED not in client.get(NEW).text


def test_the_text_is_shown_at_its_own_address_only(inger):
    client = Client()
    client.post(NEW, idea_form(summary=TYPED))
    client.force_login(inger)
    assert TYPED not in client.get(reverse("thread_new")).text
    assert TYPED in client.get(NEW).text


def test_an_edit_comes_back_with_what_it_began_from(inger):
    idea = make_idea(inger)
    client, address = Client(), reverse("idea_edit", args=[idea.pk])
    client.post(address, idea_form(idea, summary=TYPED))
    client.force_login(inger)
    page = client.get(address)
    assert TYPED in page.text
    assert f'name="seen_revision" value="{idea.latest_revision_id}"' in page.text


def test_choices_of_several_come_back(inger):
    client = Client()
    client.post(NEW, idea_form(themes=["1", "2"], audience="members"))
    assert QueryDict(kept(client)["data"]).getlist("themes") == ["1", "2"]


def test_a_reply_is_still_a_reply_after_login(inger):
    thread = make_thread(inger)
    comment = make_comment(thread, inger, "Spørsmålet")
    client, address = Client(), f"{reverse('comment_new', args=[thread.pk])}?svar={comment.pk}"

    response = client.post(address, comment_form(body=TYPED))
    client.force_login(inger)
    page = client.get(QueryDict(response.url.partition("?")[2])["next"])

    assert TYPED in page.text
    assert "Spørsmålet" in page.text


def test_a_token_that_is_too_old_costs_no_text(inger, strict):
    strict.force_login(inger)
    form = idea_form(summary=TYPED, organisation=organisation_of(inger).pk, csrfmiddlewaretoken="a" * 64)
    token(strict, NEW)

    response = strict.post(NEW, form)

    assert (response.status_code, response.url) == (302, NEW)
    page = strict.get(NEW)
    assert TYPED in page.text
    assert "for lenge" in page.text
    assert not IdeaPage.objects.exists()


def test_a_token_from_before_the_login_costs_no_text(inger, strict):
    stale = token(strict, f"/konto/login/?next={NEW}")
    log_in(strict, inger, NEW)
    form = idea_form(summary=TYPED, organisation=organisation_of(inger).pk, csrfmiddlewaretoken=stale)
    strict.post(NEW, form)
    page = strict.get(NEW)
    assert TYPED in page.text

    form["csrfmiddlewaretoken"] = strict.cookies["csrftoken"].value
    assert strict.post(NEW, form).status_code == 302
    assert IdeaPage.objects.get().summary == TYPED


def test_without_session_and_without_token_the_text_survives_both(inger, strict):
    response = strict.post(NEW, idea_form(summary=TYPED))
    assert (response.status_code, response.url) == (302, NEW)
    response = strict.get(NEW)
    assert response.url == f"/konto/login/?next={NEW}"
    log_in(strict, inger, NEW)
    assert TYPED in strict.get(NEW).text


def test_a_reply_with_an_old_token_is_still_a_reply(inger, strict):
    thread = make_thread(inger)
    comment = make_comment(thread, inger, "Spørsmålet")
    strict.force_login(inger)
    address = f"{reverse('comment_new', args=[thread.pk])}?svar={comment.pk}"

    response = strict.post(address, comment_form(body=TYPED, csrfmiddlewaretoken="a" * 64))

    assert response.url == address
    page = strict.get(response.url)
    assert TYPED in page.text
    assert "Spørsmålet" in page.text


FOREIGN = [
    {"HTTP_ORIGIN": "https://evil.example"},
    {"HTTP_ORIGIN": "null"},
    {"HTTP_REFERER": "https://evil.example/", "secure": True},
    {"HTTP_REFERER": "", "secure": True},
    {"HTTP_REFERER": "not an address", "secure": True},
    {"HTTP_REFERER": "http://testserver/", "secure": True},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_a_post_from_another_site_is_refused_and_nothing_is_kept(headers, inger, strict):
    strict.force_login(inger)
    form = idea_form(summary=TYPED, organisation=organisation_of(inger).pk)
    response = strict.post(NEW, {**form, "csrfmiddlewaretoken": token(strict, NEW)}, **headers)

    assert response.status_code == 403
    assert kept(strict) is None
    assert not IdeaPage.objects.exists()
    assert TYPED not in strict.get(NEW).text


def test_nothing_is_kept_for_a_form_that_is_not_written(inger, strict):
    strict.force_login(inger)
    idea = make_idea(inger)
    for address in (
        reverse("idea_withdraw", args=[idea.pk]),
        "/konto/login/",
        "/finnes/ikke/",
        "/konto/organisasjon/",
    ):
        response = strict.post(address, {"login": "a", "body": TYPED})
        assert response.status_code == 403
        assert kept(strict) is None


@pytest.mark.parametrize("size", [150_000, 210_000, 2_000_000])
def test_a_text_beyond_measure_is_not_kept_but_nothing_breaks(size, inger):
    client = Client()
    response = client.post(NEW, idea_form(body="a" * size))
    assert response.status_code == 302
    assert (kept(client) is not None) is (size < 200_000)
    assert log_in(client, inger, NEW) == NEW
    assert client.get(NEW).status_code == 200


def test_a_text_beyond_measure_with_an_old_token_is_refused_in_plain_words(inger, strict):
    strict.force_login(inger)
    response = strict.post(NEW, idea_form(body="a" * 300_000))
    assert response.status_code == 403
    assert "<h1" in response.text


def test_passwords_and_tokens_are_never_kept():
    client = Client()
    secrets = {"password": "hem", "password1": "hem", "password2": "hem", "csrfmiddlewaretoken": "hem"}
    client.post(NEW, idea_form(**secrets))
    assert "hem" not in kept(client)["data"]


def test_a_text_kept_for_one_form_makes_room_for_the_next():
    client = Client()
    client.post(NEW, idea_form(summary="Den første"))
    client.post(reverse("thread_new"), {"title": "Den andre"})
    assert kept(client)["path"] == reverse("thread_new")


def test_a_deleted_comment_does_not_take_the_reply_down(inger):
    thread = make_thread(inger)
    comment = make_comment(thread, inger)
    client, address = Client(), f"{reverse('comment_new', args=[thread.pk])}?svar={comment.pk}"
    client.post(address, comment_form(body=TYPED))
    Comment.objects.update(deleted_at="2026-01-01T00:00Z")
    client.force_login(inger)
    assert client.get(address).status_code == 404
    assert TYPED in client.get(reverse("comment_new", args=[thread.pk])).text


def test_a_kept_text_gives_nobody_a_right(inger):
    client = Client()
    foreign = make_idea(make_member("Per", "Nord kommune"))
    address = reverse("idea_edit", args=[foreign.pk])
    client.post(address, idea_form(foreign, organisation=make_organisation("Nord kommune").pk))
    client.force_login(inger)
    assert client.get(address).status_code == 404


def test_signing_out_forgets_what_was_kept(inger):
    client = Client()
    client.post(NEW, idea_form(summary=TYPED))
    client.force_login(inger)
    client.post("/konto/logout/")
    client.force_login(inger)
    assert TYPED not in client.get(NEW).text
