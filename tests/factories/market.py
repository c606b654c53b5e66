from datetime import timedelta

from core.clock import now
from core.text import norwegian_slug
from market.choices import NoticeType
from market.models import ProcurementNotice, SupplierProfile
from people.choices import OrganisationKind
from tests.factories.people import make_organisation


def make_notice(title="Medisindispensere til hjemmeboende", published=True, deadline_in_days=14, **fields):
    """A competition of Bra kommune; `deadline_in_days` is None for a notice without a deadline."""
    fields.setdefault("buyer", make_organisation("Bra kommune"))
    fields.setdefault("type", NoticeType.COMPETITION)
    fields.setdefault("slug", norwegian_slug(title))
    if deadline_in_days is not None:
        fields.setdefault("deadline", now() + timedelta(days=deadline_in_days))
        if deadline_in_days < 0:
            fields.setdefault("first_published_at", fields["deadline"] - timedelta(days=30))
    fields.setdefault("body", "Vi kjøper dispenser som **tjeneste**.")
    return _save(ProcurementNotice(title=title, live=False, **fields), published)


def make_profile(name="Sår AS", published=True, **fields):
    fields.setdefault("organisation", make_organisation(name, OrganisationKind.SUPPLIER))
    fields.setdefault("slug", norwegian_slug(name))
    fields.setdefault("body", "Vi lager **Sårsporet**.")
    return _save(SupplierProfile(name=name, live=False, **fields), published)


def _save(snippet, published):
    snippet.save()
    revision = snippet.save_revision()
    if published:
        revision.publish()
    snippet.refresh_from_db()
    return snippet
