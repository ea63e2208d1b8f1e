"""An upload while it arrives: how far it has come, and what comes next.

What counts as arrived is what lies in the store, sealed and synced; nothing about
it is written to the database until the end. A process that has received all of it
so far knows its hash; otherwise the file is read once more at the end.

Nothing here may be called by two at once for one upload (firm/vault/holding.py).
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from harborlight.firm.ids import shown
from harborlight.firm.vault.ciphers import Unreadable
from harborlight.firm.vault.streams import (
    CHUNK,
    OVERHEAD,
    STRIDE,
    FileCipher,
    SealedFile,
    Sealing,
    chunks_of,
    sealed_length,
)
from harborlight.outside.storage import Missing, Reader, Storage, Writer, storage

if TYPE_CHECKING:
    from hashlib import _Hash as Digest

MEBIBYTE = 1024 * 1024
# So much is synced while as much arrives: a loss costs the sender at most twice this.
SYNC_EVERY = 4 * MEBIBYTE
# After a crash, so much of the end is read again to see that it is whole: what was
# not synced yet, and as much again.
_CHECKED_CHUNKS = 4 * SYNC_EVERY // CHUNK
_MOST_REMEMBERED = 256


@dataclass(frozen=True)
class Arrival:
    """One upload, with what seals it; needs no database."""

    file_id: UUID
    key: bytes
    length: int

    @property
    def name(self) -> str:
        return shown(self.file_id)

    @property
    def cipher(self) -> FileCipher:
        return FileCipher(self.key, self.file_id.bytes)


@dataclass
class Standing:
    """How far an upload has come.

    offset: plain bytes that are safe. tail: those of them that fill no chunk yet.
    digest: SHA-256 of all of them, if this process saw them all.
    """

    offset: int
    tail: bytes
    digest: Digest | None
    sealed: int


_remembered: OrderedDict[UUID, Standing] = OrderedDict()


def standing(arrival: Arrival) -> Standing:
    """How far the upload has come, by what lies in the store."""
    store = storage()
    sealed = store.length(arrival.name)
    known = _remembered.get(arrival.file_id)
    if known is not None and known.sealed == sealed:
        return known
    _remembered.pop(arrival.file_id, None)
    if sealed:
        # Written by a process that may have been killed before it synced.
        store.make_safe(arrival.name)
    return _measured(store, arrival, sealed)


def _measured(store: Storage, arrival: Arrival, sealed: int) -> Standing:
    """Read the end of what lies there; what does not open was never synced."""
    whole = min(sealed // STRIDE, chunks_of(arrival.length))
    good, tail = max(0, whole - _CHECKED_CHUNKS), b""
    try:
        with store.reader(arrival.name) as reader:
            for plain in _openable(reader, arrival, good, sealed):
                good, tail = good + (len(plain) == CHUNK), plain
    except Missing:
        pass
    tail = tail if len(tail) < CHUNK else b""
    offset = good * CHUNK + len(tail)
    return Standing(offset, tail, None if offset else hashlib.sha256(), sealed)


def _openable(
    reader: Reader, arrival: Arrival, first: int, sealed: int
) -> Iterator[bytes]:
    """The chunks from `first` on, as far as they open."""
    for n in range(first, chunks_of(arrival.length)):
        size = min(STRIDE, sealed - n * STRIDE)
        if size <= OVERHEAD:
            return
        ends = n * CHUNK + size - OVERHEAD == arrival.length
        try:
            yield arrival.cipher.opened(n, reader.read(n * STRIDE, size), ends=ends)
        except Unreadable:
            return


class Receiving:
    """Takes in the next bytes of an upload. Every method may wait for the store.

    The same bytes are added and hashed, by two threads if need be. `digest` is None
    where those before were added by another process.
    """

    def __init__(self, arrival: Arrival, at: Standing) -> None:
        self.arrival, self.at, self.digest = arrival, at, at.digest
        self.open = ExitStack()
        self.writer: Writer
        self.sealing: Sealing
        self.begun_to_sync = at.offset

    @property
    def offset(self) -> int:
        return self.sealing.offset

    def begin(self) -> None:
        """Open the store where the upload stopped."""
        _remembered.pop(self.arrival.file_id, None)
        at = (self.at.offset - len(self.at.tail)) // CHUNK * STRIDE
        self.writer = self.open.enter_context(storage().writer(self.arrival.name, at))
        self.sealing = Sealing(
            self.arrival.cipher,
            self.writer,
            offset=self.at.offset,
            tail=self.at.tail,
        )

    def add(self, pieces: Iterable[bytes]) -> None:
        """Seal and write these bytes, one piece after the other."""
        ends = self.offset == self.arrival.length
        for plain in filter(None, pieces):
            ends = self.offset + len(plain) == self.arrival.length
            self.sealing.add(plain, ends=ends)
        if self.offset - self.begun_to_sync >= SYNC_EVERY and not ends:
            self.writer.sync_soon()
            self.begun_to_sync = self.offset

    def hash(self, pieces: Iterable[bytes]) -> None:
        """Hash these bytes, in the order in which they are added."""
        if self.digest is not None:
            for plain in pieces:
                self.digest.update(plain)

    def end(self) -> int:
        """Make everything safe that was added; how far the upload has come."""
        try:
            self.sealing.park()
            self.writer.sync()
        finally:
            self.open.close()
        self._remember()
        return self.offset

    def give_up(self) -> None:
        """After trouble: let go; what is safe will be read from the store."""
        self.open.close()

    def _remember(self) -> None:
        now = self.sealing
        if now.offset == self.arrival.length:
            sealed = sealed_length(now.offset)
        else:
            sealed = (now.offset - len(now.tail)) // CHUNK * STRIDE
            sealed += len(now.tail) + OVERHEAD if now.tail else 0
        _remembered[self.arrival.file_id] = Standing(
            now.offset, now.tail, self.digest, sealed
        )
        while len(_remembered) > _MOST_REMEMBERED:
            _remembered.popitem(last=False)


def arrived_hash(arrival: Arrival) -> str:
    """SHA-256 of an upload that has arrived whole, as 64 hex digits.

    Raises Unreadable if what lies in the store is not what was sent.
    """
    known = _remembered.pop(arrival.file_id, None)
    if known and known.digest and known.offset == arrival.length:
        return known.digest.hexdigest()
    whole = SealedFile(storage(), arrival.name, arrival.cipher, arrival.length)
    return whole.sha256()


def write_nothing(arrival: Arrival) -> None:
    """Seal a file that is empty, as its sender said it would be."""
    with storage().writer(arrival.name, 0) as writer:
        Sealing(arrival.cipher, writer).add(b"", ends=True)
        writer.sync()
