"""Documents and removals on their way into Elasticsearch, in whatever order they arrive."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import StaleIndex
from search.engines.breaker import Unanswered

logger = logging.getLogger(__name__)

Action = dict[str, Any]
AT_ONCE = 200  # documents in one request
LARGEST = 10_000_000  # bytes of one request: small machines in front of a cluster take no more
TRIES = 3  # when the cluster is too busy
PAUSE = 0.2  # seconds before the second try, twice as many before the third
OLDER, NOT_THERE = 409, 404  # of one action: both leave the index as it should be
REFUSED, NOT_ITS_FAULT = 400, "strict_dynamic_mapping_exception"  # the index is not as this version of ours makes it


def storing(entry: Mapping[str, Any], version: int) -> Action:
    """Return the action that stores `entry`, unless a newer version is there."""
    return _action("index", entry["uid"], version) | {"_source": entry}


def removal(uid: str, version: int) -> Action:
    """Return the action that removes `uid`, unless a newer version is there."""
    return _action("delete", uid, version)


def write(client: Elasticsearch, alias: str, actions: Sequence[Action]) -> None:
    """Carry out `actions` so that it shows; raises StaleIndex if the index is gone, Unanswered unless all are done.

    A document that is refused for what it holds keeps none of the others out: it is named in the log, and what was
    stored of it before is removed. When all are refused it is not their fault, and counts as no answer.
    """
    if not actions:
        return
    refused = _carried_out(client, alias, actions)
    if refused and len(refused) == len(actions) > 1:
        raise Unanswered(f"Elasticsearch refused all of {len(actions)} documents.")
    if refused:
        _carried_out(client, alias, [removal(one["_id"], one["version"]) for one in actions if one["_id"] in refused])
    client.indices.refresh(index=alias)


def _carried_out(client: Elasticsearch, alias: str, actions: Sequence[Action]) -> set[str]:
    """Carry out `actions`, and return the uids of those that were refused."""
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
    answered, refused = 0, set()
    for _ok, answer in answers:
        [(action, said)] = answer.items()
        if not _is_done(action, said):
            refused.add(said["_id"])
        answered += 1
    if answered < len(actions):
        raise Unanswered(f"Elasticsearch answered for {answered} of {len(actions)} documents.")
    return refused


def _is_done(action: str, answer: Mapping[str, Any]) -> bool:
    """Tell whether an action is carried out, or its document refused; raises StaleIndex or Unanswered for all else."""
    status = answer["status"]
    kind = answer["error"]["type"] if "error" in answer else ""
    if kind == "index_not_found_exception":
        raise StaleIndex("Elasticsearch lacks the index.")
    if 200 <= status < 300 or status == OLDER or (action == "delete" and status == NOT_THERE):
        return True
    if status == REFUSED and action == "index" and kind != NOT_ITS_FAULT:
        logger.warning("Elasticsearch refuses %s, which is not found until it is changed: %s", answer["_id"], kind)
        return False
    raise Unanswered(f"Elasticsearch did not {action} a document: {status} {kind}")


def _action(name: str, uid: str, version: int) -> Action:
    return {"_op_type": name, "_id": uid, "version": version, "version_type": "external_gte"}
