"""The words of the desk, in each language that an editor may have it in."""

import json
import re
from pathlib import Path

import pytest
import wagtail.admin
import wagtail_localize
from wagtail.models import Page

from people.actions import choose_language
from people.choices import SiteRole
from tests.factories.articles import make_article
from tests.factories.events import make_event
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member
from tests.home.desk import at_the_desk
from tests.stray import left_in, texts
from tests.test_strings import OF_SCRIPTS, entries
from tests.unsaid import unsaid

pytestmark = pytest.mark.django_db
LANGUAGES = ["nb", "nn"]
CATALOGUES = {"/admin/jsi18n/": wagtail.admin, "/admin/localize/jsi18n/": wagtail_localize}
SCREENS = [
    "/admin/",
    "/admin/articles/",
    "/admin/ideas/",
    "/admin/experiences/",
    "/admin/events/",
    "/admin/threads/",
    "/admin/pages/{library}/",
    "/admin/pages/add/home/articlepage/{library}/",
    "/admin/pages/add/events/eventpage/{events}/",
    "/admin/pages/{article}/edit/",
    "/admin/pages/{event}/edit/",
    "/admin/pages/{article}/history/",
    "/admin/pages/{article}/revisions/compare/earliest...latest/",
    "/admin/pages/{article}/unpublish/",
    "/admin/localize/submit/page/{article}/",
    "/admin/snippets/market/supplierprofile/",
    "/admin/snippets/market/supplierprofile/add/",
    "/admin/snippets/market/supplierprofile/edit/{profile}/",
    "/admin/snippets/market/procurementnotice/",
    "/admin/snippets/market/procurementnotice/add/",
    "/admin/snippets/market/procurementnotice/edit/{notice}/",
    "/admin/snippets/core/term/",
    "/admin/snippets/core/term/add/",
    "/admin/snippets/search/synonym/",
    "/admin/snippets/search/synonym/add/",
    "/admin/snippets/search/promotion/",
    "/admin/snippets/search/promotion/add/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/rapporter/content_checks/",
    "/admin/rapporter/broken_links/",
    "/admin/rapporter/due_for_review/",
    "/admin/rapporter/language_shares/",
    "/admin/rapporter/searches/",
    "/admin/account/",
    "/admin/users/",
    "/admin/users/new/",
    "/admin/snippets/people/organisation/",
    "/admin/snippets/people/organisation/add/",
    "/admin/snippets/people/membership/",
    "/admin/snippets/people/membership/add/",
]


NEVER_SHOWN = {"exact"}  # the name of a lookup, which django-filter translates for a label that it then drops


@pytest.fixture
def things():
    article, member = make_article(), make_member("Inger")
    event = make_event(member, "Åpen dag")
    return {
        "article": article.pk,
        "library": article.get_parent().pk,
        "event": event.pk,
        "events": event.get_parent().pk,
        "notice": make_notice().pk,
        "profile": make_profile().pk,
    }


@pytest.fixture
def administrator(things):
    return at_the_desk("administrator")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_screen_says_anything_of_ours_in_another_language(language, administrator, things, monkeypatch):
    choose_language(user=administrator.user, language=language)
    english = list(Page.objects.filter(locale__language_code="en").values_list("title", flat=True))
    content = {*Page.objects.values_list("title", flat=True), *SiteRole.values}  # groups are called by their roles
    found = {}
    for screen in SCREENS:
        with unsaid(monkeypatch, language) as lacking:
            answer = administrator.get(screen.format(**things))
        assert answer.status_code == 200, screen
        own = {text for text in texts(answer.text) - content if not any(title in text for title in english)}
        found |= {screen: left} if (left := left_in(language, own) | (lacking - NEVER_SHOWN)) else {}

    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", CATALOGUES)
def test_scripts_are_given_all_their_words(address, language, administrator):
    choose_language(user=administrator.user, language=language)
    theirs = Path(CATALOGUES[address].__file__).parent / "locale" / "en" / OF_SCRIPTS
    english = {entry.msgid for entry in entries(theirs)}

    script = administrator.get(address).text
    said = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])

    alike = {"%(time_zone_option)s: %(localized_time_zone_label)s"}
    assert {one for one in english - alike if said.get(one, one) == one} == set()
