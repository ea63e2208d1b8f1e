"""Looking into a Word document: a ZIP of parts, each unpacked under a limit.

Nothing is written anywhere, so the names inside can harm nobody; a document with names
that climb, point or repeat is refused all the same, for Word never writes one.
Macros, controls, embedded objects, fields that run, and anything fetched from outside
except a link to click on are refused: saved as a PDF, the same pages are taken.
"""

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from harborlight.papers.inspect_content import Data, opened, refuse_viruses
from harborlight.papers.inspect_office_parts import (
    CONTENT_TYPES,
    DocumentParts,
    NotXml,
)
from harborlight.papers.inspect_verdicts import MEBIBYTE, Limits, Refused

# Word packs its XML to about a twentieth; a bomb is a thousand times smaller.
_RATIO_AT_MOST = 250
_RATIO_MATTERS_FROM = 4 * MEBIBYTE
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_CLIMBS = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\|[\x00-\x1f]")
_ACTIVE_PARTS = re.compile(
    r"vbaproject|vbadata|/activex/|/embeddings/|\.(exe|dll|js|vbs|html?|mht|rtf)$",
    re.IGNORECASE,
)
_LOCAL_HEADER = 30
_END_RECORD = b"PK\x05\x06"
_END_RECORD_LENGTH = 22
_OLE_LOCKED = "EncryptedPackage".encode("utf-16-le")


def inspect_docx(data: Data, limits: Limits) -> tuple[str, ...]:
    """Notes on a Word document; Refused when it is not one, or more than one."""
    if data.rfind(_END_RECORD) + _END_RECORD_LENGTH < len(data):
        # Behind the end of the archive, or in its comment; a cut-off one has no end.
        cut_off = data.rfind(_END_RECORD) < 0
        raise Refused("damaged" if cut_off else "two-in-one")
    try:
        with zipfile.ZipFile(opened(data)) as archive:
            entries = archive.infolist()
            _inspect_entries(entries, len(data), archive.start_dir, limits)
            return _inspect_parts(archive, entries, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise Refused("damaged", why=type(error).__name__) from error
    except NotImplementedError as error:
        raise Refused("unusual", what="packing") from error


def is_locked_office(data: Data) -> bool:
    """True for a Word document that a password locks: another kind of file outside."""
    return data.find(_OLE_LOCKED) >= 0


def _inspect_entries(
    entries: list[zipfile.ZipInfo], size: int, directory: int, limits: Limits
) -> None:
    """Judge the list of entries, before any is unpacked."""
    if len(entries) > limits.entries:
        raise Refused("bomb", what="entries")
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) < len(names):
        raise Refused("unusual", what="one name twice")
    for entry in entries:
        _inspect_entry(entry)
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise Refused("bomb", what="size")
    _refuse_overlaps(entries, directory)


def _inspect_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _ENCRYPTED:
        raise Refused("encrypted")
    if entry.compress_type not in _METHODS:
        raise Refused("unusual", what="packing")
    if _CLIMBS.search(entry.orig_filename) or stat.S_ISLNK(entry.external_attr >> 16):
        raise Refused("unusual", what="name")
    if _ACTIVE_PARTS.search("/" + entry.filename):
        raise Refused("active-content", what="part")
    packed = max(1, entry.compress_size)
    if entry.file_size > max(_RATIO_MATTERS_FROM, packed * _RATIO_AT_MOST):
        raise Refused("bomb", what="ratio")


def _refuse_overlaps(entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Refuse entries that share bytes: so a small file is unpacked many times over."""
    free_from = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < free_from:
            raise Refused("bomb", what="overlap")
        free_from = entry.header_offset + _LOCAL_HEADER + entry.compress_size
    if free_from > directory:
        raise Refused("bomb", what="overlap")
    if entries and min(entry.header_offset for entry in entries) > 0:
        raise Refused("two-in-one")


def _inspect_parts(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits
) -> tuple[str, ...]:
    if CONTENT_TYPES not in archive.namelist():
        raise Refused("not-what-it-says")
    parts, left = DocumentParts(), limits.unpacked
    for entry in entries:
        for piece in _unpacked(archive, entry):
            left -= len(piece)
            if left < 0:
                raise Refused("bomb", what="size")
            _feed(parts, entry.filename, piece)
        parts.end(entry.filename)
    return parts.notes()


def _feed(parts: DocumentParts, name: str, piece: bytes) -> None:
    try:
        parts.feed(name, piece)
    except NotXml as error:
        raise Refused("damaged", why="xml") from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    first = True
    with archive.open(entry) as part:
        while piece := part.read(MEBIBYTE):
            if first and piece.startswith((b"PK\x03\x04", b"Rar!", b"MZ", b"\xd0\xcf")):
                raise Refused("active-content", what="file in the document")
            if first:
                refuse_viruses(piece)
            first = False
            yield piece
