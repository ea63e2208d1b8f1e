"""The words that a PDF itself says stand on a page, with their places.

Runs in the sandbox (`text_layer.words_on`); `papers/reading_pages.py` judges what it says.
"""

from __future__ import annotations

import ctypes
from typing import Any, BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from harborlight.papers.inspect_content import data_of, opened

# A page with more letters than this is read as a picture, or not at all.
MOST_LETTERS = 40_000
# Of the page: what a picture must cover for the page to be a scan.
_COVERS = 0.6
_IMAGE = pdfium.FPDF_PAGEOBJ_IMAGE

_Box = tuple[float, float, float, float]


def words_on(file: BinaryIO, page: int) -> dict[str, Any]:
    """{"text", "words": [{"text", "left", "top", "right", "bottom"}], "is_scan"}.

    Places are parts of the page as it is drawn; is_scan: a picture covers most of it.
    """
    with pypdfium2.PdfDocument(opened(data_of(file))) as document:
        sheet = document[page - 1]
        textpage = sheet.get_textpage()
        count = textpage.count_chars()
        if not 0 < count <= MOST_LETTERS:
            return {"text": "", "words": [], "is_scan": True}
        text = textpage.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
        return {
            "text": text,
            "words": _words(sheet, textpage, count),
            "is_scan": _is_scan(sheet),
        }


def _words(
    sheet: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, count: int
) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = []
    letters, box = "", None
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    for index in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(textpage, index) if index < count else 32
        letter = chr(code) if 0 < code < 0x110000 else " "
        if letter.isspace():
            if letters and box:
                words.append({"text": letters, **_placed(sheet, box)})
            letters, box = "", None
            continue
        letters += letter
        # In the order of PDFium: left, right, bottom, top.
        if pdfium.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
            one = left.value, bottom.value, right.value, top.value
            box = _around(box, one)
    return words


def _around(box: _Box | None, one: _Box) -> _Box:
    if box is None:
        return one
    return (
        min(box[0], one[0]),
        min(box[1], one[1]),
        max(box[2], one[2]),
        max(box[3], one[3]),
    )


def _placed(sheet: pypdfium2.PdfPage, box: _Box) -> dict[str, float]:
    """A box of the PDF (points, from its lower left corner) on the page as drawn."""
    first, second = _drawn(sheet, box[0], box[1]), _drawn(sheet, box[2], box[3])
    return {
        "left": min(first[0], second[0]),
        "top": min(first[1], second[1]),
        "right": max(first[0], second[0]),
        "bottom": max(first[1], second[1]),
    }


def _drawn(sheet: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    # PDFium itself knows how the page is cropped and turned; it tells whole pixels.
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(sheet, 0, 0, 10_000, 10_000, 0, x, y, across, down)
    return across.value / 10_000, down.value / 10_000


def _is_scan(sheet: pypdfium2.PdfPage) -> bool:
    wide, high = sheet.get_size()
    covered = 0.0
    for thing in sheet.get_objects(filter=(_IMAGE,), max_depth=3):
        left, bottom, right, top = thing.get_bounds()
        covered = max(covered, abs(right - left) * abs(top - bottom))
    return bool(covered > _COVERS * wide * high)
