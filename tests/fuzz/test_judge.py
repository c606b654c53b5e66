"""The judge sees what it is there to see."""

from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from wagtail.models import Page

from core.models import AuditEntry, OutgoingMail
from tests.fuzz.judge import faults
from tests.fuzz.rows import Change, Rows

HEADERS = dict.fromkeys(("Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy"), "x")
WORLD = SimpleNamespace(secrets={"Hemmelig": ("member",)}, others={"wagtailcore_page": {7}})


def judged(actor, method="POST", status=200, body="", headers=(), changes=(), seconds=0.0):
    response = HttpResponse(body, status=status, headers={**HEADERS, **dict(headers)})
    return faults(actor, method, response, list(changes), seconds, WORLD)


def wrote(table, new=(), changed=(), gone=()):
    return [Change(table, set(new), set(changed), set(gone))]


ALLOWED = [
    ("anonymous", "POST", 302, wrote("people_user", new=[9])),
    ("member", "POST", 302, wrote("wagtailcore_page", new=[9], changed=[2])),
    ("member", "POST", 422, wrote("django_session", changed=["x"])),
    ("editor", "POST", 302, wrote("wagtailcore_page", changed=[7], gone=[8])),
]
REFUSED = [
    ("anonymous", "GET", 200, wrote("core_outgoingmail", new=[1])),
    ("anonymous", "POST", 200, wrote("people_user", changed=[1])),
    ("anonymous", "POST", 200, wrote("wagtailcore_page", new=[9])),
    ("member", "GET", 200, wrote("wagtailcore_page", changed=[2])),
    ("member", "POST", 403, wrote("wagtailcore_page", changed=[2])),
    ("member", "POST", 302, wrote("wagtailcore_page", changed=[7])),
    ("member", "POST", 302, wrote("wagtailcore_page", gone=[2])),
    ("member", "POST", 302, wrote("people_membership", new=[1])),
    ("editor", "POST", 302, wrote("core_auditentry", changed=[1])),
    ("editor", "POST", 302, wrote("people_membership", changed=[1])),
]


@pytest.mark.parametrize(("actor", "method", "status", "changes"), ALLOWED)
def test_what_a_request_may_write_is_no_fault(actor, method, status, changes):
    assert judged(actor, method, status, changes=changes) == []


@pytest.mark.parametrize(("actor", "method", "status", "changes"), REFUSED)
def test_what_a_request_may_not_write_is_a_fault(actor, method, status, changes):
    assert judged(actor, method, status, changes=changes)


def test_an_answer_that_is_wrong_is_a_fault():
    html = {"Content-Type": "text/html"}
    assert judged("anonymous", status=503)
    assert judged("anonymous", seconds=9)
    assert judged("anonymous", headers={"Location": "//evil.example/"})
    assert judged("anonymous", headers={"X": "y"})
    assert judged("anonymous", body="<script>window.__x=1</script>", headers=html)
    assert judged("anonymous", body="Hemmelig")
    assert not judged("member", body="Hemmelig")


@pytest.mark.django_db
def test_every_row_that_stays_changed_is_seen():
    page = Page.objects.get(url_path="/forside/")
    AuditEntry.objects.create(action="first")
    rows = Rows()
    with connection.execute_wrapper(rows.watch):
        Page.objects.filter(pk=page.pk).update(title="Noe annet")
        OutgoingMail.objects.create(message={})
        assert [(one.table, len(one.new), one.changed) for one in rows.changes()] == [
            ("core_outgoingmail", 1, set()),
            ("wagtailcore_page", 0, {page.pk}),
        ]
        AuditEntry.objects.all()._raw_delete("default")
        assert [(one.table, bool(one.gone)) for one in rows.changes()] == [("core_auditentry", True)]
        with transaction.atomic():
            Page.objects.filter(pk=page.pk).update(title="Ikke lenge")
            transaction.set_rollback(True)
        Page.objects.count()
        assert rows.changes() == []
