"""What the front of the admin shows to look after, and the reports behind it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file

from core.models import SiteImage
from home.desk import links, shares
from home.desk.checks import findings, lix, looks_like_other_form
from home.models import ArticlePage, BrokenLink
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.people import make_member
from tests.home.desk import at_the_desk

pytestmark = pytest.mark.django_db


def written(title="Artikkel", body=(), summary="Kort fortalt.", **fields):
    page = make_article(title, summary=summary, **fields)
    page.body = list(body)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def linking(html, title="Med lenke"):
    return written(title, [("paragraph", f"<p>{html}</p>")])


def test_links_that_lead_nowhere_are_found_and_those_that_lead_somewhere_are_not(capsys):
    target, draft = make_article("Målet"), make_article("Utkastet")
    draft.unpublish()
    linking(
        f'<a linktype="page" id="{target.pk}">a</a> <a href="{target.path_url}">b</a> <a href="/sok/?q=x">c</a> '
        '<a href="https://www.ks.no/">d</a> <a href="mailto:post@vest.example">e</a> <a href="#note">f</a>'
    )
    linking(
        f'<a linktype="page" id="{draft.pk}">upublisert</a> <a linktype="page" id="999999">slettet</a> '
        '<a href="/bibliotek/fins-ikke/">borte</a> <a linktype="document" id="999">fila</a> <a>tom</a>'
    )

    call_command("check_links")

    found = {link.text: link.reason for link in BrokenLink.objects.all()}
    expected = {"upublisert": "unpublished", "slettet": "missing", "borte": "missing", "fila": "missing"}
    assert found == {**expected, "tom": "no_address"}
    assert "5 links" in capsys.readouterr().out


def test_the_worker_forgets_what_is_mended():
    page = linking('<a href="/bibliotek/fins-ikke/">borte</a>')
    assert links.check() == 1
    page.unpublish()

    assert links.check() == 0
    assert not BrokenLink.objects.exists()


def test_the_front_shows_what_to_look_after(django_assert_max_num_queries):
    make_idea(make_member("Inger"), title="Fersk idé")
    old = written("Gammel artikkel")
    ArticlePage.objects.filter(pk=old.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    linking('<a href="/bibliotek/fins-ikke/">borte</a>', title="Med død lenke")
    links.check()
    client = at_the_desk()

    with django_assert_max_num_queries(45):
        html = client.get("/admin/").text
    for seen in ("Fersk idé", "Gammel artikkel", "Med død lenke"):
        assert seen in html
    assert "Fersk idé" not in at_the_desk("moderator", "Mona").get("/admin/").text


def test_an_article_is_due_a_year_after_somebody_looked_at_it():
    today = timezone.localdate()
    page = written()
    ArticlePage.objects.filter(pk=page.pk).update(last_published_at=timezone.now() - timedelta(days=400))
    client, report = at_the_desk(), "/admin/rapporter/due_for_review/"
    assert page.title in client.get(report).text

    ArticlePage.objects.filter(pk=page.pk).update(reviewed_at=today - timedelta(days=100))
    assert page.title not in client.get(report).text
    ArticlePage.objects.filter(pk=page.pk).update(reviewed_at=today - timedelta(days=366))
    assert page.title in client.get(report).text


def test_what_to_look_at_in_a_text():
    image = SiteImage.objects.create(title="Døra", file=get_test_image_file())
    page = written(
        body=[
            ("heading", {"text": "Liten først", "level": "3"}),
            ("paragraph", '<p>Les om det <a href="/sok/">her</a>, eller <a href="/sok/">i søket</a>.</p>'),
            ("figure", {"image": image, "caption": ""}),
        ],
        summary="",
        lead_image=image,
    )

    found = " ".join(findings(page))

    for told in ("Liten først", "«her»", "Døra", "Ingressen"):
        assert told in found
    assert "i søket" not in found
    assert len(findings(page)) == 5
    good = written("God", [("heading", {"text": "Stor", "level": "2"}), ("paragraph", "<p>Kort tekst.</p>")])
    assert findings(good) == []


def test_lix_and_form_of_norwegian():
    assert lix("") == 0
    assert lix("Du kan gå. Vi ser deg.") == 3
    assert lix("Kommunehelsetjenesteloven forutsetter samhandlingskompetanse.") == 103
    assert looks_like_other_form("Eg veit ikkje kva eg kan seie.", "nb")
    assert looks_like_other_form("Jeg vet ikke hva jeg kan si.", "nn")
    assert not looks_like_other_form("Jeg vet ikke hva jeg kan si.", "nb")
    assert not looks_like_other_form("Jeg vet ikke hva jeg kan si.", "en")


def test_the_report_of_checks_and_its_file():
    written("Uten sammendrag", summary="")
    client = at_the_desk()

    assert "Uten sammendrag" in client.get("/admin/rapporter/content_checks/").text
    answer = client.get("/admin/rapporter/content_checks/?export=csv")
    assert answer["Content-Type"].startswith("text/csv")
    assert "Uten sammendrag;" in answer.text


def test_shares_of_nynorsk_are_counted_in_each_section_and_in_all():
    for number in range(3):
        written(f"Bokmål {number}")
    written("Nynorsk", language="nn")
    written("English", language="en")
    written("Overtatt", import_key="rapport", language="nn")
    make_idea(make_member("Inger"), language="nn")

    groups = [rows for _who, rows in shares.groups()]
    library = next(row for row in groups[0] if row.label == "Bibliotek")
    assert (library.nb, library.nn, library.others, library.nn_percent) == (3, 1, 1, 25)
    assert library.is_within_goal
    assert groups[1][-1].is_total
    assert (groups[1][-1].nn_percent, groups[1][-1].is_within_goal) == (100, False)
    client = at_the_desk()
    assert "25 %" in client.get("/admin/rapporter/language_shares/").text
    assert "Bibliotek;3;1;1;25" in client.get("/admin/rapporter/language_shares/?export=csv").text


@pytest.mark.parametrize("report", ["content_checks", "broken_links", "due_for_review", "language_shares"])
def test_a_moderator_is_refused_the_reports(report):
    assert at_the_desk("moderator", "Mona").get(f"/admin/rapporter/{report}/").status_code == 302


@pytest.mark.parametrize("role", ["editor", "moderator"])
def test_the_guide_is_for_all_at_the_desk(role):
    assert "Skrive en artikkel" in at_the_desk(role).get("/admin/veiledning/").text


@pytest.mark.parametrize(
    ("nb", "nn", "percent", "is_enough"),
    [
        (3, 1, 25, True),
        (150, 49, 24, False),
        (49, 150, 76, False),
        (1, 1, 50, True),
        (0, 0, None, True),
        (9, 0, 0, False),
    ],
)
def test_a_share_nearly_reached_is_not_reached(nb, nn, percent, is_enough):
    share = shares.Share("Artikler", nb, nn, 0)
    assert (share.nn_percent, share.is_within_goal) == (percent, is_enough)
