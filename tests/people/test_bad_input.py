"""What a hostile browser sends to the forms that members write in: never a failure of ours, never a page."""

import json

import pytest
from django.test import Client
from django.test.client import BOUNDARY, encode_multipart
from django.urls import reverse

from arena.models import IdeaPage
from core.choices import TermKind
from core.models import PageState, Term
from tests.factories.arena import make_idea
from tests.factories.forms import comment_form, idea_form
from tests.factories.people import make_member, organisation_of
from tests.factories.threads import make_comment, make_thread
from threads.models import Comment, ThreadIndexPage, ThreadPage

pytestmark = pytest.mark.django_db
NEW = "/innovasjon/del/"
KEPT = "Dette skrev jeg"


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def client(inger):
    client = Client(raise_request_exception=False)
    client.force_login(inger)
    return client


def send(client, user, **fields):
    return client.post(NEW, idea_form(**{"organisation": organisation_of(user).pk, "body": KEPT, **fields}))


WRONG = {
    "title": ["", " ", "\u3164", "\u200b\u2060", "a\x00b", "\x00", "a" * 256, "a" * 1_000_000, "å" * 256],
    "summary": ["a" * 301, "\x00", "a" * 1_000_000],
    "current_situation": ["a" * 10_001, "\x00"],
    "contact": ["a" * 201, "\x00"],
    "kind": ["", "x", "NEED", "\x00", "need "],
    "language": ["", "xx", "nb-NO", "\x00"],
    "audience": ["", "alle", "org:1", "room:1", "\x00"],
    "phase": ["x", "0", "-1", "9" * 30, "\x00", "1.0", "٣", "NaN"],
    "themes": ["x", "0", "-1", "9" * 30, "9" * 5000, "\x00", "1.0", "NaN"],
    "service_areas": ["x", "9" * 30],
    "seen_revision": ["x", "-1", "9" * 30, "9" * 5000, "1e9", "\x00", "1.5"],
}


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in WRONG.items() for value in values])
def test_a_wrong_value_is_an_error_beside_its_field_and_the_text_is_kept(field, value, client, inger):
    response = send(client, inger, **{field: value})

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert KEPT in response.text
    assert not IdeaPage.objects.exists()


@pytest.mark.parametrize("kind", [TermKind.SERVICE_AREA, TermKind.PHASE])
def test_a_term_of_another_kind_is_no_theme(kind, client, inger):
    term = Term.objects.create(kind=kind, name="Natt", slug="natt")
    assert list(send(client, inger, themes=term.pk).context["form"].errors) == ["themes"]


STRANGE = [
    "<script>window.__x=1</script>",
    '"><img src=x onerror=window.__x=1>',
    "</textarea></title><script>window.__x=1</script>",
    "{{7*7}}{% debug %}${7*7}",
    "javascript:window.__x=1",
    "'; DROP TABLE core_pagestate; --",
    "\u202etilbud\u202c fdp.exe",
    "👩‍⚕️ 🏴 á̷̢̛̤͎̗" + "\u0301" * 100,
    "Čáhppes đuoddarat ŋ",
    "\ud7ff\ue000\uffff",
    "%s %(x)s {0} {x}",
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "-" * 200,
    "æøå ÆØÅ",
    "\x1b[31mrød\x07",
    "to\r\nlinjer",
]


@pytest.mark.parametrize("text", STRANGE, ids=ascii)
def test_strange_text_is_text_and_runs_nowhere(text, client, inger, anonymous):
    fields = dict.fromkeys(["title", "summary", "current_situation", "desired_outcome", "body", "contact"], text)
    response = send(client, inger, **fields)
    assert response.status_code == 302, response.context["form"].errors

    idea = IdeaPage.objects.get()
    edit = reverse("idea_edit", args=[idea.pk])
    for reader, address in [(anonymous, idea.path_url), (anonymous, "/innovasjon/"), (anonymous, "/"), (client, edit)]:
        page = reader.get(address)
        assert page.status_code == 200
        for foul in ("<script>window", "<img src=x", "<textarea></textarea><script", 'href="javascript:', "=49"):
            assert foul not in page.text, address
    assert client.get("/min-side/").status_code == 200
    assert "\n" not in idea.title
    assert idea.slug.isascii()


def test_a_wrong_value_is_shown_again_as_text(client, inger):
    page = send(
        client, inger, title="", summary='"></textarea><script>window.__x=1</script>', contact="{{7*7}}\"'<"
    ).text
    assert "<script>window" not in page
    assert "{{7*7}}&quot;&#x27;&lt;" in page


MORE = {
    "live": "1",
    "owner": "1",
    "author": "1",
    "state": "1",
    "access_key": "open",
    "slug": "admin",
    "path": "0001",
    "depth": "1",
}
MORE |= {"go_live_at": "2020-01-01", "first_published_at": "2020-01-01", "body_html": "<script>", "content_type": "1"}
MORE |= {
    "comment_count": "9",
    "withdrawn_at": "",
    "submitted_at": "",
    "locale": "9",
    "pk": "3",
    "id": "3",
    "url_path": "/",
}


def test_what_is_not_asked_for_is_not_taken(client, inger):
    other = make_member("Per", "Nord kommune")
    send(client, inger, **{**MORE, "owner": other.pk, "author": other.pk, "save": "1", "publish": ""})
    idea = IdeaPage.objects.get()
    state = PageState.objects.get(pk=idea.pk)
    assert (idea.owner, state.author, state.organisation) == (inger, inger, organisation_of(inger))
    assert (idea.go_live_at, state.comment_count, idea.slug.startswith("registrere")) == (None, 0, True)
    assert "<script>" not in idea.body_html


def test_the_same_name_twice_is_the_same_in_check_and_use(client, inger):
    foreign = organisation_of(make_member("Per", "Nord kommune"))
    own = organisation_of(inger)
    for twice in ([own.pk, foreign.pk], [foreign.pk, own.pk]):
        response = send(client, inger, organisation=twice)
        idea = IdeaPage.objects.first()
        assert response.status_code == (422 if twice[-1] == foreign.pk else 302)
        assert idea is None or idea.state.organisation == own


CHARSETS = [
    "utf-7",
    "utf-16",
    "utf-32",
    "unicode_escape",
    "raw_unicode_escape",
    "rot13",
    "hex",
    "zlib",
    "idna",
    "punycode",
]
CHARSETS += ["undefined", "foo", "", "utf-8; charset=utf-7", "latin-1", "mbcs", "x" * 5000, "cp037", "base64"]


@pytest.mark.parametrize("charset", CHARSETS, ids=lambda one: ascii(one[:20]))
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=" + BOUNDARY, "application/x-www-form-urlencoded"])
def test_an_encoding_of_another_kind_breaks_nothing(charset, kind, client, inger):
    form = idea_form(organisation=organisation_of(inger).pk, title="a+2AA-b\\ud800 \\x00 +AAA-")
    body = encode_multipart(BOUNDARY, form) if "multipart" in kind else "&".join(f"{k}={v}" for k, v in form.items())
    response = client.generic("POST", NEW, body, content_type=f"{kind}; charset={charset}")
    assert response.status_code in (302, 400, 422)
    if response.status_code == 302:
        assert client.get(IdeaPage.objects.get().path_url).status_code == 200
    Client().generic("POST", NEW, body, content_type=f"{kind}; charset={charset}")


PART = b'--x\r\nContent-Disposition: form-data; name="title"'
BODIES = [
    (b"", "application/x-www-form-urlencoded"),
    (b"title=%ff%fe&body=%ed%a0%80&%ff=1", "application/x-www-form-urlencoded"),
    (b"title=\xff\xfe&title=&&&===", "application/x-www-form-urlencoded"),
    (b"\x00\x01\x02", "application/octet-stream"),
    (json.dumps(["title"]).encode(), "application/json"),
    (b"{" * 100_000, "application/json"),
    (b"<a/>", "text/xml"),
    (b"no boundary", "multipart/form-data"),
    (b"--x\r\nbad", "multipart/form-data; boundary=x"),
    (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=" + "y" * 5000),
    (PART + b'; filename="a"\r\n\r\nx\r\n--x--\r\n', "multipart/form-data; boundary=x"),
    (PART + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!\r\n--x--\r\n", "multipart/form-data; boundary=x"),
]


@pytest.mark.parametrize(("body", "kind"), BODIES, ids=lambda one: ascii(one[:30]))
def test_a_body_that_is_no_form_is_an_empty_form_or_refused(body, kind, client):
    assert client.generic("POST", NEW, body, content_type=kind).status_code in (400, 422)
    assert Client().generic("POST", NEW, body, content_type=kind).status_code in (302, 400)
    assert not IdeaPage.objects.exists()


@pytest.mark.parametrize("who", ["member", "nobody"])
def test_ten_thousand_fields_are_refused(who, client, inger):
    browser = client if who == "member" else Client(raise_request_exception=False)
    response = browser.post(NEW, {**idea_form(), **{f"f{number}": "x" for number in range(10_000)}})
    assert response.status_code == 400


def test_a_form_of_three_megabytes_is_refused(client, inger):
    assert send(client, inger, body="a" * 3_000_000).status_code == 413


def test_a_hundred_and_one_files_are_refused(client):
    lines = [f'--x\r\nContent-Disposition: form-data; name="f{n}"; filename="f"\r\n\r\nx\r\n' for n in range(101)]
    response = client.generic(
        "POST", NEW, ("".join(lines) + "--x--\r\n").encode(), content_type="multipart/form-data; boundary=x"
    )
    assert response.status_code == 400


COMMENTS = ["", " ", "\u3164", "\u200b", "\x00", "a\x00b", "a" * 10_001, "a" * 1_000_000]


@pytest.mark.parametrize("body", COMMENTS, ids=lambda one: ascii(one[:10]))
def test_a_comment_must_say_something_that_can_be_kept(body, client, inger):
    thread = make_thread(inger)
    mine = make_comment(thread, inger, "Før")
    form = comment_form(body=body, organisation=organisation_of(inger).pk)
    for address in (reverse("comment_new", args=[thread.pk]), reverse("comment_edit", args=[mine.pk])):
        response = client.post(address, form)
        assert response.status_code == 422
    assert Comment.objects.get().body == "Før"


NUMBERS = [
    "0",
    "-1",
    "9" * 18,
    "9" * 19,
    "9" * 30,
    "9" * 5000,
    "x",
    "٣",
    "1.0",
    "%00",
    "1%00",
    "%ff",
    " 1",
    "1e3",
    "0x1",
]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda one: one[:20])
def test_an_address_with_a_number_that_is_none_is_not_found(number, client):
    for address in ("innovasjon/{}/rediger", "innovasjon/{}/trekk", "trader/{}/rediger", "trader/kommenter/{}"):
        for method in (client.get, client.post):
            assert method(f"/{address.format(number)}/").status_code == 404, address
    for address in ("trader/innlegg/{}", "trader/innlegg/{}/rediger", "trader/innlegg/{}/slett", "min-side/utkast/{}"):
        assert client.get(f"/{address.format(number)}/").status_code == 404, address


@pytest.mark.parametrize(
    "query", ["tittel=%00", "tittel=%ff%fe", f"tittel={'a' * 5000}", "tittel=%3Cscript%3E", "tittel=a&tittel=b"]
)
def test_a_title_in_the_address_fills_the_form_as_text(query, client):
    page = client.get(f"{NEW}?{query}")
    assert page.status_code == 200
    assert "<script>" not in page.text.split("<main")[1]


def test_a_type_of_one_room_is_not_edited_in_another(client, inger):
    thread, idea = make_thread(inger), make_idea(inger)
    assert client.get(reverse("idea_edit", args=[thread.pk])).status_code == 404
    assert client.post(reverse("thread_withdraw", args=[idea.pk])).status_code == 404
    for page in (ThreadIndexPage.objects.originals().get(), ThreadIndexPage.objects.originals().get().get_parent()):
        assert client.get(reverse("idea_edit", args=[page.pk])).status_code == 404
    assert ThreadPage.objects.get().live
