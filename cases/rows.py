"""Rows that a report has any number of: success factors, and challenges with their measures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.forms.models import model_to_dict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.forms import ADD_ROW, NormalisedTextMixin, WholeFormSet

from .models import LONGEST_ROW, MOST_ROWS, ChallengeMeasure, SuccessFactor

FIRST_ROWS = 3


class FactorRow(NormalisedTextMixin, forms.Form):
    text = forms.CharField(
        label=_("What made it go well?"), max_length=LONGEST_ROW, widget=forms.Textarea(attrs={"rows": 2})
    )


class PairRow(NormalisedTextMixin, forms.Form):
    """A challenge and its measure: with one of them filled in, the other is missed."""

    challenge = forms.CharField(label=_("Challenge"), max_length=LONGEST_ROW, widget=forms.Textarea(attrs={"rows": 3}))
    measure = forms.CharField(
        label=_("Measure"),
        max_length=LONGEST_ROW,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you did about it, or why nothing could be done.")},
    )


class Rows(WholeFormSet):
    """Any row may be left empty, and one that is emptied is taken away; row number n is child number n of the page."""

    model: type[models.Model]

    def __init__(self, data: Any = None, *, size: int = FIRST_ROWS, **kwargs: Any) -> None:
        self.size = size
        super().__init__(data, **kwargs)

    def initial_form_count(self) -> int:
        return 0

    def total_form_count(self) -> int:
        if self.is_bound:
            return super().total_form_count()
        return min(max(self.size, len(self.initial or [])), self.absolute_max)

    def typed(self) -> list[dict[str, Any]]:
        """Return what stands in the rows, unjudged."""
        return [{name: row[name].data for name in row.fields} for row in self.forms]

    def apply(self, children: Iterable[Any]) -> list[Any]:
        """Return the children with what was typed, unsaved, in the order of the rows."""
        before = list(children)
        kept = []
        for number, row in enumerate(self.forms):
            if not row.cleaned_data:
                continue
            child = before[number] if number < len(before) else self.model()
            for name, value in row.cleaned_data.items():
                setattr(child, name, value)
            child.sort_order = len(kept)
            kept.append(child)
        return kept


def _rows(row: type[forms.Form], of: type[models.Model]) -> type[Rows]:
    made = forms.formset_factory(row, formset=Rows, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)
    made.model = of
    return made


FactorRows = _rows(FactorRow, SuccessFactor)
PairRows = _rows(PairRow, ChallengeMeasure)


def rows_from(rows: type[Rows], data: QueryDict | None, *, prefix: str, children: Iterable[Any]) -> Rows:
    """Return the rows of a form: of the page when nothing was sent, as they were typed when one more is asked for."""
    if data is None:
        initial = [model_to_dict(child, fields=list(rows.form.base_fields)) for child in children]
        return rows(initial=initial, prefix=prefix)
    sent = rows(data, prefix=prefix)
    if ADD_ROW not in data:
        return sent
    typed = sent.typed()
    return rows(initial=typed, prefix=prefix, size=len(typed) + (data[ADD_ROW] == prefix))
