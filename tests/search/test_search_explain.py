"""What `search_explain` says of a search."""

import pytest
from django.core.management import CommandError, call_command

from search.drain import drain
from search.engines.base import EngineError
from search.models import Synonym
from search.service import engine
from tests.factories.articles import make_article

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]


def explained(capsys, text):
    call_command("search_explain", text)
    return capsys.readouterr().out


def test_it_says_how_a_text_is_read_and_why_each_hit_is_one(capsys):
    Synonym.objects.create(words="sårbehandling\nsårstell")
    make_article("Sårbehandling i hjemmet", text="Behandling av sår")
    make_article("Sårstell", text="for alle")
    drain()
    said = explained(capsys, "sårbehandlng")
    assert "corrected to: sårbehandling" in said
    assert "sårbehandling: sårbehandl" in said
    assert "parts sår + behandling; the same as sårstell" in said
    assert "2 hits" in said
    title, holds, other = "Sårbehandling i hjemmet", "sårbehandling: in its title, as a part of another", "Sårstell\n"
    assert said.index(title) < said.index(holds) < said.index(other)


@pytest.mark.parametrize("text", ["", "%", "romskip", '"to ord" -tre'])
def test_what_finds_nothing_is_said(capsys, text):
    assert "0 hits" in explained(capsys, text)


def test_without_an_answer_it_says_so(monkeypatch):
    def away(self):
        raise EngineError("it is away")

    monkeypatch.setattr(type(engine()), "reading", away)
    with pytest.raises(CommandError, match="away"):
        call_command("search_explain", "sår")
