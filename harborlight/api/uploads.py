"""Taking in the bytes of an upload: sealed in threads of their own, never in Django's.

Whoever sends slowly costs a little memory and no thread: bytes are gathered until
there are enough to seal, and sealing one heap goes on while the next one gathers.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from harborlight.firm.vault.arriving import Arrival, Receiving, arrived_hash, standing
from harborlight.firm.vault.holding import Hold, try_hold, wish, wish_no_more

KIBIBYTE = 1024
# A heap is worked at when it has grown to the first, or to the second while the one
# before it is still at work.
LEAST, MOST = 256 * KIBIBYTE, 2048 * KIBIBYTE
# After so much silence a sender gives way to another one of the same upload.
QUIET_SECONDS = 1.0
# How long another sender waits for that.
PATIENCE_SECONDS = 5.0
_ASK_AGAIN_SECONDS = 0.1
# Who sends is asked of Django again while a piece takes longer than this.
STILL_THEIRS_SECONDS = 60.0


class Busy(Exception):
    """Somebody else is sending the same upload just now."""


class WrongOffset(Exception):
    """The sender goes on somewhere else than where the upload stopped."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"The upload stands at byte {offset}.")
        self.offset = offset


class TooMuch(Exception):
    """More arrives than was announced."""


class GaveWay(Exception):
    """The sender was silent, and another connection goes on in its place."""


class NoLongerTheirs(Exception):
    """The session ended while the upload went on."""


class Sender(Protocol):
    async def next(self, seconds: float) -> tuple[bytes, bool] | None:
        """The next bytes and whether more follow; None after so much silence."""


@dataclass(frozen=True)
class Stand:
    """How far an upload has come; `sha256` once all of it is here."""

    offset: int
    sha256: str = ""


class Intake:
    """The threads that seal, and what they are given to do."""

    def __init__(self, threads: int = 4) -> None:
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="uploads")

    async def stand(self, arrival: Arrival) -> Stand:
        """How far it has come, by what is safe in the store."""
        return await self._stand(arrival, (await self._in(standing, arrival)).offset)

    async def take(
        self,
        arrival: Arrival,
        offset: int,
        sender: Sender,
        still_theirs: Callable[[], Awaitable[bool]],
    ) -> Stand:
        """Seal what is sent, from `offset` on; whatever ends it, what came is kept.

        Raises what is defined above, what the sender raises, and trouble of the store.
        """
        async with held(arrival.file_id) as hold:
            at = await self._in(standing, arrival)
            if at.offset != offset:
                raise WrongOffset(at.offset)
            receiving = Receiving(arrival, at)
            pieces = _pieces(sender, hold, still_theirs, arrival.length - offset)
            came = await self._received(receiving, pieces)
            return await self._stand(arrival, came)

    async def _received(
        self, receiving: Receiving, pieces: AsyncIterator[bytes]
    ) -> int:
        # The same bytes twice: while sealing waits for the disk, hashing goes on.
        lanes = [_Lane(partial(self._in, do)) for do in (receiving.add, receiving.hash)]
        try:
            await self._in(receiving.begin)
            try:
                async for piece in pieces:
                    for lane in lanes:
                        await lane.add(piece)
            finally:
                for lane in lanes:
                    await lane.end()
                offset: int = await self._in(receiving.end)
        except BaseException:
            receiving.give_up()
            raise
        return offset

    async def _stand(self, arrival: Arrival, offset: int) -> Stand:
        if offset < arrival.length:
            return Stand(offset)
        return Stand(offset, await self._in(arrived_hash, arrival))

    def _in(self, work: Any, *arguments: Any) -> asyncio.Future[Any]:
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self.threads, work, *arguments)


class _Lane:
    """Bytes that wait for one kind of work, which is at one heap of them at a time."""

    def __init__(self, work: Callable[[list[bytes]], asyncio.Future[Any]]) -> None:
        self.work = work
        self.pieces: list[bytes] = []
        self.size = 0
        self.at_work: asyncio.Future[Any] | None = None

    async def add(self, piece: bytes) -> None:
        self.pieces.append(piece)
        self.size += len(piece)
        busy = self.at_work is not None and not self.at_work.done()
        if self.size >= (MOST if busy else LEAST):
            await self._next()

    async def end(self) -> None:
        if self.pieces:
            await self._next()
        if self.at_work is not None:
            await self.at_work

    async def _next(self) -> None:
        if self.at_work is not None:
            await self.at_work
        heap, self.pieces, self.size = self.pieces, [], 0
        self.at_work = self.work(heap)


async def _pieces(
    sender: Sender,
    hold: Hold,
    still_theirs: Callable[[], Awaitable[bool]],
    room: int,
) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    asked, more = loop.time(), True
    while more:
        if loop.time() - asked >= STILL_THEIRS_SECONDS:
            if not await still_theirs():
                raise NoLongerTheirs
            asked = loop.time()
        came = await sender.next(QUIET_SECONDS)
        if came is None:
            if hold.wanted():
                raise GaveWay
            continue
        piece, more = came
        room -= len(piece)
        if room < 0:
            raise TooMuch
        if piece:
            yield piece


@asynccontextmanager
async def held(what: UUID) -> AsyncIterator[Hold]:
    """The right to write to an upload, waited for. Raises Busy."""
    hold, waited = try_hold(what), 0.0
    try:
        while hold is None:
            if waited >= PATIENCE_SECONDS:
                raise Busy
            wish(what)
            await asyncio.sleep(_ASK_AGAIN_SECONDS)
            waited += _ASK_AGAIN_SECONDS
            hold = try_hold(what)
    finally:
        if waited:
            wish_no_more(what)
    try:
        yield hold
    finally:
        hold.release()
