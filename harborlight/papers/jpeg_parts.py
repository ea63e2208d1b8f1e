"""A JPEG part by part, without decoding it (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeVar

from harborlight.papers.inspect_content import Held

_Bytes = TypeVar("_Bytes", bound=bytes | memoryview)
SCAN, END = 0xDA, 0xD9
_BEGINS = b"\xff\xd8"
# Not what stands within a scan: an escaped byte, or where its reader may begin again.
_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_COLOURS, _PROFILE = 0xE2, b"ICC_PROFILE\x00"
# Places and dates (1), Photoshop (13), comments; not which way its colours are told (14).
_WORDS = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE} - {_COLOURS})


def parts(jpeg: Held | memoryview) -> Iterator[tuple[int, int, int]]:
    """Each part to the end of the picture: its marker, where it begins, where it ends.

    The pixels of a scan stand between its part and the next.
    """
    at = len(_BEGINS)
    while found := _MARKER.search(jpeg, at):
        start, marker = found.start(), jpeg[found.start() + 1]
        if marker == END:
            yield marker, start, start + 2
            return
        at = start + 2 + int.from_bytes(jpeg[start + 2 : start + 4], "big")
        yield marker, start, at


def without_words(jpeg: _Bytes) -> _Bytes | bytes:
    """A JPEG without what a camera or program wrote about it (EXIF, XMP, IPTC, notes),
    and without what hangs behind its end: phones put a second photo there, or a film,
    with the place in it.

    The very same object where there is nothing of the kind: no pixel is touched.
    """
    if jpeg[: len(_BEGINS)] != _BEGINS:
        return jpeg
    kept, pixels, is_seen = [(0, len(_BEGINS))], None, False
    for marker, start, end in parts(jpeg):
        if pixels is not None:
            kept.append((pixels, start))
        pixels = end if marker == SCAN else None
        is_seen = is_seen or marker == SCAN
        if not _is_words(marker, jpeg[start + 4 : min(end, start + 4 + len(_PROFILE))]):
            kept.append((start, min(end, len(jpeg))))
    if pixels is not None:
        # It is cut off: what is there of it stays.
        kept.append((pixels, max(pixels, len(jpeg))))
    # Most scans have nothing to lose: only what goes is worth a copy of the rest.
    is_whole = sum(end - start for start, end in kept) >= len(jpeg)
    if is_whole or not is_seen:
        return jpeg
    return b"".join([jpeg[start:end] for start, end in kept])


def _is_words(marker: int, begins: _Bytes) -> bool:
    # Colours are told in the second part of its kind, and so are many other things.
    if marker == _COLOURS:
        return begins != _PROFILE
    return marker in _WORDS
