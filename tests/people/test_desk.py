"""A moderator meets in the admin what waits for review, and nothing of any other draft."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from core.access import OPEN, organisation_key
from core.actions import send_to_review
from people.choices import SiteRole
from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_staff, organisation_of
from tests.factories.staff import prove_second_factor

pytestmark = pytest.mark.django_db
MARK = "Hemmelighet"
WORDS = {"app_label": "wagtailcore", "model_name": "page", "action": "publish", "action_name": "approve"}
WORDS |= {"content_type_app_name": "arena", "content_type_model_name": "ideapage", "filter_spec": "width-10"}
QUESTION = f"?q={MARK}&search={MARK}&type=arena.IdeaPage&id="
LISTS = [
    "/admin/choose-page/search/?q=Hemmelighet",
    "/admin/choose-page/{parent}/",
    "/admin/choose-page/{pk}/",
    "/admin/choose-page/chosen-multiple/?id={pk}",
    "/admin/bulk/wagtailcore/page/publish/?id={pk}",
    "/admin/bulk/wagtailcore/page/unpublish/?id={pk}",
    "/admin/bulk/wagtailcore/page/delete/?id={pk}",
    "/admin/bulk/wagtailcore/page/move/?id={pk}",
    "/admin/pages/{pk}/history/",
    "/admin/pages/{pk}/usage/",
    "/admin/pages/{pk}/revisions/{revision}/view/",
    "/admin/pages/{pk}/revisions/compare/earliest...latest/",
    "/admin/pages/search/?q=Hemmelighet",
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/page-types-usage/",
    "/admin/api/main/pages/?search=Hemmelighet",
    "/admin/api/main/pages/{pk}/",
    "/admin/api/main/pages/?child_of={parent}",
    "/admin/images/chooser/",
    "/admin/documents/chooser/",
    "/admin/snippets/choose/people/organisation/",
    "/admin/users/",
]


def at_the_desk(role):
    user, client = make_staff("Mona", role), Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    prove_second_factor(client, user)
    return client


@pytest.fixture
def hidden():
    author = make_member("Inger")
    key = organisation_key(organisation_of(author).pk)
    return [
        make_idea(author, title=f"{MARK} utkast", published=False),
        make_idea(author, title=f"{MARK} lukket", access_key=key),
    ]


def filled(page):
    return [
        address.format(pk=page.pk, parent=page.get_parent().pk, revision=page.latest_revision_id) for address in LISTS
    ]


def patterns(resolver, before=""):
    for one in resolver.url_patterns:
        if hasattr(one, "url_patterns"):
            yield from patterns(one, before + str(one.pattern))
        else:
            yield before + str(one.pattern)


def every_address(page):
    """All addresses of the admin, with the page's number wherever a number is asked for."""
    for pattern in patterns(get_resolver()):
        if pattern.startswith("admin/") and "failwhale" not in pattern and "logout" not in pattern:
            numbered = re.sub(r"<(?:int|str:(?:pk|object_id))(?::\w+)?>", str(page.pk), pattern)
            address = re.sub(r"<\w+:(\w+)>", lambda match: WORDS.get(match[1], "x"), numbered)
            plain = re.sub(r"[\^$]|\(\?P<.*", "", address)
            yield f"/{plain}{QUESTION}{page.pk}"


def test_a_moderator_is_shown_no_draft_at_any_address_of_the_admin(hidden):
    moderator = at_the_desk(SiteRole.MODERATOR)
    addresses = [address for page in hidden for address in filled(page)]
    assert len(list(every_address(hidden[0]))) > 200
    for address in [*addresses, *every_address(hidden[0])]:
        response = moderator.get(address)
        assert MARK not in response.text.replace(f"q={MARK}", "").replace(f"search={MARK}", ""), address
    assert MARK not in moderator.get("/admin/").text, "a message"


def test_an_answer_that_a_script_asks_for_is_a_refusal(hidden):
    moderator = at_the_desk(SiteRole.MODERATOR)
    for address in filled(hidden[0]):
        assert moderator.get(address, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 403, address


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_nothing_is_done_to_a_page_that_was_not_submitted(action, hidden):
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={hidden[0].pk}"

    assert at_the_desk(SiteRole.MODERATOR).post(address).url == "/admin/"

    hidden[0].refresh_from_db()
    assert not hidden[0].live


@pytest.mark.parametrize("role", [SiteRole.EDITOR, SiteRole.ADMINISTRATOR])
def test_who_edits_pages_still_finds_them(role, hidden):
    editor = at_the_desk(role)
    for address in filled(hidden[0])[:5]:
        assert editor.get(address).status_code == 200, address
    assert MARK in editor.get(LISTS[0]).text


def test_what_was_submitted_is_open():
    author = make_member("Nils", verified=False)
    page = make_idea(author, title="Sendt inn", published=False)
    send_to_review(page=page, author=author, access_key=OPEN)
    moderator = at_the_desk(SiteRole.MODERATOR)

    assert "Sendt inn" in moderator.get("/admin/").text
    task = page.current_workflow_task.pk
    for address in (
        f"{page.pk}/edit/",
        f"{page.pk}/view_draft/",
        f"{page.pk}/workflow_history/",
        f"workflow/preview/{page.pk}/{task}/",
    ):
        assert moderator.get(f"/admin/pages/{address}").status_code == 200, address
    assert moderator.get("/admin/account/").status_code == 200
    assert moderator.get("/admin/sprite/").status_code == 200


def test_the_menu_leads_a_moderator_nowhere_that_is_refused():
    moderator = at_the_desk(SiteRole.MODERATOR)
    page = moderator.get("/admin/").text
    for address in set(re.findall(r'"(?:url|href)": "(/admin/[^"]*)"', page)) | set(
        re.findall(r'href="(/admin/[^"]*)"', page)
    ):
        answer = moderator.get(address)
        assert (answer.status_code, getattr(answer, "url", "")) in [(200, "")], address
