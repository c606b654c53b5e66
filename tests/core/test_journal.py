import pytest
from django.db import transaction

from core import audit, journal, search_registry
from core.models import AuditEntry, AuditSeal, EventEntry, SearchChange
from core.models.journal import AppendOnlyError
from tests.factories.arena import make_idea
from tests.factories.people import make_member, make_user, organisation_of
from tests.factories.threads import make_comment, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _empty_log():
    """Without the entries of the pages that every copy of the site has."""
    for model in (AuditEntry, EventEntry, SearchChange):
        model.objects.all()._raw_delete("default")


@pytest.fixture
def inger():
    return make_member("Inger")


@pytest.fixture
def drained(monkeypatch):
    """Count how often the index is asked to come up to date."""
    calls = []
    monkeypatch.setattr(search_registry, "_drain", [lambda: calls.append(1)])
    return calls


def test_one_call_leaves_three_rows(inger):
    SearchChange.objects.all().delete()
    journal.record("noe.skjedde", obj=inger, actor=inger, organisation=organisation_of(inger), hva="dette")

    entry, event = AuditEntry.objects.get(), EventEntry.objects.get()
    assert (entry.action, entry.actor_name, entry.organisation_name) == ("noe.skjedde", "Inger", "Vest kommune")
    assert (entry.object_uid, entry.object_name, entry.data) == (f"user:{inger.pk}", "Inger", {"hva": "dette"})
    assert (event.kind, event.actor_id, event.data) == ("noe.skjedde", inger.pk, {"hva": "dette"})
    assert SearchChange.objects.get().uid == f"user:{inger.pk}"


def test_the_system_itself_has_no_name(inger):
    journal.record("noe.skjedde", obj=inger)
    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.actor_name, entry.organisation_id) == (None, "", None)


def test_an_entry_outlives_whom_and_what_it_tells_of():
    ola = make_user("Ola")
    journal.audit("noe.skjedde", obj=ola, actor=ola)
    ola.delete()
    assert AuditEntry.objects.get().actor_name == "Ola"


def test_a_name_as_long_as_a_name_may_be_is_cut_to_fit():
    long = make_user("F", email="lang@vest.example")
    long.first_name, long.last_name = "F" * 150, "E" * 150
    long.save()
    journal.record("noe.skjedde", obj=long, actor=long)
    entry = AuditEntry.objects.get()
    assert (len(entry.actor_name), len(entry.object_name)) == (255, 255)


def test_wagtails_log_cuts_the_name_as_well(inger):
    inger.first_name, inger.last_name = "F" * 150, "E" * 150
    inger.save()
    make_idea(inger)
    assert {len(entry.actor_name) for entry in AuditEntry.objects.filter(action="wagtail.publish")} == {255}


def test_a_page_is_named_as_a_page_whatever_its_type(inger):
    idea = make_idea(inger)
    assert journal.uid_of(idea) == f"page:{idea.pk}" == journal.uid_of(idea.page_ptr)
    assert journal.uid_of(make_comment(idea, inger)).startswith("comment:")


def test_what_depends_on_a_thing_changes_with_it(inger):
    thread = make_thread(inger)
    comment = make_comment(thread, inger)
    SearchChange.objects.all().delete()

    journal.search_changed(f"page:{thread.pk}", f"page:{thread.pk}")

    assert [change.uid for change in SearchChange.objects.all()] == [f"page:{thread.pk}", f"comment:{comment.pk}"]


def test_the_index_is_asked_once_for_each_transaction(drained, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            journal.search_changed(f"page:{number}")
    assert drained == [1]


@pytest.mark.django_db(transaction=True)
def test_what_a_rolled_back_part_asked_for_is_not_lost_for_the_rest(drained):
    def part_that_fails():
        with transaction.atomic():
            journal.search_changed("page:1")
            raise ZeroDivisionError

    with transaction.atomic():
        with pytest.raises(ZeroDivisionError):
            part_that_fails()
        journal.search_changed("page:2")

    assert drained == [1]
    assert [change.uid for change in SearchChange.objects.all()] == ["page:2"]


@pytest.mark.django_db(transaction=True)
def test_an_index_that_fails_takes_nothing_back(monkeypatch, caplog):
    def fail():
        raise OSError("the disk is full")

    monkeypatch.setattr(search_registry, "_drain", [fail])
    inger = make_member("Inger")
    idea = make_idea(inger)
    assert type(idea).objects.filter(pk=idea.pk).exists()
    assert SearchChange.objects.filter(uid=f"page:{idea.pk}").exists()


@pytest.mark.parametrize("model", [AuditEntry, EventEntry, AuditSeal])
def test_what_may_only_be_added_to_is_neither_changed_nor_deleted(model):
    make_idea(make_member("Bente"))
    audit.seal_new_entries()
    row = model.objects.first()
    for attempt in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(pk=1)):
        with pytest.raises(AppendOnlyError):
            attempt()
    with pytest.raises(AppendOnlyError):
        model.objects.update_or_create(pk=row.pk, defaults={"pk": row.pk})
    with pytest.raises(AppendOnlyError):
        model.objects.bulk_update([row], [model._meta.fields[1].name])


def test_nothing_that_the_log_holds_is_taken_with_something_else():
    """No foreign key of the log cascades: who deletes a person does not delete what she did."""
    for model in (AuditEntry, EventEntry):
        assert not [field for field in model._meta.fields if field.is_relation]
