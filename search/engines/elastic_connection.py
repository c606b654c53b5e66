"""The way to a cluster: who is asked, for how long, and what becomes of everything that goes wrong."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError, TransportError

from search.engines.base import EngineError, StaleIndex
from search.engines.breaker import Breaker, Unanswered

WRITING = 10.0  # seconds for one request
MOST_HOSTS_TRIED = 3

Lending = Callable[[], AbstractContextManager[Elasticsearch]]


def client(settings: Mapping[str, Any]) -> Elasticsearch:
    """Return a client of the hosts in `URL` (parted by commas), with `API_KEY`, or `USER` and `PASSWORD`.

    `CA_CERTIFICATE` is the file of a certificate that the cluster's are signed with. A host that refuses is passed over
    for the next; one that is slow is not asked twice. Raises EngineError without `URL`.
    """
    if not settings.get("URL"):
        raise EngineError("SEARCH_URL names no Elasticsearch.")
    hosts = settings["URL"].split(",")
    known: dict[str, Any] = {}
    if settings.get("API_KEY"):
        known["api_key"] = settings["API_KEY"]
    elif settings.get("USER"):
        # The client itself writes nothing but ASCII, and a password may hold any letter.
        known["basic_auth"] = b64encode(f"{settings['USER']}:{settings['PASSWORD']}".encode()).decode()
    if settings.get("CA_CERTIFICATE"):
        known["ca_certs"] = settings["CA_CERTIFICATE"]
    tries = min(len(hosts), MOST_HOSTS_TRIED)
    return Elasticsearch(hosts, max_retries=tries - 1, retry_on_timeout=False, retry_on_status=(), **known)


class Connection:
    """A client, with a breaker for reading and one for writing: a cluster that is full can still be searched.

    All that is raised is EngineError: StaleIndex when the index is not there, else what names the kind of fault only,
    because answers and addresses may hold what no log should.
    """

    def __init__(self, client: Elasticsearch) -> None:
        self._client = client
        self._reads = Breaker("Elasticsearch")
        self._writes = Breaker("Elasticsearch (writing)")

    @contextmanager
    def reading(self, seconds: float) -> Iterator[Lending]:
        """Yield what lends out the client, any number of times, until `seconds` have passed.

        All of them count as one failure or success: a cluster that answers each, but slowly, does not answer a search.
        """
        deadline = time.monotonic() + seconds
        with self._reads.asking():
            yield lambda: self._lent(deadline - time.monotonic())

    def rests(self) -> bool:
        """Tell whether it is left alone by readers."""
        return self._reads.rests()

    @contextmanager
    def writing(self) -> Iterator[Elasticsearch]:
        """Lend out the client for writing."""
        with self._writes.asking(), self._lent(WRITING) as client:
            yield client

    @contextmanager
    def _lent(self, seconds: float) -> Iterator[Elasticsearch]:
        if seconds <= 0:
            raise Unanswered("The time for this search is over.")
        try:
            yield self._client.options(request_timeout=seconds)
        except BadRequestError as error:
            raise EngineError(f"Elasticsearch refused a request: {_kind(error)}") from None
        except NotFoundError as error:
            raise StaleIndex(f"Elasticsearch lacks the index: {_kind(error)}") from None
        except (ApiError, TransportError) as error:
            raise Unanswered(_kind(error)) from None
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise Unanswered(f"Elasticsearch answered with something else: {type(error).__name__}") from None


def _kind(error: ApiError | TransportError) -> str:
    if not isinstance(error, ApiError):
        return type(error).__name__
    return f"{type(error).__name__} {error.status_code} {error.error if isinstance(error.error, str) else ''}".rstrip()
