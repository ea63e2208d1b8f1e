"""Encryption of files, chunk by chunk (STREAM over AES-256-GCM), as they arrive.

A file is a row of chunks of 64 KiB, the last one shorter. The nonce of a chunk is
7 random bytes that stand before it, its number (4 bytes), and whether it is the
last one (1 byte); the id of the file is bound to it. So a chunk that was changed,
moved within its file or to another one, or a file that ends too early, does not open.

STREAM usually has one prefix a file. Ours has a fresh one a chunk, because a chunk
of an interrupted upload may be sealed twice (a part of it, then the whole), and the
same nonce must never seal two texts.
"""

from __future__ import annotations

import hashlib
import io
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from harborlight.firm.vault.ciphers import Unreadable
from harborlight.outside.storage import Missing, Storage, Writer

CHUNK = 64 * 1024
_PREFIX, _TAG = 7, 16
OVERHEAD = _PREFIX + _TAG
STRIDE = CHUNK + OVERHEAD
Bytes = bytes | bytearray | memoryview


class FileCipher:
    """Seals and opens the chunks of one file under its own key."""

    def __init__(self, key: bytes, file_id: bytes) -> None:
        self._aead, self._about = AESGCM(key), file_id

    def sealed(self, first: int, plain: Bytes, *, ends: bool) -> list[bytes]:
        """The pieces to write for the chunks from number `first` on.

        `plain` holds whole chunks, but for the last. `ends`: the file ends here.
        """
        view, pieces = memoryview(plain), []
        count = chunks_of(len(view)) if len(view) else int(ends)
        prefixes = secrets.token_bytes(_PREFIX * count)
        for n in range(count):
            prefix = prefixes[n * _PREFIX : (n + 1) * _PREFIX]
            nonce = _nonce(prefix, first + n, last=ends and n == count - 1)
            pieces += [
                prefix,
                self._aead.encrypt(
                    nonce, view[n * CHUNK : (n + 1) * CHUNK], self._about
                ),
            ]
        return pieces

    def opened(self, first: int, sealed: Bytes, *, ends: bool) -> bytes:
        """The plain bytes of the chunks from number `first` on. Raises Unreadable.

        `sealed` holds whole chunks, but for the last. `ends`: the file ends here.
        """
        view, plain = memoryview(sealed), []
        count = -(-len(view) // STRIDE)
        for n in range(count):
            chunk = view[n * STRIDE : (n + 1) * STRIDE]
            nonce = _nonce(
                bytes(chunk[:_PREFIX]), first + n, last=ends and n == count - 1
            )
            try:
                plain.append(self._aead.decrypt(nonce, chunk[_PREFIX:], self._about))
            except (InvalidTag, ValueError):
                raise Unreadable(
                    f"Chunk {first + n} of this file was changed, moved or cut off."
                ) from None
        return b"".join(plain)


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + (b"\x01" if last else b"\x00")


def chunks_of(length: int) -> int:
    """How many chunks hold so many plain bytes; an empty file is one empty chunk."""
    return max(1, -(-length // CHUNK))


def sealed_length(length: int) -> int:
    """Bytes of the whole file when sealed."""
    return length + OVERHEAD * chunks_of(length)


def runs(start: int, end: int, at_once: int) -> Iterator[tuple[int, int]]:
    """The chunk numbers, from and to, that hold the plain bytes from start to end."""
    first, beyond = start // CHUNK, chunks_of(end)
    for n in range(first, beyond, at_once):
        yield n, min(n + at_once, beyond)


class Sealing:
    """One file while it is written: seals what is added.

    offset: how many plain bytes were added so far. `tail` are those that do not
    fill a chunk yet.
    """

    def __init__(
        self,
        cipher: FileCipher,
        writer: Writer,
        *,
        offset: int = 0,
        tail: bytes = b"",
    ) -> None:
        self.cipher, self.writer = cipher, writer
        self.offset, self.tail = offset, tail

    def add(self, plain: bytes, *, ends: bool = False) -> None:
        """Seal these bytes. `ends`: they are the file's last, and there are some."""
        first, rest = (self.offset - len(self.tail)) // CHUNK, memoryview(plain)
        sealed: list[bytes] = []
        if self.tail and len(self.tail) + len(rest) > CHUNK:
            # Only the chunk that was begun is put together: copies cost time.
            begun = self.tail + rest[: CHUNK - len(self.tail)]
            rest = rest[CHUNK - len(self.tail) :]
            sealed, self.tail = self.cipher.sealed(first, begun, ends=False), b""
            first += 1
        data = self.tail + rest if self.tail else rest
        whole = len(data) if ends else len(data) - len(data) % CHUNK
        if whole or ends:
            view = memoryview(data)[:whole]
            sealed += self.cipher.sealed(first, view, ends=ends)
        if sealed:
            self.writer.write(sealed)
        self.tail = bytes(data[whole:])
        self.offset += len(plain)

    def park(self) -> None:
        """Keep the unfinished chunk too, to be sealed again when more arrives."""
        if self.tail:
            first = (self.offset - len(self.tail)) // CHUNK
            self.writer.write(self.cipher.sealed(first, self.tail, ends=False))


@dataclass(frozen=True)
class SealedFile:
    """A whole file of the store, and what opens it; needs no database any more."""

    store: Storage
    name: str
    cipher: FileCipher
    length: int

    def pieces(
        self, start: int = 0, end: int | None = None, *, at_once: int = 4
    ) -> Iterator[bytes]:
        """The plain bytes from start to end, `at_once` chunks at a time.

        Raises Unreadable if they are not exactly what was sealed.
        """
        end = self.length if end is None else min(end, self.length)
        total = chunks_of(self.length)
        try:
            with self.store.reader(self.name) as reader:
                for first, beyond in runs(start, end, at_once):
                    until = min(beyond * STRIDE, sealed_length(self.length))
                    sealed = reader.read(first * STRIDE, until - first * STRIDE)
                    plain = self.cipher.opened(first, sealed, ends=beyond == total)
                    begin = max(start - first * CHUNK, 0)
                    yield plain[begin : end - first * CHUNK]
        except Missing as error:
            raise Unreadable(f"This file ends too early: {error}") from error

    def read(self, start: int, length: int) -> bytes:
        """Plain bytes from anywhere; fewer at the end of the file."""
        if length <= 0 or start >= self.length:
            return b""
        return b"".join(self.pieces(start, start + length))

    def opened(self) -> BinaryIO:
        """The plain file, to read and to seek in."""
        return cast("BinaryIO", io.BufferedReader(_Plain(self), 4 * CHUNK))

    def sha256(self) -> str:
        """The hash of the plain bytes, read and verified from the first to the last."""
        digest = hashlib.sha256()
        for piece in self.pieces(at_once=16):
            digest.update(piece)
        return digest.hexdigest()


class _Plain(io.RawIOBase):
    def __init__(self, file: SealedFile) -> None:
        self.file, self.at = file, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.file.length}
        self.at = max(0, base[whence] + offset)
        return self.at

    def tell(self) -> int:
        return self.at

    def readinto(self, buffer: Any) -> int:
        plain = self.file.read(self.at, len(buffer))
        buffer[: len(plain)] = plain
        self.at += len(plain)
        return len(plain)
