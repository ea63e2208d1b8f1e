"""Looking into a picture: whole, of a bearable size, and nothing but a picture.

The size is read from the header and judged before anything is decoded. Then the
picture is decoded once, JPEG hardly larger than it is looked at: only that shows a file
that is cut off, and whether its letters can be read.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pillow_heif
from PIL import Image, ImageOps

from harborlight.papers import jpeg_parts
from harborlight.papers.distant import Distant
from harborlight.papers.inspect_content import (
    Data,
    opened,
    refuse_foreign,
    refuse_second_file,
    refuse_tail,
)
from harborlight.papers.inspect_verdicts import MEBIBYTE, Kind, Limits, Refused
from harborlight.papers.photo import LOOKED_AT, advice

pillow_heif.register_heif_opener()

FORMATS: Mapping[str, str] = {
    "jpeg": "JPEG",
    "png": "PNG",
    "heic": "HEIF",
    "tiff": "TIFF",
}
_GPS = 0x8825
# An honest progressive JPEG has about ten scans; each costs a pass over all pixels.
_SCANS_AT_MOST = 100
_PARTS_AT_MOST = 100_000


@dataclass(frozen=True)
class Picture:
    """The pixels of a picture's first page, notes about the file, advice to its sender."""

    width: int
    height: int
    notes: tuple[str, ...]
    advice: tuple[str, ...] = ()


def inspect_image(data: Data, kind: Kind, limits: Limits) -> Picture:
    """The size of a JPEG, PNG or HEIC picture, and notes; Refused when not taken."""
    refuse_second_file(data)
    extra = _FRAMES[kind](data)
    picture = decode_first(data, kind, limits)
    notes = picture.notes + (("extra-data",) if extra else ())
    return replace(picture, notes=notes)


def decode_first(data: Data, kind: Kind, limits: Limits) -> Picture:
    """Judge the size of the first picture, then decode it; Refused when it fails."""
    try:
        image = Image.open(opened(data), formats=(FORMATS[kind],))
    except Image.DecompressionBombError as error:
        raise too_many_pixels(limits) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("damaged", why=type(error).__name__) from error
    width, height = image.size
    if width * height > limits.pixels:
        raise too_many_pixels(limits)
    notes = _notes(image)
    if kind == "jpeg":
        scale = min(1, LOOKED_AT / max(width, height))
        image.draft("RGB", (max(1, int(width * scale)), max(1, int(height * scale))))
    try:
        image.load()
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused("damaged", why=type(error).__name__) from error
    return Picture(width, height, notes, _advice(image, (width, height)))


def _advice(image: Image.Image, size: tuple[int, int]) -> tuple[str, ...]:
    """What its sender is told; nothing where the picture cannot be judged."""
    try:
        return advice(ImageOps.exif_transpose(image), size)
    except (OSError, ValueError, SyntaxError, struct.error):
        return ()


def too_many_pixels(limits: Limits) -> Refused:
    """The refusal of a picture that is too large, with the size we take."""
    return Refused("too-many-pixels", most_megapixels=limits.pixels // 1_000_000)


def _notes(image: Image.Image) -> tuple[str, ...]:
    notes = []
    if getattr(image, "n_frames", 1) > 1 and image.format in {"PNG", "HEIF"}:
        notes.append("several-pictures")
    try:
        if image.getexif().get_ifd(_GPS):
            notes.append("location")
    except (OSError, ValueError, SyntaxError, struct.error):
        # What the camera wrote about the picture is broken; the picture may be good.
        pass
    return tuple(notes)


def _jpeg_frame(data: Data) -> bool:
    """Walk the segments and scans to the end; True if something stands behind it."""
    if isinstance(data, Distant):
        raise Refused("too-large", megabytes=len(data) // MEBIBYTE, most_megabytes=50)
    scans = 0
    for count, (marker, start, end) in enumerate(jpeg_parts.parts(data), start=1):
        if marker == jpeg_parts.END:
            return refuse_tail(data[end:])
        refuse_foreign(data[start + 2 : end])
        scans += marker == jpeg_parts.SCAN
        if scans > _SCANS_AT_MOST or count == _PARTS_AT_MOST:
            raise Refused("bomb", what="scans")
    raise Refused("damaged", why="no end")


def _png_frame(data: Data) -> bool:
    """Walk the chunks, their sums checked; True if something stands behind the end."""
    for name, body, end in _png_chunks(data):
        if name[:1].islower():
            refuse_foreign(body)
        if name == b"IEND":
            return refuse_tail(data[end:])
    raise Refused("damaged", why="no end")


def _png_chunks(data: Data) -> Iterator[tuple[bytes, bytes, int]]:
    at = 8
    for _part in range(_PARTS_AT_MOST):
        length, name = struct.unpack(">I4s", data[at : at + 8].ljust(8, b"\x00"))
        body, end = data[at + 8 : at + 8 + length], at + 12 + length
        total = int.from_bytes(data[end - 4 : end], "big")
        if end > len(data) or zlib.crc32(body, zlib.crc32(name)) != total:
            raise Refused("damaged", why="chunk")
        yield name, body, end
        at = end
    raise Refused("bomb", what="chunks")


def _heic_frame(data: Data) -> bool:
    """Walk the outer boxes; True if something stands behind them."""
    at = 0
    while len(data) - at >= 8:
        length, name = struct.unpack(">I4s", data[at : at + 8])
        if length == 1:
            length = int.from_bytes(data[at + 8 : at + 16], "big")
        if length == 0:
            return False
        if not name.isalnum():
            break
        if length < 8 or at + length > len(data):
            raise Refused("damaged", why="box")
        at += length
    return refuse_tail(data[at:])


_FRAMES = {"jpeg": _jpeg_frame, "png": _png_frame, "heic": _heic_frame}
