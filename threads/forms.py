from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import NormalisedTextMixin, UncheckedMixin
from people.forms import ActingForm
from people.page_forms import PageForm

from .models import Comment, ThreadPage


class CommentForm(ActingForm, forms.ModelForm):
    """A comment, on behalf of one of the writer's organisations."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    class Meta:
        model = Comment
        fields = ["body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 5})}


class CommentEditForm(UncheckedMixin, NormalisedTextMixin, forms.ModelForm):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    class Meta:
        model = Comment
        fields = ["body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 8})}


class DeclineForm(NormalisedTextMixin, forms.Form):
    reason = forms.CharField(
        label=_("Why is the comment not approved?"),
        help_text=_("The author gets this by e-mail, and sees it next to the comment."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ThreadForm(PageForm):
    class Meta:
        model = ThreadPage
        fields = ["title", "summary", "body", "themes", "language"]
        widgets: dict[str, Any] = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 12}),
        }
        labels = {"title": _("What do you want to discuss?"), "summary": _("In short")}
        help_texts = {"title": ""}
