from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from core.listing import Option
from core.templatetags import components


@pytest.fixture(autouse=True)
def drawings(monkeypatch):
    """Count what is drawn anew."""
    drawn, draw = [], components._draw
    monkeypatch.setattr(components, "_drawn", {})
    monkeypatch.setattr(components, "_draw", lambda name, context: drawn.append(name) or draw(name, context))
    return drawn


def card(**context):
    pairs = " ".join(f"{name}={name}" for name in context)
    template = Template(f"{{% load components %}}{{% component 'components/card.html' url='/trader/a/' {pairs} %}}")
    return template.render(Context(context))


def test_the_same_context_is_drawn_once(drawings):
    day = datetime(2026, 5, 4, 12, 0, tzinfo=ZoneInfo("Europe/Oslo"))
    context = {"title": "Nattkamera", "tags": [{"label": "Natt", "outline": True}], "date": day}
    assert card(**context) == card(**{**context, "tags": [{"label": "Natt", "outline": True}]})
    assert len(drawings) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Nattlys"},
        {"tags": [{"label": "Natt", "color": "primary"}]},
        {"tags": [{"label": "Natt"}, {"label": "Dag"}]},
        {"meta": ["Bodø kommune"]},
        {"date": datetime(2026, 5, 5, tzinfo=ZoneInfo("Europe/Oslo"))},
        {"lang": "en"},
    ],
)
def test_another_context_gives_another_card(other):
    context = {"title": "Nattkamera", "tags": [{"label": "Natt"}], "meta": [], "date": None, "lang": "nb"}
    assert card(**context) != card(**{**context, **other})


def test_safe_text_never_makes_plain_text_safe():
    assert "<mark>natt</mark>" in card(title=mark_safe("<mark>natt</mark>"))
    assert "&lt;mark&gt;natt&lt;/mark&gt;" in card(title="<mark>natt</mark>")


def test_true_is_not_one():
    assert card(title="a", level=1) != card(title="a", level=True)


def test_each_language_has_its_own(drawings):
    day = datetime(2026, 5, 4, tzinfo=ZoneInfo("Europe/Oslo"))
    with translation.override("nb"):
        bokmal = card(title="a", date=day)
    with translation.override("en"):
        assert card(title="a", date=day) != bokmal
    assert len(drawings) == 2


def test_choices_are_told_apart_by_what_they_say():
    def boxes(count, selected):
        options = [Option("natt", "Natt", "/trader/", selected, count)]
        return components.component("components/facet_options.html", name="tema", options=options)

    assert len({boxes(1, False), boxes(2, False), boxes(1, True)}) == 3
    assert boxes(1, False) == boxes(1, False)


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(components, "MOST", 3)
    for number in range(10):
        card(title=str(number))
    assert len(components._drawn) <= 3


def test_who_works_on_the_templates_sees_every_change(settings, drawings):
    settings.DEBUG = True
    assert card(title="a") == card(title="a")
    assert len(drawings) == 2
