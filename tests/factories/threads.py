from core.access import OPEN
from tests.factories import pages
from tests.factories.people import organisation_of
from threads import actions
from threads.models import ThreadIndexPage, ThreadPage


def make_thread(author, title="Hvem svarer på alarmen om natta?", access_key=OPEN, published=True, **fields):
    page = ThreadPage(title=title, body=fields.pop("body", "Hvordan gjør dere det?"), **fields)
    make = pages.publish if published else pages.draft
    return make(page, ThreadIndexPage, author, access_key)


def make_comment(page, author, body="Vi har prøvd dette i to soner.", reply_to=None):
    return actions.post_comment(
        page=page, author=author, organisation=organisation_of(author), body=body, reply_to=reply_to
    )
