"""What is done with notices and supplier profiles beside editing them, which Wagtail does.

Whether somebody may do it is asked before: both are done in the admin, by those who may publish the model.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.actions.unpublish import UnpublishAction

from core import journal
from core.clock import now

from . import addresses
from .models import MarketIndexPage, ProcurementNotice
from .snippets import MarketSnippet


@transaction.atomic
def withdraw_notice(*, notice: ProcurementNotice, actor: Any) -> None:
    """Take a notice back for good: nobody can read it, whatever revision is published later.

    A second call changes nothing. Side effects: unpublished, audit, event and search rows.
    """
    row = ProcurementNotice.objects.select_for_update().get(pk=notice.pk)
    if row.is_withdrawn:
        return
    row.withdrawn_at = now()
    row.save(update_fields=["withdrawn_at"])
    UnpublishAction(row, user=actor).execute(skip_permission_checks=True)
    journal.record("notice.withdrawn", obj=row, actor=actor, organisation=row.buyer)


@transaction.atomic
def change_owner_and_address(*, snippet: MarketSnippet, owner: Any, slug: str, actor: Any) -> None:
    """Let another organisation stand behind a notice or profile, or give it another address.

    Raises `IntegrityError` when the address, or for a profile the organisation, is taken. A call without a change does
    nothing. Side effects: what has been published is redirected to from its old address; audit, event and search rows.
    """
    row = type(snippet).objects.select_for_update(of=("self",)).select_related(snippet.owner_field).get(pk=snippet.pk)
    before = {"slug": row.slug, "owner": row.owner.pk}
    after = {"slug": slug, "owner": owner.pk}
    if before == after:
        return
    row.slug = slug
    setattr(row, row.owner_field, owner)
    row.save(update_fields=["slug", row.owner_field])
    if row.first_published_at and before["slug"] != slug:
        addresses.redirect_old(row.section, before["slug"], slug, index_page=MarketIndexPage.objects.originals().get())
    journal.search_changed(f"organisation:{before['owner']}")
    journal.record("market.moved", obj=row, actor=actor, organisation=owner, before=before, after=after)
