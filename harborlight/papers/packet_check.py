"""Whether a packet is still what was built: page by page, by what each page draws."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from harborlight.papers import sandbox
from harborlight.papers.inspect_content import held_data_of
from harborlight.papers.packet_digest import Fingerprints
from harborlight.papers.packet_types import MEBIBYTE, PageRow

_WALLS = sandbox.Walls(cpu_seconds=120, wall_seconds=150.0, memory=1536 * MEBIBYTE)


@dataclass(frozen=True)
class Difference:
    """How a file differs from what was built.

    pages: whose content is another, by their running number; missing: those that are
    not there; more: how many pages it has that were never in it.
    """

    pages: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.pages or self.missing or self.more)


def fingerprints(file: BinaryIO) -> list[str]:
    """What the sandbox calls: the fingerprint of every page of a PDF."""
    set_qpdf_limits(flate_max_memory=256 * MEBIBYTE, doc_max_warnings=200)
    with pikepdf.open(io.BytesIO(held_data_of(file)), suppress_warnings=True) as pdf:
        prints = Fingerprints(pdf)
        return [prints.of(page.obj) for page in pdf.pages]


def fingerprints_apart(file: BinaryIO) -> list[str] | None:
    """The same, behind walls. None where the file cannot be read."""
    answer = sandbox.run("packet_check.fingerprints", file, walls=_WALLS)
    if isinstance(answer, list) and all(isinstance(one, str) for one in answer):
        return answer
    return None


def difference(rows: Sequence[PageRow], found: Sequence[str]) -> Difference:
    """How one file differs from the rows of its part, in order."""
    both = zip(rows, found, strict=False)
    return Difference(
        pages=tuple(row.number for row, one in both if row.digest != one),
        missing=tuple(row.number for row in rows[len(found) :]),
        more=max(0, len(found) - len(rows)),
    )
