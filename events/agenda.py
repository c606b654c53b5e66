"""The agenda in the form of an event: one row for each item."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorList
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import ADD_ROW, NormalisedTextMixin, UncheckedMixin, WholeFormSet

from .models import AgendaItem, EventPage

MOST_ITEMS = 60
PREFIX = "agenda_items"


class AgendaItemForm(UncheckedMixin, NormalisedTextMixin, forms.ModelForm):
    id = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = AgendaItem
        fields = ["starts", "minutes", "kind", "title", "speakers", "description"]
        labels = {"starts": _("Starts at"), "minutes": _("Minutes"), "title": _("What"), "speakers": _("Who")}
        widgets = {
            "starts": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "description": forms.Textarea(attrs={"rows": 3}),
        }


class BaseAgendaFormSet(WholeFormSet):
    """The rows of one event; `unchecked` ones are shown again with an empty row at the end."""

    def __init__(self, data: QueryDict | None, *, event: EventPage) -> None:
        self.event = event
        self.unchecked = data is not None and ADD_ROW in data
        initial = [forms.model_to_dict(item) for item in event.agenda_items.all()]
        one_more = data is not None and data.get(ADD_ROW) == PREFIX
        super().__init__(_with_one_more_row(data) if one_more else data, prefix=PREFIX, initial=initial)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this item")

    def full_clean(self) -> None:
        super().full_clean()
        if self.unchecked:
            self._errors: list[Any] = []
            self._non_form_errors = ErrorList()

    def apply(self) -> None:
        """Put the items on the event in memory, sorted by their time; an agenda past midnight stays as it was typed.

        An item that was there before keeps its primary key.
        """
        known = {item.pk for item in self.event.agenda_items.all()}
        items = []
        for row in self.forms:
            if row in self.deleted_forms or not row.cleaned_data:
                continue
            if (pk := row.cleaned_data["id"]) in known:
                row.instance.pk = pk
                known.discard(pk)
            items.append(row.instance)
        if self.event.is_within_a_day:
            items.sort(key=lambda item: item.starts)
        for order, item in enumerate(items):
            item.sort_order = order
        self.event.agenda_items.set(items)


def _with_one_more_row(data: QueryDict) -> QueryDict:
    name = f"{PREFIX}-TOTAL_FORMS"
    total = data.get(name, "")
    data = data.copy()
    if total.isascii() and total.isdigit() and len(total) < 4:
        data[name] = str(min(int(total) + 1, MOST_ITEMS))
    return data


AgendaFormSet = forms.formset_factory(
    AgendaItemForm,
    formset=BaseAgendaFormSet,
    extra=1,
    can_delete=True,
    max_num=MOST_ITEMS,
    absolute_max=MOST_ITEMS,
    validate_max=True,
)
