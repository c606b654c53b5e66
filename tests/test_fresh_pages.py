"""Every change against the pages that show it: somebody who is not signed in sees what is committed at once.

Before each change every page is read and kept. The search is asked after its outbox is empty.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.clock import now
from core.pages import own_path
from home.models import ArticleIndexPage, ArticlePage
from home.worker import publish_scheduled
from market.actions import change_owner_and_address, withdraw_notice
from search.drain import drain
from tests.factories.events import in_days
from tests.factories.everything import PREFIXES, make_everything
from tests.factories.forms import comment_form, idea_form
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_staff, organisation_of
from tests.factories.staff import prove_second_factor
from tests.keeping import committed
from threads import actions as discussion

pytestmark = pytest.mark.django_db
REPORT = Path(__file__).parent / "home" / "library" / "reports" / "rettleiar.md"


@dataclass
class Change:
    """A change, the addresses that show it, and words that stand there only before it, and only after it."""

    carry_out: object
    addresses: object
    gone: str = ""
    new: str = ""
    missing: object = ()


def everywhere(*addresses):
    return [prefix + address for prefix in PREFIXES for address in addresses]


def lists_of_ideas(world):
    return everywhere("/", "/innovasjon/", "/sok/?q=sensor", "/sok/feed/?q=sensor", "/api/search/?q=sensor")


def idea_and_lists(world):
    return [*lists_of_ideas(world), *everywhere(own_path(world.idea))]


def thread(world):
    return everywhere(own_path(world.thread))


def thread_and_hits(world):
    return [*thread(world), *everywhere("/sok/?q=sensor", "/api/search/?q=sensor")]


def library(world):
    return everywhere("/bibliotek/", "/sok/?q=sensor")


def market_lists(section):
    return lambda world: everywhere("/anskaffelser/", f"/anskaffelser/{section}/", "/sok/?q=sensor")


def article(world):
    return everywhere(own_path(world.article))


def lists_of_events(world):
    return ["/arrangementer/"]


def event(world):
    return [own_path(world.event)]


def named_after_organisation(world):
    own = [own_path(world.idea), own_path(world.thread), world.notice.get_absolute_url()]
    return everywhere("/", "/innovasjon/", "/anskaffelser/kunngjoringer/", "/sok/?q=sensor", *own)


def named_after_term(world):
    return everywhere("/innovasjon/", own_path(world.idea), "/sok/?q=sensor")


def client_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def editor():
    user = make_staff("Eva", "editor")
    client = client_of(user)
    prove_second_factor(client, user)
    return client


def administrator():
    user = make_staff("Ada", "administrator")
    client = client_of(user)
    prove_second_factor(client, user)
    return client


def sent(response, *statuses):
    assert response.status_code in (statuses or (302,)), response.content[:2000]


def article_form(page, **fields):
    values = {"title": page.title, "slug": page.slug, "summary": "", "language": "nb", "body": streamfield([])}
    form = nested_form_data({**values, **fields})
    return form | {f"comments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}


def own_idea(author, **fields):
    return idea_form(organisation=organisation_of(author).pk, **fields)


def publish_by_form(world):
    sent(client_of(world.inger).post("/innovasjon/del/", own_idea(world.inger, title="Ny sensor i senga")))


def edit_by_form(world):
    form = idea_form(world.idea, title="Sensor i gulvet")
    sent(client_of(world.inger).post(reverse("idea_edit", args=[world.idea.pk]), form))


def withdraw_by_form(world):
    sent(client_of(world.inger).post(reverse("idea_withdraw", args=[world.idea.pk])))


def unpublish_in_admin(world):
    sent(editor().post(reverse("wagtailadmin_pages:unpublish", args=[world.idea.pk])))


def delete_in_admin(world):
    sent(editor().post(reverse("wagtailadmin_pages:delete", args=[world.chapter.pk])))


def edit_in_admin(world):
    form = article_form(world.article, title="Sensor i stua", **{"action-publish": "1"})
    sent(editor().post(reverse("wagtailadmin_pages:edit", args=[world.article.pk]), form))


def new_address_in_admin(world):
    form = article_form(world.article, slug="et-annet-navn", **{"action-publish": "1"})
    sent(editor().post(reverse("wagtailadmin_pages:edit", args=[world.article.pk]), form))


def move_in_admin(world):
    to = ArticleIndexPage.objects.originals().get(slug="om")
    sent(editor().post(reverse("wagtailadmin_pages:move_confirm", args=[world.article.pk, to.pk])))


def comment_by_form(world):
    address = reverse("comment_new", args=[world.thread.pk])
    sent(
        client_of(world.inger).post(
            address, comment_form(organisation=organisation_of(world.inger).pk, body="Nyskrevet om sensor.")
        )
    )


def edit_comment_by_form(world):
    address = reverse("comment_edit", args=[world.comment.pk])
    sent(client_of(world.inger).post(address, {"body": "Vi har sensor i fire soner."}))


def delete_comment_by_form(world):
    sent(client_of(world.inger).post(reverse("comment_delete", args=[world.comment.pk])))


def approve_comment(world):
    moderator = make_staff("Mona", "moderator")
    discussion.approve_comment(comment=world.held, moderator=moderator, seen_version=world.held.version)


def approve_newcomers_idea(world):
    sent(client_of(world.nils).post("/innovasjon/del/", own_idea(world.nils, title="Ny sensor i senga")))
    page = Page.objects.get(draft_title="Ny sensor i senga").specific
    page.current_workflow_task.on_action(page.current_workflow_task_state, make_staff("Mona", "moderator"), "approve")


def register_by_form(world):
    form = {"organisation": organisation_of(world.nils).pk}
    sent(client_of(world.nils).post(reverse("event_register", args=[world.event.pk]), form))


def cancel_by_form(world):
    sent(client_of(world.nils).post(reverse("event_leave", args=[world.event.pk])))


def rename_organisation(world):
    form = {"name": "Sensorbyen kommune", "kind": "municipality", "language": "nb", "orgnr": ""}
    form["verified_at"] = "2026-01-01 12:00"
    address = reverse("wagtailsnippets_people_organisation:edit", args=[world.organisation.pk])
    sent(administrator().post(address, form))


def rename_person(world):
    form = {"email": world.inger.email, "first_name": "Ingerid", "last_name": "", "is_active": "on"}
    sent(administrator().post(reverse("wagtailusers_users:edit", args=[world.inger.pk]), form))


def rename_term(world):
    form = {"kind": "theme", "name": "Omsorgsteknologi", "slug": world.theme.slug, "order": 0}
    sent(administrator().post(reverse("wagtailsnippets_core_term:edit", args=[world.theme.pk]), form))


def write_section_text(world):
    page = Page.objects.get(url_path="/forside-nn/innovasjon/").specific
    page.summary = "Her skriv vi om sensorar."
    page.save_revision().publish()


def schedule(world):
    """Both pages have a date; it is sooner than kept pages end of themselves, and the clock alone changes nothing."""
    soon = in_days(0) + timedelta(minutes=3)
    parent = ArticleIndexPage.objects.originals().get(slug="bibliotek")
    page = ArticlePage(title="Sensor som venter", live=False, locale=parent.locale, go_live_at=soon)
    parent.add_child(instance=page)
    page.save_revision().publish()
    world.article.expire_at = soon
    world.article.save_revision().publish()


def run_scheduled(world):
    world.time_machine.move_to(now() + timedelta(minutes=5))
    publish_scheduled()


def import_report(world):
    call_command("import_library", str(REPORT), verbosity=0)


def move_notice(world):
    change_owner_and_address(snippet=world.notice, owner=world.organisation, slug="ny-plass", actor=world.inger)


CHANGES = {
    "publish, by form": Change(publish_by_form, lists_of_ideas, new="i senga"),
    "publish, by moderator": Change(approve_newcomers_idea, lists_of_ideas, new="i senga"),
    "edit, by form": Change(edit_by_form, idea_and_lists, "under madrassen", "i gulvet"),
    "withdraw, by form": Change(
        withdraw_by_form, lists_of_ideas, "under madrassen", missing=lambda world: everywhere(own_path(world.idea))
    ),
    "unpublish, in admin": Change(
        unpublish_in_admin, lists_of_ideas, "under madrassen", missing=lambda world: everywhere(own_path(world.idea))
    ),
    "edit, in admin": Change(
        edit_in_admin,
        lambda world: [*library(world), *everywhere(own_path(world.article), own_path(world.chapter))],
        "i boligen",
        "i stua",
    ),
    "delete, in admin": Change(
        delete_in_admin,
        lambda world: everywhere(own_path(world.article), "/sok/?q=sensor"),
        "grenser",
        missing=lambda world: everywhere(own_path(world.chapter)),
    ),
    "move, in admin": Change(move_in_admin, lambda world: everywhere("/om/"), new="i boligen"),
    "new address, in admin": Change(new_address_in_admin, library, "/bibliotek/sensor-i-boligen/", "et-annet-navn"),
    "comment": Change(comment_by_form, thread_and_hits, new="Nyskrevet"),
    "count of comments": Change(
        comment_by_form, lambda world: ["/", "/trader/"], new="2 innlegg"
    ),
    "edit comment": Change(edit_comment_by_form, thread_and_hits, "to soner", "fire soner"),
    "delete comment": Change(delete_comment_by_form, thread_and_hits, "to soner"),
    "approve comment": Change(approve_comment, thread_and_hits, new="Ventende ord"),
    "register": Change(register_by_form, lists_of_events, "5 plasser igjen", "4 plasser igjen"),
    "register, on its page": Change(register_by_form, event, "5 av 5", "4 av 5"),
    "cancel": Change(cancel_by_form, event, "4 av 5", "5 av 5"),
    "publish notice": Change(lambda world: make_notice("Sensor på hjul"), market_lists("kunngjoringer"), new="på hjul"),
    "publish supplier": Change(lambda world: make_profile("Sensor Ulv"), market_lists("leverandorer"), new="Ulv"),
    "withdraw notice": Change(
        lambda world: withdraw_notice(notice=world.notice, actor=world.inger),
        market_lists("kunngjoringer"),
        "til hjemmeboende",
        missing=lambda world: everywhere(world.notice.get_absolute_url()),
    ),
    "move notice": Change(move_notice, market_lists("kunngjoringer"), "sensor-til-hjemmeboende", "ny-plass"),
    "rename organisation": Change(
        rename_organisation,
        named_after_organisation,
        "Vest kommune",
        "Sensorbyen kommune",
    ),
    "rename person": Change(rename_person, lambda world: [*thread(world), "/sok/?q=soner"], new="Ingerid"),
    "rename term": Change(
        rename_term, named_after_term, "Velferdsteknologi", "Omsorgsteknologi"
    ),
    "text of a section": Change(write_section_text, lambda world: ["/nn/innovasjon/"], new="skriv vi om sensorar"),
    "scheduled publishing": Change(run_scheduled, library, new="som venter"),
    "scheduled expiry": Change(run_scheduled, library, "i boligen", missing=article),
    "import": Change(import_report, lambda world: [*everywhere("/bibliotek/"), "/sok/?q=rettleiar"], new="digitale"),
}  # fmt: skip
BEFORE = {"cancel": register_by_form, "scheduled publishing": schedule, "scheduled expiry": schedule}


@pytest.fixture
def world(page_cache_on, search_index, time_machine):
    world = make_everything()
    world.time_machine = time_machine
    return world


def read(address):
    return Client().get(address)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_at_once(name, world):
    change = CHANGES[name]
    BEFORE.get(name, lambda world: None)(world)
    drain()
    missing = change.missing(world) if change.missing else []
    for address in [*change.addresses(world), *missing]:
        text = read(address).text
        assert change.gone in text, address
        assert not change.new or change.new not in text, address
        assert read(address)["ETag"], address

    committed(change.carry_out, world)

    for address in change.addresses(world):
        text = read(address).text
        assert change.new in text, address
        assert not change.gone or change.gone not in text, address
    assert {read(address).status_code for address in missing} <= {404, 410, 302, 301}


def test_what_leads_nowhere_leads_to_what_it_is_redirected_to(world):
    assert [read(prefix + "/gammel/").status_code for prefix in PREFIXES] == [404] * 3
    committed(lambda: Redirect.add_redirect("/gammel/", world.article))
    assert [read(prefix + "/gammel/").status_code for prefix in PREFIXES] == [301] * 3
    committed(lambda: Redirect.objects.all().delete())
    assert read("/gammel/").status_code == 404
