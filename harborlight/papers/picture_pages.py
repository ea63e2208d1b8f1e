"""Pictures as pages of a PDF: nothing but the pixels goes in."""

import io
import math
import struct
import zlib

from pikepdf import Array, Dictionary, Name, Page, Pdf, Stream, String
from PIL import Image, ImageChops

from harborlight.papers.jpeg_parts import without_words

# A page is as large as a letter (8.5 by 11 inches) has room for, in points.
LETTER = (612.0, 792.0)
_POINTS = 72
# A picture is not blown up: at least so many of its pixels make an inch.
_COARSEST = 72
_QUALITY = 88
# What differs less between red, green and blue is no colour but noise.
_NO_COLOUR = 24
_NEARLY_WHITE = 250
# Writing on white needs no more shades than this to be as sharp as before.
_SHADES = 16
_BITS = 4
_GREYS = [shade * 255 // (_SHADES - 1) for shade in range(_SHADES)]
# Harder work makes it hardly smaller, and takes three times as long.
_COMPRESSION = 3
_ORIENTATION = 0x0112
# How the orientation of a photo turns its page, clockwise; what mirrors it is not here.
_TURNS = {1: 0, 3: 180, 6: 90, 8: 270}


def add_picture(pdf: Pdf, image: Image.Image, size: tuple[float, float]) -> None:
    """Add a page that shows this picture alone. size: of the page, in points."""
    if image.mode not in ("L", "RGB"):
        image = image.convert("RGB")
    grey = _as_grey(image)
    if grey is not None and _is_writing(grey):
        stream = _as_few_shades(pdf, grey)
    else:
        stream = _as_jpeg(pdf, image if grey is None else grey)
    _add_page(pdf, stream, size)


def add_jpeg(pdf: Pdf, jpeg: bytes) -> bool:
    """Add a photo as a page without decoding it; False where that cannot be done.

    What came with the pixels (place, camera, a small picture) is left out.
    """
    image = Image.open(io.BytesIO(jpeg), formats=("JPEG",))
    turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
    plain = without_words(jpeg)
    is_whole = plain.endswith(b"\xff\xd9")
    if turn is None or not is_whole or image.mode not in ("L", "RGB"):
        return False
    colours = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    stream = _picture(pdf, plain, image.size, colours, Filter=Name.DCTDecode)
    _add_page(pdf, stream, size_of(image.size))
    if turn:
        pdf.pages[-1].rotate(turn, relative=False)
    return True


def size_of(pixels: tuple[int, int]) -> tuple[float, float]:
    """How large the page of a picture is, in points: as a letter, upright or across."""
    wide, high = pixels
    room = LETTER if wide <= high else LETTER[::-1]
    scale = min(room[0] / wide, room[1] / high, _POINTS / _COARSEST)
    return wide * scale, high * scale


def _add_page(pdf: Pdf, picture: Stream, size: tuple[float, float]) -> None:
    wide, high = (round(one, 2) for one in size)
    content = pdf.make_stream(f"q {wide} 0 0 {high} 0 0 cm /P Do Q".encode())
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, wide, high]),
        Resources=Dictionary(XObject=Dictionary(P=picture)),
        Contents=content,
    )
    pdf.pages.append(Page(pdf.make_indirect(page)))


def _as_grey(image: Image.Image) -> Image.Image | None:
    """The same in grey, where it has no colour."""
    if image.mode == "L":
        return image
    red, green, blue = image.split()
    for one, other in ((red, green), (green, blue)):
        shades = ImageChops.difference(one, other).histogram()
        if any(shades[_NO_COLOUR + 1 :]):
            return None
    return image.convert("L")


def _is_writing(grey: Image.Image) -> bool:
    """Whether most of it is white, as of a page that was written on and not of a photo."""
    shades = grey.histogram()
    return sum(shades[_NEARLY_WHITE:]) * 2 > grey.width * grey.height


def _as_few_shades(pdf: Pdf, grey: Image.Image) -> Stream:
    """Small and sharp: the rows are those of a PNG, which PDF reads as they are."""
    step = 256 // _SHADES
    few = grey.point([shade // step for shade in range(256)])
    image = Image.frombytes("P", few.size, few.tobytes())
    image.putpalette([shade for shade in _GREYS for _ in range(3)])
    written = io.BytesIO()
    image.save(written, "PNG", bits=_BITS, compress_level=_COMPRESSION)
    colours = Array([Name.Indexed, Name.DeviceGray, _SHADES - 1, String(bytes(_GREYS))])
    rows = Dictionary(
        Predictor=15, Colors=1, BitsPerComponent=_BITS, Columns=grey.width
    )
    return _picture(
        pdf,
        _png_rows(written.getvalue()),
        grey.size,
        colours,
        bits=_BITS,
        Filter=Name.FlateDecode,
        DecodeParms=rows,
    )


def _as_jpeg(pdf: Pdf, image: Image.Image) -> Stream:
    written = io.BytesIO()
    image.info.clear()
    image.save(written, "JPEG", quality=_QUALITY)
    colours = Name.DeviceGray if image.mode == "L" else Name.DeviceRGB
    return _picture(pdf, written.getvalue(), image.size, colours, Filter=Name.DCTDecode)


def _picture(
    pdf: Pdf,
    data: bytes,
    size: tuple[int, int],
    colours: Name | Array,
    *,
    bits: int = 8,
    **said: object,
) -> Stream:
    return Stream(
        pdf,
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=colours,
        BitsPerComponent=bits,
        **said,
    )


def _png_rows(png: bytes) -> bytes:
    """The compressed rows of a PNG that we wrote ourselves."""
    rows, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            rows += png[at + 8 : at + 8 + length]
        at += 12 + length
    # A picture is whole, or this fails here and not in somebody's reader.
    zlib.decompress(rows)
    return rows


def pixels_for(size: tuple[float, float], dots: int, most: int) -> float:
    """By what a page of so many points is multiplied, for so many dots an inch.

    most: pixels that its picture may have.
    """
    wide, high = size
    return min(dots / _POINTS, math.sqrt(most / (wide * high)))
