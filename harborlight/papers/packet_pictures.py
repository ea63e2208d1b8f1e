"""Pictures on pages: photos put on a page of their own, and pictures made smaller.

A JPEG goes in as it is, byte for byte but for what the camera wrote; it is turned by the
page's content, not by decoding it. All else is written anew.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from PIL import Image, ImageSequence

from harborlight.papers.inspect_content import Held, opened
from harborlight.papers.inspect_images import FORMATS
from harborlight.papers.jpeg_parts import without_words
from harborlight.papers.packet_types import CannotBuild
from harborlight.papers.previews import flat

SHORT, LONG, MARGIN = 612.0, 792.0, 36.0
# No picture is blown up beyond this: a small photo stays small.
LEAST_DPI = 96
PIXELS_AT_MOST = 50_000_000
FRAMES_AT_MOST = 500
_QUALITY, _SMALLER_QUALITY = 92, 80
_FEW_COLOURS = 256
_LOSSLESS_AT_MOST = 1_500_000
_ORIENTATION = 0x0112
_UNREADABLE = (OSError, ValueError, NotImplementedError, TypeError, RuntimeError)
# From the unit square of the picture to that of the page, by how the camera was held.
_TURNS = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
_ON_ITS_SIDE = {5, 6, 7, 8}
_SPACES = {"L": Name.DeviceGray, "RGB": Name.DeviceRGB, "CMYK": Name.DeviceCMYK}


@dataclass(frozen=True)
class Smaller:
    """One picture before and after: pixels, dots an inch, bytes."""

    before: tuple[int, int, int, int]
    after: tuple[int, int, int, int]

    def as_plain(self) -> dict[str, Any]:
        names = ("width", "height", "dpi", "bytes")
        return {
            "before": dict(zip(names, self.before, strict=True)),
            "after": dict(zip(names, self.after, strict=True)),
        }


# Left, top, right and bottom of a picture, as parts of its page's width and height.
Area = tuple[float, float, float, float]


def pages_of(data: Held, kind: str) -> tuple[pikepdf.Pdf, bool, list[Area]]:
    """A PDF with a page for each picture of the file; True if it was written anew; and
    where on each page its picture is.

    Raises CannotBuild.
    """
    pdf, anew = pikepdf.new(), False
    areas: list[Area] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(opened(data), formats=(FORMATS[kind],))
            # A TIFF is turned by Pillow itself when it is decoded.
            held = 1 if kind == "tiff" else image.getexif().get(_ORIENTATION, 1)
            for frame in _frames(image, kind):
                if frame.width * frame.height > PIXELS_AT_MOST:
                    raise CannotBuild("damaged")
                picture, fresh = _picture(pdf, frame, kind, data)
                anew = anew or fresh
                areas.append(_put(pdf, picture, frame.size, int(held)))
    except KeyError:
        raise CannotBuild("kind") from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        Image.DecompressionBombError,
    ) as why:
        raise CannotBuild("damaged") from why
    return pdf, anew, areas


def _frames(image: Image.Image, kind: str) -> Iterator[Image.Image]:
    if kind != "tiff":
        yield image
        return
    for at, frame in enumerate(ImageSequence.Iterator(image)):
        if at >= FRAMES_AT_MOST:
            return
        yield frame


def _picture(
    pdf: pikepdf.Pdf, image: Image.Image, kind: str, data: Held
) -> tuple[Stream, bool]:
    if kind == "jpeg" and image.mode in _SPACES:
        # Proves that it can be decoded before anybody is sent it.
        image.load()
        stream = Stream(pdf, b"")
        stream.write(without_words(bytes(data)), filter=Name.DCTDecode)
        if image.mode == "CMYK" and "adobe_transform" in image.info:
            stream.Decode = Array([1, 0, 1, 0, 1, 0, 1, 0])
        return _described(stream, image, image.mode), False
    image.load()
    if image.mode == "1":
        stream = Stream(pdf, b"")
        stream.write(zlib.compress(image.tobytes(), 9), filter=Name.FlateDecode)
        return _described(stream, image, "L", bits=1), True
    return _anew(pdf, flat(image)), True


def _anew(pdf: pikepdf.Pdf, image: Image.Image) -> Stream:
    """Without loss where that is small (drawings, screens), else as JPEG."""
    stream = Stream(pdf, b"")
    plain = zlib.compress(image.tobytes(), 6) if image.getcolors(_FEW_COLOURS) else b""
    if plain and len(plain) <= _LOSSLESS_AT_MOST:
        stream.write(plain, filter=Name.FlateDecode)
    else:
        stream.write(_jpeg(image, _QUALITY), filter=Name.DCTDecode)
    return _described(stream, image, image.mode)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    image.info.clear()
    written = io.BytesIO()
    image.save(written, "JPEG", quality=quality, subsampling=0 if quality > 90 else 2)
    return written.getvalue()


def _described(stream: Stream, image: Image.Image, mode: str, bits: int = 8) -> Stream:
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = image.width, image.height
    stream.BitsPerComponent, stream.ColorSpace = bits, _SPACES[mode]
    return stream


def _put(
    pdf: pikepdf.Pdf, picture: Stream, size: tuple[int, int], orientation: int
) -> Area:
    """On a page of letter size, standing or lying as the picture does."""
    wide, high = size[::-1] if orientation in _ON_ITS_SIDE else size
    page = (SHORT, LONG) if high >= wide else (LONG, SHORT)
    scale = min((page[0] - 2 * MARGIN) / wide, (page[1] - 2 * MARGIN) / high)
    scale = min(scale, 72 / LEAST_DPI)
    w, h = wide * scale, high * scale
    x, y = (page[0] - w) / 2, (page[1] - h) / 2
    a, b, c, d, e, f = _TURNS.get(orientation, _TURNS[1])
    content = (
        f"q {w:.3f} 0 0 {h:.3f} {x:.3f} {y:.3f} cm {a} {b} {c} {d} {e} {f} cm /I Do Q"
    )
    sheet = pdf.add_blank_page(page_size=page)
    sheet.obj.Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(picture)))
    sheet.obj.Contents = pdf.make_indirect(Stream(pdf, content.encode()))
    left, low = x / page[0], y / page[1]
    return left, low, 1 - left, 1 - low


class Pictures:
    """The pictures of one file, made smaller once or again, always from the original.

    A picture is taken to be as large as its page, which it is at most: so none gets
    coarser than was asked. Text, drawings, black-and-white scans and masks stay.
    """

    def __init__(self) -> None:
        self._desk = pikepdf.new()
        self._before: dict[tuple[int, int], _Before] = {}
        self._done: dict[tuple[int, int], Smaller] = {}

    def shrink(self, page: Object, size: tuple[float, float], dpi: int) -> int:
        """Make the pictures of a page no finer than this; how many that changed.

        size: of the page, in points.
        """
        return sum(self._shrunk(one, size, dpi) for one in _pictures_of(page))

    def done_to(self, page: Object) -> list[Smaller]:
        """What was made smaller on a page."""
        seen = (self._done.get(one.objgen) for one in _pictures_of(page))
        return [one for one in seen if one]

    def _shrunk(self, stream: Stream, size: tuple[float, float], dpi: int) -> bool:
        known = stream.objgen
        before = self._before.get(known) or _Before.of(stream, self._desk)
        if before is None:
            return False
        wide, high = before.size
        short, long = min(size) / 72, max(size) / 72
        now = max(min(wide, high) / short, max(wide, high) / long)
        if (
            now <= dpi * 1.1
            or known in self._done
            and self._done[known].after[2] <= dpi
        ):
            return False
        fresh = before.made_smaller(dpi / now)
        if fresh is None or len(fresh[1]) >= int(stream.Length):
            return False
        (w, h), written, mode = fresh
        stream.write(written, filter=Name.DCTDecode)
        stream.Width, stream.Height, stream.ColorSpace = w, h, _SPACES[mode]
        self._before[known] = before
        self._done[known] = Smaller(
            (wide, high, round(now), before.length),
            (w, h, round(now * w / wide), len(written)),
        )
        return True


@dataclass(frozen=True)
class _Before:
    """A picture as it came: a copy that nobody changes."""

    size: tuple[int, int]
    length: int
    kept: Stream

    @classmethod
    def of(cls, stream: Stream, desk: pikepdf.Pdf) -> _Before | None:
        """None where it is not to be touched."""
        wide, high = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        if wide < 2 or high < 2 or wide * high > PIXELS_AT_MOST:
            return None
        if stream.get("/ImageMask") or stream.get("/BitsPerComponent") != 8:
            return None
        if "/Decode" in stream or isinstance(stream.get("/Mask"), Array):
            return None
        kept = desk.copy_foreign(stream)
        assert isinstance(kept, Stream)
        return cls((wide, high), int(stream.Length), kept)

    def made_smaller(self, scale: float) -> tuple[tuple[int, int], bytes, str] | None:
        """Its size, its bytes as JPEG and its colours; None where it cannot be read."""
        try:
            image = pikepdf.PdfImage(self.kept).as_pil_image()
            image = image if image.mode in ("L", "RGB") else image.convert("RGB")
            size = (
                max(1, round(image.width * scale)),
                max(1, round(image.height * scale)),
            )
            fresh = image.resize(size, Image.Resampling.LANCZOS)
            return size, _jpeg(fresh, _SMALLER_QUALITY), fresh.mode
        except (*_UNREADABLE, pikepdf.PdfError):
            return None


def _pictures_of(page: Object) -> Iterator[Stream]:
    resources = page.get("/Resources")
    drawn = resources.get("/XObject") if isinstance(resources, Dictionary) else None
    for stream in drawn.values() if isinstance(drawn, Dictionary) else ():
        if isinstance(stream, Stream) and stream.get("/Subtype") == Name.Image:
            yield stream
