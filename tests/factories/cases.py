from cases.models import ChallengeMeasure, ExperienceIndexPage, ExperiencePage, SuccessFactor
from core import actions
from core.access import OPEN
from tests.factories import pages


def make_experience(
    author, title="Slik tok vi i bruk Sårsporet", access_key=OPEN, published=True, factors=(), pairs=(), **fields
):
    """A report; `factors` are texts, `pairs` are (challenge, measure), themes and service areas are terms."""
    terms = {name: fields.pop(name, []) for name in ("themes", "service_areas")}
    page = ExperiencePage(
        title=title,
        area=fields.pop("area", "use"),
        summary=fields.pop("summary", "Tilgangene tok lengre tid enn opplæringen."),
        **fields,
    )
    page.success_factors = [SuccessFactor(text=text) for text in factors]
    page.challenges = [ChallengeMeasure(challenge=challenge, measure=measure) for challenge, measure in pairs]
    for name, chosen in terms.items():
        setattr(page, name, chosen)
    make = pages.publish if published else pages.draft
    return make(page, ExperienceIndexPage, author, access_key)


def make_waiting(author, access_key=OPEN, **fields):
    """A report that its author has sent for approval."""
    page = make_experience(author, published=False, access_key=access_key, **fields)
    actions.submit_page(page=page, author=author, access_key=access_key)
    page.state.refresh_from_db()
    return page
