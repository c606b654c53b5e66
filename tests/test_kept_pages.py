"""Whatever changes, through whatever door, and whatever date passes: what is kept is what would be made now.

Nothing is said here of what a page shows: each is compared with itself, made anew.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.clock import now
from core.models import PageState, SiteDocument, SiteImage, Term
from home.models import ArticlePage
from market.models import NoticeDocument
from people.models import Membership, Organisation, User
from search.drain import drain, engine, rebuild
from search.engines.base import clear
from tests.factories.arena import make_idea
from tests.factories.events import in_days, make_event, register
from tests.factories.everything import LISTS, SEARCHES, make_everything, pages_of
from tests.factories.market import make_notice
from tests.factories.people import make_member
from tests.fuzz.values import PDF, png
from tests.keeping import answers, committed, stale
from threads import actions as discussion
from threads.models import Comment

pytestmark = pytest.mark.django_db
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def world(page_cache_on, search_index, time_machine):
    world = make_everything()
    world.time_machine = time_machine
    world.full = make_event(world.inger, title="Sensor for to", capacity=2, registration_deadline=in_days(3))
    register(world.full, make_member("Bente", "Nord kommune"))
    world.image = SiteImage.objects.create(title="Bilde", file=ContentFile(png(900, 600), name="bilde.png"))
    figure = {"image": {"image": world.image.pk, "alt_text": "En sensor", "decorative": False}, "caption": "Slik"}
    world.article.body = [("figure", ArticlePage.body.field.stream_block.child_blocks["figure"].to_python(figure))]
    world.article.save_revision().publish()
    for title in ("Sensor under senga", "Sensor under madrassen"):
        world.idea.title = title
        world.idea.save_revision(user=world.inger).publish()
    discussion.edit_comment(comment=world.comment, editor=world.inger, body="Vi har sensor i tre soner.")
    world.document = SiteDocument.objects.create(title="Krav", file=ContentFile(PDF, name="krav.pdf"))
    NoticeDocument.objects.create(notice=world.notice, document=world.document, title="Kravliste")
    return world


def addresses_of(world):
    return [
        *LISTS,
        "/nn/",
        "/en/",
        "/robots.txt",
        "/sitemap-sider.xml",
        *SEARCHES,
        *pages_of(world),
        world.full.path_url,
        *(f"/historikk/{page.pk}/" for page in (world.idea, world.thread, world.article)),
        f"/trader/innlegg/{world.comment.pk}/historikk/",
        f"/arrangementer/{world.event.pk}/kalender.ics",
    ]


def sql(statement):
    def change(world):
        with connection.cursor() as cursor:
            cursor.execute(statement)

    return change


def replace_picture(world):
    world.image.file = ContentFile(png(700, 700), name="nytt.png")
    world.image.save()


def fill(world):
    register(world.full, world.nils)


def move_with_children(world):
    world.article.move(Page.objects.get(url_path="/forside/om/"), pos="last-child")


def translate(world):
    from tests.core.test_languages import translated

    copy = translated(world.idea, "en")
    copy.save_revision().publish()


def decline(world):
    moderator = make_member("Mona")
    discussion.decline_comment(
        comment=world.held, moderator=moderator, seen_version=world.held.version, reason="Ikke her"
    )


def delete_person(world):
    Comment.objects.filter(author=world.nils).delete()
    world.nils.delete()


CHANGES = {
    "picture replaced": replace_picture,
    "picture deleted": lambda world: world.image.delete(),
    "person renamed": lambda world: User.objects.filter(pk=world.inger.pk).update(first_name="Ingerid"),
    "person deleted": delete_person,
    "membership ended": lambda world: Membership.objects.update(ended_at=now()),
    "organisation's address": lambda world: Organisation.objects.filter(pk=world.organisation.pk).update(slug="ny"),
    "term in nynorsk": lambda world: Term.objects.filter(pk=world.theme.pk).update(name_nn="Velferdsteknologien"),
    "term deleted": lambda world: world.theme.delete(),
    "last place": fill,
    "comment declined": decline,
    "comment by one word of SQL": sql("update threads_comment set body_html = '<p>Direkte</p>'"),
    "term by SQL": sql('  UPDATE "core_term" SET "name" = \'Direkte\''),
    "moved with its chapters": move_with_children,
    "translated": translate,
    "closed by its state": lambda world: PageState.objects.filter(pk=world.idea.pk).update(access_key="members"),
    "a redirect": lambda world: Redirect.add_redirect("/om/", world.idea),
    "many at once": lambda world: Page.objects.filter(pk__in=[world.idea.pk, world.thread.pk]).update(live=False),
    "command: rerender_markdown": lambda world: call_command("rerender_markdown", verbosity=0),
    "command: purge_revisions": lambda world: call_command("purge_revisions", verbosity=0),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_change_leaves_an_old_page(name, world):
    addresses = addresses_of(world)
    answers(addresses)
    committed(CHANGES[name], world)
    assert stale(addresses) == []
    assert {status for status, _said in answers(addresses).values()} <= {200, 301, 404, 410}


def test_an_index_that_is_built_anew_leaves_no_old_hits(world):
    """Whoever searched while it was built found nothing: nobody else goes on finding nothing."""
    drain()
    clear(engine())
    answers(SEARCHES)
    committed(rebuild)
    assert stale(SEARCHES) == []
    assert "madrassen" in answers(SEARCHES)["/sok/?q=sensor"][1].decode()


def test_no_date_leaves_an_old_page(world):
    """At each date there is, and at each midnight in Norway: what was kept a second before it."""
    make_notice("Sensor med kort frist", deadline_in_days=2)
    make_idea(world.inger, title="Sensor til", themes=[world.theme])
    start = now()
    moments = {start + timedelta(minutes=30)}
    for event in (world.event, world.full):
        moments |= {event.starts_at, event.ends_at, event.registration_deadline or event.starts_at}
    moments |= {world.notice.deadline, start + timedelta(days=2)}
    midnight = start.astimezone(OSLO).replace(hour=0, minute=0, second=0, microsecond=0)
    moments |= {midnight + timedelta(days=days) for days in (1, 15)}
    addresses = addresses_of(world)
    for moment in sorted(moments):
        world.time_machine.move_to(moment - timedelta(seconds=1), tick=False)
        answers(addresses)
        world.time_machine.move_to(moment, tick=False)
        assert stale(addresses) == [], moment
