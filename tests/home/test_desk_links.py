"""What the desk says of a link that tells too little."""

import pytest

from home.desk.checker import DeskChecker
from home.desk.checks import SAYS_LITTLE, findings
from tests.home.test_desk_panels import linking

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    ["her", "Les mer her", "Her!", "Se her", "her »", "KLIKK HER FOR Å LESE MER", "Sjå meir", "→", "[1]", "www.ks.no"],
)
def test_a_link_of_vague_words_only_says_little(text):
    assert findings(linking(f'<a href="/sok/">{text}</a>')) == [f"Lenken «{text}» sier ikke hvor den fører."]


@pytest.mark.parametrize("text", ["Les mer om søk", "herfra", "Hermes", "Sámegillii", "Русский", "Åmer"])
def test_one_word_of_what_it_leads_to_is_enough(text):
    assert findings(linking(f'<a href="/sok/">{text}</a>')) == []


def test_a_telephone_number_says_where_it_leads():
    assert findings(linking('<a href="tel:+4722222222">22 22 22 22</a>')) == []


def test_the_browser_follows_the_same_rule():
    check = next(one for one in DeskChecker.axe_custom_checks if one["id"] == "link-has-vague-text")
    assert check["options"]["matcher"] == {"accessibleName": f"/{SAYS_LITTLE}/"}
