"""Encrypted bytes in a folder of this machine (outside/storage.py)."""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from harborlight.outside.storage import (
    Missing,
    Reader,
    Storage,
    StorageDown,
    StorageFull,
    Writer,
)

# Room on the disk that uploads leave to the database.
RESERVE = 256 * 1024 * 1024
_WRITE_BACK_EVERY = 1024 * 1024
_SYNC_FILE_RANGE_WRITE = 2
_MOST_PIECES = 1024
_NAME = re.compile(r"[0-9a-z]{4,64}")


class Folder(Storage):
    """Files of this machine, in 256 folders by the first letters of their names."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} names no stored file.")
        return self.root / name[:2] / name

    def length(self, name: str) -> int:
        try:
            return self.path(name).stat().st_size
        except FileNotFoundError:
            return 0

    @contextmanager
    def writer(self, name: str, at: int) -> Iterator[Writer]:
        path = self.path(name)
        with _named_trouble():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            is_new = not path.exists()
            fd = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            with _named_trouble():
                os.ftruncate(fd, at)
            writer = _FolderWriter(fd, at, path.parent if is_new else None)
            try:
                yield writer
            finally:
                # The number of an open file is given again once it is closed.
                writer.settle()
        finally:
            os.close(fd)

    @contextmanager
    def reader(self, name: str) -> Iterator[Reader]:
        try:
            fd = os.open(self.path(name), os.O_RDONLY)
        except FileNotFoundError:
            raise Missing(name) from None
        try:
            yield _FolderReader(fd, name)
        finally:
            os.close(fd)

    def remove(self, name: str) -> None:
        self.path(name).unlink(missing_ok=True)

    def rename(self, name: str, to: str) -> None:
        before, after = self.path(name), self.path(to)
        if not before.exists():
            raise Missing(name)
        with _named_trouble():
            after.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            before.rename(after)
            for folder in (before.parent, after.parent, self.root):
                _sync(folder)

    def mark(self, name: str) -> None:
        path = self.path(name)
        with _named_trouble():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)

    def older_than(self, seconds: float, prefix: str) -> Iterator[str]:
        # The folder's own clock, whatever time the house was told it is.
        self.root.mkdir(parents=True, exist_ok=True)
        mark = self.root / ".clock"
        mark.touch()
        before = mark.stat().st_mtime - seconds
        for path in self.root.glob(f"{prefix[:2]}*/{prefix}*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime <= before:
                    yield path.name

    def make_safe(self, name: str) -> None:
        path = self.path(name)
        with _named_trouble():
            _sync(path)
            for folder in (path.parent, self.root):
                _sync(folder)

    def has_room(self, length: int) -> bool:
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        return shutil.disk_usage(self.root).free > length + RESERVE


class _FolderWriter(Writer):
    def __init__(self, fd: int, at: int, new_in: Path | None) -> None:
        self.fd, self.at, self.new_in = fd, at, new_in
        self.written_back = at
        self.thread: ThreadPoolExecutor | None = None
        self.syncing: Future[None] | None = None

    def write(self, pieces: Sequence[bytes]) -> None:
        with _named_trouble():
            for n in range(0, len(pieces), _MOST_PIECES):
                self._write(pieces[n : n + _MOST_PIECES])
        if self.at - self.written_back >= _WRITE_BACK_EVERY:
            # The disk begins now, while more arrives; sync then waits for less.
            start_write_back(self.fd, self.written_back, self.at - self.written_back)
            self.written_back = self.at

    def _write(self, pieces: Sequence[bytes]) -> None:
        wanted = sum(map(len, pieces))
        written = os.pwritev(self.fd, pieces, self.at)
        if written < wanted:
            rest = memoryview(b"".join(pieces))
            while written < wanted:
                written += os.pwrite(self.fd, rest[written:], self.at + written)
        self.at += wanted

    def sync_soon(self) -> None:
        # Waiting for the disk needs no processor: more is sealed meanwhile.
        self.thread = self.thread or ThreadPoolExecutor(1, "syncing")
        with _named_trouble():
            self._synced()
            self.syncing = self.thread.submit(os.fdatasync, self.fd)

    def sync(self) -> None:
        with _named_trouble():
            self._synced()
            os.fdatasync(self.fd)
            if self.new_in is not None:
                for folder in (self.new_in, self.new_in.parent):
                    _sync(folder)
                self.new_in = None

    def _synced(self) -> None:
        """Wait for what was begun, and hear of its trouble."""
        begun, self.syncing = self.syncing, None
        if begun is not None:
            begun.result()

    def settle(self) -> None:
        """Let what was begun come to its end, whatever that is."""
        if self.thread is not None:
            self.thread.shutdown()


class _FolderReader(Reader):
    def __init__(self, fd: int, name: str) -> None:
        self.fd, self.name = fd, name

    def read(self, start: int, length: int) -> bytes:
        found = os.pread(self.fd, length, start)
        while len(found) < length:
            more = os.pread(self.fd, length - len(found), start + len(found))
            if not more:
                raise Missing(f"{self.name} ends before byte {start + length}.")
            found += more
        return found


def _sync(path: Path) -> None:
    """Make a file or a folder safe, whoever wrote to it."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


@contextmanager
def _named_trouble() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StorageFull("There is no room left on the disk.") from error
        raise StorageDown(f"The disk does not work: {error}.") from error


def _sync_file_range() -> Any:
    """The C library's function, where there is one (Linux)."""
    if sys.platform != "linux":
        return None
    function = getattr(ctypes.CDLL(None), "sync_file_range", None)
    if function is not None:
        function.argtypes = [
            ctypes.c_int,
            ctypes.c_int64,
            ctypes.c_int64,
            ctypes.c_uint,
        ]
    return function


_write_back = _sync_file_range()


def start_write_back(fd: int, start: int, length: int) -> None:
    """Let the disk begin to write these bytes; promises nothing, fails silently."""
    if _write_back is not None:
        _write_back(fd, start, length, _SYNC_FILE_RANGE_WRITE)
