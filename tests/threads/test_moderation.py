"""Row 14 of permissions.csv: the moderators' desk for what newcomers have commented."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.access import organisation_key
from core.actions import withdraw_page
from tests.factories.actors import make_actor
from tests.factories.people import make_member, make_staff, make_supplier, organisation_of
from tests.factories.staff import prove_second_factor
from tests.factories.threads import make_comment, make_thread
from tests.permission_table import ALLOWED, LOGIN, every_actor
from threads import actions
from threads.models import Comment

pytestmark = pytest.mark.django_db
DESK, WORD = "/admin/", "Markørordet"


def at_work(user):
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        prove_second_factor(client, user)
    return client


@pytest.fixture
def mona():
    return make_staff("Mona", "moderator")


@pytest.fixture
def desk(mona):
    return at_work(mona)


@pytest.fixture
def nils():
    return make_member("Nils", verified=False)


@pytest.fixture
def thread():
    return make_thread(make_supplier("Berit", "Hud AS"))


@pytest.fixture
def held(thread, nils):
    return make_comment(thread, nils, WORD)


def reading(comment):
    return reverse("held_comment", args=[comment.pk])


def approving(comment):
    return reverse("approve_comment", args=[comment.pk])


def told(answer):
    return [str(message) for message in answer.context["messages"]]


@every_actor(14)
def test_row_14_who_decides(actor, expected, held):
    browser = at_work(make_actor(actor))
    answers = [
        browser.get(reading(held), follow=True),
        browser.post(reading(held), {"version": held.version, "reason": "Reklame."}, follow=True),
    ]
    if expected == ALLOWED:
        assert Comment.objects.get().is_declined
        Comment.objects.update(held_at=held.held_at, declined_at=None)
    else:
        assert Comment.objects.get().is_held
    answers.append(browser.post(approving(held), {"version": held.version}, follow=True))

    assert Comment.objects.get().is_published is (expected == ALLOWED)
    for answer in answers:
        assert (WORD in answer.text) is (expected == ALLOWED and answer == answers[0])
        if expected == LOGIN:
            assert answer.redirect_chain[-1][0].startswith("/konto/login/")
        else:
            assert answer.status_code == (200 if expected == ALLOWED else 403)


@every_actor(14)
def test_row_14_who_sees_what_waits(actor, expected, held):
    page = at_work(make_actor(actor)).get(DESK, follow=True).text
    assert (WORD in page) is (expected == ALLOWED)
    assert ("Innlegg som venter" in page) is (expected == ALLOWED)


def test_the_desk_says_what_is_needed_to_decide(desk, held, thread):
    page = desk.get(DESK).text
    for part in (WORD, "Nils", "Vest kommune", f'href="{thread.path_url}"', approving(held), reading(held)):
        assert part in page
    assert "Les hele innlegget" not in page


def test_of_a_long_comment_the_desk_shows_the_beginning(desk, thread, nils):
    comment = make_comment(thread, nils, "ord " * 80 + "<script>slutten</script>")
    page = desk.get(DESK).text
    assert "slutten" not in page
    assert "Les hele innlegget" in page
    whole = desk.get(reading(comment)).text
    assert "&lt;script&gt;slutten" in whole


def test_where_nothing_waits_there_is_nothing(desk):
    assert "Innlegg som venter" not in desk.get(DESK).text


def test_a_closed_page_is_named_without_a_link(desk, nils):
    own = make_thread(nils, title="Bare for oss", access_key=organisation_key(organisation_of(nils).pk))
    comment = make_comment(own, nils, WORD)
    for address in (DESK, reading(comment)):
        page = desk.get(address).text
        assert "Bare for oss" in page
        assert f'href="{own.path_url}"' not in page


def test_approving_leads_back_with_a_word(desk, held, thread, anonymous):
    answer = desk.post(approving(held), {"version": held.version}, follow=True)
    assert answer.redirect_chain == [(DESK, 302)]
    assert told(answer) == ["Innlegget er godkjent og publisert."]
    assert WORD not in answer.text
    assert WORD in anonymous.get(thread.path_url).text


def test_declining_needs_a_reason_and_leads_back_with_a_word(desk, held, mailoutbox):
    for reason in ("", "  \n "):
        answer = desk.post(reading(held), {"version": held.version, "reason": reason})
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == ["reason"]
    too_long = desk.post(reading(held), {"version": held.version, "reason": "a" * 2001})
    assert too_long.status_code == 422
    assert "a" * 2001 in too_long.text
    assert Comment.objects.get().is_held

    answer = desk.post(reading(held), {"version": held.version, "reason": "Reklame."}, follow=True)

    assert answer.redirect_chain == [(DESK, 302)]
    assert told(answer) == ["Innlegget er avvist, og den som skrev det, får vite hvorfor."]
    assert [mail.to for mail in mailoutbox if "ikke godkjent" in mail.subject] == [[held.author.email]]


def test_what_was_changed_meanwhile_is_read_once_more(desk, held, nils):
    actions.edit_comment(comment=held, editor=nils, body="Noe helt annet")

    approved = desk.post(approving(held), {"version": held.version}, follow=True)
    declined = desk.post(reading(held), {"version": held.version, "reason": "Reklame."})

    assert approved.redirect_chain == [(reading(held), 302)]
    assert declined.status_code == 409
    assert "Reklame." in declined.text
    for answer in (approved, declined):
        assert "Noe helt annet" in answer.text
        assert "Innlegget er endret etter at du åpnet det. Les det en gang til." in answer.text
        assert Comment.objects.get().version in answer.text
    assert Comment.objects.get().is_held
    desk.post(approving(held), {"version": Comment.objects.get().version})
    assert Comment.objects.get().is_published


@pytest.mark.parametrize("version", ["", "x", "2026-01-01T12:00:00+00:00", "\x00"])
def test_an_odd_version_decides_nothing(version, desk, held):
    desk.post(approving(held), {"version": version})
    desk.post(approving(held))
    assert Comment.objects.get().is_held


def test_what_waits_no_longer_leads_back(desk, held, thread):
    other = make_comment(thread, make_member("Bente"))
    withdrawn = make_thread(thread.owner, title="Trukket")
    on_withdrawn = make_comment(withdrawn, held.author)
    withdraw_page(page=withdrawn, actor=withdrawn.owner)
    desk.post(approving(held), {"version": held.version}, follow=True)

    for pk in (held.pk, other.pk, on_withdrawn.pk, 0, 10**9, 10**30):
        answers = [
            desk.get(f"/admin/innlegg/{pk}/", follow=True),
            desk.post(f"/admin/innlegg/{pk}/", {"reason": "Reklame."}, follow=True),
            desk.post(f"/admin/innlegg/{pk}/godkjenn/", follow=True),
        ]
        for answer in answers:
            assert answer.redirect_chain == [(DESK, 302)]
            assert told(answer) == ["Innlegget venter ikke lenger."]
    assert not Comment.objects.filter(declined_at__isnull=False).exists()
    assert Comment.objects.published().count() == 2


def test_a_visit_decides_nothing(desk, held):
    for method in ("get", "head", "put", "delete", "patch"):
        assert getattr(desk, method)(approving(held)).status_code == 405
    assert desk.get(reading(held)).status_code == 200
    assert Comment.objects.get().is_held


def test_nothing_is_decided_without_the_token(held, mona):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(mona, backend="django.contrib.auth.backends.ModelBackend")
    prove_second_factor(browser, mona)
    assert browser.post(approving(held), {"version": held.version}).status_code == 403
    assert 'name="csrfmiddlewaretoken"' in browser.get(DESK).text
    assert Comment.objects.get().is_held


def test_the_desk_costs_the_same_however_much_waits(desk, thread, nils):
    costs = {}
    for number in (1, 3, 20):
        while Comment.objects.count() < number:
            make_comment(thread, nils)
        cache.clear()
        desk.get(DESK)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(DESK).text.count(WORD) == 0
        costs[number] = len(queries)
    assert len(set(costs.values())) == 1, costs
