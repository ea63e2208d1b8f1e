"""A JPEG 2000 picture box by box, without decoding it (ITU-T T.800, annexes A and I).

Words are overwritten where they stand and nothing is moved: what points into the picture
still points at the same bytes. A box or part whose length cannot be is the last one that
is believed: what is left is not a picture to any reader, and goes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeVar

_Bytes = TypeVar("_Bytes", bound=bytes | memoryview)
_BOX, _LONG_BOX = 8, 16
_SIGNATURE, _PIXELS, _NOTHING = b"jP  ", b"jp2c", b"free"
# What a picture is decoded by. All else describes it: EXIF and XMP are in boxes of the
# kinds `uuid`, `xml ` and `asoc`, rights in `jp2i`, names in `lbl `, addresses in `url `.
_LEAVES: Final = frozenset(
    {_SIGNATURE, b"ftyp", b"rreq", b"ihdr", b"bpcc", b"colr", b"pclr", b"cmap"}
    | {b"cdef", b"resc", b"resd", b"opct", b"creg", b"copt", b"inst"}
)
_NESTS: Final = frozenset({b"jp2h", b"res ", b"jpch", b"jplh", b"cgrp", b"comp"})
_DEEPEST = 4

_BEGINS = b"\xff\x4f"
_TILE, _DATA, _END, _COMMENT = 0xFF90, 0xFF93, 0xFFD9, 0xFF64
_WITHOUT_LENGTH = range(0xFF30, 0xFF40)
# How long the head of a part of a tile is, and where in it the length of all of it stands.
_TILE_HEAD, _LENGTH_AT = 12, 6


def without_words_2000(picture: _Bytes) -> _Bytes | bytes:
    """A JPEG 2000 picture, in boxes or bare, without what was written about it and
    without what hangs behind its end; nothing at all of what is no such picture.

    The very same object where there is nothing of the kind: no pixel is touched.
    """
    plain = bytearray(picture)
    if picture[: len(_BEGINS)] == _BEGINS:
        _blank_codestream(plain, 0, len(plain))
    elif picture[4:8] == _SIGNATURE:
        _blank_boxes(plain, 0, len(plain), 0)
    else:
        return b""
    kept = bytes(plain)
    return picture if picture == kept else kept


class _Box(NamedTuple):
    """A box; its kind is empty where bytes are none, and all of them its content."""

    kind: bytes
    start: int
    content: int
    end: int


def _boxes(held: bytearray, start: int, end: int) -> Iterator[_Box]:
    """Each box between these places. One that would end behind `end` ends there."""
    at = start
    while at < end:
        length = int.from_bytes(held[at : at + 4], "big")
        kind, content = bytes(held[at + 4 : at + 8]), at + _BOX
        if length == 1:
            length = int.from_bytes(held[at + 8 : at + 16], "big")
            content = at + _LONG_BOX
        elif length == 0:
            length = end - at
        if content > end or length < content - at:
            yield _Box(b"", at, at, end)
            return
        yield _Box(kind, at, content, min(at + length, end))
        at += length


def _blank_boxes(held: bytearray, start: int, end: int, deep: int) -> None:
    """Empty the boxes that describe, where they stand."""
    for box in _boxes(held, start, end):
        if box.kind == _PIXELS and deep == 0:
            _blank_codestream(held, box.content, box.end)
        elif box.kind in _NESTS and deep < _DEEPEST:
            _blank_boxes(held, box.content, box.end, deep + 1)
        elif box.kind not in _LEAVES:
            _blank(held, box.content, box.end)
            if box.kind.strip(b"\0"):
                held[box.start + 4 : box.start + 8] = _NOTHING


def _blank(held: bytearray, start: int, end: int) -> None:
    held[start:end] = bytes(max(0, end - start))


def _blank_codestream(held: bytearray, start: int, end: int) -> None:
    """Empty the comments of a codestream, and what stands behind its end."""
    if held[start : start + 2] != _BEGINS:
        _blank(held, start, end)
        return
    at, mark = _blank_comments(held, start + 2, end)
    while mark == _TILE:
        length = int.from_bytes(held[at + _LENGTH_AT : at + _LENGTH_AT + 4], "big")
        data, mark = _blank_comments(held, at + _TILE_HEAD, end)
        if length == 0 and mark == _DATA:
            # The last one: it goes as far as the end, whose bytes no pixel has.
            at = held.find(_END.to_bytes(2, "big"), data, end)
            mark = _END if at >= 0 else 0
        elif length < data - at or mark != _DATA:
            return
        else:
            at, mark = _blank_comments(held, at + length, end)
    if mark == _END:
        _blank(held, at + 2, end)
    # Else it is cut off: what is there of its pixels stays.


def _blank_comments(held: bytearray, at: int, end: int) -> tuple[int, int]:
    """From the parts of a header on to what follows it: where that stands, and its
    marker. 0: it is cut off, or no header."""
    while at + 2 <= end:
        mark = int.from_bytes(held[at : at + 2], "big")
        if mark in (_TILE, _DATA, _END):
            return at, mark
        length = int.from_bytes(held[at + 2 : at + 4], "big")
        if mark in _WITHOUT_LENGTH:
            length = 0
        elif mark < 0xFF00 or length < 2:
            return at, 0
        if mark == _COMMENT:
            _blank(held, at + 4, min(at + 2 + length, end))
        at += 2 + length
    return at, 0
