"""Harmless copies of papers, made when somebody asks for one; nothing of them is kept."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO

from harborlight.documents.checking import made_with
from harborlight.firm.beside import Work
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.stored import plain_of
from harborlight.papers.clean_copy import clean_copy_apart, places_apart
from harborlight.papers.distant import Served
from harborlight.papers.inspect_verdicts import RECORDINGS, Refusal

# The bytes of a copy; of a recording, which bytes of the original are blanked in it.
Copy = bytes | list[tuple[int, int]]


def copying(whose: str, file: StoredFile, kind: str) -> Work:
    """The copy of a file: [Copy], or [None] where none can be made. Raises Held.

    whose: the account that asks for it.
    """
    make = partial(made_with, plain_of(file), partial(_copied, kind=kind))
    return Work(f"copy {file.key}", make, whose=whose, watched=True)


def _copied(plain: BinaryIO | Served, kind: str) -> Copy | Refusal:
    if kind in RECORDINGS:
        return places_apart(plain)
    return clean_copy_apart(plain, kind)
