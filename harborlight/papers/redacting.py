"""A copy in which something is hidden for good.

Every page of the copy is a picture that is drawn anew, with the boxes painted into it:
no text, no layer, no script and no byte of the original is in it, so nothing can be
uncovered. Words are found in it again only where it is read anew (OCR), and there only
what everybody sees.

`redact` does the work in this process; pages and jobs call `redact_apart`.
"""

import io
import math
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw

from harborlight.papers import sandbox
from harborlight.papers.arranging import MOST_BYTES, picture_of
from harborlight.papers.inspect_content import Data, data_of, opened
from harborlight.papers.inspect_verdicts import MEBIBYTE, Refusal
from harborlight.papers.picture_pages import add_picture, pixels_for, size_of

MOST_BOXES = 1_000
MOST_PAGES = 500
WALLS = sandbox.Walls(cpu_seconds=150, wall_seconds=180.0, memory=1536 * MEBIBYTE)
# As sharp as an office scans (200 dots an inch); a page as large as a wall is coarser.
_DOTS = 200
_PIXELS_AT_MOST = 12_000_000
# What stands at the edge of a box is hidden too.
_MARGIN = 2


@dataclass(frozen=True)
class Box:
    """What is hidden of a page (the first is 1): parts of its width and height (0.0 to
    1.0) from its upper left corner, as the page is seen."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_right(self) -> bool:
        """Whether it lies on its page and hides something."""
        return (
            0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1
        ) and self.page >= 1


class NothingHidden(Exception):
    """A redacted copy hides something, and only what is there."""


def redact_apart(file: BinaryIO, kind: str, boxes: Sequence[Box]) -> bytes | Refusal:
    """A PDF with the boxes burnt in, made in the sandbox; a Refusal when it cannot be."""
    said = {"kind": kind, "boxes": [asdict(one) for one in boxes]}
    made = sandbox.run(
        "redacting.redact", file, said, walls=WALLS, answer_at_most=MOST_BYTES
    )
    if isinstance(made, Refusal):
        return made
    return made if isinstance(made, bytes) else Refusal("damaged", {"why": "answer"})


def redact(file: BinaryIO, kind: str, boxes: Sequence[Mapping[str, Any]]) -> bytes:
    """The same here and now, with no walls around; plain data in."""
    hidden = [Box(**one) for one in boxes]
    if not 0 < len(hidden) <= MOST_BOXES or not all(one.is_right for one in hidden):
        raise NothingHidden
    written, number = io.BytesIO(), 0
    with warnings.catch_warnings(), pikepdf.new() as made:
        warnings.simplefilter("ignore")
        for number, (image, size) in enumerate(_drawn(data_of(file), kind), 1):
            hide(image, [box for box in hidden if box.page == number])
            add_picture(made, image, size)
        if any(box.page > number for box in hidden):
            raise NothingHidden
        made.docinfo["/Title"] = "Redacted copy"
        made.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def hide(image: Image.Image, boxes: Sequence[Box]) -> None:
    """Paint the boxes black, a little larger than they were drawn."""
    draw, (wide, high) = ImageDraw.Draw(image), image.size
    black = 0 if image.mode == "L" else (0, 0, 0)
    for box in boxes:
        corner = (
            math.floor(box.left * wide) - _MARGIN,
            math.floor(box.top * high) - _MARGIN,
        )
        other = (
            math.ceil(box.right * wide) + _MARGIN,
            math.ceil(box.bottom * high) + _MARGIN,
        )
        draw.rectangle((corner, other), fill=black)


def _drawn(data: Data, kind: str) -> Iterator[tuple[Image.Image, tuple[float, float]]]:
    """Every page as a picture, and how large the page is, in points."""
    if kind == "pdf":
        yield from _drawn_pages(data)
    else:
        for page in range(1, _pictures_in(data, kind) + 1):
            image = picture_of(data, kind, page)
            yield image, size_of(image.size)


def _drawn_pages(data: Data) -> Iterator[tuple[Image.Image, tuple[float, float]]]:
    with pypdfium2.PdfDocument(opened(data)) as document:
        if len(document) > MOST_PAGES:
            raise MemoryError
        # With what is filled into its form.
        document.init_forms()
        for sheet in document:
            size = sheet.get_size()
            scale = pixels_for(size, _DOTS, _PIXELS_AT_MOST)
            yield sheet.render(scale=scale).to_pil().convert("RGB"), size
            sheet.close()


def _pictures_in(data: Data, kind: str) -> int:
    if kind != "tiff":
        return 1
    with Image.open(opened(data), formats=("TIFF",)) as image:
        return min(getattr(image, "n_frames", 1), MOST_PAGES)
