from arena.models import IdeaIndexPage, IdeaPage
from core.access import OPEN
from tests.factories import pages


def make_idea(author, title="Registrere målinger på hjemmebesøk", access_key=OPEN, published=True, **fields):
    page = IdeaPage(title=title, summary=fields.pop("summary", "Målinger skrives av for hånd."), **fields)
    make = pages.publish if published else pages.draft
    return make(page, IdeaIndexPage, author, access_key)
