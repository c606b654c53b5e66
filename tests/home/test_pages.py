import pytest
from django.contrib.auth.models import AnonymousUser

from core.access import organisation_key
from core.clock import now
from home.front import front_sections
from home.models import ArticleIndexPage
from tests.factories.arena import make_idea
from tests.factories.articles import make_article, make_theme
from tests.factories.cases import make_experience
from tests.factories.events import make_event, register
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_member, make_staff, make_user, organisation_of
from tests.factories.threads import make_comment, make_thread

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3, 20])
def test_the_library_costs_the_same_however_long(anonymous, count, django_assert_max_num_queries):
    for number in range(count):
        make_article(f"Artikkel {number}", themes=[make_theme()])

    with django_assert_max_num_queries(16) as queries:
        page = anonymous.get("/bibliotek/").text

    assert page.count('class="ds-card mp-card"') == count
    assert len(queries) == 7


@pytest.mark.parametrize("count", [0, 3, 20])
def test_an_article_costs_the_same_however_many_chapters(anonymous, count, django_assert_max_num_queries):
    report = make_article("Rapporten", chapter_number="1")
    for number in range(count):
        make_article(f"Kapittel {number}", parent=report)

    with django_assert_max_num_queries(20):
        page = anonymous.get("/bibliotek/rapporten/").text

    assert all(f"/kapittel-{number}/" in page for number in range(count))


def test_an_article_leads_to_the_chapters_around_it(anonymous):
    report = make_article("Rapporten", import_key="rapport")
    for number in (1, 2, 3):
        make_article(f"Del {number}", parent=report, chapter_number=str(number), import_key=f"rapport#{number}")

    page = anonymous.get("/bibliotek/rapporten/del-2/").text

    assert "/bibliotek/rapporten/del-1/" in page
    assert "/bibliotek/rapporten/del-3/" in page


def test_the_front_page_shows_what_is_new_and_open(anonymous, django_assert_max_num_queries):
    author = make_member()
    make_idea(author, title="Åpent behov")
    make_idea(author, title="Lukket behov", access_key="members")
    make_thread(author, title="Åpen tråd")
    make_experience(author, title="Åpen erfaring")
    make_event(author, title="Kommende møte")
    make_event(author, title="Tidligere møte", days=-14)
    make_notice(title="Ny kunngjøring")

    with django_assert_max_num_queries(20):
        response = anonymous.get("/")

    for title in ("Åpent behov", "Åpen tråd", "Åpen erfaring", "Kommende møte", "Ny kunngjøring"):
        assert title in response.text
    for title in ("Lukket behov", "Tidligere møte"):
        assert title not in response.text
    assert not response.cookies


@pytest.mark.parametrize(("reader", "most"), [(None, 16), ("member", 20), ("moderator", 20)])
def test_the_front_page_costs_the_same_however_rich(reader, most, anonymous, signed_in, django_assert_max_num_queries):
    author, theme = make_member(), make_theme()
    for number in range(4):
        writer = make_member(f"Person {number}", f"Kommune {number}")
        for make in (make_idea, make_thread, make_experience, make_event):
            page = make(writer, title=f"{make.__name__} {number}")
            page.themes.set([theme])
            page.save()
        make_notice(title=f"Kunngjøring {number}")
    readers = {None: lambda: anonymous, "member": lambda: signed_in(author)}
    client = readers.get(reader, lambda: signed_in(make_staff("Mona", reader)))()

    with django_assert_max_num_queries(most):
        page = client.get("/").text

    assert page.count('class="mp-new"') == 9
    assert page.count('class="mp-dates__title"') == 6
    assert page.count("mp-mark") == 9 + 5


def test_my_page_shows_what_is_mine(signed_in, django_assert_max_num_queries):
    author = make_member()
    make_idea(author, title="Mitt utkast", published=False)
    thread = make_thread(author, title="Min tråd")
    make_comment(thread, author, "Mitt innlegg")
    event = make_event(author, title="Mitt møte")
    register(event, author)
    make_idea(make_member("Bente", "Nord kommune"), title="Ikke mitt", published=False)

    client = signed_in(author)
    with django_assert_max_num_queries(20):
        page = client.get("/min-side/").text

    for text in ("Mitt utkast", "Min tråd", "Mitt innlegg", "Mitt møte", "Vest kommune"):
        assert text in page
    assert "Ikke mitt" not in page


def test_my_page_leads_only_to_what_can_be_opened_still(signed_in):
    author = make_member()
    make_idea(author, title="Åpen for alle")
    own = organisation_key(organisation_of(author).pk)
    make_idea(author, title="Bare for oss", access_key=own)
    make_idea(author, title="Utkastet vårt", published=False)
    before = signed_in(author).get("/min-side/")
    author.memberships.update(ended_at=now())

    client = signed_in(author)
    page = client.get("/min-side/")

    assert (before.context["kept"], page.context["kept"]) == (0, 2)
    assert [line["title"] for line in page.context["posts"] + page.context["drafts"]] == ["Åpen for alle"]
    assert "Bare for oss" not in page.text
    assert "2 sider du har skrevet" in page.text
    for context in (before.context, page.context):
        reader = client if context is page.context else signed_in(make_member("Bente"))
        for line in context["posts"] + context["drafts"]:
            assert reader.get(line["url"]).status_code == 200, line


def test_my_page_of_somebody_without_an_organisation(signed_in):
    page = signed_in(make_user("Kristin")).get("/min-side/").text

    assert "ikke knyttet til noen organisasjon" in page


def test_my_page_asks_for_login(anonymous):
    assert anonymous.get("/min-side/").url == "/konto/login/?next=/min-side/"


def test_every_section_and_its_feet_work(anonymous):
    for section in ("innovasjon", "erfaringer", "anskaffelser", "arrangementer", "trader", "bibliotek", "om"):
        assert anonymous.get(f"/{section}/").status_code == 200
    for page in ("tilgjengelighet", "personvern", "kontakt"):
        assert anonymous.get(f"/om/{page}/").status_code == 200


def test_a_missing_page_says_so(anonymous):
    response = anonymous.get("/finnes/ikke/")

    assert response.status_code == 404
    assert "/sok/" in response.text


def test_editors_can_edit_the_front_page_and_not_the_root():
    editor = make_staff("Synnøve", "editor")
    home = ArticleIndexPage.objects.originals().first().get_parent().specific

    assert home.permissions_for_user(editor).can_edit()
    assert not home.get_parent().permissions_for_user(editor).can_edit()
    assert not home.permissions_for_user(make_staff("Thomas", "moderator")).can_edit()


def test_the_front_page_says_who_takes_part_and_counts_what_one_may_see(anonymous, signed_in):
    author = make_member("Inger", "Fiktiv kommune")
    make_idea(author, title="Åpent behov")
    make_idea(make_member("Per", "Nord kommune"), title="For medlemmer", access_key="members")
    make_profile("Sår AS")
    make_member("Siv", "Stille kommune")

    context = anonymous.get("/").context
    names = [one["name"] for one in context["partners"]["shown"]]
    counts = {door["url"]: door["count"] for door in context["arena_doors"]}

    assert names == ["Fiktiv kommune", "Sår AS"]
    assert [number for number, _kind in context["partners"]["counts"]] == [1, 1]
    assert counts["/innovasjon/"] == 1
    of_member = signed_in(author).get("/nn/").context
    assert {door["url"]: door["count"] for door in of_member["arena_doors"]}["/nn/innovasjon/"] == 2


def test_dates_come_in_order_and_only_those_ahead(anonymous):
    author = make_member()
    make_notice(title="Frist om tre dager", deadline_in_days=3)
    make_notice(title="Frist i går", deadline_in_days=-1)
    make_event(author, title="Møte om fem dager", days=5)
    make_event(author, title="Møte om to dager", days=2)

    dates = anonymous.get("/").context["dates"]

    assert [date.title for date in dates] == ["Møte om to dager", "Frist om tre dager", "Møte om fem dager"]


def test_the_door_of_the_library_counts_what_its_list_shows(anonymous):
    report = make_article("Rapport")
    make_article("Kapittel", parent=report)
    doors = {door["url"]: door["count"] for door in front_sections(AnonymousUser())["arena_doors"]}
    assert doors["/bibliotek/"] == 1
    assert anonymous.get("/bibliotek/").text.count('class="ds-card mp-card"') == 1
