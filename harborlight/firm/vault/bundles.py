"""Several stored files as one zip, made while it is sent: nothing of it is ever on a disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from harborlight.firm.vault.downloads import StoredFileResponse, disposition
from harborlight.firm.vault.stored import plain_of_several

if TYPE_CHECKING:
    from datetime import datetime

    from harborlight.firm.models import Firm, StoredFile
    from harborlight.firm.vault.streams import SealedFile


def zip_response(
    firm: Firm, files: Sequence[tuple[str, StoredFile]], *, name: str, at: datetime
) -> StoredFileResponse:
    """The files under their paths, as a download; at: what the zip says of their time.

    Raises KeyDestroyed before anything is sent. Memory stays constant.
    """
    plain = plain_of_several(firm, [file for _path, file in files])
    plain_files = [(path, one) for (path, _), one in zip(files, plain, strict=True)]
    response = StoredFileResponse(
        zipped(plain_files, at), content_type="application/zip"
    )
    response["Content-Encoding"] = "identity"
    response["Content-Disposition"] = disposition(name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def zipped(files: Sequence[tuple[str, SealedFile]], at: datetime) -> Iterator[bytes]:
    """The zip, piece by piece. Pictures and PDF are packed already: they are stored."""
    out = _Outgoing()
    moment = at.timetuple()[:6]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as bundle:
        for path, file in files:
            entry = zipfile.ZipInfo(path, moment)
            entry.external_attr = 0o600 << 16
            large = file.length >= zipfile.ZIP64_LIMIT
            with bundle.open(entry, "w", force_zip64=large) as writer:
                for piece in file.pieces():
                    writer.write(piece)
                    yield out.taken()
            yield out.taken()
    yield out.taken()


class _Outgoing:
    """Where the zip is written to: whoever sends it takes what is there."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def write(self, data: bytes) -> int:
        self._parts.append(bytes(data))
        self._length += len(data)
        return len(data)

    def tell(self) -> int:
        return self._length

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Whoever sends it takes the rest."""

    def taken(self) -> bytes:
        found, self._parts = b"".join(self._parts), []
        return found
