"""Work in several processes at once, and what they hand over."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.process import BaseProcess
from queue import Empty
from typing import Any

# They begin with all that is made already: nothing of it is sent to them.
FORK = multiprocessing.get_context("fork")


def begun(works: Sequence[Callable[[], object]]) -> list[BaseProcess]:
    """A process for each."""
    several: list[BaseProcess] = [FORK.Process(target=work) for work in works]
    for process in several:
        process.start()
    return several


def handed_over(queue: Any, several: Sequence[BaseProcess]) -> Iterator[Any]:
    """All that they put there, until the last of them ended.

    A process ends only when everything that it put there is on its way.
    """
    while any(one.is_alive() for one in several) or not queue.empty():
        try:
            one = queue.get(timeout=0.2)
        except Empty:
            continue
        yield one


def ended(several: Sequence[BaseProcess]) -> None:
    """Wait for them. RuntimeError if one of them failed."""
    for process in several:
        process.join()
    if any(process.exitcode for process in several):
        raise RuntimeError("A process that makes cases has failed; see above.")
