"""The words of the desk, in each language that an editor may have it in."""

import json
import re
from pathlib import Path

import pytest
import wagtail.admin
import wagtail_localize

from people.actions import choose_language
from tests.home.desk import at_the_desk
from tests.test_strings import OF_SCRIPTS, entries

pytestmark = pytest.mark.django_db
CATALOGUES = {"/admin/jsi18n/": wagtail.admin, "/admin/localize/jsi18n/": wagtail_localize}


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("address", CATALOGUES)
def test_scripts_are_given_all_their_words(address, language):
    editor = at_the_desk()
    choose_language(user=editor.user, language=language)
    theirs = Path(CATALOGUES[address].__file__).parent / "locale" / "en" / OF_SCRIPTS
    english = {entry.msgid for entry in entries(theirs)}

    script = editor.get(address).text
    said = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])

    alike = {"%(time_zone_option)s: %(localized_time_zone_label)s"}
    assert {one for one in english - alike if said.get(one, one) == one} == set()
