"""Where encrypted bytes lie: a folder of this machine, or a bucket that speaks S3.

Nobody here knows what the bytes mean, nor any name that a person gave them. A
file grows at its end; what was written is safe once `sync` came back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings


class StorageFull(Exception):
    """There is no room for more."""


class StorageDown(Exception):
    """The store cannot be reached or does not work."""


class Conflict(Exception):
    """Somebody else wrote to the same place at the same time."""


class Missing(Exception):
    """The store has no such file, or less of it than was asked for."""


class Writer(ABC):
    """Adds to the end of one file."""

    @abstractmethod
    def write(self, pieces: Sequence[bytes]) -> None:
        """Add these; they are safe after the next sync."""

    @abstractmethod
    def sync(self) -> None:
        """Come back when all that was written would survive a power cut."""

    def sync_soon(self) -> None:
        """Begin to make it so; come back when that is done for what was begun before."""
        self.sync()


class Reader(ABC):
    """Reads one file anywhere."""

    @abstractmethod
    def read(self, start: int, length: int) -> bytes:
        """Exactly these bytes. Raises Missing if they are not all there."""


class Storage(ABC):
    """A store of files under random names (small letters and digits)."""

    @abstractmethod
    def length(self, name: str) -> int:
        """How many bytes of it are there; 0 if it was never begun."""

    @abstractmethod
    def writer(self, name: str, at: int) -> AbstractContextManager[Writer]:
        """Go on writing at this byte; what lay beyond it is replaced."""

    @abstractmethod
    def reader(self, name: str) -> AbstractContextManager[Reader]:
        """Read a file."""

    @abstractmethod
    def remove(self, name: str) -> None:
        """Remove a file; nothing happens if there is none."""

    @abstractmethod
    def rename(self, name: str, to: str) -> None:
        """Give a file another name. Raises Missing if there is none."""

    @abstractmethod
    def mark(self, name: str) -> None:
        """Put an empty file there; a power cut may lose it."""

    @abstractmethod
    def older_than(self, seconds: float, prefix: str) -> Iterator[str]:
        """Names that begin like this and were last written to so long ago."""

    @abstractmethod
    def make_safe(self, name: str) -> None:
        """Come back when all that lies there would survive a power cut.

        For what another process wrote, which may have died before it did so.
        """

    @abstractmethod
    def has_room(self, length: int) -> bool:
        """Whether so many bytes more can probably be kept."""


@cache
def storage() -> Storage:
    """The store that the settings name."""
    if settings.FILES_BUCKET:
        # Loaded only where it is used: the library takes half a second.
        bucket: Any = import_module("harborlight.outside.bucket")
        made: Storage = bucket.Bucket(settings.FILES_BUCKET, settings.FILES_ENDPOINT)
        return made
    folder: Any = import_module("harborlight.outside.folder")
    kept: Storage = folder.Folder(settings.FILES_FOLDER)
    return kept
