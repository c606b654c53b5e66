"""What the editor is shown of a block before she chooses it."""

import pytest

from core.blocks import BodyBlock
from home.models import ArticlePage
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db
SHOWN = {
    "heading": "Hva lærte vi?</h2>",
    "paragraph": "<li>to vaktlag</li>",
    "quote": "Tjenesteleder",
    "fact": "Kort fortalt",
    "figure": "<figcaption",
    "table": "<caption>Alarmer om natta</caption>",
    "notes": "Årsrapporten for 2025",
}


def test_every_block_can_be_seen_before_it_is_chosen():
    editor, blocks = at_the_desk(), ArticlePage.body.field.stream_block.child_blocks
    assert blocks.keys() == BodyBlock().child_blocks.keys() == SHOWN.keys()

    for name, block in blocks.items():
        assert block.is_previewable, name
        answer = editor.get("/admin/block-preview/", {"id": block.definition_prefix})
        assert answer.status_code == 200, name
        assert SHOWN[name] in answer.text, name
