"""Rows 1-5, 10, 11, 52, 55 and 57 of permissions.csv over HTTP, for every actor; other rooms test their own rows."""

import pytest
from django.test import Client
from django.urls import reverse

from arena.models import IdeaPage
from core import actions
from core.access import organisation_key
from core.models import AuditEntry, PageState
from core.models.journal import AppendOnlyError
from search.drain import drain
from tests.factories.actors import make_actor
from tests.factories.arena import make_idea
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import PASSWORD, make_key_person, make_member, organisation_of
from tests.factories.staff import give_second_factor, prove_second_factor
from tests.factories.threads import make_comment, make_thread
from tests.permission_table import ALLOWED, DENIED, HIDDEN, LOGIN, OWN, answered, every_actor
from threads.actions import delete_comment
from threads.models import Comment

pytestmark = pytest.mark.django_db


def client_of(actor):
    user = make_actor(actor)
    client = Client()
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client, user


@every_actor(1)
def test_row_1_read_what_is_published(actor, expected):
    idea = make_idea(make_member("Inger"))
    client, _user = client_of(actor)

    assert expected == ALLOWED
    assert client.get(idea.path_url).status_code == 200


@every_actor(2)
def test_row_2_read_another_organisations_draft(actor, expected):
    draft = make_idea(make_member("Inger"), title="Uferdig utkast", published=False)
    client, _user = client_of(actor)

    at_its_own_address = client.get(reverse("draft", args=[draft.pk]))
    at_a_guessed_address = client.get(draft.path_url)

    assert at_a_guessed_address.status_code == 404
    hidden_from = (HIDDEN, OWN) if actor != "moderator" else (ALLOWED,)
    assert answered(at_its_own_address) == (HIDDEN if expected in hidden_from else ALLOWED)
    assert ("Uferdig utkast" in at_its_own_address.text) is (answered(at_its_own_address) == ALLOWED)


def test_row_2_a_colleague_reads_the_draft():
    draft = make_idea(make_member("Inger"), published=False)
    client = Client()
    client.force_login(make_member("Bente"))

    assert client.get(reverse("draft", args=[draft.pk])).status_code == 200


def test_row_2_a_moderator_reads_what_is_submitted_for_review():
    author = make_member("Nils", verified=False)
    draft = make_idea(author, published=False)
    client, _user = client_of("moderator")
    assert client.get(reverse("draft", args=[draft.pk])).status_code == 404

    actions.send_to_review(page=draft, author=author, access_key="open")

    assert client.get(reverse("draft", args=[draft.pk])).status_code == 200


ADMIN_VIEWS = ["wagtailadmin_pages:view_draft", "wagtailadmin_pages:history", "wagtailadmin_pages:copy"]


@pytest.mark.parametrize("view", ADMIN_VIEWS)
@every_actor(3)
def test_row_3_another_organisations_page_in_the_admin(actor, expected, view):
    draft = make_idea(make_member("Inger"), title="Uferdig utkast", published=False)
    client, user = client_of(actor)
    prove_second_factor(client, user)

    response = client.get(reverse(view, args=[draft.pk]), follow=True)

    if actor == "moderator":  # only what is submitted for review
        assert "Uferdig utkast" not in response.text
    elif expected == LOGIN:
        assert response.redirect_chain[-1][0].startswith("/konto/login/")
    else:
        assert response.status_code == (200 if expected == ALLOWED else 403)


@pytest.mark.parametrize("is_submitted", [True, False])
@pytest.mark.parametrize("look", ["view_draft", "history", "history_results", "revisions_view", "revisions_compare"])
def test_row_3_a_moderator_looks_into_what_is_submitted_and_nothing_else(look, is_submitted):
    author = make_member("Ruth", verified=False)
    draft = make_idea(author, title="Uferdig utkast", published=False)
    if is_submitted:
        actions.send_to_review(page=draft, author=author, access_key="open")
    client, user = client_of("moderator")
    prove_second_factor(client, user)
    more = {"revisions_view": [draft.latest_revision_id], "revisions_compare": ["earliest", "latest"]}
    address = reverse(f"wagtailadmin_pages:{look}", args=[draft.pk, *more.get(look, [])])

    answer = client.get(address)

    assert answer.status_code == (200 if is_submitted else 302)
    assert "Uferdig utkast" not in answer.text or is_submitted


@every_actor(4)
def test_row_4_create_an_idea(actor, expected):
    client, user = client_of(actor)
    form = idea_form(title="Sensor i dørkarm", organisation=organisation_of(user).pk if user else "")

    assert answered(client.get(reverse("idea_new"))) == expected
    assert answered(client.post(reverse("idea_new"), form)) == expected
    assert IdeaPage.objects.filter(title="Sensor i dørkarm").exists() is (expected == ALLOWED)


@every_actor(5)
def test_row_5_edit_and_withdraw_another_organisations_idea(actor, expected):
    idea = make_idea(make_member("Inger"))
    client, _user = client_of(actor)
    answer = HIDDEN if expected == OWN else expected

    assert answered(client.get(reverse("idea_edit", args=[idea.pk]))) == answer
    assert answered(client.post(reverse("idea_edit", args=[idea.pk]), idea_form(idea, title="Endret"))) == answer
    assert answered(client.get(reverse("idea_withdraw", args=[idea.pk]))) == answer
    assert answered(client.post(reverse("idea_withdraw", args=[idea.pk]))) == answer
    assert PageState.objects.get(pk=idea.pk).is_withdrawn is (answer == ALLOWED)


@every_actor(5)
def test_row_5_edit_and_withdraw_ones_own_idea(actor, expected):
    client, user = client_of(actor)
    if expected != OWN:
        return
    idea = make_idea(user)

    assert client.post(reverse("idea_edit", args=[idea.pk]), idea_form(idea, title="Endret")).status_code == 302
    assert IdeaPage.objects.get(pk=idea.pk).title == "Endret"
    assert client.post(reverse("idea_withdraw", args=[idea.pk])).status_code == 302


@every_actor(10)
def test_row_10_comment_in_an_open_thread(actor, expected):
    thread = make_thread(make_member("Inger"))
    client, user = client_of(actor)
    form = comment_form(organisation=organisation_of(user).pk if user else "")

    assert answered(client.get(reverse("comment_new", args=[thread.pk]))) == expected
    assert answered(client.post(reverse("comment_new", args=[thread.pk]), form)) == expected
    assert Comment.objects.exists() is (expected == ALLOWED)


@every_actor(11)
def test_row_11_edit_anothers_comment(actor, expected):
    comment = make_comment(make_thread(make_member("Inger")), make_member("Bente"), "Slik var det")
    client, _user = client_of(actor)

    answer = answered(client.post(reverse("comment_edit", args=[comment.pk]), {"body": "Slik ble det"}))

    assert answer == (LOGIN if expected == LOGIN else HIDDEN)
    comment.refresh_from_db()
    assert comment.body == "Slik var det"


@every_actor(11)
def test_row_11_edit_ones_own_comment(actor, expected):
    client, user = client_of(actor)
    if user is None:
        return
    comment = make_comment(make_thread(make_member("Inger")), user, "Slik var det")

    answer = answered(client.post(reverse("comment_edit", args=[comment.pk]), {"body": "Slik ble det"}))

    assert answer == (ALLOWED if expected == OWN else DENIED)
    comment.refresh_from_db()
    assert (comment.body == "Slik ble det") is (expected == OWN)


@every_actor(52)
def test_row_52_search_never_shows_what_one_may_not_open(actor, expected, search_index):
    author = make_key_person("Inger")
    make_idea(author, title="Markørordetutkast", published=False)
    make_idea(author, title="Markørordetlukket", access_key=organisation_key(organisation_of(author).pk))
    withdrawn = make_idea(author, title="Markørordettrukket")
    actions.withdraw_page(page=withdrawn, actor=author)
    thread = make_thread(author, title="Åpen tråd")
    delete_comment(comment=make_comment(thread, author, "Markørordetslettet"), actor=author)
    drain()
    client, _user = client_of(actor)

    for word in ("utkast", "lukket", "trukket", "slettet"):
        answer = client.get("/api/search/", {"q": f"Markørordet{word}"}).json()
        assert (answer["total"], answer["hits"], answer["corrected"]) == (0, [], None)
        assert not any(answer["facets"].values())
    assert client.get("/api/search/suggest/", {"q": "markør"}).json() == {"suggestions": []}
    assert client.get("/sok/", {"q": "Markørordetlukket", "org": "vest-kommune"}).text.count("Markørordetlukket") <= 4


def test_row_52_what_the_own_organisation_may_open_it_finds(search_index):
    author = make_member("Inger")
    make_idea(author, title="Markørordetlukket", access_key=organisation_key(organisation_of(author).pk))
    drain()
    client = Client()
    client.force_login(make_member("Bente"))

    assert client.get("/api/search/", {"q": "Markørordetlukket"}).json()["total"] == 1


@every_actor(55)
def test_row_55_the_admin(actor, expected):
    client, user = client_of(actor)
    prove_second_factor(client, user)

    response = client.get("/admin/", follow=True)

    if expected == LOGIN:
        assert response.redirect_chain[-1][0].startswith("/konto/login/")
    else:
        assert response.status_code == (200 if expected == ALLOWED else 403)


@pytest.mark.parametrize("actor", ["moderator", "editor", "admin"])
def test_row_55_nobody_gets_in_without_a_second_factor(actor):
    client, _user = client_of(actor)

    response = client.get("/admin/")

    assert response.status_code == 302
    assert response.url == reverse("mfa_index")


def test_row_55_a_session_that_has_not_used_the_second_factor_is_sent_to_it():
    client, user = client_of("editor")
    give_second_factor(user)

    response = client.get("/admin/pages/")

    assert response.status_code == 302
    assert response.url.startswith(reverse("mfa_reauthenticate"))


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/"])
def test_row_55_there_is_no_other_login(address, anonymous):
    """Wagtail's own logins ask for no second factor."""
    user = make_actor("editor")

    answer = anonymous.post(address, {"username": user.email, "password": PASSWORD})

    assert answer.status_code == 405
    assert anonymous.get(address).url.startswith("/konto/login/")
    assert "_auth_user_id" not in anonymous.session


@every_actor(57)
def test_row_57_nobody_changes_the_audit_log(actor, expected):
    make_idea(make_member("Inger"))
    entries = list(AuditEntry.objects.values())
    client, user = client_of(actor)
    prove_second_factor(client, user)

    assert expected == DENIED
    for verb in ("edit", "delete"):
        address = f"/admin/snippets/core/auditentry/{verb}/{entries[0]['id']}/"
        assert client.post(address, {"action": "nothing.happened"}, follow=True).status_code in (200, 403, 404)
    assert list(AuditEntry.objects.filter(pk__in=[one["id"] for one in entries]).values()) == entries


def test_row_57_not_even_the_code_can():
    make_idea(make_member("Inger"))
    entry = AuditEntry.objects.first()

    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(action="nothing.happened")
