"""Several processes at once, each with connections of its own, as in production."""

import multiprocessing
import traceback

from django.db import connections

from search.drain import engine


def run_at_once(work, numbers):
    """Call `work(number)` in one process for each number, all let go at the same moment; return what each returned.

    A process that raises returns its traceback as a string.
    """
    connections.close_all()
    context = multiprocessing.get_context("fork")
    start, answers = context.Event(), context.Queue()

    def child(number):
        engine.cache_clear()
        start.wait()
        try:
            answers.put(work(number))
        except BaseException:  # noqa: BLE001 - the parent is to see it, whatever it is
            answers.put(traceback.format_exc())
        finally:
            connections.close_all()

    processes = [context.Process(target=child, args=(number,)) for number in numbers]
    for process in processes:
        process.start()
    start.set()
    results = [answers.get(timeout=300) for _process in processes]
    for process in processes:
        process.join(30)
    return results
