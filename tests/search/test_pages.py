"""What readers meet: the page, the JSON, and when something is found or gone."""

import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation
from wagtail.models import Locale, Page

from core import actions
from core.models import SearchChange
from home.models import ArticlePage
from search.drain import drain, engine, expected, is_stale, rebuild
from search.find import search
from tests.factories.arena import make_idea
from tests.factories.articles import make_article, make_theme
from tests.factories.cases import make_experience
from tests.factories.events import make_event
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member
from tests.factories.threads import make_comment, make_thread
from threads.actions import delete_comment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("search_index")]

WORD = "blåbærsyltetøy"


def found(client, text, **filters):
    return client.get("/api/search/", {"q": text, **filters}).json()


def test_who_writes_too_much_is_told(anonymous):
    for text, is_told in (("sår", False), ("sår " * 100, True)):
        assert found(anonymous, text)["cut"] is is_told
        assert ("Det du skrev, er for langt." in anonymous.get("/sok/", {"q": text}).text) is is_told


def make_one_of_each():
    author = make_member()
    thread = make_thread(author, body=WORD)
    return {
        "idea": make_idea(author, body=WORD),
        "thread": thread,
        "comment": make_comment(thread, author, WORD),
        "experience": make_experience(author, body=WORD),
        "event": make_event(author, body=WORD),
        "supplier": make_profile(body=WORD),
        "notice": make_notice(body=WORD),
        "article": make_article(text=WORD),
    }


def test_a_notice_among_the_hits_tells_of_its_deadline(anonymous):
    make_notice("Blåbær nå", deadline_in_days=3)
    make_notice("Bringebær før", deadline_in_days=-3)
    drain()
    for word, said in (("blåbær", "Frist "), ("bringebær", "Fristen er ute")):
        kind = re.search(r'<p class="mp-kind">(.*?)</p>', anonymous.get("/sok/", {"q": word}).text)
        assert kind[1].partition(" · ")[2].startswith(said)


def test_every_kind_is_found_by_a_word_in_it(anonymous):
    made = make_one_of_each()
    drain()

    answer = found(anonymous, WORD)

    assert sorted(hit["kind"] for hit in answer["hits"]) == sorted(made)
    assert answer["total"] == len(made)
    assert {one["value"]: one["count"] for one in answer["facets"]["type"]} == dict.fromkeys(made, 1)
    for hit in answer["hits"]:
        assert hit["url"].startswith("/")
        assert f"<mark>{WORD}</mark>" in hit["snippet"].lower()
        assert anonymous.get(hit["url"], follow=True).status_code == 200


def test_a_facet_says_what_choosing_it_gives(anonymous):
    make_one_of_each()
    theme = make_theme()
    make_idea(make_member("Bente", "Nord kommune"), title="Enda et behov", body=WORD, themes=[theme])
    drain()

    answer = found(anonymous, WORD)

    for name, options in answer["facets"].items():
        for option in options:
            assert found(anonymous, WORD, **{name: option["value"]})["total"] == option["count"], (name, option)
    assert [one["label"] for one in answer["facets"]["tema"]] == ["Velferdsteknologi"]
    assert {one["label"] for one in answer["facets"]["org"]} >= {"Nord kommune", "Vest kommune"}


def test_the_year_is_that_of_the_date_readers_see(anonymous):
    idea = make_idea(make_member(), body=WORD)
    Page.objects.filter(pk=idea.pk).update(first_published_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    rebuild()
    assert [one["value"] for one in found(anonymous, WORD)["facets"]["aar"]] == ["2026"]


def test_two_values_of_one_facet_add_up_and_two_facets_narrow(anonymous):
    make_one_of_each()
    drain()

    both = anonymous.get(f"/api/search/?q={WORD}&type=idea&type=event").json()
    neither = anonymous.get(f"/api/search/?q={WORD}&type=idea&sprak=en").json()

    assert {hit["kind"] for hit in both["hits"]} == {"idea", "event"}
    assert neither["total"] == 0


def test_what_is_unpublished_deleted_or_withdrawn_is_gone_at_once(anonymous):
    made = make_one_of_each()
    drain()

    actions.withdraw_page(page=made["idea"], actor=made["idea"].state.author)
    delete_comment(comment=made["comment"], actor=made["comment"].author)
    for kind in ("thread", "experience", "event", "article", "supplier", "notice"):
        made[kind].unpublish()

    before_the_index_knows = found(anonymous, WORD)
    assert before_the_index_knows["hits"] == []
    drain()
    assert found(anonymous, WORD)["total"] == 0
    assert not any(found(anonymous, WORD)["facets"].values())


def test_a_comment_and_its_place_are_each_marked_with_their_own_language(anonymous):
    author = make_member()
    make_comment(make_thread(author, title="Utstyr"), author, f"We have the same {WORD} as our supplier.")
    drain()

    hit = anonymous.get("/nn/sok/", {"q": WORD}).text.split('<article class="mp-hit"')[1]

    assert '<p class="mp-hit__snippet" lang="en">' in hit
    assert re.search(r'<h2 [^>]*lang="nb"><a [^>]*>Inger', hit)
    own = anonymous.get("/sok/", {"q": WORD}).text
    assert re.search(r'<h2 class="ds-heading" data-size="xs"><a [^>]*>Inger', own)


def test_a_translation_is_counted_and_shown_in_its_own_language_alone():
    article = make_article(text=WORD)
    make_idea(make_member(), body=WORD)
    drain()

    def found_in(language):
        with translation.override(language):
            answer = search(WORD, AnonymousUser())
        assert answer.page.total == len(answer.items) == 2
        return {item.uid for item in answer.items}

    before = found_in("nb")
    copy = article.copy_for_translation(Locale.objects.get(language_code="nn"), copy_parents=True)
    copy.save_revision().publish()
    drain()
    assert [found_in(language) == before for language in ("nb", "nn", "en")] == [True, False, True]
    assert f"page:{copy.pk}" in found_in("nn")
    Page.objects.get(pk=copy.pk).unpublish()
    drain()
    assert found_in("nn") == before


def test_a_page_that_goes_takes_its_comments_along(anonymous):
    author = make_member()
    thread = make_thread(author)
    make_comment(thread, author, WORD)
    drain()
    assert found(anonymous, WORD)["total"] == 1

    thread.unpublish()
    drain()

    assert found(anonymous, WORD)["total"] == 0


def test_what_is_edited_is_found_by_the_new_words_only(anonymous):
    article = make_article(text="Rognebær")
    drain()
    article.body = [("paragraph", f"<p>{WORD}</p>")]
    article.save_revision().publish()
    drain()

    assert found(anonymous, WORD)["total"] == 1
    assert found(anonymous, "rognebær")["total"] == 0


def test_deleted_pages_and_their_children_are_gone(anonymous):
    report = make_article("Rapporten")
    make_article("Kapittel 1", WORD, parent=report)
    drain()

    report.delete()
    drain()

    assert found(anonymous, WORD)["total"] == 0
    assert engine().digests() == expected()


def test_a_moved_page_has_its_new_address(anonymous):
    first, second = make_article("Første rapport"), make_article("Andre rapport")
    chapter = make_article("Kapittel", WORD, parent=first)
    drain()

    chapter.move(second, pos="last-child")
    drain()

    assert found(anonymous, WORD)["hits"][0]["url"] == "/bibliotek/andre-rapport/kapittel/"


def test_a_rebuild_makes_the_same_index(anonymous):
    make_one_of_each()
    drain()
    before = engine().digests()

    assert rebuild() == len(before)
    assert engine().digests() == before == expected()
    assert not is_stale()
    assert not SearchChange.objects.exists()


@pytest.mark.parametrize("comments", [0, 1, 9])
def test_the_page_asks_the_database_as_often_however_much_it_shows(anonymous, comments, django_assert_max_num_queries):
    made = make_one_of_each()
    for number in range(comments):
        make_comment(made["thread"], made["comment"].author, f"{WORD} {number}")
    drain()

    with django_assert_max_num_queries(12):
        response = anonymous.get("/sok/", {"q": WORD})

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_page_says_what_it_searched_for_instead(anonymous):
    make_article(text="Registrering av målinger")
    drain()

    page = anonymous.get("/sok/", {"q": "registrerign"}).text

    assert "Viser treff for <strong>registrering</strong>" in page


def test_nothing_found_leads_to_sharing_the_need(anonymous):
    page = anonymous.get("/sok/", {"q": 'sensor & "dør"'}).text

    assert "Ingen treff" in page
    assert "/innovasjon/del/?tittel=sensor+%26+%22d%C3%B8r%22" in page


def test_hits_are_paged_without_loss_or_repetition(anonymous):
    for number in range(23):
        make_article(f"Artikkel {number}", WORD)
    drain()
    seen, cursor = [], ""
    while cursor is not None:
        answer = found(anonymous, WORD, etter=cursor)
        seen += [hit["url"] for hit in answer["hits"]]
        cursor = answer["next"]

    assert answer["total"] == len(seen) == len(set(seen)) == 23


def test_titles_and_snippets_are_escaped(anonymous):
    make_article(f"<script>alert(1)</script> {WORD}", "&lt;img src=x onerror=alert(1)&gt; etter")
    drain()

    hit = found(anonymous, WORD)["hits"][0]

    assert "<script>" not in hit["title"]
    assert "&lt;script&gt;" in hit["title"]
    assert "<img" not in anonymous.get("/sok/", {"q": f"{WORD} etter"}).text.split("<main")[1]


@pytest.mark.parametrize(
    "text",
    ['"', "\\", "*", "(((", "AND OR", "field:x", "/.*/", "\x00", "%", "-", "a" * 5000, "😀", "\u202e", "NEAR("]
    + ["가" * 200, "漢" * 200, "å" * 200, "𝔘" * 200, "ﷺ" * 200, "ក" * 61, " ".join(["가" * 60] * 3)],
    ids=lambda text: ascii(text[:9]),
)
def test_no_text_is_an_error(anonymous, text):
    make_article(text=WORD)
    drain()
    assert anonymous.get("/sok/", {"q": text}).status_code == 200
    assert anonymous.get("/api/search/", {"q": text}).status_code == 200
    assert anonymous.get("/api/search/suggest/", {"q": text}).status_code == 200


@pytest.mark.parametrize(
    "query", ["etter=x", "etter=-1", "etter=pffff", "type=x%00", "sorter=x", "aar=abc", "q=%ff%fe"]
)
def test_a_bad_address_shows_page_one(anonymous, query):
    make_article(text=WORD)
    drain()

    assert anonymous.get(f"/api/search/?{query}").status_code == 200


def test_a_change_whose_number_is_lower_but_which_ends_later_is_not_lost(anonymous):
    article = make_article("Først")
    drain()
    late = SearchChange.objects.create(uid=f"page:{article.pk}")
    number = late.pk
    late.delete()  # taken by a transaction that has not ended
    ArticlePage.objects.filter(pk=article.pk).update(title="Så")
    SearchChange.objects.create(uid=f"page:{article.pk}")
    drain()
    ArticlePage.objects.filter(pk=article.pk).update(title="Til slutt")
    SearchChange.objects.create(pk=number, uid=f"page:{article.pk}")
    drain()
    assert engine().digests() == expected()
