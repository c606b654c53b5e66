"""One of each kind of thing, and every address at which a reader meets them."""

from types import SimpleNamespace

from django.urls import reverse

from core.pages import own_path
from search.drain import drain
from tests.factories.arena import make_idea
from tests.factories.articles import make_article, make_theme
from tests.factories.cases import make_experience
from tests.factories.events import make_agenda, make_event
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_key_person, make_member, make_organisation
from tests.factories.threads import make_comment, make_thread

PREFIXES = ["", "/nn", "/en"]
LISTS = ["/", "/innovasjon/", "/erfaringer/", "/arrangementer/", "/anskaffelser/", "/anskaffelser/kunngjoringer/"]
LISTS += ["/anskaffelser/leverandorer/", "/trader/", "/bibliotek/", "/om/", "/organisasjoner/"]
SEARCHES = ["/sok/", "/sok/?q=sensor", "/api/search/?q=sensor", "/api/search/suggest/?q=sens"]


def make_everything():
    """Inger of Vest kommune and Nils, who is new there, with one of each kind of thing that says «sensor»."""
    inger, nils = make_key_person("Inger"), make_member("Nils", verified=False)
    theme = make_theme("Velferdsteknologi", "velferdsteknologi")
    world = SimpleNamespace(inger=inger, nils=nils, theme=theme, organisation=make_organisation("Vest kommune"))
    world.idea = make_idea(inger, title="Sensor under madrassen", themes=[theme])
    world.thread = make_thread(inger, title="Hvem har sensor i drift?", themes=[theme])
    world.comment = make_comment(world.thread, inger, "Vi har sensor i to soner.")
    world.held = make_comment(world.thread, nils, "Ventende ord om sensor.")
    world.experience = make_experience(
        inger, title="Sensor lærte oss dette", factors=["Ro"], pairs=[("Støy", "Filter")]
    )
    world.event = make_event(inger, title="Verksted om sensor", capacity=5, agenda=make_agenda(), themes=[theme])
    world.article = make_article("Sensor i boligen", "Om sensor og vern.")
    world.chapter = make_article("Sensorens grenser", "Mer om sensor.", parent=world.article)
    world.notice = make_notice("Sensor til hjemmeboende", buyer=world.organisation)
    world.profile = make_profile("Sensor AS")
    drain()
    return world


def pages_of(world):
    """Return the addresses of the things themselves, in bokmål."""
    pages = [world.idea, world.thread, world.experience, world.event, world.article, world.chapter]
    others = [world.notice, world.profile, world.organisation]
    return [*map(own_path, pages), *(one.get_absolute_url() for one in others)]


def addresses_of(world):
    """Return every address that anybody may read, in the three languages."""
    plain = [*LISTS, *SEARCHES, *pages_of(world), reverse("event_calendar", args=[world.event.pk])]
    plain += [f"/innovasjon/?tema={world.theme.slug}", f"/innovasjon/?org={world.organisation.slug}&sorter=tittel"]
    return [prefix + address for prefix in PREFIXES for address in plain]
