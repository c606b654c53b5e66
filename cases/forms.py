from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.choices import TermKind
from core.forms import NormalisedTextMixin
from people.models import Organisation
from people.page_forms import PageForm, TermsField

from . import rules
from .choices import ExperienceArea, PublishOutcome
from .models import ExperiencePage
from .rows import FactorRows, PairRows, rows_from

HINTS = {
    PublishOutcome.PUBLISH: "",
    PublishOutcome.APPROVAL: _("The key person of your organisation reads the report and publishes it."),
    PublishOutcome.REVIEW: _("A moderator looks at what newcomers post before it is published."),
}


class ExperienceForm(PageForm):
    """A report with its success factors and its pairs of challenge and measure, judged and applied as one form."""

    area = forms.ChoiceField(label=_("What is the experience from?"), choices=ExperienceArea, widget=forms.RadioSelect)
    service_areas = TermsField(TermKind.SERVICE_AREA, label=_("Service areas"))

    about = [
        "organisation",
        "area",
        "title",
        "summary",
        "solution",
        "supplier",
        "collaboration",
        "weeks_in_use",
        "body",
    ]
    sorting = ["service_areas", "themes", "language", "audience"]

    class Meta:
        model = ExperiencePage
        fields = [
            "area",
            "title",
            "summary",
            "solution",
            "supplier",
            "collaboration",
            "weeks_in_use",
            "body",
            "service_areas",
            "themes",
            "language",
        ]
        labels = {
            "title": _("Title"),
            "summary": _("In short"),
            "solution": _("Which solution is it about?"),
            "supplier": _("Who supplies it?"),
            "collaboration": _("Who did you do it with?"),
            "weeks_in_use": _("How many weeks has it been in use?"),
            "body": _("Tell what you did, and how it went"),
        }
        help_texts = {
            "title": _("What others can learn from this, in one sentence."),
            "summary": _("Two or three sentences, shown in lists and in searches."),
            "solution": _("The name of the product or service, as it is sold."),
            "supplier": _("Suppliers write about their own work, and may leave this empty."),
            "collaboration": _("The collaboration, the project or the other organisations."),
            "weeks_in_use": _("0 if you have just begun. Leave it empty if nothing is in use yet."),
            "body": _("Do not name patients, relatives or colleagues."),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 10}),
        }

    def __init__(self, data: Any = None, *, instance: ExperiencePage, user: Any, **kwargs: Any) -> None:
        super().__init__(data, instance=instance, user=user, **kwargs)
        self.factors = rows_from(FactorRows, data, prefix="factors", children=instance.success_factors.all())
        self.pairs = rows_from(PairRows, data, prefix="pairs", children=instance.challenges.all())
        self._limit_to_rights(user)

    def _limit_to_rights(self, user: Any) -> None:
        """Offer the organisations that `user` may write for."""
        page = self.instance
        if page.pk is None:
            ids = [one.organisation_id for one in rules.writing_memberships(user)]
            self.fields["organisation"].queryset = Organisation.objects.filter(pk__in=ids)
        else:
            ids = [page.state.organisation_id]
        self.outcomes = {rules.publish_outcome(user, one) for one in ids}

    @property
    def publish_label(self) -> Any:
        """Return the words on the button: what will happen to the report when it is pressed."""
        if len(self.outcomes) > 1:
            return _("Publish or send for approval")
        return PublishOutcome(*self.outcomes).label

    @property
    def publish_hint(self) -> Any:
        if len(self.outcomes) > 1:
            return _("It depends on the organisation you have chosen: where you cannot publish, its key person does.")
        return HINTS[PublishOutcome(*self.outcomes)]

    @property
    def about_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.about if name in self.fields and not self[name].is_hidden]

    @property
    def sorting_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.sorting]

    def is_valid(self) -> bool:
        # Every part is judged, so that all errors are shown at once.
        return all([super().is_valid(), self.factors.is_valid(), self.pairs.is_valid()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        new = self.instance.pk is None
        organisation = cleaned.get("organisation") if new else self.instance.state.organisation
        if organisation is not None and organisation.is_supplier:
            cleaned["supplier"] = cleaned.get("supplier") or organisation.name
            if not rules.is_own_work(organisation, cleaned["supplier"]):
                self.add_error("supplier", _("A supplier can only write about its own work."))
        return cleaned

    def apply(self) -> ExperiencePage:
        """Return the page with what was typed, its rows included, unsaved."""
        page = super().apply()
        page.success_factors = self.factors.apply(page.success_factors.all())
        page.challenges = self.pairs.apply(page.challenges.all())
        return page


class SendBackForm(NormalisedTextMixin, forms.Form):
    reason = forms.CharField(
        label=_("What should be changed?"),
        help_text=_("The author gets this by e-mail, with your name."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
