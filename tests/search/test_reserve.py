"""A cluster that is away or talks nonsense, with an embedded index that stands in for it."""

import re
import time

import pytest
from django.core.management import CommandError, call_command

from core import page_cache
from core.models import SearchChange
from people.similar import similar_to
from search import drain
from search.engines.base import EngineError
from search.engines.elastic_schema import to_elastic
from search.lagging import hidden_from
from search.query import FACETS
from tests import services
from tests.factories.arena import make_idea
from tests.factories.people import make_member

from .documents import document
from .elastic_fake import NO_HITS, Answer, engine_at

pytestmark = pytest.mark.django_db
AWAY = Answer("no", status=503, kind="text/plain", product=None)
FAULTS = {
    "gone": Answer({"error": {"type": "index_not_found_exception"}, "status": 404}, status=404),
    "half": Answer('{"timed_out": false, "hits": {"tot'),
    "html": Answer("<html>Hello</html>", kind="text/html", product=None),
    "nothing": Answer({}),
    "other": Answer({"timed_out": False, "hits": {"total": {"value": 1}, "hits": [{"_source": {}}]}}),
    "busy": Answer({"error": {"type": "es_rejected_execution_exception"}}, status=429),
    "slow": Answer(NO_HITS, after=1.2),
    "away": AWAY,
}
PATIENCE = 2  # on a machine that runs other tests as well
SAYS = "Forenklet søk akkurat nå"


@pytest.fixture
def idea(cluster, embedded):
    made = make_idea(make_member("Inger"), title="Blåbærmåling hjemme")
    SearchChange.objects.all().delete()
    drain.rebuild(embedded)
    return made


def waiting():
    """Return which engine lacks each change."""
    return list(SearchChange.objects.values_list("lacked_by", flat=True))


def hits(client, text="blåbærmåling"):
    return client.get("/api/search/", {"q": text}).json()


# What readers get


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_the_reserve_answers_and_the_page_says_so(fake, idea, anonymous, fault):
    anonymous.get("/sok/", {"q": "blåbærmåling"})  # the first page of a process takes longer
    fake.answers("_search", fault)
    fake.asked.clear()
    began = time.monotonic()
    page = anonymous.get("/sok/", {"q": "blåbærmåling"})
    assert time.monotonic() - began < 1.5 * PATIENCE
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert SAYS in page.text
    assert idea.url in page.text

    answer = anonymous.get("/api/search/", {"q": "blåbærmåling"})
    assert (answer.json()["reserve"], answer.json()["failed"]) == (True, False)
    assert answer.json()["hits"][0]["url"] == idea.url
    suggested = anonymous.get("/api/search/suggest/", {"q": "blåbærm"})
    assert suggested.json() == {"suggestions": [{"text": "blåbærmåling"}]}
    newest = anonymous.get("/sok/feed/", {"q": "blåbærmåling"})
    assert idea.url in newest.text
    assert {one["Cache-Control"] for one in (answer, suggested, newest)} == {"no-store"}

    began = time.monotonic()
    assert SAYS in anonymous.get("/sok/", {"q": "blåbærmåling"}).text
    if fault.after:  # three have been waited for: nobody asks any more
        assert time.monotonic() - began < 0.3 * PATIENCE
        assert len([words for words, _headers in fake.asked if "_search" in words]) == 3


def test_what_stands_in_for_the_cluster_is_not_said_any_more_when_it_is_back(fake, idea, anonymous):
    fake.answers("_search", FAULTS["gone"])
    assert SAYS in anonymous.get("/sok/", {"q": "blåbærmåling"}).text
    fake.mend()
    assert SAYS not in anonymous.get("/sok/", {"q": "blåbærmåling"}).text
    assert not hits(anonymous)["reserve"]


def test_hits_that_are_gone_or_closed_by_now_are_neither_shown_nor_counted(fake, idea, anonymous):
    inger = make_member("Kari")
    draft = make_idea(inger, title="Blåbærmåling kladd", published=False)
    closed = make_idea(inger, title="Blåbærmåling lukket", access_key="members")
    uids = [f"page:{pk}" for pk in (idea.pk, draft.pk, closed.pk, 999_999)]
    sources = [to_elastic(document(0, "Blåbærmåling")) for _uid in uids]
    for uid, source in zip(uids, sources, strict=True):
        source["source"]["uid"] = uid
    hits = {"total": {"value": 4}, "hits": [{"_score": 1, "_source": source} for source in sources]}
    facets = {name: {"buckets": []} for name in FACETS}
    fake.answers("_search", Answer({"timed_out": False, "hits": hits, "aggregations": facets}))
    answer = anonymous.get("/api/search/", {"q": "blåbærmåling"}).json()
    assert (answer["total"], len(answer["hits"]), answer["reserve"]) == (1, 1, False)


def test_what_one_of_them_lacks_is_looked_at_for_that_one_alone(fake, idea, cluster, embedded):
    SearchChange.objects.create(uid="page:999999", lacked_by="elasticsearch")
    SearchChange.objects.create(uid="page:999998")
    assert hidden_from(None, cluster) == {"page:999999", "page:999998"}
    assert hidden_from(None, embedded) == {"page:999998"}


def test_an_index_that_is_too_far_behind_to_be_looked_after_answers_nobody(fake, idea, anonymous, cluster, monkeypatch):
    monkeypatch.setattr("search.lagging.MOST", 2)
    for number in range(3):
        SearchChange.objects.create(uid=f"page:{900 + number}", lacked_by="elasticsearch")
    with pytest.raises(EngineError, match="behind"):
        hidden_from(None, cluster)
    answer = hits(anonymous)
    assert (answer["reserve"], answer["hits"][0]["url"]) == (True, idea.url)


@pytest.mark.django_db(transaction=True)
def test_many_changes_are_looked_up_once_for_all_who_may_read_the_same(page_cache_on, cluster, monkeypatch):
    asked, member = [], make_member("Kari")

    def visible(uids, reader):
        asked.append(reader)
        return set(uids) if reader else set()

    monkeypatch.setattr("search.lagging.FEW", 1)
    monkeypatch.setattr("search.lagging.visible", visible)
    for number in range(3):
        SearchChange.objects.create(uid=f"page:{900 + number}", lacked_by="elasticsearch")
    for _time in range(2):
        assert hidden_from(None, cluster) >= {"page:900", "page:901", "page:902"}
        assert hidden_from(member, cluster) == set()
    assert asked == [None, member]
    SearchChange.objects.create(uid="page:903", lacked_by="elasticsearch")
    assert "page:903" in hidden_from(None, cluster)


def test_what_is_similar_comes_from_the_reserve_as_well(fake, idea):
    fake.answers("_search", AWAY)
    assert f"page:{idea.pk}" in [one.uid for one in similar_to("Blåbærmåling på sykehuset", make_member("Kari"))]


def test_without_any_engine_the_page_says_that(fake, cluster, embedded, anonymous, monkeypatch):
    def fail(query):
        raise EngineError

    fake.answers("_search", AWAY)
    monkeypatch.setattr(embedded, "search", fail)
    page = anonymous.get("/sok/", {"q": "blåbærmåling"})
    assert (page.status_code, page["Cache-Control"]) == (200, "no-store")
    assert SAYS not in page.text
    assert "Søket bygges" in page.text
    assert (hits(anonymous)["failed"], hits(anonymous)["reserve"]) == (True, False)


# What the indexes get


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_what_the_cluster_lacks_waits_for_it_while_the_reserve_has_it(fake, idea, embedded, fault):
    fake.answers("_bulk", fault if fault.body != NO_HITS else AWAY)
    new = make_idea(make_member("Kari"), title="Nytt hjelpemiddel")
    drain.drain()
    assert embedded.digests() == drain.expected()
    assert set(waiting()) == {"elasticsearch"}
    fake.mend()
    drain.drain()
    assert not waiting()
    assert f"page:{new.pk}" in fake.stored


@pytest.mark.parametrize("error", [EngineError("busy"), OSError("No space left on device")])
def test_a_reserve_that_fails_holds_nothing_back(fake, idea, embedded, monkeypatch, error):
    def fail(*args):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(embedded, "apply", fail)
        new = make_idea(make_member("Kari"), title="Nytt hjelpemiddel")
        drain.drain()
        assert f"page:{new.pk}" in fake.stored
        assert set(waiting()) == {"tantivy"}
    drain.drain()
    assert not waiting()
    assert embedded.digests() == drain.expected()


@pytest.mark.parametrize("first", [0, 1])
def test_both_may_say_at_once_that_they_have_it(cluster, embedded, first):
    SearchChange.objects.all().delete()
    changes = SearchChange.objects.bulk_create([SearchChange(uid="page:1"), SearchChange(uid="page:2")])
    has, lacks = [cluster, embedded][:: 1 - 2 * first]
    for _time in range(2):
        drain._stored(has, changes)
        assert waiting() == [lacks.name] * 2
    drain._stored(lacks, changes)
    assert not waiting()


def test_more_than_one_batch_passes_a_cluster_that_is_away(fake, idea, embedded, monkeypatch):
    monkeypatch.setattr(drain, "BATCH", 2)
    fake.answers("_bulk", AWAY)
    for number in range(5):
        make_idea(make_member(f"Inger {number}"), title=f"Måling {number}")
    drain.drain()
    assert embedded.digests() == drain.expected()


def test_a_cluster_that_is_away_costs_the_database_no_writing(fake, cluster, page_cache_on, db):
    fake.answers(".", AWAY)
    SearchChange.objects.create(uid="page:1")
    drain.drain()
    before, newest = page_cache.version(), SearchChange.objects.latest("pk").pk
    for _time in range(3):
        drain.keep()
    assert page_cache.version() == before
    assert SearchChange.objects.latest("pk").pk == newest


def test_a_cluster_that_goes_away_while_its_index_is_built_gets_it_later(fake, idea, cluster, embedded):
    alias = fake.alias
    both = {f"{alias}-1": {"aliases": {alias: {}}}, f"{alias}-2": {"aliases": {f"{alias}-begun": {}}}}
    fake.answers("GET /", Answer(both))
    fake.answers("_bulk", AWAY)
    with pytest.raises(EngineError):
        drain.rebuild(cluster)
    new = make_idea(make_member("Kari"), title="Nytt hjelpemiddel")
    drain.drain()
    assert embedded.digests() == drain.expected()
    assert drain.was_left(cluster)

    fake.mend()
    fake.answers("GET /", Answer(both))
    drain.keep()
    assert set(fake.stored) >= {f"page:{new.pk}", *embedded.digests()}
    assert not waiting()


def test_what_drifted_is_found_and_mended(fake, idea, embedded, capsys):
    """What others removed from the index, left in it, or changed behind our back, while the cluster was away."""
    fake.answers(".", AWAY)
    embedded.apply([(document(999_999, "Borte"), 1)], {f"page:{idea.pk}": 1})
    with pytest.raises(CommandError, match="elasticsearch cannot be compared"):
        call_command("search_verify", "--repair")
    assert "tantivy: 2 mended" in capsys.readouterr().out
    assert embedded.digests() == drain.expected()


def test_saving_waits_for_neither(fake, cluster, embedded, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_idea(make_member("Inger"), title="Måling")
    assert waiting()
    assert fake.asked == []


def test_the_reserve_is_built_although_the_cluster_is_not_there(embedded, in_service, tmp_path):
    empty = type(embedded)(tmp_path)
    in_service(engine_at(f"http://127.0.0.1:{services.free_port()}"), empty)
    make_idea(make_member("Inger"), title="Måling")
    drain.keep()
    assert empty.digests() == drain.expected() != {}


def test_what_an_engine_lacks_that_is_none_of_the_site_any_more_is_forgotten(cluster, embedded):
    SearchChange.objects.create(uid="page:1", lacked_by="postgresql")
    drain.rebuild(embedded)
    assert not waiting()


# Commands


def test_each_index_is_compared_and_mended_for_itself(fake, idea, embedded, capsys):
    embedded.apply([], {f"page:{idea.pk}": 1})
    with pytest.raises(CommandError, match=r"elasticsearch: (\d+) of \1 .*\ntantivy: 1 of \1"):
        call_command("search_verify")
    assert f"tantivy: missing: page:{idea.pk}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="^elasticsearch: [^\\n]*$"):  # the fake finds nothing
        call_command("search_verify", "--repair")
    assert "tantivy: 1 mended" in capsys.readouterr().out
    assert embedded.digests() == drain.expected()


def test_a_cluster_that_is_away_is_named_and_the_reserve_compared_and_built(fake, idea, capsys):
    fake.answers(".", AWAY)
    for command, does in (("search_verify", "documents, all"), ("search_rebuild", "documents")):
        with pytest.raises(CommandError, match="^elasticsearch"):
            call_command(command)
        assert re.search(rf"tantivy: \d+ {does}", capsys.readouterr().out)
