"""Who sees a comment that waits, and where: on its page, at its address, in lists, searches and numbers."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.access import organisation_key
from search.drain import drain
from tests.factories.actors import ACTORS, make_actor
from tests.factories.forms import comment_form
from tests.factories.people import make_member, make_staff, make_supplier, organisation_of
from tests.factories.threads import make_comment, make_thread
from threads import actions
from threads.models import Comment

pytestmark = pytest.mark.django_db
WORD, WAITS, DECLINED = "Zyqvomarken", "Venter på godkjenning", "Ikke godkjent"
REASON = "Dette er\nreklame & slikt."


@pytest.fixture
def thread():
    return make_thread(make_supplier("Berit", "Hud AS"))


@pytest.fixture
def nils():
    return make_member("Nils", verified=False)


@pytest.fixture
def client(signed_in, nils):
    return signed_in(nils)


@pytest.fixture
def mona():
    return make_staff("Mona", "moderator")


@pytest.fixture
def held(thread, nils):
    return make_comment(thread, nils, WORD)


@pytest.fixture
def declined(held, mona):
    actions.decline_comment(comment=held, moderator=mona, seen_version=held.version, reason=REASON)
    return held


def door(page, reply_to=None):
    return reverse("comment_new", args=[page.pk]) + (f"?svar={reply_to.pk}" if reply_to else "")


def client_of(actor):
    user, client = make_actor(actor), Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def found(browser):
    answer = browser.get("/api/search/", {"q": WORD}).json()
    return answer["total"]


def anchors(browser, address):
    return re.findall(r'<li id="k(\d+)"', browser.get(address).text)


@pytest.mark.parametrize("state", ["held", "declined"])
@pytest.mark.parametrize("actor", ACTORS)
def test_nobody_else_learns_of_it(actor, state, request, thread, search_index):
    comment = request.getfixturevalue(state)
    drain()
    browser = client_of(actor)

    page = browser.get(thread.path_url)
    assert WORD not in page.text
    assert "Nils" not in page.text
    assert "Ingen har skrevet noe ennå." in page.text
    assert browser.get(reverse("comment", args=[comment.pk])).status_code == 404
    assert "1 innlegg" not in browser.get("/trader/").text
    assert found(browser) == 0
    assert browser.get("/api/search/suggest/", {"q": "zyqvom"}).json() == {"suggestions": []}
    assert WORD not in browser.get("/min-side/", follow=True).text
    for verb in ("edit", "delete"):
        assert browser.get(reverse(f"comment_{verb}", args=[comment.pk])).status_code in (302, 403, 404)


@pytest.mark.parametrize("actor", ACTORS)
def test_approved_everybody_reads_it(actor, held, mona, thread, search_index):
    actions.approve_comment(comment=held, moderator=mona, seen_version=held.version)
    drain()
    browser = client_of(actor)

    assert anchors(browser, thread.path_url) == [str(held.pk)]
    assert "1 innlegg" in browser.get(thread.path_url).text
    assert browser.get(reverse("comment", args=[held.pk])).url == f"{thread.path_url}#k{held.pk}"
    assert "1 innlegg" in browser.get("/trader/").text
    assert found(browser) == 1


def test_an_anonymous_page_is_the_same_before_and_after(anonymous, thread, nils):
    before = anonymous.get(thread.path_url).content
    make_comment(thread, nils, WORD)
    cache.clear()
    assert anonymous.get(thread.path_url).content == before


def test_posting_tells_that_it_waits(client, nils, thread):
    form = comment_form(organisation=organisation_of(nils).pk, body=WORD)

    answer = client.post(door(thread), form, follow=True)

    comment = Comment.objects.get()
    assert answer.redirect_chain == [(f"{thread.path_url}#k{comment.pk}", 302)]
    assert "Innlegget venter på en moderator." in answer.text
    assert WAITS in answer.text


def test_its_author_sees_it_where_it_stands(client, held, thread, search_index):
    drain()
    page = client.get(thread.path_url).text
    assert anchors(client, thread.path_url) == [str(held.pk)]
    assert WAITS in page
    assert "1 innlegg" not in page
    for verb in ("edit", "delete"):
        assert reverse(f"comment_{verb}", args=[held.pk]) in page
    assert f"?svar={held.pk}" not in page
    assert client.get(reverse("comment", args=[held.pk])).url == f"{thread.path_url}#k{held.pk}"
    mine = client.get("/min-side/").text
    assert WORD in mine
    assert WAITS in mine
    assert found(client) == 0


def test_of_what_is_declined_its_author_sees_why(client, declined, thread):
    page = client.get(thread.path_url).text
    assert DECLINED in page
    assert "Dette er<br>reklame &amp; slikt." in page
    assert reverse("comment_delete", args=[declined.pk]) in page
    assert reverse("comment_edit", args=[declined.pk]) not in page
    assert f"?svar={declined.pk}" not in page
    assert DECLINED in client.get("/min-side/").text
    assert client.get(reverse("comment", args=[declined.pk])).status_code == 302


def test_what_is_declined_is_not_changed_but_deleted(client, declined, thread):
    edit = reverse("comment_edit", args=[declined.pk])
    assert client.get(edit).status_code == 403
    refused = client.post(edit, {"body": "Noe annet"})
    assert refused.status_code == 403
    assert "Noe annet" in refused.text
    assert Comment.objects.get().body == WORD
    assert client.post(reverse("comment_delete", args=[declined.pk])).url == thread.path_url
    assert anchors(client, thread.path_url) == []


def test_while_it_waits_it_is_changed_and_deleted(client, held, thread):
    address = reverse("comment_edit", args=[held.pk])
    assert WORD in client.get(address).text
    assert client.post(address, {"body": "Bedre sagt"}).url == f"{thread.path_url}#k{held.pk}"
    page = client.get(thread.path_url).text
    assert "Bedre sagt" in page
    assert WAITS in page
    assert "redigert" not in page
    client.post(reverse("comment_delete", args=[held.pk]))
    assert anchors(client, thread.path_url) == []
    assert reverse("comment", args=[held.pk]) not in client.get("/min-side/").text


@pytest.mark.parametrize("state", ["held", "declined"])
def test_it_is_not_answered_by_anybody(state, request, client, nils, thread, signed_in):
    comment = request.getfixturevalue(state)
    bente = make_member("Bente")
    for user, browser in ((nils, client), (bente, signed_in(bente))):
        form = comment_form(organisation=organisation_of(user).pk)
        assert browser.get(door(thread, comment)).status_code == 404
        assert browser.post(door(thread, comment), form).status_code == 404
    assert Comment.objects.count() == 1


def test_a_waiting_reply_stands_below_what_it_answers(client, nils, thread, anonymous):
    question = make_comment(thread, make_member("Bente"), "Spørsmålet")
    reply = make_comment(thread, nils, WORD, reply_to=question)
    assert anchors(client, thread.path_url) == [str(question.pk), str(reply.pk)]
    assert anchors(anonymous, thread.path_url) == [str(question.pk)]
    actions.delete_comment(comment=question, actor=question.author)
    assert anchors(client, thread.path_url) == [str(question.pk), str(reply.pk)]
    assert anchors(anonymous, thread.path_url) == []


def test_on_a_closed_page_it_is_as_closed_as_the_page(nils, client, signed_in):
    per = make_member("Per", "Nord kommune")
    closed = make_thread(per, title="Lukket", access_key=organisation_key(organisation_of(per).pk))
    comment = make_comment(closed, nils, WORD)
    for name in ("comment", "comment_edit", "comment_delete"):
        assert client.get(reverse(name, args=[comment.pk])).status_code == 404
    assert WORD not in client.get("/min-side/").text
    assert WORD not in signed_in(per).get(closed.path_url).text


def test_in_a_long_discussion_its_author_is_led_to_the_right_part(client, anonymous, nils, thread):
    bente = make_member("Bente")
    comments = [make_comment(thread, nils if n in (3, 20) else bente, f"Nr {n}") for n in range(34)]
    for comment in (comments[20], comments[29], comments[30], comments[33]):
        address, _hash, anchor = client.get(reverse("comment", args=[comment.pk])).url.partition("#")
        assert anchor == comment.anchor
        assert str(comment.pk) in anchors(client, address)
    public = [str(one.pk) for n, one in enumerate(comments) if n not in (3, 20)]
    assert anchors(anonymous, thread.path_url) == public[:20]


def cost(browser, address):
    cache.clear()
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_pages_cost_the_same_however_much_waits(client, anonymous, nils, thread):
    costs = {}
    for number in (1, 3, 20):
        while Comment.objects.count() < number:
            make_comment(thread, nils)
        costs[number] = [cost(one, thread.path_url) for one in (client, anonymous)] + [cost(client, "/min-side/")]
    assert costs[1] == costs[3] == costs[20], costs
    assert max(costs[20]) <= 20, costs
