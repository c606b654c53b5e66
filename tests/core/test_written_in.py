import pytest

from core.written_in import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vi har ikke fått det til hos oss ennå.", "nb"),
        ("Takk! Jeg lurer på hvordan dere gjorde det.", "nb"),
        ("Vi har ikkje fått det til hos oss enno.", "nn"),
        ("Det er mykje å lære av dykk.", "nn"),
        ("We have the same problem with our supplier.", "en"),
        ("Mii leat geahččalan dan, muhto ii leat álki.", "se"),
        ("Enig, og det er bra.", ""),
        ("Takk!", ""),
        ("2026-11-22 – 12:00", ""),
        ("", ""),
        ("Jeg leste at «the market and the buyers» er tittelen, og det er ikke bra.", "nb"),
    ],
)
def test_the_commonest_words_tell_the_language(text, language):
    assert language_of(text) == language
