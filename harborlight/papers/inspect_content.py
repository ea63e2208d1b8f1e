"""What the bytes of a file say it is, before any parser is let near it.

A table of our own, because libmagic is not on every machine and a table can be read.
It only proposes: the real parser of the kind must agree afterwards.
"""

import io
import mmap
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from harborlight.papers.distant import Distant
from harborlight.papers.inspect_verdicts import Kind, Refused

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Data = bytes | mmap.mmap | Distant
# What is in memory whole.
Held = bytes | mmap.mmap

# A PDF reader looks for its header in the first 1,024 bytes, a browser for a page of
# HTML in the first 1,445; we look a little further.
HEAD = 4096

# In two pieces, so that no scanner takes this file for what it looks for.
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"

_FOREIGN_TEXT = re.compile(
    rb"<\?php|<script|<html|<!doctype html|<svg|<iframe|<body|%PDF-\d", re.IGNORECASE
)
_ARCHIVE_INSIDE = re.compile(rb"Rar!\x1a\x07[\x00\x01]|7z\xbc\xaf\x27\x1c")
_ARCHIVE_OR_PROGRAM = (b"PK\x03\x04", b"PK\x05\x06", b"MZ", b"\x7fELF", b"#!")
_MARKUP_STARTS = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<svg",
    b"<script",
    b"<?xml",
    b"<?php",
    b"<!--",
    b"#!",
    b"{\\rtf",
)
_HEIC_BRANDS = frozenset(
    {b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevm", b"hevs"}
)
_HEIF_BRANDS = frozenset({b"mif1", b"msf1"})
_SOUND_BRANDS = frozenset({b"M4A ", b"M4B "})
_FILM_BRANDS = frozenset({b"isom", b"iso2", b"iso4", b"iso5", b"iso6"}) | frozenset(
    {b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV"}
)


@dataclass(frozen=True)
class Signature:
    """Bytes that start a kind of file; `kind` is None for what we never take."""

    label: str
    start: bytes
    kind: Kind | None = None


SIGNATURES = (
    Signature("PDF", b"%PDF-", "pdf"),
    Signature("JPEG", b"\xff\xd8\xff", "jpeg"),
    Signature("PNG", b"\x89PNG\r\n\x1a\n", "png"),
    Signature("TIFF", b"II*\x00", "tiff"),
    Signature("TIFF", b"MM\x00*", "tiff"),
    Signature("TIFF", b"II+\x00", "tiff"),
    Signature("TIFF", b"MM\x00+", "tiff"),
    # Any ZIP may be a docx; its own parser finds out.
    Signature("ZIP", b"PK\x03\x04", "docx"),
    Signature("ZIP", b"PK\x05\x06"),
    Signature("GIF", b"GIF8"),
    Signature("BMP", b"BM"),
    Signature("Windows program", b"MZ"),
    Signature("Linux program", b"\x7fELF"),
    Signature("Mac program", b"\xcf\xfa\xed\xfe"),
    Signature("Mac program", b"\xca\xfe\xba\xbe"),
    Signature("old Office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    Signature("RAR", b"Rar!\x1a\x07"),
    Signature("7z", b"7z\xbc\xaf\x27\x1c"),
    Signature("gzip", b"\x1f\x8b"),
    Signature("PostScript", b"%!PS"),
    Signature("Windows shortcut", b"L\x00\x00\x00\x01\x14\x02\x00"),
    Signature("Photoshop", b"8BPS"),
    Signature("JPEG 2000", b"\x00\x00\x00\x0cjP  "),
)


class Window(io.RawIOBase):
    """A file to read over bytes in memory, with a place of its own.

    Many parsers can look through their own windows at the same bytes at once.
    """

    def __init__(self, data: Data) -> None:
        super().__init__()
        self.data = data
        self._seen = data if isinstance(data, Distant) else memoryview(data)
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        starts = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: len(self._seen)}
        place = starts[whence] + offset
        if place < 0:
            raise ValueError("before the start of the file")
        self._at = place
        return place

    def readinto(self, buffer: "WriteableBuffer") -> int:
        room = memoryview(buffer).cast("B")
        part = self._seen[self._at : self._at + len(room)]
        room[: len(part)] = part
        self._at += len(part)
        return len(part)


def opened(data: Data) -> BinaryIO:
    """An open file over the bytes, at its start."""
    return io.BufferedReader(Window(data))


def data_of(source: BinaryIO) -> Data:
    """All bytes of an open file, wherever it stands in it, without a copy if possible."""
    window = getattr(source, "raw", None)
    if isinstance(window, Window):
        return window.data
    try:
        return mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError):
        # Not a file of the system, or an empty one, which cannot be mapped.
        source.seek(0)
        return source.read()


def held_data_of(source: BinaryIO) -> Held:
    """All bytes of an open file that is held in memory; ValueError of a distant one."""
    data = data_of(source)
    if isinstance(data, Distant):
        raise ValueError("This file is read piece by piece and is not held in memory.")
    return data


def look(data: Data) -> tuple[Kind | None, str]:
    """The kind the bytes propose, and their plain name; text is the last guess."""
    head = data[:HEAD]
    brand = _box_brand(head)
    if brand:
        return brand
    # White space before the header is common in PDFs that went through old mailers.
    if head.lstrip(b"\xef\xbb\xbf\x00\t\n\f\r ").startswith(b"%PDF-"):
        return "pdf", "PDF"
    for signature in SIGNATURES:
        if _starts(head, signature.start):
            return signature.kind, signature.label
    if is_markup(head):
        return None, "HTML, SVG or a script"
    return ("txt", "text") if b"\x00" not in head or _has_mark(head) else (None, "data")


def _starts(head: bytes, start: bytes) -> bool:
    # Two letters may start an honest letter ("BMW ..."); then no NUL follows.
    return head.startswith(start) and (len(start) > 2 or b"\x00" in head)


def _box_brand(head: bytes) -> tuple[Kind | None, str] | None:
    if head[:4] == b"RIFF":
        return None, head[8:12].decode("ascii", "replace").strip()
    if head[4:8] != b"ftyp":
        return None
    length = int.from_bytes(head[:4], "big")
    brands = {head[at : at + 4] for at in range(8, min(length, 256), 4) if at != 12}
    if brands & _HEIC_BRANDS or (brands & _HEIF_BRANDS and b"avif" not in brands):
        return "heic", "HEIC"
    if brands & _SOUND_BRANDS:
        return "m4a", "film or sound"
    # What only other programs read (QuickTime, 3GP) is shown by no browser.
    return ("mp4" if brands & _FILM_BRANDS else None), "film or sound"


def _has_mark(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff"))


def is_markup(head: bytes) -> bool:
    """True when a browser or a shell would take this text for a page or a program."""
    start = head.lstrip(b"\xef\xbb\xbf\t\n\f\r ").lower()
    return start.startswith(_MARKUP_STARTS)


def refuse_viruses(data: Data) -> None:
    """Refuse the test file of the antivirus industry, so that the path can be shown.

    Real viruses are the scanner's work (`outside`), not ours.
    """
    if data.find(_EICAR) >= 0:
        raise Refused("virus", what="EICAR")


def refuse_second_file(data: Data) -> None:
    """Refuse a file that is also a PDF, a page of HTML or a ZIP; Refused when so.

    Not for PDF (which may speak of HTML in its first lines) nor for docx (a ZIP).
    """
    refuse_foreign(data[:HEAD])
    refuse_zip_behind(data)


def refuse_foreign(part: bytes) -> None:
    """Refuse a header, comment or tail that another program would run or show."""
    if _FOREIGN_TEXT.search(part) or _ARCHIVE_INSIDE.search(part):
        raise Refused("two-in-one")


def refuse_tail(tail: bytes) -> bool:
    """Refuse a second file behind the end of the first; True if anything is there."""
    rest = tail.strip(b"\x00\t\n\f\r \x1a")
    if rest.startswith(_ARCHIVE_OR_PROGRAM):
        raise Refused("two-in-one")
    refuse_foreign(rest)
    return bool(rest)


def refuse_zip_behind(data: Data) -> None:
    """Refuse a ZIP that ends where this file ends: its readers start at the end."""
    try:
        with zipfile.ZipFile(opened(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return
    if entries:
        raise Refused("two-in-one")
