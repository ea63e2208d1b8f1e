"""Pages of some papers put in another order: taken out, put together, turned.

What is made is a PDF. A page of a PDF stays as it was, with its text; what was filled in
or noted on it becomes part of the page, and nothing else of the file comes along: no
script, no attachment, no link, no word of another page. A picture becomes a page.

`arrange` does the work in this process; pages and jobs call `arrange_apart`.
"""

import io
import warnings
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

import pikepdf
from PIL import Image

from harborlight.papers import sandbox
from harborlight.papers.inspect_content import Data, Held, held_data_of, opened
from harborlight.papers.inspect_verdicts import MEBIBYTE, Refusal
from harborlight.papers.picture_pages import add_jpeg, add_picture, size_of
from harborlight.papers.previews import WIDEST, preview

# What one paper may have, and what that may take.
MOST_SHEETS = 2_000
MOST_BYTES = 64 * MEBIBYTE
WALLS = sandbox.Walls(cpu_seconds=90, wall_seconds=120.0, memory=1536 * MEBIBYTE)
QUARTERS = (0, 90, 180, 270)
# What hangs on a page and leads elsewhere, or says what stands on it in another place.
_NOT_OF_THE_PAGE = (
    *("/Annots", "/AA", "/B", "/PieceInfo", "/Metadata", "/StructParents", "/Thumb"),
    *("/Tabs", "/Trans", "/Dur", "/PresSteps", "/AF", "/ID", "/TemplateInstantiated"),
)


@dataclass(frozen=True)
class Source:
    """One of the files that stand one after the other: what it is, and its bytes."""

    kind: str
    length: int


@dataclass(frozen=True)
class Sheet:
    """A page of a source (both counted, the page from 1), turned clockwise."""

    source: int
    page: int
    turn: int = 0


class NoSuchSheet(Exception):
    """Pages are counted from 1 to the last, and turned by quarters."""


def arrange_apart(
    files: BinaryIO, sources: Sequence[Source], sheets: Sequence[Sheet]
) -> bytes | Refusal:
    """A PDF of these sheets, made in the sandbox; a Refusal when that could not be.

    files: the bytes of all sources, one after the other.
    """
    said = {
        "sources": [asdict(one) for one in sources],
        "sheets": [asdict(one) for one in sheets],
    }
    made = sandbox.run(
        "arranging.arrange", files, said, walls=WALLS, answer_at_most=MOST_BYTES
    )
    if isinstance(made, Refusal):
        return made
    return made if isinstance(made, bytes) else Refusal("damaged", {"why": "answer"})


def arrange(
    files: BinaryIO,
    sources: Sequence[Mapping[str, Any]],
    sheets: Sequence[Mapping[str, Any]],
) -> bytes:
    """The same here and now, with no walls around; plain data in."""
    known = [Source(**one) for one in sources]
    wanted = [Sheet(**one) for one in sheets]
    if not 0 < len(wanted) <= MOST_SHEETS:
        raise NoSuchSheet(f"{len(wanted)} sheets")
    written = io.BytesIO()
    with warnings.catch_warnings(), ExitStack() as open_ones, pikepdf.new() as made:
        warnings.simplefilter("ignore")
        pages = _Pages(held_data_of(files), known, open_ones)
        for sheet in wanted:
            pages.add(made, sheet)
        # Pages of one file often share a list of pictures: each keeps its own alone.
        made.remove_unreferenced_resources()
        made.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


class _Pages:
    """The sources, each opened once."""

    def __init__(
        self, data: Held, sources: Sequence[Source], open_ones: ExitStack
    ) -> None:
        self._sources, self._open = sources, open_ones
        ends = [0]
        for one in sources:
            ends.append(ends[-1] + one.length)
        whole = memoryview(data)
        self._data = [
            whole[ends[at] : ends[at + 1]].tobytes() for at in range(len(sources))
        ]
        self._pdfs: dict[int, pikepdf.Pdf] = {}

    def add(self, made: pikepdf.Pdf, sheet: Sheet) -> None:
        """Add one sheet to what is made. Raises NoSuchSheet."""
        if not 0 <= sheet.source < len(self._sources) or sheet.turn not in QUARTERS:
            raise NoSuchSheet(str(sheet))
        if self._sources[sheet.source].kind == "pdf":
            self._add_page(made, sheet)
        else:
            self._add_picture(made, sheet)
        if sheet.turn:
            made.pages[-1].rotate(sheet.turn, relative=True)

    def _add_page(self, made: pikepdf.Pdf, sheet: Sheet) -> None:
        pages = self._pdf(sheet.source).pages
        if not 1 <= sheet.page <= len(pages):
            raise NoSuchSheet(str(sheet))
        made.pages.append(pages[sheet.page - 1])

    def _pdf(self, at: int) -> pikepdf.Pdf:
        if at not in self._pdfs:
            pdf = self._open.enter_context(pikepdf.open(opened(self._data[at])))
            self._pdfs[at] = _flat(pdf)
        return self._pdfs[at]

    def _add_picture(self, made: pikepdf.Pdf, sheet: Sheet) -> None:
        kind, data = self._sources[sheet.source].kind, self._data[sheet.source]
        if kind == "jpeg" and sheet.page == 1 and add_jpeg(made, data):
            return
        image = picture_of(data, kind, sheet.page)
        add_picture(made, image, size_of(image.size))


def picture_of(data: Data, kind: str, page: int) -> Image.Image:
    """A page of a file of pictures, upright. Raises previews.NoPreview."""
    drawn = preview(opened(data), kind, page, WIDEST)
    image = Image.open(io.BytesIO(drawn), formats=("PNG", "JPEG"))
    image.load()
    return image if image.mode == "L" else image.convert("RGB")


def _flat(pdf: pikepdf.Pdf) -> pikepdf.Pdf:
    """What was filled in or noted becomes part of the page; all that leads away goes."""
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/NeedAppearances"):
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    for page in pdf.pages:
        for name in _NOT_OF_THE_PAGE:
            if name in page.obj:
                del page.obj[name]
    return pdf
