from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail.images.blocks import ImageBlock

from .text import normalise

INLINE = ["bold", "italic", "link"]
TEXT = [*INLINE, "ol", "ul", "document-link"]


class TextStructBlock(blocks.StructBlock):
    """Some fields; what is typed in them is cleaned as in every form."""

    def clean(self, value: Any) -> Any:
        for name, given in value.items():
            if isinstance(given, str):
                value[name] = normalise(given)
        return super().clean(value)


class HeadingBlock(TextStructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=200)
    level = blocks.ChoiceBlock(label=_("Level"), choices=[("2", _("Large")), ("3", _("Small"))], default="2")

    def get_searchable_content(self, value: Mapping[str, str]) -> list[str]:
        """Return the heading without the word for its level, which Wagtail takes for a part of the text."""
        return [value["text"]]

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        description = _("Divides the page; large headings make its table of contents.")
        preview_value = {"text": "Hva lærte vi?", "level": "2"}


class QuoteBlock(TextStructBlock):
    text = blocks.TextBlock(label=_("Quotation"))
    source = blocks.CharBlock(label=_("Who said it"), required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "blocks/quote.html"
        description = _("What somebody said, in their own words.")
        preview_value = {"text": "Det vanskeligste var opplæringen av vikarene.", "source": "Tjenesteleder"}


class FactBlock(TextStructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        template = "blocks/fact.html"
        description = _("Something that stands beside the main text.")
        preview_value = {"title": "Kort fortalt", "text": "<p>Samarbeidet er frivillig.</p>"}


class PictureBlock(ImageBlock):
    """Wagtail's own, which leaves the label of the picture itself in English."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child_blocks["image"].label = _("Image")


class FigureBlock(TextStructBlock):
    image = PictureBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Picture caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "blocks/figure.html"
        description = _("A picture with a caption.")
        preview_template = "blocks/figure_preview.html"
        preview_value = {"caption": "Utsikten fra vaktrommet. Foto: Vest kommune"}


class NoteBlock(TextStructBlock):
    number = blocks.CharBlock(label=_("Number"), max_length=10, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE)


class TableBlock(TypedTableBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=INLINE, required=False)
    name = blocks.RichTextBlock(label=_("Name of the row"), features=INLINE, required=False)

    def get_context(self, value: TypedTable, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "has_headings": any(column["heading"] for column in value.columns)}

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        description = _("Rows and columns, with a heading for each column.")
        preview_value = {
            "columns": [{"type": "name", "heading": "Uke"}, {"type": "text", "heading": "Alarmer"}],
            "rows": [{"values": ["<p>Første</p>", "<p>41</p>"]}, {"values": ["<p>Fjerde</p>", "<p>9</p>"]}],
            "caption": "Alarmer om natta",
        }


class BodyBlock(blocks.StreamBlock):
    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        """Read the blocks of a form. Raises `BadRequest` for what no editor of ours sends: nothing of it is guessed."""
        try:
            return super().value_from_datadict(data, files, prefix)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise BadRequest("The blocks cannot be read.") from error

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label=_("Text"),
        features=TEXT,
        icon="pilcrow",
        template="blocks/paragraph.html",
        description=_("Running text and lists."),
        preview_value="<p>Vi prøvde løsningen i fire uker:</p><ul><li>to vaktlag</li><li>elleve brukere</li></ul>",
    )
    quote = QuoteBlock()
    fact = FactBlock()
    figure = FigureBlock()
    table = TableBlock()
    notes = blocks.ListBlock(
        NoteBlock(label=_("Footnote")),
        label=_("Notes"),
        icon="list-ol",
        template="blocks/notes.html",
        description=_("Footnotes and sources."),
        preview_value=[{"number": "1", "text": "<p>Årsrapporten for 2025, side 12.</p>"}],
    )
