"""The events of all cases in one chain, in the order in which they happened.

They are made case by case, but sealed by time: each waits in a file of its week, and
at the end the weeks are read one after the other.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from harborlight.config.synth.casting import Cast
from harborlight.config.synth.parting import FORK, begun, ended, handed_over
from harborlight.config.synth.writing import Sealed, Writer

WEEK = 7 * 86400 * 10**6
# So many of them may wait for whoever writes them.
WEEKS_AHEAD = 8


class Waiting:
    """The files in which one process lays down its events."""

    def __init__(self, folder: Path, name: str) -> None:
        self.folder, self.name = folder, name
        self.files: dict[int, BinaryIO] = {}

    def add(self, cast: Cast, writer: Writer) -> int:
        count = 0
        for event in cast.events():
            row = (event.at, *event.parts, writer.packed(event, cast))
            marshal.dump(row, self._file(event.at // WEEK))
            count += 1
        return count

    def __enter__(self) -> Waiting:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self.files.values():
            file.close()

    def _file(self, week: int) -> BinaryIO:
        if week not in self.files:
            path = self.folder / f"{week:06}.{self.name}"
            self.files[week] = path.open("wb", buffering=64 * 1024)
        return self.files[week]


def sealed(folder: Path, before: str, n: int) -> Iterator[list[Sealed]]:
    """Week by week the rows, each with its number and hash: they follow that event."""
    weeks: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        weeks.setdefault(path.stem, []).append(path)
    for paths in weeks.values():
        rows = sorted(_read(paths), key=lambda row: row[0])
        week = [*_chained(rows, before, n)]
        _row, n, before = week[-1]
        yield week


def ahead(weeks: Iterable[list[Sealed]]) -> Iterator[list[Sealed]]:
    """The same, made by another process while this one writes those before."""
    made = FORK.Queue(WEEKS_AHEAD)

    def make() -> None:
        for week in weeks:
            made.put(week)

    several = begun([make])
    yield from handed_over(made, several)
    ended(several)


def _chained(rows: Iterable[tuple[Any, ...]], before: str, n: int) -> Iterator[Sealed]:
    for _at, first, second, third, row in rows:
        n += 1
        # As firm.chain.fingerprint has it.
        text = f"{first}{before}{second}{n}{third}"
        before = hashlib.sha256(text.encode()).hexdigest()
        yield row, n, before


def _read(paths: Iterable[Path]) -> Iterator[tuple[Any, ...]]:
    for path in paths:
        with path.open("rb") as file:
            end = path.stat().st_size
            while file.tell() < end:
                yield marshal.load(file)  # noqa: S302 - our own file of a minute ago
        path.unlink()
