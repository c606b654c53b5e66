"""The lists of the market."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core import filters
from core.keyset import Sort
from core.listing import Filter, Listing, choice_labels

from .choices import NoticeStatus, NoticeType

FEW = 3
TYPE = Filter("type", _("Type"), "type", choice_labels(NoticeType))
STATUS = Filter("status", _("Status"), "status_now", choice_labels(NoticeStatus))
BUYER = filters.of_organisations("oppdragsgiver", _("Buyer"), "buyer")
BY_DEADLINE = Sort("frist", _("Next deadline"), "deadline_ahead", descending=False)
BY_NAME = Sort("navn", _("Name"), "name_key", descending=False)


def notices(request: HttpRequest) -> Listing:
    from .models import ProcurementNotice

    return Listing(
        request,
        ProcurementNotice.objects.visible_to(request.user).with_status(),
        sorts=[filters.NEWEST, BY_DEADLINE],
        filters=[STATUS, TYPE, filters.SERVICE_AREA, filters.THEME, BUYER],
        prepare=lambda queryset: queryset.select_related("buyer").defer("body", "body_html"),
        keep=True,
    )


def suppliers(request: HttpRequest) -> Listing:
    from .models import SupplierProfile

    return Listing(
        request,
        SupplierProfile.objects.visible_to(request.user),
        sorts=[BY_NAME, filters.NEWEST],
        filters=[filters.SERVICE_AREA, filters.THEME],
        prepare=lambda queryset: queryset.prefetch_related("service_areas").defer("body", "body_html"),
        keep=True,
    )


def newest(user: Any) -> dict[str, Any]:
    """Return what is newest of each, for the front of the procurement function."""
    from .models import ProcurementNotice, SupplierProfile

    notices = ProcurementNotice.objects.visible_to(user).select_related("buyer")
    suppliers = SupplierProfile.objects.visible_to(user).prefetch_related("service_areas")
    return {"notices": notices[:FEW], "suppliers": suppliers.order_by("-first_published_at")[:FEW]}
