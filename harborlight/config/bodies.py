"""What a browser sends, taken in without making anybody wait for a slow one.

A request is handed to Django only when all of it is here. Up to a mebibyte waits
in memory; more goes to a file that has no name, encrypted under a key that never
leaves this process: no part of a passport lies in clear on a disk.
"""

from __future__ import annotations

import asyncio
import io
import secrets
import tempfile
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import Executor
from pathlib import Path
from typing import IO, Any

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

IN_MEMORY = 1024 * 1024
# A sender who is silent this long has gone; one who keeps sending has time for
# a kilobyte a second.
SILENCE_SECONDS = 60.0
SLOWEST_BYTES_A_SECOND = 1000
# A browser shows an early answer only if it could finish sending: so much of a
# body that is too large is read and thrown away.
READ_AND_FORGET = 512 * 1024 * 1024
_PATIENCE_WITH_THE_REFUSED = 2.0


class TooLarge(Exception):
    """The body is larger than this page takes."""


class TooSlow(Exception):
    """The body stopped arriving, or arrives too slowly to wait for."""


class Gone(Exception):
    """The sender hung up before the end of the body."""


class Body:
    """A request's body while it arrives, and a file to read it from afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.length = 0
        self._pieces: list[bytes] = []
        self._file: IO[bytes] | None = None
        self._key, self._nonce = secrets.token_bytes(32), secrets.token_bytes(16)
        self._cipher = self._context().encryptor()

    def add(self, piece: bytes) -> None:
        """Keep what arrived; may write to the disk."""
        self.length += len(piece)
        if self._file is None and self.length <= IN_MEMORY:
            self._pieces.append(piece)
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self.folder, buffering=0)  # noqa: SIM115
            piece, self._pieces = b"".join([*self._pieces, piece]), []
        self._file.write(self._cipher.update(piece))

    @property
    def on_disk(self) -> bool:
        return self._file is not None

    def would_spill(self, piece: bytes) -> bool:
        """Whether adding this touches the disk."""
        return self.on_disk or self.length + len(piece) > IN_MEMORY

    def opened(self) -> IO[bytes]:
        """The whole body, to read once."""
        if self._file is None:
            return io.BytesIO(b"".join(self._pieces))
        self._file.seek(0)
        decryptor = self._context().decryptor()
        return io.BufferedReader(_Deciphered(self._file, decryptor), 1 << 17)

    def close(self) -> None:
        self._pieces = []
        if self._file is not None:
            self._file.close()

    def _context(self) -> Cipher[CTR]:
        return Cipher(AES(self._key), CTR(self._nonce))


class _Deciphered(io.RawIOBase):
    def __init__(self, file: IO[bytes], decryptor: CipherContext) -> None:
        self.file, self.decryptor = file, decryptor

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        sealed = self.file.read(len(buffer))
        buffer[: len(sealed)] = self.decryptor.update(sealed)
        return len(sealed)


async def collect(
    scope: Scope, receive: Receive, *, largest: int, folder: Path, disk: Executor
) -> Body:
    """The whole body of a request. Raises TooLarge, TooSlow or Gone."""
    declared = declared_length(scope)
    if declared > largest:
        await _forget(receive)
        raise TooLarge
    body, loop = Body(folder), asyncio.get_running_loop()
    deadline = loop.time() + SILENCE_SECONDS + largest / SLOWEST_BYTES_A_SECOND
    try:
        more = True
        while more:
            piece, more = await next_piece(receive)
            if body.length + len(piece) > largest:
                if more:
                    await _forget(receive)
                raise TooLarge
            if loop.time() > deadline:
                raise TooSlow
            if body.would_spill(piece):
                await loop.run_in_executor(disk, body.add, piece)
            else:
                body.add(piece)
    except BaseException:
        body.close()
        raise
    return body


async def next_piece(
    receive: Receive, silence: float = SILENCE_SECONDS
) -> tuple[bytes, bool]:
    """The next bytes of a body, and whether more follow. Raises TooSlow or Gone."""
    try:
        message = await asyncio.wait_for(receive(), silence)
    except TimeoutError:
        raise TooSlow from None
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)


class Sender:
    """Whoever sends a body, listened to with patience, one piece at a time."""

    def __init__(self, receive: Receive) -> None:
        self.receive = receive
        self.heard: asyncio.Future[MutableMapping[str, Any]] | None = None
        self.silent, self.ended = 0.0, False

    async def next(self, seconds: float) -> tuple[bytes, bool] | None:
        """The next bytes and whether more follow; None after so much silence.

        Raises Gone, or TooSlow after SILENCE_SECONDS of it.
        """
        if self.heard is None:
            self.heard = asyncio.ensure_future(self.receive())
        # Never cancelled: what it would have brought must not be lost.
        done, _waiting = await asyncio.wait({self.heard}, timeout=seconds)
        if not done:
            self.silent += seconds
            if self.silent >= SILENCE_SECONDS:
                raise TooSlow
            return None
        message, self.heard, self.silent = self.heard.result(), None, 0.0
        if message["type"] == "http.disconnect":
            raise Gone
        self.ended = not message.get("more_body", False)
        return message.get("body", b""), not self.ended

    async def forget(self, most: int) -> None:
        """Read on without keeping, so that the sender gets to see the refusal."""
        while not self.ended and most > 0:
            came = await self.next(_PATIENCE_WITH_THE_REFUSED)
            if came is None:
                return
            most -= len(came[0])

    def close(self) -> None:
        if self.heard is not None:
            self.heard.cancel()


def declared_length(scope: Scope) -> int:
    """How long the sender says the body is; 0 where they do not say."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _forget(receive: Receive) -> None:
    """Read on without keeping, so that the browser gets to see the refusal."""
    left, more = READ_AND_FORGET, True
    try:
        while more and left > 0:
            piece, more = await next_piece(receive)
            left -= len(piece)
    except TooSlow:
        return
