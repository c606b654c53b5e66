import pytest
from django.contrib.sessions.models import Session
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from arena.forms import IdeaForm
from arena.models import IdeaPage
from core.rescue import MOST_CHARACTERS, SESSION_KEY, typed
from tests.factories.arena import make_idea
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import PASSWORD, make_member, make_organisation, organisation_of
from tests.factories.threads import make_comment, make_thread

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
    """What is kept for each address, the newest last."""
    return {address: QueryDict(data) for address, data in client.session.get(SESSION_KEY, {}).items()}


def idea_of(user, **fields):
    """What the browser of `user` sends for a new need."""
    return idea_form(**{"written_by": user.pk, "organisation": organisation_of(user).pk, "summary": TYPED, **fields})


def reply_of(user, **fields):
    return comment_form(**{"written_by": user.pk, "organisation": organisation_of(user).pk, "body": TYPED, **fields})


def test_a_session_that_ended_costs_no_text(inger):
    client = Client()
    response = client.post(NEW, idea_of(inger))

    assert response.url == f"/konto/login/?next={NEW}"
    back = log_in(client, inger, NEW)
    assert back == NEW
    page = client.get(back)
    assert TYPED in page.text
    assert 'value="Registrere målinger"' in page.text
    assert not IdeaPage.objects.exists()


def test_what_was_shown_again_can_be_sent(inger):
    client = Client()
    form = idea_of(inger)
    client.post(NEW, form)
    client.get(log_in(client, inger, NEW))
    assert client.post(NEW, form).status_code == 302
    assert IdeaPage.objects.get().summary == TYPED


def test_it_is_told_that_the_text_is_kept(inger):
    client = Client()
    page = client.post(NEW, idea_of(inger), follow=True)
    assert "utlogget" in page.text or "logget ut" in page.text


def test_the_text_is_shown_until_it_is_sent(inger):
    client = Client()
    form = idea_of(inger)
    client.post(NEW, form)
    client.get(log_in(client, inger, NEW))
    client.head(NEW)
    page = client.get(NEW)
    assert TYPED in page.text
    assert "Du skrev dette tidligere, og det er ikke sendt." in page.text
    assert TYPED not in client.get(f"{NEW}?tomt=1").text

    client.post(NEW, form)
    assert not kept(client)
    assert TYPED not in client.get(NEW).text


def test_a_form_with_faults_takes_the_place_of_what_was_kept(inger):
    client = Client()
    client.post(NEW, idea_of(inger))
    client.force_login(inger)
    page = client.post(NEW, idea_of(inger, title="", summary="Noe annet", publish="1"))
    assert page.status_code == 422
    assert "Noe annet" in page.text
    assert not kept(client)


def test_texts_of_nobody_are_kept_only_so_often_and_for_a_day(inger, settings):
    settings.LIMITS = {**settings.LIMITS, "rescue": [(2, 3600)]}
    browsers = [Client() for _time in range(3)]
    for browser in browsers:
        assert browser.post(NEW, idea_of(inger)).status_code == 302
    assert [bool(kept(browser)) for browser in browsers] == [True, True, False]
    assert Session.objects.count() == 2
    assert browsers[0].session.get_expiry_age() == 24 * 60 * 60

    browsers[0].force_login(inger)
    assert browsers[0].post(NEW, idea_of(inger)).status_code == 302
    assert IdeaPage.objects.count() == 1


def test_the_text_is_shown_at_its_own_address_only(inger):
    client = Client()
    client.post(NEW, idea_of(inger))
    client.force_login(inger)
    assert TYPED not in client.get(reverse("thread_new")).text
    assert TYPED in client.get(NEW).text


def test_an_edit_comes_back_with_what_it_began_from(inger):
    idea = make_idea(inger)
    client, address = Client(), reverse("idea_edit", args=[idea.pk])
    client.post(address, idea_of(inger, seen_revision=idea.latest_revision_id))
    client.force_login(inger)
    page = client.get(address)
    assert TYPED in page.text
    assert f'name="seen_revision" value="{idea.latest_revision_id}"' in page.text


def test_choices_of_several_come_back(inger):
    client = Client()
    client.post(NEW, idea_of(inger, themes=["1", "2"], audience="members"))
    assert kept(client)[NEW].getlist("themes") == ["1", "2"]


def test_a_reply_is_still_a_reply_after_login(inger):
    thread = make_thread(inger)
    comment = make_comment(thread, inger, "Spørsmålet")
    client, address = Client(), f"{reverse('comment_new', args=[thread.pk])}?svar={comment.pk}"

    response = client.post(address, reply_of(inger))
    client.force_login(inger)
    page = client.get(QueryDict(response.url.partition("?")[2])["next"])

    assert TYPED in page.text
    assert "Spørsmålet" in page.text


def test_a_token_that_is_too_old_costs_no_text(inger, strict):
    strict.force_login(inger)
    form = idea_of(inger, csrfmiddlewaretoken="a" * 64)
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
    form = idea_of(inger, csrfmiddlewaretoken=stale)
    strict.post(NEW, form)
    page = strict.get(NEW)
    assert TYPED in page.text

    form["csrfmiddlewaretoken"] = strict.cookies["csrftoken"].value
    assert strict.post(NEW, form).status_code == 302
    assert IdeaPage.objects.get().summary == TYPED


def test_without_session_and_without_token_the_text_survives_both(inger, strict):
    response = strict.post(NEW, idea_of(inger))
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

    response = strict.post(address, reply_of(inger, csrfmiddlewaretoken="a" * 64))

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
    form = idea_of(inger)
    response = strict.post(NEW, {**form, "csrfmiddlewaretoken": token(strict, NEW)}, **headers)

    assert response.status_code == 403
    assert not kept(strict)
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
        response = strict.post(address, {"login": "a", "body": TYPED, "written_by": inger.pk})
        assert response.status_code == 403
        assert not kept(strict)


@pytest.mark.parametrize("size", [150_000, MOST_CHARACTERS, 2_000_000])
def test_a_text_beyond_measure_is_not_kept_but_nothing_breaks(size, inger):
    client = Client()
    response = client.post(NEW, idea_of(inger, body="a" * size))
    assert response.status_code == 302
    assert bool(kept(client)) is (size < MOST_CHARACTERS)
    assert log_in(client, inger, NEW) == NEW
    assert client.get(NEW).status_code == 200


def test_a_text_beyond_measure_with_an_old_token_is_refused_in_plain_words(inger, strict):
    strict.force_login(inger)
    response = strict.post(NEW, idea_of(inger, body="a" * MOST_CHARACTERS))
    assert response.status_code == 403
    assert "<h1" in response.text


def test_passwords_and_tokens_are_never_kept(inger):
    client = Client()
    secrets = {"password": "hem", "password1": "hem", "password2": "hem", "csrfmiddlewaretoken": "hem"}
    client.post(NEW, idea_of(inger, **secrets))
    assert "hem" not in client.session[SESSION_KEY][NEW]


def test_two_tabs_lose_nothing(inger):
    client, thread = Client(), make_thread(inger)
    replies = [f"{reverse('comment_new', args=[thread.pk])}?svar={make_comment(thread, inger).pk}" for _ in range(2)]
    texts = {NEW: "Et behov", replies[0]: "Et svar", replies[1]: "Et annet svar"}
    for address, text in texts.items():
        client.post(address, reply_of(inger, summary=text, body=text))
    client.force_login(inger)
    for address, text in texts.items():
        assert text in client.get(address).text
    assert set(kept(client)) == set(texts)


def test_the_same_form_sent_again_is_kept_as_it_was_last(inger):
    client = Client()
    for summary in ("Den første", "Den andre"):
        client.post(NEW, idea_of(inger, summary=summary))
    assert [data["summary"] for data in kept(client).values()] == ["Den andre"]


def addresses(number):
    return [f"{NEW}?tittel={n}" for n in range(number)]


def test_the_newest_five_are_kept(inger):
    client = Client()
    for address in addresses(7):
        client.post(address, idea_of(inger))
    assert list(kept(client)) == addresses(7)[2:]


def test_older_texts_make_room_for_a_long_one(inger):
    client = Client()
    for address in addresses(3):
        client.post(address, idea_of(inger, body="a" * (MOST_CHARACTERS // 2 - 1_000)))
    assert list(kept(client)) == addresses(3)[1:]
    client.post(NEW, idea_of(inger, body="a" * MOST_CHARACTERS))
    assert list(kept(client)) == addresses(3)[1:]


def test_an_address_with_letters_beyond_ascii_is_found_again(inger):
    client = Client()
    response = client.post(f"{NEW}?tittel=M%C3%A5ling+%26+s%C3%A5r", idea_of(inger))
    client.force_login(inger)
    assert TYPED in client.get(QueryDict(response.url.partition("?")[2])["next"]).text


@pytest.fixture
def per():
    user = make_member("Per", "Nord kommune")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def test_another_person_at_the_same_computer_never_sees_the_text(inger, per, strict):
    """Inger signs out in one tab and sends her form in the other; then Per signs in."""
    log_in(strict, inger, NEW)
    form = idea_of(inger, csrfmiddlewaretoken=token(strict, NEW))
    strict.post("/konto/logout/", form)
    assert strict.post(NEW, form).url == f"/konto/login/?next={NEW}"
    assert kept(strict)

    log_in(strict, per, NEW)

    assert TYPED not in strict.get(NEW).text


def test_a_form_drawn_for_another_is_refused_and_not_shown(inger, per, strict):
    """Inger signs out and Per signs in while her form is open in the other tab."""
    log_in(strict, inger, NEW)
    form = idea_of(inger, csrfmiddlewaretoken=token(strict, NEW))
    strict.post("/konto/logout/", form)
    log_in(strict, per, NEW)

    response = strict.post(NEW, form)

    assert response.status_code == 403
    assert "Du er logget inn som Per" in response.text
    for page in (response, strict.get(NEW)):
        assert TYPED not in page.text
    assert not kept(strict)
    assert not IdeaPage.objects.exists()


@pytest.mark.parametrize("writer", ["", None, "0", "x", "\x00"])
def test_a_text_of_nobody_known_is_shown_to_nobody(writer, inger):
    client = Client()
    form = idea_of(inger, written_by=writer or "")
    if writer is None:
        del form["written_by"]
    assert client.post(NEW, form).status_code == 302
    client.force_login(inger)
    assert TYPED not in client.get(NEW).text


def test_what_was_typed_is_told_from_what_was_chosen():
    posted = QueryDict(mutable=True)
    posted.update({**idea_form(title="En", summary="To\r\nlinjer", body=" "), "organisation": "1", "written_by": "1"})
    posted.update({"factors-TOTAL_FORMS": "2", "factors-0-text": "Tre", "factors-1-text": "", "factors-0-id": "7"})
    assert typed(posted, IdeaForm.base_fields) == "En\n\nTo\r\nlinjer\n\nTre"


def test_a_kept_text_gives_nobody_a_right(inger):
    client = Client()
    foreign = make_idea(make_member("Per", "Nord kommune"))
    address = reverse("idea_edit", args=[foreign.pk])
    form = idea_form(foreign, organisation=make_organisation("Nord kommune").pk, written_by=inger.pk, summary=TYPED)
    client.post(address, form)
    client.force_login(inger)
    page = client.get(address)
    assert page.status_code == 404
    assert TYPED in page.text
    assert foreign.title not in page.text


def test_signing_out_forgets_what_was_kept(inger):
    client = Client()
    client.post(NEW, idea_of(inger))
    client.force_login(inger)
    client.post("/konto/logout/")
    client.force_login(inger)
    assert TYPED not in client.get(NEW).text
