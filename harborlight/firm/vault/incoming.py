"""What a form without a script sends: sealed while the form is still being read.

Django reads the form before it is known whose it is. So the file is sealed under a
key that exists in memory only; keeping the file (`keep_sent`) wraps that key for the
case. What nobody keeps is removed with the request, and cannot be read meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.db import transaction

from harborlight.firm import beside
from harborlight.firm.ids import new_id, read, shown
from harborlight.firm.models import Firm, StoredFile, Upload
from harborlight.firm.tenancy import everywhere
from harborlight.firm.vault import uploads
from harborlight.firm.vault.ciphers import new_key
from harborlight.firm.vault.stored import MARK, adopt, forget_file
from harborlight.firm.vault.streams import FileCipher, SealedFile, Sealing
from harborlight.outside.storage import StorageDown, StorageFull, storage
from harborlight.papers.visible import visible

if TYPE_CHECKING:
    from harborlight.firm.actor import Actor

MEGABYTE = 1024 * 1024
# Of one paper, however it comes; pages and refusals say "50 MB".
LARGEST = 50 * MEGABYTE
# Ids begin with a digit from 0 to 7; what is not kept yet, with this letter.
NOT_KEPT = "x"
# What a request left behind when it was killed is removed after this.
LEFT_BEHIND_SECONDS = 24 * 3600


class TooLarge(Exception):
    """One paper may have up to 50 MB, with a script or without one."""


class SealedUploadHandler(FileUploadHandler):
    """Seals each file of a form as it is parsed (settings.FILE_UPLOAD_HANDLERS)."""

    chunk_size = 256 * 1024
    file: SealedUpload | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self._kept_already:
            raise StopFutureHandlers
        self.file = SealedUpload(self.file_name or "", self.content_type or "")
        raise StopFutureHandlers

    @property
    def _kept_already(self) -> bool:
        """The same form was read before, and its file kept (firm/beside.py)."""
        return self.request is not None and beside.ABOUT in self.request.META

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.file is not None:
            self.file.add(bytes(raw_data))

    def file_complete(self, file_size: int) -> SealedUpload | None:
        if self.file is not None:
            self.file.complete()
        return self.file

    def upload_interrupted(self) -> None:
        if self.file is not None:
            self.file.close()


class SealedUpload(UploadedFile):  # type: ignore[type-arg]
    """A file that came with a form, sealed. Closed with its request unless kept.

    `size` is honest even where the file was too large to be kept.
    """

    def __init__(self, name: str, content_type: str) -> None:
        self.id, self.key, self._kept = new_id(), new_key(), False
        self.sha256, self._last = hashlib.sha256(), b""
        self._cipher = FileCipher(self.key, self.id.bytes)
        self._open = ExitStack()
        self._trouble: Exception | None = None
        self._sealing: Sealing | None = None
        self._plain: IO[bytes] | None = None
        super().__init__(None, name, content_type, size=0)

    @property
    def stored_as(self) -> str:
        return NOT_KEPT + shown(self.id)

    def add(self, piece: bytes) -> None:
        self.size = (self.size or 0) + len(piece)
        if self._trouble is None and not self.too_large:
            self._trying(self._add, piece)

    def complete(self) -> None:
        """All of it was added: seal the end, and make it safe."""
        if self._trouble is None and not self.too_large:
            self._trying(self._end)
        self._open.close()

    def _trying(self, work: Callable[..., None], *arguments: bytes) -> None:
        """Trouble with the store is told to whoever keeps the file, in words."""
        try:
            work(*arguments)
        except (StorageFull, StorageDown) as trouble:
            self._trouble = trouble

    def _add(self, piece: bytes) -> None:
        if self._sealing is None:
            writer = self._open.enter_context(storage().writer(self.stored_as, 0))
            self._sealing = Sealing(self._cipher, writer)
        self.sha256.update(piece)
        if self._last:
            self._sealing.add(self._last)
        self._last = piece

    def _end(self) -> None:
        self._add(b"")
        assert self._sealing is not None
        self._sealing.add(b"", ends=True)
        self._sealing.writer.sync()

    @property
    def too_large(self) -> bool:
        return (self.size or 0) > LARGEST

    def sealed(self) -> SealedFile:
        """The file as the store has it. Raises TooLarge, StorageFull, StorageDown."""
        if self._trouble is not None:
            raise self._trouble
        if self.too_large:
            raise TooLarge(
                f"“{visible(self.name or '')}” is larger than {LARGEST // MEGABYTE} MB. Please send a smaller file."
            )
        return SealedFile(storage(), self.stored_as, self._cipher, self.size or 0)

    @property
    def file(self) -> Any:
        """The plain file to read, opened when it is first asked for."""
        if self._plain is None:
            self._plain = self.sealed().opened()
        return self._plain

    @file.setter
    def file(self, value: Any) -> None:
        """Django's class sets what ours makes by itself."""

    def keep(self, firm: Firm, case_id: UUID | None) -> StoredFile:
        """See `keep_sent`."""
        file = adopt(
            firm, case_id, self.sealed(), self.id, self.key, self.sha256.hexdigest()
        )
        self._kept = True
        return file

    def close(self) -> None:
        self._open.close()
        if self._plain is not None:
            self._plain.close()
        if not self._kept:
            storage().remove(self.stored_as)


def keep_sent(firm: Firm, case_id: UUID | None, sent: Any) -> StoredFile:
    """Keep a file that came with a form, for this case. Raises TooLarge.

    `sent`: an entry of `request.FILES`.
    """
    if not isinstance(sent, SealedUpload):
        raise TypeError("Only files that were sealed on their way in are kept.")
    return sent.keep(firm, case_id)


def remove_left_behind(seconds: float = LEFT_BEHIND_SECONDS) -> int:
    """Remove files of requests and jobs that never came to their end; how many."""
    names = [*storage().older_than(seconds, NOT_KEPT)]
    marks = [*storage().older_than(seconds, MARK)]
    names += _that_no_row_has([mark.removeprefix(MARK) for mark in marks])
    for name in [*names, *marks]:
        storage().remove(name)
    return len(names)


def _that_no_row_has(names: list[str]) -> list[str]:
    with everywhere("what no firm's record knows is nobody's"):
        rows = StoredFile.objects.filter(pk__in=[read(name) for name in names])
        known = {row.key for row in rows.only("pk")}
    return [name for name in names if name not in known]


class NothingSent(Exception):
    """The form came without a file."""


class NoLongerThere(Exception):
    """The file that the form names is not kept (any more): it must be chosen again."""


@dataclass(frozen=True)
class Arrived:
    """A file that has arrived and is kept, but that no action took yet."""

    file: StoredFile
    name: str
    upload: Upload

    @property
    def key(self) -> str:
        """What a form names it by, when it comes back with errors."""
        return self.upload.key

    def forget(self) -> None:
        """Remove it: nobody wants it."""
        forget_file(self.file)


def arrived_file(request: Any, case_id: UUID | None, field: str = "file") -> Arrived:
    """The file of this form, kept for this case until an action takes it.

    It came in the form itself, or this very person sent it before, piece by piece or
    with a form that came back; then the form names it in `<field>_upload`.

    Raises NothingSent, TooLarge, OverQuota, NoLongerThere, AlreadyTaken, StorageFull,
    StorageDown.
    """
    sent, named = request.FILES.get(field), request.POST.get(f"{field}_upload", "")
    named = request.META.get(beside.ABOUT, named)
    if sent is not None:
        _forget_named(request.actor, case_id, named)
        name = visible(sent.name or "")
        with transaction.atomic():
            file = keep_sent(request.actor.firm, case_id, sent)
            upload = uploads.came_with_form(request.actor, file, name)
        return Arrived(file, name, upload)
    if not named:
        raise NothingSent
    return _named(request.actor, case_id, named)


def _named(actor: Actor, case_id: UUID | None, named: str) -> Arrived:
    try:
        upload = uploads.arrived_upload(actor, read(named), case_id)
    except ValueError:
        upload = None
    if upload is None:
        raise NoLongerThere
    if upload.taken_at is not None:
        raise uploads.AlreadyTaken
    return Arrived(upload.file, upload.name, upload)


def _forget_named(actor: Actor, case_id: UUID | None, named: str) -> None:
    """Another file was chosen in place of the one that was kept."""
    with suppress(NoLongerThere, uploads.AlreadyTaken):
        _named(actor, case_id, named).forget()
