"""What rooms above put into the records of trust: papers that the bank knows nothing of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

File = tuple[str, bytes]
# The files of a time, both days included: their names in the records, and what is in them.
Enclosing = Callable[[date, date], Iterator[File]]
ENCLOSINGS: dict[str, Enclosing] = {}


def encloses(name: str) -> Callable[[Enclosing], Enclosing]:
    """Make a function say which files lie in the records of a time."""

    def register(enclosing: Enclosing) -> Enclosing:
        if name in ENCLOSINGS:
            raise ValueError(f"Two enclosings are named {name}.")
        ENCLOSINGS[name] = enclosing
        return enclosing

    return register


def enclosed(begins: date, ends: date) -> Iterator[File]:
    for enclosing in ENCLOSINGS.values():
        yield from enclosing(begins, ends)
