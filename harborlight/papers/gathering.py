"""Several photos and scans put together into one PDF, page after page, in their order.

Each becomes leaves of its own first (`leaf_apart`), so that one that breaks its reader
is told apart from the others; then the leaves are bound (`bound_apart`). Pictures are
decoded and written anew: nothing of where and when they were taken is in the PDF.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pikepdf
from PIL import Image

from harborlight.papers import sandbox
from harborlight.papers.inspect_content import Data, data_of, opened
from harborlight.papers.inspect_images import FORMATS
from harborlight.papers.inspect_verdicts import MEBIBYTE, Kind, Refusal
from harborlight.papers.previews import TURNED, NoPreview, decoded

# What is cut off a picture, as it is seen: parts of its width and height (0.0 to 0.9)
# from the left, top, right and bottom.
Cut = tuple[float, float, float, float]
WHOLE: Cut = (0.0, 0.0, 0.0, 0.0)
TURNS = (0, 90, 180, 270)
# A page of Letter at 240 dots an inch: small print stays legible, and a page a megabyte.
_LONGER_SIDE = 2_640
_QUALITY = 82
# Points, 72 an inch.
_LETTER = (612.0, 792.0)
_MOST_PAGES_OF_A_FAX = 200
_LEAST_LEFT = 16
_LARGEST_LEAF = 64 * MEBIBYTE
_BINDING = sandbox.Walls(cpu_seconds=60, wall_seconds=90.0)


def leaf_apart(
    file: BinaryIO, kind: str, *, turned: int = 0, cut: Cut = WHOLE
) -> bytes | Refusal:
    """A PDF of the pages of one file that `inspect_apart` took, made in the sandbox.

    turned: degrees clockwise, of TURNS. cut: off pictures, after they are turned.
    """
    said = {"kind": kind, "turned": turned, "cut": [*cut]}
    made = sandbox.run("gathering.leaf", file, said, answer_at_most=_LARGEST_LEAF)
    return _pdf(made)


def bound_apart(leaves: Sequence[bytes], *, most: int) -> bytes | Refusal:
    """One PDF of all the leaves, in their order; at most so many bytes, or a Refusal."""
    lengths = [len(leaf) for leaf in leaves]
    said = {"lengths": lengths}
    with sandbox.in_memory(leaves, most=sum(lengths)) as file:
        at_most = most + MEBIBYTE
        made = sandbox.run(
            "gathering.bound", file, said, walls=_BINDING, answer_at_most=at_most
        )
    return _pdf(made)


def _pdf(made: object) -> bytes | Refusal:
    if isinstance(made, Refusal):
        return made
    if isinstance(made, bytes) and made.startswith(b"%PDF-"):
        return made
    return Refusal("damaged", {"why": "answer"})


def leaf(file: BinaryIO, kind: Kind, turned: int, cut: Sequence[float]) -> bytes:
    """The same as `leaf_apart` here and now, with no walls around."""
    data = data_of(file)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if kind == "pdf":
            return _pages(data, turned)
        with pikepdf.new() as made:
            for image in _pictures(data, kind):
                _put_on_a_page(made, _shaped(image, turned, cut))
            return _written(made)


def bound(file: BinaryIO, lengths: Sequence[int]) -> bytes:
    """The same as `bound_apart` here and now; the leaves stand one behind the other."""
    data, at = data_of(file), 0
    with pikepdf.new() as made:
        for length in lengths:
            with pikepdf.Pdf.open(io.BytesIO(data[at : at + length])) as one:
                made.pages.extend(one.pages)
            at += length
        return _written(made)


def _pages(data: Data, turned: int) -> bytes:
    """The pages of a PDF as they are, with what is filled in, and nothing behind them."""
    with pikepdf.Pdf.open(opened(data)) as source, pikepdf.new() as made:
        if "/AcroForm" in source.Root:
            source.generate_appearance_streams()
        source.flatten_annotations("all")
        made.pages.extend(source.pages)
        for page in made.pages:
            page.rotate(turned, relative=True)
        return _written(made)


def _pictures(data: Data, kind: Kind) -> Iterator[Image.Image]:
    """The pages of a picture or a fax, upright as the camera says, of a bearable size."""
    if kind not in FORMATS:
        raise NoPreview(kind)
    most = _MOST_PAGES_OF_A_FAX if kind == "tiff" else 1
    for number in range(1, most + 1):
        try:
            image = decoded(data, kind, number, _LONGER_SIDE)
        except NoPreview:
            return
        image.thumbnail((_LONGER_SIDE, _LONGER_SIDE))
        yield image


def _shaped(image: Image.Image, turned: int, cut: Sequence[float]) -> Image.Image:
    if turned in TURNED:
        image = image.transpose(TURNED[turned])
    left, top, right, bottom = cut
    box = (
        round(image.width * left),
        round(image.height * top),
        image.width - round(image.width * right),
        image.height - round(image.height * bottom),
    )
    if box[2] - box[0] < _LEAST_LEFT or box[3] - box[1] < _LEAST_LEFT:
        return image
    return image.crop(box)


def _put_on_a_page(made: pikepdf.Pdf, image: Image.Image) -> None:
    """A page of Letter at most, lying or upright as the picture does, filled by it."""
    plain = image if image.mode in {"L", "RGB"} else image.convert("RGB")
    plain.info.clear()
    pixels = io.BytesIO()
    plain.save(pixels, "JPEG", quality=_QUALITY)
    most = _LETTER if plain.height >= plain.width else _LETTER[::-1]
    scale = min(most[0] / plain.width, most[1] / plain.height)
    wide, high = round(plain.width * scale, 2), round(plain.height * scale, 2)
    picture = pikepdf.Stream(
        made,
        pixels.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=plain.width,
        Height=plain.height,
        ColorSpace=pikepdf.Name.DeviceGray
        if plain.mode == "L"
        else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = made.add_blank_page(page_size=(wide, high))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=picture))
    page.Contents = made.make_stream(
        b"q %.2f 0 0 %.2f 0 0 cm /Photo Do Q" % (wide, high)
    )


def _written(made: pikepdf.Pdf) -> bytes:
    written = io.BytesIO()
    made.save(written, deterministic_id=True)
    return written.getvalue()
