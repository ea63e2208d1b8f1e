"""Looking into a film or a sound recording (MP4, ISO 14496-12): whole, and only that.

No frame is decoded: the boxes are walked, which say what is in the file and where. One
that points out of the file, or that says it is elsewhere, is refused.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from harborlight.papers.inspect_content import (
    Data,
    refuse_foreign,
    refuse_second_file,
)
from harborlight.papers.inspect_verdicts import MEBIBYTE, Kind, Refused

_BOXES_AT_MOST = 200_000
_DEPTH_AT_MOST = 12
# The list of all samples of a recording of some hours.
_INDEX_AT_MOST = 64 * MEBIBYTE
_HOLDS_BOXES = frozenset(
    {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"udta", b"edts", b"mvex"}
)
_HOLDS_MEDIA = frozenset({b"mdat", b"moof", b"mfra", b"sidx", b"styp"})
# Where players leave room, and where anything may be written.
_ANYTHING = frozenset({b"free", b"skip", b"uuid", b"udta", b"meta"})
_READ_OF_ANYTHING = 64 * 1024
_PLACES = frozenset({b"\xa9xyz", b"loci"})
_PLACE_IN_WORDS = b"com.apple.quicktime.location"
_PICTURES, _SOUNDS = b"vide", b"soun"
_IN_THIS_FILE = 1


@dataclass(frozen=True)
class Box:
    """A piece of the file: what it is, where its content begins and ends."""

    kind: bytes
    start: int
    content: int
    end: int


@dataclass
class _Found:
    """What the boxes say; `places` are those that tell where it was recorded."""

    tracks: set[bytes] = field(default_factory=set)
    places: list[Box] = field(default_factory=list)
    boxes: int = 0


def inspect_recording(data: Data, kind: Kind) -> tuple[str, ...]:
    """Notes on a film or a sound; Refused when it is not one, or not whole."""
    refuse_second_file(data)
    found, top = _Found(), [*_boxes(data, 0, len(data))]
    names = [box.kind for box in top]
    if names.count(b"moov") != 1 or not _HOLDS_MEDIA & {*names}:
        raise Refused("damaged", why="no index")
    for box in top:
        if box.kind == b"moov" and box.end - box.start > _INDEX_AT_MOST:
            raise Refused("bomb", what="index")
        _look(data, box, found, 0)
    if not found.tracks & {_PICTURES, _SOUNDS}:
        raise Refused("damaged", why="no track")
    if kind == "m4a" and _PICTURES in found.tracks:
        raise Refused("misnamed", ending="mp4", what=kind)
    return ("location",) if found.places else ()


def places_in(data: Data) -> list[tuple[int, int]]:
    """Which bytes tell where it was recorded: from and to, to be blanked in a copy."""
    found = _Found()
    for box in _boxes(data, 0, len(data)):
        _look(data, box, found, 0)
    return [(box.start + 4, box.end) for box in found.places]


def _look(data: Data, box: Box, found: _Found, depth: int) -> None:
    found.boxes += 1
    if found.boxes > _BOXES_AT_MOST or depth > _DEPTH_AT_MOST:
        raise Refused("bomb", what="boxes")
    _note_place(data, box, found)
    if box.kind in _CHECKED:
        _CHECKED[box.kind](data, box, found)
    if box.kind in _HOLDS_BOXES:
        for inner in _boxes(data, box.content, box.end, lenient=box.kind == b"udta"):
            _look(data, inner, found, depth + 1)


def _note_place(data: Data, box: Box, found: _Found) -> None:
    if box.kind in _PLACES:
        found.places.append(box)
    if box.kind in _ANYTHING:
        part = bytes(data[box.content : min(box.end, box.content + _READ_OF_ANYTHING)])
        refuse_foreign(part)
        if _PLACE_IN_WORDS in part:
            found.places.append(box)


def _boxes(data: Data, at: int, end: int, *, lenient: bool = False) -> Iterator[Box]:
    """The boxes from `at` to `end`; lenient: four bytes of nothing may end them."""
    while at < end:
        head = bytes(data[at : min(end, at + 16)])
        if lenient and len(head) < 8:
            return
        if len(head) < 8:
            raise Refused("damaged", why="box")
        length, kind = struct.unpack(">I4s", head[:8])
        content = at + 8
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
            content = at + 16
        elif length == 0:
            length = end - at
        if at + length > end or length < content - at:
            raise Refused("damaged", why="cut off")
        yield Box(kind, at, content, at + length)
        at += length


def _note_track(data: Data, box: Box, found: _Found) -> None:
    found.tracks.add(bytes(data[box.content + 8 : box.content + 12]))


def _refuse_elsewhere(data: Data, box: Box, _found: _Found) -> None:
    """Refuse a recording whose sound or pictures another file or address would give."""
    for entry in _boxes(data, box.content + 8, box.end):
        flags = int.from_bytes(bytes(data[entry.content : entry.content + 4]), "big")
        if not flags & _IN_THIS_FILE:
            raise Refused("active-content", what=entry.kind.decode("ascii", "replace"))


def _refuse_beyond(data: Data, box: Box, _found: _Found) -> None:
    """Refuse one of whose samples stands behind the end of the file: it was cut off."""
    size, letter = (8, "Q") if box.kind == b"co64" else (4, "I")
    count = int.from_bytes(bytes(data[box.content + 4 : box.content + 8]), "big")
    listed = bytes(data[box.content + 8 : box.end])
    if count * size > len(listed):
        raise Refused("damaged", why="index")
    places = struct.unpack(f">{count}{letter}", listed[: count * size])
    if places and max(places) >= len(data):
        raise Refused("damaged", why="cut off")


_CHECKED = {
    b"hdlr": _note_track,
    b"dref": _refuse_elsewhere,
    b"stco": _refuse_beyond,
    b"co64": _refuse_beyond,
}
