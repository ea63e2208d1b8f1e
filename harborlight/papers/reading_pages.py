"""Reads the pages of a paper, one after the other or two at once.

A page of a PDF that says itself, plausibly, what stands on it is believed; all others
are drawn in the sandbox, and their pictures given to a reader (`readers.py`).
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import BinaryIO

from harborlight.papers import sandbox
from harborlight.papers.distant import Served
from harborlight.papers.inspect_verdicts import Refusal
from harborlight.papers.page_text import PageText
from harborlight.papers.previews import preview_apart
from harborlight.papers.readers import READERS, NotRead, read_picture
from harborlight.papers.tesseract import TesseractFailed

log = logging.getLogger(__name__)
# A page of US letter at 200 dots an inch: small print is read at this.
WIDTH = 1_700
# Fewer letters than this on a page are a stamp or a number of the page.
_LEAST_LETTERS, _LEAST_ON_SCAN = 20, 150
# Of all signs: more that are no letters of any script, and the layer is nonsense.
_MOST_ODD = 0.05


@dataclass(frozen=True)
class PageRead:
    """One page, what stands on it, and its picture where it was read from one.

    failed: in one word why it could not be read; "" where it could.
    """

    text: PageText
    picture: bytes | None = None
    failed: str = ""


def read_pages(
    file: BinaryIO | Served,
    kind: str,
    numbers: Sequence[int],
    languages: Sequence[str] = (),
    *,
    pictures: bool = False,
) -> Iterator[PageRead]:
    """Each of these pages (from 1) in their order, as many at once as there are readers.

    file: one that `inspect_apart` took, of this kind, in memory. pictures: whether pages
    that said themselves what stands on them are drawn too.
    """

    def read(number: int) -> PageRead:
        return _read(file, kind, number, languages, pictures=pictures)

    # One more than there are readers draws its page while they read.
    with ThreadPoolExecutor(READERS + 1) as pool:
        # Only so many pictures are held as are being worked at.
        ahead = READERS + 2
        waiting = [pool.submit(read, one) for one in numbers[:ahead]]
        for number in itertools.chain(numbers[ahead:], itertools.repeat(None)):
            if not waiting:
                return
            yield waiting.pop(0).result()
            if number is not None:
                waiting.append(pool.submit(read, number))


def _read(
    file: BinaryIO | Served,
    kind: str,
    number: int,
    languages: Sequence[str],
    *,
    pictures: bool,
) -> PageRead:
    layer = layer_of(file, number) if kind == "pdf" else None
    if layer is not None and not pictures:
        return PageRead(layer)
    drawn = preview_apart(file, kind, page=number, width=WIDTH)
    if isinstance(drawn, Refusal):
        return PageRead(layer or PageText(number, ""), failed=drawn.code)
    if layer is not None:
        return PageRead(layer, drawn)
    try:
        return PageRead(read_picture(drawn, number, languages), drawn)
    except (NotRead, TesseractFailed) as why:
        log.warning("Page %s could not be read: %s", number, why)
        return PageRead(PageText(number, ""), drawn, str(why) or "failed")


def layer_of(file: BinaryIO | Served, number: int) -> PageText | None:
    """What the PDF itself says stands on a page; None where that is not to be believed."""
    said = sandbox.run("text_layer.words_on", file, {"page": number})
    if not isinstance(said, dict):
        return None
    try:
        page = PageText.from_plain({**said, "number": number, "by": "layer"})
    except (KeyError, TypeError, ValueError):
        return None
    return page if is_plausible(page, is_scan=bool(said.get("is_scan"))) else None


def is_plausible(page: PageText, *, is_scan: bool) -> bool:
    """Whether the words are those of the page: enough of them, and in letters.

    is_scan: a picture covers the page; then a few words are a stamp on it.
    """
    letters = sum(sign.isalnum() for sign in page.text)
    signs = sum(not sign.isspace() for sign in page.text)
    if letters < (_LEAST_ON_SCAN if is_scan else _LEAST_LETTERS):
        return False
    odd = sum(_is_odd(sign) for sign in page.text)
    return odd <= _MOST_ODD * signs and letters >= signs / 2


def _is_odd(sign: str) -> bool:
    """A sign that stands for none: for private use, or "could not be read"."""
    return sign == "\ufffd" or "\ue000" <= sign <= "\uf8ff"
