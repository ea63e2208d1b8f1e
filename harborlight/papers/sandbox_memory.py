"""Files in memory alone, to be read in the sandbox: never in clear on a disk."""

import fcntl
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_MEMORY_FILES = Path("/dev/shm")  # noqa: S108 (its files have no name)


class NoPlaceInMemory(Exception):
    """This machine has nowhere to keep a file without writing it to disk."""


class TooMuch(Exception):
    """A file has more bytes than it may have."""


def in_memory(chunks: Iterable[bytes], *, most: int) -> BinaryIO:
    """The bytes as an open file that stands in memory only; close it when done.

    Raises TooMuch when they are more than `most` bytes, NoPlaceInMemory when the
    machine has no memory file system.
    """
    file = _memory_file()
    try:
        total = 0
        for chunk in chunks:
            total += len(chunk)
            if total > most:
                raise TooMuch(f"more than {most} bytes")
            file.write(chunk)
        file.flush()
        file.seek(0)
    except BaseException:
        file.close()
        raise
    _seal(file)
    return file


def _memory_file() -> BinaryIO:
    if hasattr(os, "memfd_create"):
        number = os.memfd_create("paper", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        return os.fdopen(number, "w+b")
    if not _MEMORY_FILES.is_dir():
        raise NoPlaceInMemory
    return tempfile.TemporaryFile(dir=_MEMORY_FILES)


def _seal(file: BinaryIO) -> None:
    """Let nobody change the bytes any more, neither us nor the sandbox."""
    if hasattr(fcntl, "F_ADD_SEALS"):
        seals = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK
        with suppress(OSError):
            fcntl.fcntl(file, fcntl.F_ADD_SEALS, seals | fcntl.F_SEAL_SEAL)
