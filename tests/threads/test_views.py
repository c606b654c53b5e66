import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core import actions as page_actions
from core.access import organisation_key
from core.models import PageState
from core.pages import page_path
from home.models import HomePage
from tests.factories.arena import make_idea
from tests.factories.forms import comment_form
from tests.factories.people import make_member, make_supplier, organisation_of
from tests.factories.threads import make_comment, make_thread
from threads import actions
from threads.models import Comment, ThreadIndexPage, ThreadPage

pytestmark = pytest.mark.django_db
LIST = "/trader/"


def door(page, reply_to=None):
    query = f"?svar={reply_to.pk if hasattr(reply_to, 'pk') else reply_to}" if reply_to is not None else ""
    return reverse("comment_new", args=[page.pk]) + query


def say(client, author, page, body, reply_to=None):
    form = comment_form(body=body, organisation=organisation_of(author).pk)
    return client.post(door(page, reply_to), form)


def shown(browser, address):
    """The anchors of the comments on one page of a discussion, from top to bottom."""
    return re.findall(r'<li id="k(\d+)"', browser.get(address).text)


def test_starting_a_thread(client, inger, anonymous):
    form = {"form_key": uuid4(), "title": "Hvem svarer om natta?", "body": "Hvordan *gjør* dere det?", "publish": "1"}
    form |= {"language": "nb", "audience": "open", "organisation": organisation_of(inger).pk}
    response = client.post(reverse("thread_new"), form)
    page = ThreadPage.objects.get()
    assert response.url == page.path_url
    assert "<em>gjør</em>" in anonymous.get(page.path_url).text
    assert "Hvem svarer om natta?" in anonymous.get(LIST).text


def test_a_thread_needs_a_text(client, inger):
    form = {"form_key": uuid4(), "title": "Uten tekst", "body": " ", "language": "nb", "audience": "open"}
    response = client.post(reverse("thread_new"), {**form, "organisation": organisation_of(inger).pk})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["body"]
    assert 'value="Uten tekst"' in response.text


def test_a_comment_takes_one_to_its_place(client, inger, thread, anonymous):
    response = say(client, inger, thread, "Vi har **prøvd** dette")
    comment = Comment.objects.get()
    assert (response.status_code, response.url) == (302, f"{thread.path_url}#k{comment.pk}")
    page = anonymous.get(thread.path_url).text
    for part in ("Vi har <strong>prøvd</strong> dette", "Inger", "Vest kommune", f'id="k{comment.pk}"'):
        assert part in page


def test_a_reply_stands_below_what_it_answers(client, inger, thread, anonymous):
    first, second = make_comment(thread, inger, "Først"), make_comment(thread, inger, "Sist")
    assert "Først" in client.get(door(thread, first)).text
    say(client, inger, thread, "Svaret", reply_to=first)
    reply = Comment.objects.get(body="Svaret")
    assert (reply.parent, reply.depth) == (first, 2)
    assert shown(anonymous, thread.path_url) == [str(one.pk) for one in (first, reply, second)]


def test_the_hidden_field_can_name_what_is_answered(client, inger, thread):
    first = make_comment(thread, inger)
    form = comment_form(organisation=organisation_of(inger).pk, svar=first.pk, body="Svaret")
    client.post(door(thread), form)
    assert Comment.objects.get(body="Svaret").parent == first


def foreign_comments(inger):
    other = make_thread(make_member("Per", "Nord kommune"), title="En annen tråd")
    gone = make_comment(other, inger)
    actions.delete_comment(comment=gone, actor=inger)
    return [make_comment(other, inger).pk, gone.pk, 10**17, 0, "x", "-1", "9" * 30, "٣", "%00", "1.0"]


def test_a_reply_to_what_does_not_stand_here_is_not_found(client, inger, thread):
    for pk in foreign_comments(inger):
        before = Comment.objects.count()
        assert client.get(door(thread, pk)).status_code == 404, pk
        assert say(client, inger, thread, "Svaret", reply_to=pk).status_code == 404, pk
        assert Comment.objects.count() == before


def test_an_empty_question_mark_is_no_reply(client, inger, thread):
    assert client.get(f"{door(thread)}?svar=").status_code == 200
    say(client, inger, thread, "Et innlegg", reply_to="")
    assert Comment.objects.get().parent is None


def test_an_error_keeps_the_text_and_the_question(client, inger, thread):
    first = make_comment(thread, inger, "Spørsmålet")
    response = say(client, inger, thread, "a" * 10_001, reply_to=first)
    assert response.status_code == 422
    assert "a" * 10_001 in response.text
    assert "Spørsmålet" in response.text
    assert f'action="{door(thread, first)}"' in response.text
    assert "aria-invalid" in response.text


def test_what_one_may_not_read_one_cannot_comment_on(anonymous, client, inger, signed_in):
    per = make_member("Per", "Nord kommune")
    own = make_thread(per, title="Lukket", access_key=organisation_key(organisation_of(per).pk))
    comment = make_comment(own, per, "Hemmelig")
    draft = make_thread(per, title="Utkast", published=False)
    withdrawn = make_thread(per, title="Trukket")
    old = make_comment(withdrawn, per, "Hemmelig")
    page_actions.withdraw_page(page=withdrawn, actor=per)

    for page in (own, draft, withdrawn):
        assert client.get(door(page)).status_code == 404
        assert say(client, inger, page, "Innlegg").status_code == 404
    for hidden in (comment, old):
        for browser in (client, anonymous):
            assert browser.get(reverse("comment", args=[hidden.pk])).status_code == 404
        for verb in ("edit", "delete"):
            assert client.get(reverse(f"comment_{verb}", args=[hidden.pk])).status_code == 404
    assert say(signed_in(per), per, own, "Innlegg").status_code == 302


def test_what_is_not_discussed_takes_no_comment(client, inger):
    for page in (HomePage.objects.originals().get(), ThreadIndexPage.objects.originals().get()):
        assert client.get(door(page)).status_code == 403
        assert say(client, inger, page, "Innlegg").status_code == 403
    assert not Comment.objects.exists()


def test_an_idea_is_discussed_as_a_thread_is(client, inger, anonymous):
    idea = make_idea(inger)
    say(client, inger, idea, "Et innlegg om ideen")
    assert "Et innlegg om ideen" in anonymous.get(idea.path_url).text


def test_a_comment_is_written_in_the_arena_of_what_it_is_on(client, inger):
    idea = make_idea(inger)
    say(client, inger, idea, "Et innlegg om ideen")
    comment = Comment.objects.get()

    for name, pk in [("comment_new", idea.pk), ("comment_edit", comment.pk), ("comment_delete", comment.pk)]:
        answer = client.get(reverse(name, args=[pk]))

        assert '<body data-color="primary">' in answer.text
        assert [url for url, _label, place in answer.context["arenas"] if place] == ["/innovasjon/"]


def test_changing_ones_own_words(client, inger, thread, anonymous):
    comment = make_comment(thread, inger, "Slik var det")
    address = reverse("comment_edit", args=[comment.pk])
    assert "Slik var det" in client.get(address).text
    assert client.post(address, {"body": "Slik ble det"}).url == f"{thread.path_url}#k{comment.pk}"
    page = anonymous.get(thread.path_url).text
    assert "Slik ble det" in page
    assert "Slik var det" not in page


def test_a_late_change_is_marked_on_the_page(client, inger, thread, anonymous):
    comment = make_comment(thread, inger)
    unmarked = anonymous.get(thread.path_url).text
    Comment.objects.update(created_at=timezone.now() - timedelta(hours=1))
    client.post(reverse("comment_edit", args=[comment.pk]), {"body": "Endret"})
    assert "redigert" not in unmarked
    assert "redigert" in anonymous.get(thread.path_url).text


def test_a_change_brings_nothing_back_and_takes_nobodys_name(client, inger, thread):
    comment = make_comment(thread, inger)
    more = {
        "author": 1,
        "organisation": 1,
        "page": 1,
        "deleted_at": "2026-01-01",
        "created_at": "2020-01-01",
        "depth": 3,
    }
    before = Comment.objects.values("author", "organisation", "page", "deleted_at", "created_at", "depth", "path").get()
    client.post(reverse("comment_edit", args=[comment.pk]), {"body": "Endret", **more})
    assert Comment.objects.values(*before).get() == before
    actions.delete_comment(comment=comment, actor=inger)
    for verb in ("edit", "delete"):
        assert client.post(reverse(f"comment_{verb}", args=[comment.pk]), {"body": "Tilbake"}).status_code == 404
    assert Comment.objects.get().deleted_at


def test_deleting_asks_first(client, inger, thread, anonymous):
    comment = make_comment(thread, inger, "Angrer")
    address = reverse("comment_delete", args=[comment.pk])
    assert client.get(address).status_code == 200
    assert "Angrer" in anonymous.get(thread.path_url).text
    assert client.post(address).url == thread.path_url
    assert "Angrer" not in anonymous.get(thread.path_url).text
    assert shown(anonymous, thread.path_url) == []


def test_of_a_deleted_comment_with_replies_only_the_place_is_left(client, inger, thread, anonymous):
    first = make_comment(thread, inger, "Hemmelig navn")
    reply = make_comment(thread, make_supplier("Berit", "Hud AS"), "Svaret", reply_to=first)
    client.post(reverse("comment_delete", args=[first.pk]))

    page = anonymous.get(thread.path_url).text
    assert "Hemmelig navn" not in page
    assert "Svaret" in page
    assert shown(anonymous, thread.path_url) == [str(first.pk), str(reply.pk)]
    assert "Inger" not in page
    assert anonymous.get(reverse("comment", args=[first.pk])).status_code == 404

    actions.delete_comment(comment=reply, actor=reply.author)
    assert shown(anonymous, thread.path_url) == []


def test_a_deleted_reply_in_the_middle_keeps_the_one_below(inger, thread, anonymous):
    first = make_comment(thread, inger, "Først")
    second = make_comment(thread, inger, "Slettes", reply_to=first)
    third = make_comment(thread, inger, "Nederst", reply_to=second)
    actions.delete_comment(comment=second, actor=inger)
    assert shown(anonymous, thread.path_url) == [str(one.pk) for one in (first, second, third)]
    assert "Slettes" not in anonymous.get(thread.path_url).text


@pytest.mark.parametrize("name", ["comment_new", "comment_edit", "comment_delete", "thread_edit", "thread_withdraw"])
def test_other_methods_are_not_for_forms(name, client, inger):
    thread = make_thread(inger)
    comment = make_comment(thread, inger)
    address = reverse(name, args=[comment.pk if name in ("comment_edit", "comment_delete") else thread.pk])
    for method in ("put", "delete", "patch"):
        assert getattr(client, method)(address).status_code == 405
    assert Comment.objects.get().deleted_at is None


def test_the_permanent_address_is_only_read(client, inger, thread):
    address = reverse("comment", args=[make_comment(thread, inger).pk])
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 302


@pytest.fixture
def long_thread(inger, thread):
    """120 root comments; the 60th has a reply, the first and the 50th are deleted."""
    organisation = organisation_of(inger)
    roots = [Comment(page=thread, author=inger, organisation=organisation, body=f"Nr {n}") for n in range(1, 121)]
    Comment.objects.bulk_create(roots)
    for comment in Comment.objects.all():
        Comment.objects.filter(pk=comment.pk).update(path=f"{comment.pk:012d}")
    PageState.objects.filter(pk=thread.pk).update(comment_count=len(roots))
    roots = list(Comment.objects.order_by("pk"))
    reply = make_comment(thread, inger, "Svaret", reply_to=roots[59])
    for place in (0, 49):
        actions.delete_comment(comment=roots[place], actor=inger)
    return thread, roots, reply


def test_a_long_discussion_is_read_in_pages_without_loss(long_thread, anonymous):
    thread, roots, reply = long_thread
    seen, address = [], thread.path_url
    for _page in range(7):
        seen += shown(anonymous, address)
        following = re.search(r'href="([^"#]*etter=[^"#]*)[^>]*rel="next"', anonymous.get(address).text)
        address = following[1].replace("&amp;", "&") if following else None
    expected = [str(one.pk) for one in roots if one not in (roots[0], roots[49])]
    expected.insert(expected.index(str(roots[59].pk)) + 1, str(reply.pk))
    assert seen == expected
    assert address is None


def test_every_comment_is_found_at_its_permanent_address(long_thread, anonymous):
    _thread, roots, reply = long_thread
    for comment in [*roots[1:4], roots[48], *roots[50:53], roots[98], *roots[99:102], roots[119], reply]:
        response = anonymous.get(reverse("comment", args=[comment.pk]))
        assert response.status_code == 302
        address, _hash, anchor = response.url.partition("#")
        assert anchor == comment.anchor
        assert str(comment.pk) in shown(anonymous, address), comment.body


@pytest.mark.parametrize("etter", ["-1", "x", "0", "9" * 30, "٣", "%00", "", "1.0", "1%00", "-0", "+1", "%201"])
def test_a_bad_cursor_shows_page_one(etter, thread, inger, anonymous):
    comment = make_comment(thread, inger)
    assert shown(anonymous, f"{thread.path_url}?etter={etter}") == [str(comment.pk)]


def test_a_new_comment_leads_to_the_page_it_stands_on(long_thread, client, inger, anonymous):
    thread, _roots, _reply = long_thread
    address = say(client, inger, thread, "Det nyeste").url.partition("#")[0]
    assert "etter=" in address
    assert "Det nyeste" in anonymous.get(address).text


def cost(browser, address):
    cache.clear()
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_the_list_costs_the_same_whatever_its_length(client, anonymous):
    arne = make_supplier()
    costs = {}
    for length in (1, 3, 20, 21):
        while ThreadPage.objects.count() < length:
            make_thread(arne, title=f"Tråd {ThreadPage.objects.count()}")
        costs[length] = (cost(anonymous, LIST), cost(client, LIST))
    assert len(set(costs.values())) == 1, costs
    assert max(costs[20]) <= 16, costs


def test_the_page_costs_the_same_whatever_is_said_on_it(client, anonymous, inger, thread):
    costs = {}
    for number in (1, 3, 20):
        while PageState.objects.get(pk=thread.pk).comment_count < number:
            last = Comment.objects.last()
            make_comment(thread, inger, reply_to=last if last and last.pk % 2 else None)
        costs[number] = (cost(anonymous, page_path(thread)), cost(client, page_path(thread)))
    assert len(set(costs.values())) == 1, costs
    assert max(costs[20]) <= 20, costs
