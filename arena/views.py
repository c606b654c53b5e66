from __future__ import annotations

from typing import Any

from people.editing import PageEditor, WithdrawPage

from .forms import IdeaForm
from .models import IdeaIndexPage, IdeaPage


class IdeaEditor(PageEditor):
    model = IdeaPage
    index_model = IdeaIndexPage
    form_class = IdeaForm
    template_name = "arena/idea_form.html"

    def prefilled(self) -> dict[str, Any]:
        """A search without the hit one hoped for becomes the title of the need."""
        return {"title": self.request.GET.get("tittel", "").replace("\x00", "")[:255]}


class WithdrawIdea(WithdrawPage):
    model = IdeaPage
