"""A walk through the site in nynorsk and English: no bokmål but what people wrote, and that is marked."""

from datetime import timedelta

import pytest
from django.urls import reverse

from core.access import OPEN
from core.actions import publish_page, send_to_review, submit_page
from core.clock import now
from people.actions import choose_language
from tests.factories.arena import make_idea
from tests.factories.articles import make_article
from tests.factories.cases import make_experience
from tests.factories.events import make_agenda, make_event, register
from tests.factories.forms import comment_form
from tests.factories.market import make_notice, make_profile
from tests.factories.people import make_key_person, make_member, make_organisation, make_supplier
from tests.factories.staff import give_second_factor
from tests.factories.threads import make_comment, make_thread
from tests.stray import stray, texts
from threads.actions import edit_comment
from threads.models import Comment

pytestmark = pytest.mark.django_db
LANGUAGES = ["nn", "en"]
OAK = "Oak"  # names that belong to no language

SECTIONS = [
    "/",
    "/innovasjon/",
    "/innovasjon/?sorter=title",
    "/erfaringer/",
    "/arrangementer/",
    "/anskaffelser/",
    "/anskaffelser/kunngjoringer/",
    "/anskaffelser/leverandorer/",
    "/trader/",
    "/bibliotek/",
    "/om/",
    "/organisasjoner/",
    "/sok/",
    "/sok/?q=dispenser",
    "/sok/?q=zzzzzz&type=idea",
    "/finst-ikkje/",
]
OF_VISITORS = [
    "/konto/login/",
    "/konto/signup/",
    "/konto/password/reset/",
    "/konto/password/reset/done/",
    "/konto/password/reset/key/x-y/",
    "/konto/password/reset/key/done/",
    "/konto/confirm-email/",
    "/konto/confirm-email/x/",
    "/konto/inactive/",
]
OF_MEMBERS = [
    "/min-side/",
    "/min-side/innlegg/",
    "/min-side/sider/",
    "/innovasjon/del/",
    "/trader/start/",
    "/erfaringer/del/",
    "/erfaringer/godkjenning/",
    "/arrangementer/nytt/",
    "/konto/sprak/",
    "/konto/email/",
    "/konto/password/change/",
    "/konto/2fa/",
    "/konto/2fa/totp/activate/",
    "/konto/2fa/webauthn/",
    "/konto/2fa/webauthn/add/",
    "/konto/2fa/recovery-codes/generate/",
    "/konto/2fa/totp/deactivate/",
    "/konto/2fa/recovery-codes/",
    "/konto/sessions/",
    "/konto/logout/",
    "/konto/reauthenticate/",
]
WRONG = {  # address: what is sent
    "/konto/login/": {"login": "a", "password": "b"},
    "/konto/signup/": {"email": "a", "password1": "1"},
    "/konto/password/reset/": {"email": ""},
}
WRONG_OF_MEMBERS = {
    "/innovasjon/del/": {"publish": "1", "title": "", "contact": "x" * 500, "language": "xx"},
    "/trader/start/": {"publish": "1", "title": "x" * 900},
    "/erfaringer/del/": {"publish": "1", "weeks_in_use": "-4"},
    "/arrangementer/nytt/": {"publish": "1", "starts_at": "when", "deadline": "x", "capacity": "-1", "online_url": "x"},
    "/konto/sprak/": {"language": "xx"},
    "/konto/email/": {"action_add": "", "email": "x"},
    "/konto/password/change/": {"oldpassword": "x", "password1": "1", "password2": "2"},
}


@pytest.fixture(params=LANGUAGES)
def language(request):
    return request.param


def walk(client, language, addresses, *, sent=None):
    """Return what is strange at each address; nothing of what a visit answers may be a server error."""
    found = {}
    for address in addresses:
        path = f"/{language}{address}"
        answer = client.post(path, sent[address]) if sent else client.get(path, follow=True)
        assert answer.status_code < 500, path
        if not answer.get("Content-Type", "").startswith("text/html") or not answer.content:
            continue
        assert f'<html lang="{language}"' in answer.text, path
        if strange := stray(answer.text, with_head="mp-language-note" not in answer.text):
            found[path] = strange
    return found


def everything(author):
    """One of each thing there is, in bokmål, by `author`; titles and places are names."""
    given = {"summary": "Dette er ikke skrevet på nynorsk.", "body": "Hvordan gjør dere det?"}
    idea = make_idea(author, title="Oak 1", current_situation="Noen skriver det av.", **given)
    thread = make_thread(author, title="Oak 2", **given)
    event = make_event(author, title="Oak 3", place="Hvor dere vil", agenda=make_agenda(), **given)
    report = make_experience(
        author,
        title="Oak 4",
        solution=OAK,
        collaboration="Noen som deler",
        factors=["Noen hadde god tid."],
        pairs=[("Hva", "Hvem")],
        **given,
    )
    article = make_article("Oak 5", text="Hva er dette?")
    chapter = make_article("Oak 6", text="Hva er dette?", parent=article, summary="Noe om behov.")
    notice = make_notice("Oak 7", buyer=make_organisation("Oak"), summary="Noe som ikke finnes.")
    profile = make_profile("Oak Ltd", summary="Vi lager noe.")
    for page in (idea, thread, event, report):
        make_comment(page, author, body="Vi har ikke prøvd dette.")
    market = [one.get_absolute_url() for one in (notice, profile)]
    return [idea, thread, event, report, article, chapter], market


def test_for_visitors(language, anonymous):
    pages, market = everything(make_key_person("Ada", OAK))
    addresses = [*SECTIONS, *OF_VISITORS, *(page.path_url for page in pages), *market]
    assert walk(anonymous, language, addresses) == {}
    assert walk(anonymous, language, WRONG, sent=WRONG) == {}


def test_for_members(language, signed_in):
    ada = make_member("Ada", OAK)
    choose_language(user=ada, language=language)
    pages, market = everything(ada)
    register(pages[2], ada)
    draft = make_idea(ada, title="Oak 8", published=False)
    client = signed_in(ada)
    addresses = [*SECTIONS, *OF_MEMBERS, *(page.path_url for page in pages), *market, f"/min-side/utkast/{draft.pk}/"]
    assert walk(client, language, addresses) == {}
    assert walk(client, language, WRONG_OF_MEMBERS, sent=WRONG_OF_MEMBERS) == {}
    give_second_factor(ada)
    assert walk(client, language, [one for one in OF_MEMBERS if one.startswith("/konto/")]) == {}


def test_what_members_do_with_their_own(language, signed_in):
    ada = make_key_person("Ada", OAK)
    pages, _market = everything(ada)
    idea, thread, event, report = (page.pk for page in pages[:4])
    comment = make_comment(pages[1], ada, body="Vi har ikke prøvd dette.").pk
    waiting = make_experience(make_member("Bo", OAK), title="Oak 9", published=False)
    submit_page(page=waiting, author=waiting.state.author, access_key=OPEN)
    register(pages[2], make_member("Cy", OAK))
    addresses = [
        *(f"/innovasjon/{idea}/{one}/" for one in ("rediger", "trekk")),
        *(f"/trader/{thread}/{one}/" for one in ("rediger", "trekk")),
        *(f"/arrangementer/{event}/{one}/" for one in ("rediger", "trekk", "meld-pa", "meld-av", "deltakere")),
        *(f"/erfaringer/{report}/{one}/" for one in ("rediger", "trekk")),
        *(f"/trader/innlegg/{comment}/{one}/" for one in ("rediger", "slett")),
        f"/trader/kommenter/{idea}/",
        f"/trader/kommenter/{thread}/?svar={comment}",
        "/erfaringer/godkjenning/",
        f"/erfaringer/{waiting.pk}/send-tilbake/",
        f"/min-side/utkast/{waiting.pk}/",
        "/min-side/",
    ]
    client = signed_in(ada)
    assert walk(client, language, addresses) == {}
    wrong = {
        f"/trader/kommenter/{idea}/": {"body": ""},
        f"/trader/innlegg/{comment}/rediger/": {"body": "x" * 30_000},
        f"/erfaringer/{waiting.pk}/send-tilbake/": {"reason": ""},
        f"/arrangementer/{event}/meld-pa/": {"organisation": "999999"},
        f"/innovasjon/{idea}/rediger/": {"publish": "1", "title": ""},
    }
    assert walk(client, language, wrong, sent=wrong) == {}


def test_what_was_said_before(language, anonymous):
    ada = make_member("Ada", OAK)
    idea = make_idea(ada, title="Hvordan var det?", body="Hvordan gjør dere det?")
    idea.title, idea.body = "Hvorfor er det bedre?", "Hvorfor gjør dere det?"
    idea.save_revision(user=ada)
    publish_page(page=idea, publisher=ada, access_key=OPEN)
    comment = make_comment(idea, ada, body="Hvem gjør dette?")
    Comment.objects.filter(pk=comment.pk).update(created_at=now() - timedelta(hours=1))
    edit_comment(comment=comment, editor=ada, body="Hvor skjer dette?")
    addresses = [reverse("page_history", args=[idea.pk]), reverse("comment_history", args=[comment.pk])]
    assert walk(anonymous, language, addresses) == {}
    assert "Hvem" in anonymous.get(f"/{language}{addresses[1]}").text


def test_for_newcomers_and_suppliers(language, signed_in):
    newcomer = make_member("Nils", OAK, verified=False)
    page = make_idea(newcomer, title="Oak 1", published=False)
    send_to_review(page=page, author=newcomer, access_key=OPEN)
    thread = make_thread(make_member("Ada", OAK), title="Oak 2")
    comment = make_comment(thread, newcomer, body="Vi har ikke prøvd dette.")
    addresses = [
        f"/min-side/utkast/{page.pk}/",
        f"/innovasjon/{page.pk}/rediger/",
        "/innovasjon/del/",
        "/min-side/",
        comment.page.path_url,
    ]
    assert walk(signed_in(newcomer), language, addresses) == {}
    assert walk(signed_in(make_supplier("Arne", "Oak Ltd")), language, ["/erfaringer/del/", "/min-side/"]) == {}


def test_after_what_was_done_one_is_told_in_the_same_language(language, signed_in):
    ada = make_member("Ada", OAK)
    client, idea = signed_in(ada), make_idea(ada, title="Oak 1")
    done = [
        (
            f"/trader/kommenter/{idea.pk}/",
            comment_form(body="Hei.", organisation=ada.memberships.get().organisation_id),
        ),
        ("/konto/sprak/", {"language": language}),
        (f"/innovasjon/{idea.pk}/trekk/", {}),
    ]
    for address, sent in done:
        answer = client.post(f"/{language}{address}", sent, follow=True)
        assert answer.redirect_chain, address
        assert stray(answer.text, with_head=False) == set(), address


def test_the_walk_knows_bokmal_and_norwegian_when_it_meets_them(anonymous):
    page = anonymous.get("/nn/sok/").text
    assert stray(page) == set()
    for bokmal in ("Hva leter du etter?", "Ikke bestemt", "for 3 uker siden"):
        assert stray(page.replace("<main", f"<p>{bokmal}</p><main")) == {bokmal}
        assert stray(page.replace("<main", f'<p lang="nb">{bokmal}</p><main')) == set()
    assert stray(page.replace("<main", '<p aria-label="Hovedmeny"></p><main')) == {"Hovedmeny"}
    english = anonymous.get("/en/sok/").text
    assert stray(english) == set()
    assert stray(english.replace("<main", "<p>Behov</p><main")) == {"Behov"}
    assert len(texts(english)) > 20


def test_every_page_of_ours_is_on_the_walk():
    """A page type that the walk does not know is a page that nobody has read in nynorsk."""
    from wagtail.models import get_page_models

    ours = {model.__name__ for model in get_page_models() if model.__module__.split(".")[0] != "wagtail"}
    lists = {"HomePage", "IdeaIndexPage", "ThreadIndexPage", "EventIndexPage", "ExperienceIndexPage", "MarketIndexPage"}
    assert ours - lists == {"ArticleIndexPage", "IdeaPage", "ThreadPage", "EventPage", "ExperiencePage", "ArticlePage"}
