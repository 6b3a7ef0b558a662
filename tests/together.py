"""The same at the same moment, in processes of their own."""

from __future__ import annotations

import multiprocessing

from django.db import connections

AT_ONCE = 6


def together(do, things: list, *, at_once: int = AT_ONCE) -> list[str]:
    """Every process does the same to one thing after the other, all at the same moment; what went wrong."""
    context = multiprocessing.get_context("fork")
    line_up, said = context.Barrier(at_once), context.SimpleQueue()

    def work() -> None:
        wrong = []
        for thing in things:
            line_up.wait(60)
            try:
                do(thing)
            except Exception as error:
                wrong.append(type(error).__name__)
        connections.close_all()
        said.put(wrong)

    connections.close_all()  # a child must not share a socket with us
    workers = [context.Process(target=work) for _ in range(at_once)]
    for worker in workers:
        worker.start()
    wrong = [name for _ in workers for name in said.get()]
    for worker in workers:
        worker.join()
    return wrong
