"""What the admin's lists of pages written by members have in common."""

from __future__ import annotations

from typing import Any

from django.forms import CheckboxSelectMultiple
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters.filters import ModelMultipleChoiceFilter
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.pages.edit import EditView

from core.page_lists import OwnPageFilters, PagesBelow

from .models import Organisation


class MemberPageFilters(OwnPageFilters):
    organisation = ModelMultipleChoiceFilter(
        field_name="state__organisation",
        label=_("Organisation"),
        queryset=lambda request: Organisation.objects.filter(page_states__isnull=False).distinct(),
        widget=CheckboxSelectMultiple,
    )


ORGANISATION = Column("organisation", label=_("Organisation"), accessor="state.organisation", width="14%")
COMMENTS = Column("comments", label=_("Posts"), accessor="state.comment_count", width="8%")
LANGUAGE = Column("language", label=_("Language"), accessor="get_language_display", width="9%")


class MemberPageEditView(EditView):
    """Wagtail's own, without the offer to translate: what members write stays in the language they wrote it in."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [one for one in super().header_more_buttons if one.icon_name != "wagtail-localize-language"]


class MemberPagesBelow(PagesBelow):
    edit_view_class = MemberPageEditView
