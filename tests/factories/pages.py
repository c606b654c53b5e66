from core import actions
from core.access import OPEN
from tests.factories.people import organisation_of


def publish(page, index_model, author, access_key=OPEN):
    """Publish an unsaved page under the one index of its kind, on behalf of its author's organisation."""
    page = draft(page, index_model, author, access_key)
    actions.publish_page(page=page, publisher=author, access_key=access_key)
    page.refresh_from_db()
    return page


def draft(page, index_model, author, access_key=OPEN):
    return actions.create_page(
        parent=index_model.objects.originals().get(),
        page=page,
        author=author,
        organisation=organisation_of(author),
        access_key=access_key,
    )
