"""Pictures of the pages of a paper, to be looked at in place of the paper itself.

A picture is drawn or decoded and written anew, turned the right way up: nothing of the
original's bytes, scripts, links, places or hidden parts is in it.

`preview` does the work in this process; pages and jobs call `preview_apart`.
"""

import io
import math
import warnings
from typing import BinaryIO, Literal

import pypdfium2
from PIL import Image

from harborlight.papers import sandbox
from harborlight.papers.distant import Served
from harborlight.papers.inspect_content import Data, data_of, opened
from harborlight.papers.inspect_images import FORMATS
from harborlight.papers.inspect_verdicts import Refusal

WIDEST = 4_000
# A page may be long and narrow; the picture stays of a bearable size.
_PIXELS_AT_MOST = 20_000_000
_HIGHEST = 16_000
# Drawings and screens have few colours and are sharper and smaller as PNG.
_FEW_COLOURS = 64
_QUALITY = 85
_ORIENTATION = 0x0112
_ON_ITS_SIDE = {5, 6, 7, 8}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

# How a picture is turned clockwise, by degrees.
TURNED = {
    90: Image.Transpose.ROTATE_270,
    180: Image.Transpose.ROTATE_180,
    270: Image.Transpose.ROTATE_90,
}


class NoPreview(Exception):
    """There is no picture of this: no such page, or a kind without pages."""


def preview_apart(
    file: BinaryIO | Served, kind: str, *, page: int = 1, width: int = 1_200
) -> bytes | Refusal:
    """A PNG or JPEG of one page (the first is 1), made in the sandbox.

    `kind`: as `inspect_apart` said. `width` in pixels, at most 4,000; a photo is not made larger than it is. The file
    is one that `inspect_apart` took. A Refusal when the sandbox could not make it.
    """
    said = {"kind": kind, "page": page, "width": width}
    picture = sandbox.run("previews.preview", file, said)
    if isinstance(picture, Refusal):
        return picture
    if isinstance(picture, bytes) and mime_of(picture):
        return picture
    return Refusal("damaged", {"why": "answer"})


def mime_of(picture: bytes) -> Literal["image/png", "image/jpeg"] | None:
    """The type of a preview; None when it is none."""
    if picture.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    return "image/jpeg" if picture.startswith(b"\xff\xd8\xff") else None


def preview(file: BinaryIO, kind: str, page: int, width: int) -> bytes:
    """The same here and now, with no walls around; NoPreview when there is none."""
    width = max(1, min(width, WIDEST))
    data = data_of(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if kind == "pdf":
            return written(drawn(data, page, width))
        if kind in FORMATS:
            return written(decoded(data, kind, page, width))
    raise NoPreview(kind)


def drawn(data: Data, page: int, width: int) -> Image.Image:
    """A page of a PDF, with what is filled into its form."""
    with pypdfium2.PdfDocument(opened(data)) as document:
        if not 1 <= page <= len(document):
            raise NoPreview(f"page {page}")
        # Its scripts cannot run: our PDFium is built without them.
        document.init_forms()
        sheet = document[page - 1]
        wide, high = sheet.get_size()
        scale = _scale(wide, high, width)
        image: Image.Image = sheet.render(scale=scale).to_pil()
        return image.convert("RGB")


def decoded(data: Data, kind: str, page: int, width: int) -> Image.Image:
    """A picture the right way up, no larger than it is, on white."""
    image: Image.Image = Image.open(opened(data), formats=(FORMATS[kind],))
    if kind == "tiff":
        _turn_to(image, page)
    elif page != 1:
        raise NoPreview(f"page {page}")
    orientation = image.getexif().get(_ORIENTATION, 1)
    wide, high = image.size[::-1] if orientation in _ON_ITS_SIDE else image.size
    scale = min(1.0, _scale(wide, high, width))
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    if kind == "jpeg":
        # The decoder makes it smaller at once, down to an eighth.
        image.draft("RGB", size)
    image.load()
    how = _TURNS.get(orientation)
    flat = _on_white(_smaller(_in_plain_colours(image), size))
    return flat.transpose(how) if how is not None else flat


def _turn_to(image: Image.Image, page: int) -> None:
    try:
        image.seek(page - 1)
    except EOFError as error:
        raise NoPreview(f"page {page}") from error


def _scale(wide: float, high: float, width: int) -> float:
    """By what the size of the page is multiplied, so that the picture is bearable."""
    if wide <= 0 or high <= 0:
        raise NoPreview("a page without a size")
    within = math.sqrt(_PIXELS_AT_MOST / (wide * high))
    return min(width / wide, _HIGHEST / high, within)


def _in_plain_colours(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        # Sixteen bits of grey; the eyes have eight.
        return image.point(lambda grey: grey * (1 / 256)).convert("L")
    if "A" in image.getbands() or "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in {"1", "L", "I", "F"} else "RGB")


def _smaller(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    # First by a whole number: that is fast, and needs no second copy of a large one.
    factor = min(image.width // size[0], image.height // size[1]) // 2
    if factor > 1:
        image = image.reduce(factor)
    return image.resize(size)


def flat(image: Image.Image) -> Image.Image:
    """In grey or three colours, on white."""
    return _on_white(_in_plain_colours(image))


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def written(image: Image.Image) -> bytes:
    """The picture as PNG when it has few colours, else as JPEG; nothing else in it."""
    # What came with the pixels (place, camera, comments) would be written too.
    image.info.clear()
    out = io.BytesIO()
    if image.getcolors(_FEW_COLOURS) is None:
        image.save(out, "JPEG", quality=_QUALITY)
    else:
        image.save(out, "PNG")
    return out.getvalue()
