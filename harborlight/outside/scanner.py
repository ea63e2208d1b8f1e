"""The virus scanner: ClamAV's daemon, which runs in a process of its own.

Its protocol (clamd(8), INSTREAM) is a few bytes, so there is no library between us.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

# How long it may be silent; a large film takes it some seconds at the end.
SECONDS = 120.0
_PIECE = 256 * 1024
_REPLY_AT_MOST = 4096
_LENGTH = struct.Struct("!I")
_TOO_LARGE = "The virus scanner takes no file of this size."


class ScannerDown(Exception):
    """The scanner cannot be reached, or did not come to an end."""


class TooLargeToScan(ScannerDown):
    """The scanner takes no file of this size (StreamMaxLength in clamd.conf)."""


@dataclass(frozen=True)
class Clamd:
    """address: `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`."""

    address: str

    def scan(self, pieces: Iterable[bytes]) -> str:
        """The name of the virus that is in these bytes; "" where none was found.

        Raises ScannerDown, and what the pieces raise.
        """
        with self._connected() as line:
            _say(line, b"zINSTREAM\0")
            for piece in pieces:
                for at in range(0, len(piece), _PIECE):
                    part = piece[at : at + _PIECE]
                    _say(line, _LENGTH.pack(len(part)) + part)
            _say(line, _LENGTH.pack(0))
            return _found(_heard(line))

    def version(self) -> str:
        """What runs there, with the age of what it knows: "ClamAV 1.4.6/27890/Mon ..."."""
        with self._connected() as line:
            _say(line, b"zVERSION\0")
            return _heard(line)

    def _connected(self) -> socket.socket:
        kind, _colon, where = self.address.partition(":")
        try:
            if kind == "unix":
                return _connected_here(where)
            host, _colon, port = where.strip("/").rpartition(":")
            return socket.create_connection((host, int(port)), SECONDS)
        except (OSError, ValueError) as why:
            raise ScannerDown(f"The virus scanner is not there: {why}") from why


def _connected_here(path: str) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line


def scanner() -> Clamd | None:
    """The scanner that the settings name; None where this house has none."""
    return Clamd(settings.CLAMD) if settings.CLAMD else None


def _say(line: socket.socket, data: bytes) -> None:
    try:
        line.sendall(data)
    except OSError as why:
        # It may have said why it hung up.
        if "size limit exceeded" in _last_words(line):
            raise TooLargeToScan(_TOO_LARGE) from why
        raise ScannerDown(f"The virus scanner hung up: {why}") from why


def _last_words(line: socket.socket) -> str:
    try:
        return _heard(line)
    except ScannerDown:
        return ""


def _heard(line: socket.socket) -> str:
    said = b""
    try:
        while not said.endswith(b"\0") and len(said) < _REPLY_AT_MOST:
            part = line.recv(_REPLY_AT_MOST)
            if not part:
                break
            said += part
    except OSError as why:
        raise ScannerDown(f"The virus scanner says nothing: {why}") from why
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _found(reply: str) -> str:
    """What "stream: OK" and "stream: Eicar-Signature FOUND" say; all else is trouble."""
    said = reply.removeprefix("stream:").strip()
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:100]
    if "size limit exceeded" in said:
        raise TooLargeToScan(_TOO_LARGE)
    raise ScannerDown(f"The virus scanner said: {said or 'nothing'}")
