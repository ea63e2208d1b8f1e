"""A bucket of object storage that speaks S3.

An object cannot grow, so a file is a row of objects named by the byte at which they
begin: `name/000000000000`, `name/000000800b00`. An object is put whole or not at
all, so whatever is listed is safe, and any machine can go on where another stopped.
"""

from __future__ import annotations

import bisect
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import IO, Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from harborlight.outside.storage import (
    Conflict,
    Missing,
    Reader,
    Storage,
    StorageDown,
    StorageFull,
    Writer,
)

# An object is put when it has grown to this; until then it waits on the disk,
# encrypted as all that comes here is.
LARGEST_PART = 16 * 1024 * 1024
_IN_MEMORY = 1024 * 1024
_DIGITS = 12
_FULL = {"QuotaExceeded", "XMinioStorageFull", "InsufficientStorage"}
_CONFLICT = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
_MISSING = {"NoSuchKey", "404", "InvalidRange", "416"}


class Bucket(Storage):
    """Files in one bucket; the key and the region come from the environment."""

    def __init__(self, bucket: str, endpoint: str = "", **client: Any) -> None:
        self.bucket = bucket
        self.s3: Any = boto3.client(
            "s3",
            endpoint_url=endpoint or None,
            config=Config(
                connect_timeout=5,
                read_timeout=30,
                max_pool_connections=32,
                retries={"max_attempts": 4, "mode": "standard"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            **client,
        )

    def parts(self, name: str) -> list[Part]:
        """The objects of a file, in order, without gaps."""
        found: list[Part] = []
        with _named_trouble():
            for page in self._pages(f"{name}/"):
                for entry in page.get("Contents", ()):
                    start = int(entry["Key"].rsplit("/", 1)[1], 16)
                    found.append(Part(start, entry["Size"], entry["ETag"]))
        whole: list[Part] = []
        for part in sorted(found, key=lambda part: part.start):
            if part.start > (whole[-1].end if whole else 0):
                break
            whole.append(part)
        return whole

    def length(self, name: str) -> int:
        parts = self.parts(name)
        return parts[-1].end if parts else 0

    @contextmanager
    def writer(self, name: str, at: int) -> Iterator[Writer]:
        parts = self.parts(name)
        if at > (parts[-1].end if parts else 0):
            raise Missing(f"{name} ends before byte {at}.")
        with _named_trouble():
            for part in parts:
                if part.start > at:
                    self.s3.delete_object(
                        Bucket=self.bucket, Key=_key(name, part.start)
                    )
        replaced = next((part.etag for part in parts if part.start == at), None)
        with _BucketWriter(self, name, at, replaced) as writer:
            yield writer

    @contextmanager
    def reader(self, name: str) -> Iterator[Reader]:
        parts = self.parts(name)
        if not parts:
            raise Missing(name)
        reader = _BucketReader(self, name, parts)
        try:
            yield reader
        finally:
            reader.close()

    def rename(self, name: str, to: str) -> None:
        parts = self.parts(name)
        if not parts:
            raise Missing(name)
        with _named_trouble():
            for part in parts:
                source = {"Bucket": self.bucket, "Key": _key(name, part.start)}
                self.s3.copy_object(
                    Bucket=self.bucket, Key=_key(to, part.start), CopySource=source
                )
        self.remove(name)

    def mark(self, name: str) -> None:
        with _named_trouble():
            self.s3.put_object(Bucket=self.bucket, Key=_key(name, 0), Body=b"")

    def remove(self, name: str) -> None:
        with _named_trouble():
            for page in self._pages(f"{name}/"):
                keys = [{"Key": entry["Key"]} for entry in page.get("Contents", ())]
                if keys:
                    self.s3.delete_objects(
                        Bucket=self.bucket, Delete={"Objects": keys, "Quiet": True}
                    )

    def older_than(self, seconds: float, prefix: str) -> Iterator[str]:
        names: dict[str, bool] = {}
        with _named_trouble():
            for page in self._pages(prefix):
                # The bucket's own clock, whatever time the house was told it is.
                before = _date_of(page) - timedelta(seconds=seconds)
                for entry in page.get("Contents", ()):
                    name = entry["Key"].split("/", 1)[0]
                    old = entry["LastModified"] <= before
                    names[name] = names.get(name, True) and old
        yield from (name for name, old in names.items() if old)

    def make_safe(self, name: str) -> None:
        """What a bucket has taken is safe."""

    def has_room(self, length: int) -> bool:
        return True

    def put(self, name: str, at: int, file: IO[bytes], replaced: str | None) -> None:
        """Put one object; only where nobody put another one meanwhile."""
        guard = {"IfMatch": replaced} if replaced else {"IfNoneMatch": "*"}
        with _named_trouble():
            self.s3.put_object(
                Bucket=self.bucket, Key=_key(name, at), Body=file, **guard
            )

    def _pages(self, prefix: str) -> Iterator[Any]:
        listing = self.s3.get_paginator("list_objects_v2")
        yield from listing.paginate(Bucket=self.bucket, Prefix=prefix)


class Part:
    """One object of a file."""

    def __init__(self, start: int, size: int, etag: str) -> None:
        self.start, self.end, self.etag = start, start + size, etag


class _BucketWriter(Writer):
    def __init__(
        self, bucket: Bucket, name: str, at: int, replaced: str | None
    ) -> None:
        self.bucket, self.name, self.at, self.replaced = bucket, name, at, replaced
        self.waiting: IO[bytes] = self._empty()

    def __enter__(self) -> _BucketWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.waiting.close()

    @staticmethod
    def _empty() -> IO[bytes]:
        return tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)

    def write(self, pieces: Sequence[bytes]) -> None:
        try:
            self.waiting.write(b"".join(pieces))
        except OSError as error:
            raise StorageFull("There is no room left on the disk.") from error
        if self.waiting.tell() >= LARGEST_PART:
            self.sync()

    def sync(self) -> None:
        length = self.waiting.tell()
        if not length:
            return
        self.waiting.seek(0)
        self.bucket.put(self.name, self.at, self.waiting, self.replaced)
        self.waiting.close()
        self.waiting, self.at, self.replaced = self._empty(), self.at + length, None


class _BucketReader(Reader):
    """Keeps a download open while the next bytes asked for are the next in line."""

    def __init__(self, bucket: Bucket, name: str, parts: list[Part]) -> None:
        self.bucket, self.name, self.parts = bucket, name, parts
        self.starts = [part.start for part in parts]
        self.body: Any = None
        self.at, self.until = 0, 0

    def read(self, start: int, length: int) -> bytes:
        pieces = []
        while length > 0:
            if self.body is None or start != self.at or self.at >= self.until:
                self._open(start)
            with _named_trouble():
                piece = self.body.read(min(length, self.until - start))
            if not piece:
                raise StorageDown(f"{self.name} broke off at byte {start}.")
            pieces.append(piece)
            start, length = start + len(piece), length - len(piece)
            self.at = start
        return b"".join(pieces)

    def _open(self, start: int) -> None:
        self.close()
        n = bisect.bisect_right(self.starts, start) - 1
        part = self.parts[n]
        # What a later object begins with replaces the end of this one.
        end = self.starts[n + 1] if n + 1 < len(self.parts) else part.end
        if start >= end:
            raise Missing(f"{self.name} ends before byte {start}.")
        with _named_trouble():
            self.body = self.bucket.s3.get_object(
                Bucket=self.bucket.bucket,
                Key=_key(self.name, part.start),
                Range=f"bytes={start - part.start}-{end - part.start - 1}",
            )["Body"]
        self.at, self.until = start, end

    def close(self) -> None:
        if self.body is not None:
            self.body.close()
            self.body = None


def _key(name: str, start: int) -> str:
    return f"{name}/{start:0{_DIGITS}x}"


def _date_of(page: Any) -> Any:
    return parsedate_to_datetime(page["ResponseMetadata"]["HTTPHeaders"]["date"])


@contextmanager
def _named_trouble() -> Iterator[None]:
    try:
        yield
    except ClientError as error:
        raise _refusal(str(error.response.get("Error", {}).get("Code", ""))) from error
    except (BotoCoreError, OSError) as error:
        raise StorageDown(f"The bucket cannot be reached: {error}.") from error


def _refusal(code: str) -> Exception:
    if code in _CONFLICT:
        return Conflict("Somebody else wrote here at the same time.")
    if code in _MISSING:
        return Missing(code)
    if code in _FULL:
        return StorageFull("There is no room left in the bucket.")
    return StorageDown(f"The bucket refused: {code}.")
