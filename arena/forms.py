from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from core.choices import TermKind
from core.models import Term
from people.page_forms import PageForm, TermsField

from .choices import IdeaKind
from .models import IdeaPage


class IdeaForm(PageForm):
    kind = forms.ChoiceField(label=_("Is it a need or an idea?"), choices=IdeaKind, widget=forms.RadioSelect)
    service_areas = TermsField(TermKind.SERVICE_AREA, label=_("Service areas"))
    phase = forms.ModelChoiceField(
        label=_("How far have you come?"),
        queryset=Term.objects.of_kind(TermKind.PHASE),
        required=False,
        empty_label=_("Not decided"),
    )

    class Meta:
        model = IdeaPage
        fields = [
            "kind",
            "title",
            "summary",
            "current_situation",
            "desired_outcome",
            "body",
            "phase",
            "service_areas",
            "themes",
            "contact",
            "language",
        ]
        labels = {
            "title": _("Title"),
            "summary": _("In short"),
            "current_situation": _("How is it done today?"),
            "desired_outcome": _("What should improve, and for whom?"),
            "body": _("More that others should know"),
            "contact": _("Contact person"),
        }
        help_texts = {
            "title": _("One sentence about the need, not about the solution."),
            "summary": _("Two or three sentences, shown in lists and in searches."),
            "contact": _("Name and telephone or e-mail address. Everyone who sees the page sees this."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "current_situation": forms.Textarea(attrs={"rows": 6}),
            "desired_outcome": forms.Textarea(attrs={"rows": 6}),
            "body": forms.Textarea(attrs={"rows": 8}),
        }
