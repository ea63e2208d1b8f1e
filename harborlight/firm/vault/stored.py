"""Files kept encrypted: each under a key of its own, wrapped by that of its case.

A file that belongs to no case has its key wrapped by the firm's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from harborlight.firm.acting import Refused
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from harborlight.firm.models import Firm, StoredFile
from harborlight.firm.vault.ciphers import derive, new_key, seal, unseal
from harborlight.firm.vault.keys import (
    firm_key,
    newest_firm_key,
    record_key,
    record_keys,
)
from harborlight.firm.vault.streams import CHUNK, FileCipher, SealedFile, Sealing
from harborlight.outside.storage import storage

# Ids begin with a digit from 0 to 7; the mark of a file that a transaction is about
# to keep, or to forget, with this letter.
MARK = "y"


class KeyDestroyed(Exception):
    """The key of the case was destroyed, and with it every file of the case."""


class Held(Refused):
    """Nobody gets a file that was not scanned, or in which a virus was found.

    Where this house has a virus scanner; without one only the latter is held.
    """

    def __init__(self, file: StoredFile) -> None:
        super().__init__(
            gettext("A virus was found in this file, so it stays locked away.")
            if file.scan == StoredFile.Scan.FOUND
            else gettext(
                "This file is still being checked for viruses. It opens by itself as "
                "soon as that is done."
            )
        )


class NotArrived(Exception):
    """All of the file must have arrived before anybody reads or takes it."""


def keep_bytes(firm: Firm, case_id: UUID | None, data: bytes) -> StoredFile:
    """Keep a file that we made ourselves; it is safe when this comes back."""
    pieces = (data[at : at + 16 * CHUNK] for at in range(0, len(data), 16 * CHUNK))
    return keep_pieces(firm, case_id, pieces)


def keep_pieces(
    firm: Firm, case_id: UUID | None, pieces: Iterable[bytes]
) -> StoredFile:
    """Keep a file that is made piece by piece, in constant memory."""
    file, key = new_file(firm, case_id)
    file.scan = StoredFile.Scan.OURS
    mark(file.key)
    with storage().writer(file.key, 0) as writer:
        digest = hashlib.sha256()
        sealing = Sealing(FileCipher(key, file.pk.bytes), writer)
        last = b""
        for piece in pieces:
            digest.update(piece)
            if last and piece:
                sealing.add(last)
            last = piece or last
        sealing.add(last, ends=True)
        writer.sync()
    _complete(file, sealing.offset, digest.hexdigest())
    file.save(force_insert=True)
    unmark_when_sure(file.key)
    return file


def new_file(
    firm: Firm,
    case_id: UUID | None,
    *,
    key: bytes | None = None,
    id: UUID | None = None,
) -> tuple[StoredFile, bytes]:
    """A file not saved yet, and its key."""
    key, file_id = key or new_key(), id or new_id()
    version, wrapping = _wrapping(firm, case_id)
    file = StoredFile(
        id=file_id,
        firm=firm,
        case_id=case_id,
        version=version,
        wrapped=seal(wrapping, key, about(file_id)),
        made_at=now(),
    )
    return file, key


def adopt(
    firm: Firm,
    case_id: UUID | None,
    arrived: SealedFile,
    id: UUID,
    key: bytes,
    sha256: str,
) -> StoredFile:
    """Keep a file that was sealed before it was known whose it is."""
    file, _ = new_file(firm, case_id, key=key, id=id)
    mark(file.key)
    storage().rename(arrived.name, file.key)
    _complete(file, arrived.length, sha256)
    file.save(force_insert=True)
    unmark_when_sure(file.key)
    return file


def _complete(file: StoredFile, length: int, sha256: str) -> None:
    file.length, file.sha256, file.complete = length, sha256, True


def file_key(file: StoredFile) -> bytes:
    """The file's own key. Raises KeyDestroyed."""
    if file.case_id is None:
        wrapping = derive(firm_key(Firm(pk=file.firm_id), file.version), "files")
        return unseal(wrapping, file.wrapped, about(file.pk))
    known = record_keys(Firm(pk=file.firm_id), [file.case_id])
    return _key_within(file, known)


def _key_within(file: StoredFile, known: Mapping[UUID, bytes]) -> bytes:
    """The key of a file of one of these cases. Raises KeyDestroyed."""
    wrapping = known.get(file.case_id) if file.case_id else None
    if wrapping is None:
        raise KeyDestroyed("This file was erased together with its case.")
    return unseal(wrapping, file.wrapped, about(file.pk))


def plain_of_several(firm: Firm, files: Sequence[StoredFile]) -> list[SealedFile]:
    """Several files of cases as `plain_of` gives each, asking once for the keys.

    Raises Held, NotArrived, KeyDestroyed.
    """
    known = record_keys(firm, [*{one.case_id for one in files if one.case_id}])
    found = []
    for file in files:
        refuse_held(file)
        if not file.complete:
            raise NotArrived("This file has not arrived completely yet.")
        cipher = FileCipher(_key_within(file, known), file.pk.bytes)
        found.append(SealedFile(storage(), file.key, cipher, file.length))
    return found


def _wrapping(firm: Firm, case_id: UUID | None) -> tuple[int, bytes]:
    """The key that wraps a new file's, and its version where it is the firm's."""
    if case_id is not None:
        return 0, record_key(firm, case_id)
    version, key = newest_firm_key(firm)
    return version, derive(key, "files")


def about(file_id: UUID) -> str:
    return f"file|{file_id}"


def is_held(file: StoredFile) -> bool:
    """Whether nobody may have it: a virus was found, or nobody has looked for one yet."""
    if file.scan == StoredFile.Scan.WAITS:
        return bool(settings.CLAMD)
    return file.scan == StoredFile.Scan.FOUND


def note_scan(file: StoredFile, said: str) -> None:
    """What the virus scanner said of it: one of StoredFile.Scan."""
    file.scan = said
    file.save(update_fields=["scan"])


def note_made_of(file: StoredFile, sources: Iterable[StoredFile]) -> None:
    """Whose bytes it was made of: as they are it is not scanned yet, or clean.

    Of what we drew ourselves, pixel by pixel, nothing need be noted.
    """
    said = {one.scan for one in sources} - {StoredFile.Scan.OURS}
    if said:
        waits = StoredFile.Scan.WAITS in said
        note_scan(file, StoredFile.Scan.WAITS if waits else StoredFile.Scan.CLEAN)


def plain_of(file: StoredFile) -> SealedFile:
    """The file with what opens it: from here on no database is needed.

    Raises Held, NotArrived while it is still arriving, KeyDestroyed if it was erased.
    """
    refuse_held(file)
    return unchecked(file)


def refuse_held(file: StoredFile) -> None:
    """Raises Held, with the reason, where nobody may have the file."""
    if is_held(file):
        raise Held(file)


def unchecked(file: StoredFile) -> SealedFile:
    """The same whether it was scanned or not: for whoever looks into it, walled in.

    Nobody is shown what comes of it.
    """
    if not file.complete:
        raise NotArrived("This file has not arrived completely yet.")
    cipher = FileCipher(file_key(file), file.pk.bytes)
    return SealedFile(storage(), file.key, cipher, file.length)


def forget_file(file: StoredFile) -> None:
    """Remove a file that nothing points at: its row, then its bytes."""
    name = file.key
    mark(name)
    file.delete()
    transaction.on_commit(lambda: storage().remove(name))
    unmark_when_sure(name)


def mark(name: str) -> None:
    """Whoever dies, or is refused, before the transaction ends leaves the bytes alone.

    The mark stays then, and `remove_left_behind` looks whether a row has them.
    """
    storage().mark(MARK + name)


def unmark_when_sure(name: str) -> None:
    """After the row was saved or deleted: the mark goes with the transaction's end."""
    transaction.on_commit(lambda: storage().remove(MARK + name))
