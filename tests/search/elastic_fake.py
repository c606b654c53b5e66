"""A server that answers as Elasticsearch does, until it is told to do what a real node will not do on demand."""

from __future__ import annotations

import json
import re
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from search.engines.elastic_connection import Connection, client
from search.engines.elastic_engine import ElasticEngine

NAME = "fake"
JSON = "application/vnd.elasticsearch+json;compatible-with=8"
NO_HITS = {
    "timed_out": False,
    "hits": {"total": {"value": 0}, "hits": []},
    "aggregations": {},
    "suggest": {"vocabulary": []},
}


@dataclass
class Answer:
    """What is sent back; `cut` bytes of the body are not."""

    body: Any = field(default_factory=dict)
    status: int = 200
    kind: str = JSON
    product: str | None = "Elasticsearch"
    after: float = 0.0  # seconds
    cut: int = 0


class Fake:
    """`stored` is what bulk calls have stored; `asked` are the requests: their words and headers."""

    def __init__(self, alias):
        self.alias = alias
        self.stored = {}
        self.asked = []
        self._instead = []

    def answers(self, pattern, *answers):
        """Give `answers`, one after the other and the last one ever after, where "METHOD /path" matches `pattern`."""
        self._instead.insert(0, (re.compile(pattern), list(answers)))

    def mend(self):
        self._instead.clear()

    def answer_to(self, words, body):
        for pattern, answers in self._instead:
            if pattern.search(words):
                answer = answers.pop(0) if len(answers) > 1 else answers[0]
                return answer(body) if callable(answer) else answer
        if "/_search" in words:
            return Answer(self._found(json.loads(body)))
        if "/_bulk" in words:
            return Answer(self.bulk(body))
        return Answer({f"{self.alias}-1": {"aliases": {self.alias: {}}}})

    def bulk(self, body, status=200, kind=None):
        """Store what `body` has, unless `status` says otherwise, and return the answer."""
        lines = [json.loads(line) for line in body.splitlines()]
        items = []
        while lines:
            [(action, meta)] = lines.pop(0).items()
            entry = lines.pop(0) if action == "index" else None
            if status < 300:
                self.stored[meta["_id"]] = entry
            error = {"error": {"type": kind or "some_exception"}} if status >= 400 else {}
            items.append({action: {"_id": meta["_id"], "status": status, **error}})
        return {"errors": status >= 400, "items": items}

    def _found(self, asked):
        names = asked.get("aggs", {})
        return NO_HITS | {"aggregations": {name: {"buckets": []} for name in names}}


@contextmanager
def serving():
    """Run a fake; yields it and its address."""
    fake = Fake(ElasticEngine(None, NAME)._alias)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(fake))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def engine_at(url, **settings):
    return ElasticEngine(Connection(client({"URL": url, **settings})), NAME)


def _handler(fake):
    class Handler(BaseHTTPRequestHandler):
        def _answer(self):
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            words = f"{self.command} {self.path}"
            fake.asked.append((words, self.headers))
            answer = fake.answer_to(words, body)
            time.sleep(answer.after)
            text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
            whole = text.encode()
            with suppress(BrokenPipeError):  # whoever asked may have gone
                self._send(answer, whole)

        def _send(self, answer, whole):
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(whole)))
            if answer.product:
                self.send_header("X-Elastic-Product", answer.product)
            self.end_headers()
            self.wfile.write(whole[: len(whole) - answer.cut])

        do_GET = do_POST = do_PUT = do_HEAD = _answer

        def log_message(self, *arguments):
            """Say nothing."""

    return Handler
