"""A file too large for memory, read from afar: part by part, as it is asked for.

The bytes stay with the process that may decrypt them. Over a line of its own the sandbox
names a place and a length, and gets those bytes and no others; so memory stays the same
whatever the size, and nothing is written down in clear.
"""

from __future__ import annotations

import socket
import struct
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import overload

ASKED = struct.Struct("!QI")
BLOCK = 256 * 1024
# Parsers go back and forth between a few places of a file.
_BLOCKS_KEPT = 64


@dataclass(frozen=True)
class Served:
    """A file of `length` bytes; `read(start, length)` gives fewer only at its end."""

    read: Callable[[int, int], bytes]
    length: int

    def answer(self, line: socket.socket) -> bool:
        """Answer one question on the line; False where nobody asks any more.

        Raises OSError (TimeoutError) where whoever asked does not listen, and what
        `read` raises.
        """
        asked = line.recv(ASKED.size, socket.MSG_WAITALL)
        if len(asked) < ASKED.size:
            return False
        start, length = ASKED.unpack(asked)
        line.sendall(self.read(start, min(length, BLOCK)))
        return True


class Distant:
    """The bytes of such a file, as if they were here: length, parts, and searching."""

    def __init__(self, number: int, length: int) -> None:
        self._line = socket.socket(fileno=number)
        self._length = length
        self._blocks: OrderedDict[int, bytes] = OrderedDict()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, where: int) -> int: ...

    @overload
    def __getitem__(self, where: slice) -> bytes: ...

    def __getitem__(self, where: slice | int) -> bytes | int:
        if isinstance(where, int):
            at = where + self._length if where < 0 else where
            if not 0 <= at < self._length:
                raise IndexError(where)
            return self.part(at, at + 1)[0]
        start, end, step = where.indices(self._length)
        if step != 1:
            raise ValueError("Only whole parts are asked for.")
        return self.part(start, end)

    def part(self, start: int, end: int) -> bytes:
        """The bytes from start to end, as far as the file goes."""
        end = min(end, self._length)
        if start >= end:
            return b""
        first, last = start // BLOCK, (end - 1) // BLOCK
        whole = b"".join(self._block(n) for n in range(first, last + 1))
        return whole[start - first * BLOCK : end - first * BLOCK]

    def find(self, sought: bytes, start: int = 0) -> int:
        """Where the bytes first stand from `start` on; -1 if nowhere."""
        for at, part in self._windows(start, len(sought) - 1):
            if (found := part.find(sought)) >= 0:
                return at + found
        return -1

    def rfind(self, sought: bytes) -> int:
        """Where the bytes last stand; -1 if nowhere."""
        end = self._length
        while end > 0:
            start = max(0, end - BLOCK)
            found = self.part(start, end + len(sought) - 1).rfind(sought)
            if found >= 0:
                return start + found
            end = start
        return -1

    def close(self) -> None:
        self._line.close()

    def _windows(self, start: int, more: int) -> Iterator[tuple[int, bytes]]:
        """One block after the other, each with the first bytes of the next."""
        for at in range(start, self._length, BLOCK):
            yield at, self.part(at, at + BLOCK + more)

    def _block(self, number: int) -> bytes:
        if number in self._blocks:
            self._blocks.move_to_end(number)
            return self._blocks[number]
        start = number * BLOCK
        wanted = min(BLOCK, self._length - start)
        self._line.sendall(ASKED.pack(start, wanted))
        block = self._line.recv(wanted, socket.MSG_WAITALL)
        if len(block) < wanted:
            raise OSError("The file went away.")
        self._blocks[number] = block
        if len(self._blocks) > _BLOCKS_KEPT:
            self._blocks.popitem(last=False)
        return block
