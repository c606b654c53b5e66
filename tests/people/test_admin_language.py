"""What the admin refuses, it refuses in the language of the account."""

import pytest
from bs4 import BeautifulSoup

from people.actions import choose_language
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db

NOWHERE = {
    "nb": ["Feil 404", "Siden du ba om, finnes ikke.", "Gå til administrasjonen"],
    "nn": ["Feil 404", "Sida du bad om, finst ikkje.", "Gå til administrasjonen"],
    "en": ["Error 404", "The requested page could not be found.", "Go to Wagtail admin"],
}
REFUSED = {
    "nb": "Du har ikke tilgang til dette.",
    "nn": "Du har ikkje tilgang til dette.",
    "en": "Sorry, you do not have permission to access this area.",
}


@pytest.mark.parametrize("language", NOWHERE)
@pytest.mark.parametrize("address", ["/admin/finnes-ikke/", "/admin/pages/999999/edit/"])
def test_what_is_not_there(language, address):
    editor = at_the_desk()
    choose_language(user=editor.user, language=language)
    answer = editor.get(address)
    main = BeautifulSoup(answer.text, "html.parser").main
    assert (answer.status_code, list(main.stripped_strings)) == (404, NOWHERE[language])


@pytest.mark.parametrize("language", REFUSED)
@pytest.mark.parametrize(
    ("role", "address"), [("editor", "/admin/users/"), ("moderator", "/admin/rapporter/broken_links/")]
)
def test_what_is_closed(role, address, language):
    client = at_the_desk(role)
    choose_language(user=client.user, language=language)
    assert REFUSED[language] in client.get(address, follow=True).text


def test_the_guide_is_marked_as_bokmal_in_an_admin_in_nynorsk():
    editor = at_the_desk()
    choose_language(user=editor.user, language="nn")
    page = BeautifulSoup(editor.get("/admin/veiledning/").text, "html.parser")
    assert page.html["lang"] == "nn"
    assert "Skrive en artikkel" in page.select_one('article[lang="nb"]').text
