import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from arena.models import IdeaPage
from people.acting import SESSION_KEY, acting_membership
from people.models import User
from tests.factories.arena import make_idea
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import make_member, make_organisation, organisation_of
from tests.factories.threads import make_thread
from threads.models import Comment

pytestmark = pytest.mark.django_db
NEW, SWITCH = "/innovasjon/del/", "/konto/organisasjon/"


@pytest.fixture
def nord():
    return make_organisation("Nord kommune")


@pytest.fixture
def vest():
    return make_organisation("Vest kommune")


@pytest.fixture
def inger(vest, nord):
    """Somebody who works for two."""
    user = make_member("Inger", vest)
    user.memberships.create(organisation=nord)
    return user


def proposed(client):
    """The organisation that a new form proposes."""
    form = client.get(NEW).context["form"]
    return form.fields["organisation"].initial


def test_a_new_form_proposes_the_first_organisation(signed_in, inger, nord):
    assert proposed(signed_in(inger)) == nord.pk  # by name


def test_who_has_chosen_is_proposed_what_was_chosen(signed_in, inger, vest):
    client = signed_in(inger)
    assert client.post(SWITCH, {"organisation": vest.pk}).status_code == 302
    assert proposed(client) == vest.pk


def test_the_form_decides_when_two_tabs_disagree(signed_in, inger, vest, nord):
    client = signed_in(inger)
    client.post(SWITCH, {"organisation": vest.pk})
    written_in_the_first_tab = idea_form(organisation=vest.pk, title="Fra den første fanen")
    client.post(SWITCH, {"organisation": nord.pk})

    assert client.post(NEW, written_in_the_first_tab).status_code == 302

    idea = IdeaPage.objects.get()
    assert (idea.state.organisation, idea.state.author) == (vest, inger)


@pytest.mark.parametrize(
    "organisation", ["foreign", "left", "unverified", "", "x", "0", "-1", "9" * 30, "\x00", "1 OR 1=1"]
)
def test_an_organisation_one_does_not_belong_to_is_an_error_beside_the_form(organisation, signed_in, vest):
    user = make_member("Inger", vest)
    others = {
        "foreign": make_organisation("Bra kommune"),
        "left": make_organisation("God kommune"),
        "unverified": make_organisation("Ny kommune", verified=False),
    }
    user.memberships.create(organisation=others["left"], ended_at="2026-01-01T00:00Z")
    user.memberships.create(organisation=others["unverified"])
    chosen = others[organisation].pk if organisation in others else organisation

    response = signed_in(user).post(NEW, idea_form(organisation=chosen, summary="Dette skrev jeg"))

    assert response.status_code == 422
    assert "organisation" in response.context["form"].errors
    assert "Dette skrev jeg" in response.text
    assert not IdeaPage.objects.exists()


def test_somebody_else_may_not_be_acted_for_in_a_comment_either(signed_in, vest):
    thread, foreign = make_thread(make_member("Bente", vest)), make_organisation("Bra kommune")
    form = comment_form(organisation=foreign.pk, body="Dette skrev jeg")
    response = signed_in(make_member("Inger", vest)).post(reverse("comment_new", args=[thread.pk]), form)
    assert response.status_code == 422
    assert "Dette skrev jeg" in response.text
    assert not Comment.objects.exists()


def test_a_form_sent_after_the_membership_ended_is_refused_with_its_text(signed_in, inger, vest):
    client = signed_in(inger)
    form = idea_form(organisation=vest.pk, summary="Dette skrev jeg")
    inger.memberships.filter(organisation=vest).update(ended_at="2026-01-01T00:00Z")
    response = client.post(NEW, form)
    assert response.status_code == 422
    assert "Dette skrev jeg" in response.text


def test_who_works_for_one_is_shown_for_whom_without_a_choice(signed_in, vest):
    html = signed_in(make_member("Inger", vest)).get(NEW).text
    assert f'type="hidden" name="organisation" value="{vest.pk}"' in html
    assert "Vest kommune" in html.split("<main")[1]


def test_what_an_edit_says_of_the_organisation_is_not_listened_to(signed_in, inger, vest, nord):
    idea = make_idea(make_member("Bente", vest))
    form = idea_form(idea, organisation=nord.pk)
    assert signed_in(inger).post(reverse("idea_edit", args=[idea.pk]), form).status_code == 302
    idea.state.refresh_from_db()
    assert idea.state.organisation == vest


NOT_MINE = ["", "0", "-1", "x", "9" * 30, "٣", "1.0", "1 ", "\x00", "1e3", "0x1"]


@pytest.mark.parametrize("organisation", NOT_MINE)
def test_what_is_no_organisation_of_ones_own_cannot_be_chosen(organisation, signed_in, inger):
    client = signed_in(inger)
    assert client.post(SWITCH, {"organisation": organisation}).status_code == 403
    assert SESSION_KEY not in client.session


def test_anothers_organisation_cannot_be_chosen(signed_in, inger):
    client = signed_in(inger)
    for other in (make_organisation("Bra kommune"), make_organisation("Ny kommune", verified=False)):
        assert client.post(SWITCH, {"organisation": other.pk}).status_code == 403
    assert SESSION_KEY not in client.session


@pytest.mark.parametrize("session", [None, 0, -1, "x", 10**30, [], {}, "1"])
def test_whatever_the_session_says_it_only_proposes(session, inger, nord):
    request = RequestFactory().get("/")
    request.user, request.session = inger, {SESSION_KEY: session}
    assert acting_membership(request).organisation == nord


def test_an_organisation_one_has_left_is_no_longer_proposed(signed_in, inger, vest, nord):
    client = signed_in(inger)
    client.post(SWITCH, {"organisation": vest.pk})
    inger.memberships.filter(organisation=vest).update(ended_at="2026-01-01T00:00Z")
    assert proposed(client) == nord.pk


def test_the_choice_dies_with_the_session(signed_in, inger, vest, nord):
    client = signed_in(inger)
    client.post(SWITCH, {"organisation": vest.pk})
    client.post("/konto/logout/")
    client.force_login(inger)
    assert proposed(client) == nord.pk


ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https://evil.example/",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "\t//evil.example",
    "\x00//evil.example",
    "\n//evil.example",
    " //evil.example",
    "http:///evil.example",
    "%2Finnovasjon%2F",
    "innovasjon/",
    "",
]


@pytest.mark.parametrize("following", ELSEWHERE)
def test_the_way_on_never_leads_to_another_site(following, signed_in, inger, vest):
    response = signed_in(inger).post(SWITCH, {"organisation": vest.pk, "next": following})
    assert (response.status_code, response.url) == (302, "/")


@pytest.mark.parametrize(
    "following", ["/innovasjon/del/", "/trader/?tema=natt#k5", "/sok/?q=%C3%B8", "http://testserver/x/"]
)
def test_the_way_on_leads_back(following, signed_in, inger, vest):
    assert signed_in(inger).post(SWITCH, {"organisation": vest.pk, "next": following}).url == following


def test_a_line_end_in_the_way_on_makes_no_header(signed_in, inger, vest):
    response = signed_in(inger).post(SWITCH, {"organisation": vest.pk, "next": "/x\r\nSet-Cookie: a=b"})
    assert "a" not in response.cookies
    assert "\n" not in response["Location"]


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "patch"])
def test_choosing_is_a_post(method, signed_in, inger):
    assert getattr(signed_in(inger), method)(SWITCH).status_code == 405


def test_choosing_needs_a_login_and_a_token(inger, vest):
    assert Client().post(SWITCH, {"organisation": vest.pk}).url.startswith("/konto/login/")
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(inger)
    assert strict.post(SWITCH, {"organisation": vest.pk}).status_code == 403
    assert SESSION_KEY not in strict.session


def test_every_post_stores_person_and_organisation_as_they_were(signed_in, vest, nord):
    user = make_member("Inger", vest)
    signed_in(user).post(NEW, idea_form(organisation=vest.pk))
    user.memberships.update(ended_at="2026-01-01T00:00Z")
    user.memberships.create(organisation=nord)
    state = IdeaPage.objects.get().state
    assert (state.author, state.organisation) == (user, vest)
    assert organisation_of(make_member("Per", "Bra kommune")) != vest
    assert User.objects.get(pk=user.pk).memberships.count() == 2
