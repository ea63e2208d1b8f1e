"""Harmless copies of papers, made when somebody asks for one; nothing of them is kept."""

from __future__ import annotations

import logging
from functools import partial

from harborlight.documents.checking import lent
from harborlight.firm.beside import Work
from harborlight.firm.models import StoredFile
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.stored import plain_of
from harborlight.firm.vault.streams import SealedFile
from harborlight.outside.storage import StorageDown
from harborlight.papers import sandbox
from harborlight.papers.clean_copy import clean_copy_apart, places_apart
from harborlight.papers.inspect_verdicts import RECORDINGS, Refusal

log = logging.getLogger(__name__)
# The bytes of a copy; of a recording, which bytes of the original are blanked in it.
Copy = bytes | list[tuple[int, int]]


def copying(whose: str, file: StoredFile, kind: str) -> Work:
    """The copy of a file: [Copy], or [None] where none can be made. Raises Held.

    whose: the account that asks for it.
    """
    make = partial(_copied, plain_of(file), kind)
    return Work(f"copy {file.key}", make, whose=whose, watched=True)


def _copied(file: SealedFile, kind: str) -> tuple[Copy | None]:
    try:
        with lent(file) as plain:
            made: Copy | Refusal = (
                places_apart(plain)
                if kind in RECORDINGS
                else clean_copy_apart(plain, kind)
            )
    except (sandbox.TooMuch, sandbox.NoPlaceInMemory, StorageDown, Unreadable):
        log.exception("A copy could not be made.")
        return (None,)
    return (None if isinstance(made, Refusal) else made,)
