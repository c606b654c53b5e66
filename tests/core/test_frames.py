"""Whether a call deep in a request costs the kernel's time."""

import resource

import pytest

from core.frames import with_room

TURNS = 500


def nothing():
    return None


def faults_at(depth):
    """Return how many pages of memory the kernel gives out for a loop of calls at a depth."""
    if depth:
        return faults_at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _turn in range(TURNS):
        nothing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_a_loop_costs_the_same_at_every_depth():
    answer = with_room(lambda environ, start_response: [faults_at(depth) for depth in range(400)])

    assert max(answer({}, None)) < TURNS // 5


def test_it_answers_as_the_application_does():
    told = []
    answer = with_room(lambda environ, start_response: [environ["PATH_INFO"], start_response("200 OK")])

    assert answer({"PATH_INFO": "/"}, told.append) == ["/", None]
    assert told == ["200 OK"]


def test_what_goes_wrong_comes_out():
    with pytest.raises(ZeroDivisionError):
        with_room(lambda environ, start_response: 1 / 0)({}, None)
