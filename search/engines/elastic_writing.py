"""Documents and removals on their way into Elasticsearch, in whatever order they arrive."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import StaleIndex
from search.engines.breaker import Unanswered

Action = dict[str, Any]
AT_ONCE = 200  # documents in one request
LARGEST = 10_000_000  # bytes of one request: small machines in front of a cluster take no more
TRIES = 3  # when the cluster is too busy
PAUSE = 0.2  # seconds before the second try, twice as many before the third
OLDER, NOT_THERE = 409, 404  # of one action: both leave the index as it should be


def storing(entry: Mapping[str, Any], version: int) -> Action:
    """Return the action that stores `entry`, unless a newer version is there."""
    return _action("index", entry["uid"], version) | {"_source": entry}


def removal(uid: str, version: int) -> Action:
    """Return the action that removes `uid`, unless a newer version is there."""
    return _action("delete", uid, version)


def write(client: Elasticsearch, alias: str, actions: Sequence[Action]) -> None:
    """Carry out `actions` so that it shows; raises StaleIndex if the index is gone, Unanswered unless all are done."""
    if not actions:
        return
    answers = streaming_bulk(
        client,
        actions,
        chunk_size=AT_ONCE,
        max_chunk_bytes=LARGEST,
        raise_on_error=False,
        max_retries=TRIES - 1,
        initial_backoff=PAUSE,
        index=alias,
        require_alias=True,
    )
    answered = 0
    for _ok, answer in answers:
        _check(*answer.popitem())
        answered += 1
    if answered < len(actions):
        raise Unanswered(f"Elasticsearch answered for {answered} of {len(actions)} documents.")
    client.indices.refresh(index=alias)


def _check(action: str, answer: Mapping[str, Any]) -> None:
    status = answer["status"]
    kind = answer["error"]["type"] if "error" in answer else ""
    if kind == "index_not_found_exception":
        raise StaleIndex("Elasticsearch lacks the index.")
    if not (200 <= status < 300 or status == OLDER or (action == "delete" and status == NOT_THERE)):
        raise Unanswered(f"Elasticsearch did not {action} a document: {status} {kind}")


def _action(name: str, uid: str, version: int) -> Action:
    return {"_op_type": name, "_id": uid, "version": version, "version_type": "external_gte"}
