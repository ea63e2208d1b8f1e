"""Packets made in tests, and what is to be read on their pages."""

import hashlib
import io
from functools import cache

import pikepdf
import pypdfium2
from PIL import Image

from harborlight.papers.packet_apart import build_apart
from harborlight.papers.packet_build import built_of
from harborlight.papers.packet_ink import Ink
from harborlight.papers.packet_letters import letters_for
from harborlight.papers.packet_types import Built, Exhibit, Plan, Source
from harborlight.papers.packet_words import texts_of
from harborlight.papers.rendering import render


def source(data: bytes, kind="pdf", key="", **more) -> Source:
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(key or sha256[:8], kind, sha256, data, **more)


def exhibits(*files: Source, titles=()) -> tuple[Exhibit, ...]:
    named = titles or [f"Paper {at}" for at in range(1, len(files) + 1)]
    return tuple(
        Exhibit(title, (file,), label=f"Exhibit {chr(64 + at)}")
        for at, (title, file) in enumerate(zip(named, files, strict=True), start=1)
    )


def plan(*files: Source, titles=(), **more) -> Plan:
    return Plan("Petition of Maria", exhibits(*files, titles=titles), **more)


def built(made: Plan) -> Built:
    """In this process, for speed; the walls have tests of their own."""
    letters = letters_for(texts_of(made))
    cuts = [cut.as_plain() for cut in letters.cuts]
    programs = [cut.program for cut in letters.cuts]
    return built_of(made, Ink(cuts, programs, letters.printed))


def apart(made: Plan):
    return build_apart(made)


def opened(part: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(part))


def words(part: bytes, page: int) -> str:
    """The text of a page, as a reader finds it."""
    with pypdfium2.PdfDocument(part) as document:
        return document[page - 1].get_textpage().get_text_range().replace("\r\n", "\n")


def place_of(part: bytes, page: int, text: str) -> tuple[float, float, float, float]:
    """Where a text stands on a page as it is seen: parts of its width and height, from
    the upper left corner."""
    with pypdfium2.PdfDocument(part) as document:
        sheet = document[page - 1]
        found = sheet.get_textpage()
        index, count = found.search(text).get_next()
        boxes = [found.get_charbox(at) for at in range(index, index + count)]
        left, low = min(b[0] for b in boxes), min(b[1] for b in boxes)
        right, top = max(b[2] for b in boxes), max(b[3] for b in boxes)
        scale = 1000 / sheet.get_width()
        corners = [(left, low), (right, top)]
        seen = [_as_seen(sheet, x, y, scale) for x, y in corners]
        wide, high = sheet.get_width() * scale, sheet.get_height() * scale
    xs, ys = sorted(x / wide for x, _ in seen), sorted(y / high for _, y in seen)
    return xs[0], ys[0], xs[1], ys[1]


def _as_seen(sheet, x, y, scale):
    wide, high = round(sheet.get_width() * scale), round(sheet.get_height() * scale)
    out_x, out_y = pypdfium2.raw.c_int(), pypdfium2.raw.c_int()
    pypdfium2.raw.FPDF_PageToDevice(sheet, 0, 0, wide, high, 0, x, y, out_x, out_y)
    return out_x.value, out_y.value


def look(part: bytes, page: int, width: int = 400) -> Image.Image:
    return Image.open(io.BytesIO(render(part, page, width))).convert("RGB")


@cache
def noise(side: int, seed: int = 1) -> bytes:
    """A JPEG that hardly packs, as a photographed page does."""
    import random

    pixels = random.Random(seed).randbytes(side * side)
    written = io.BytesIO()
    Image.frombytes("L", (side, side), pixels).save(written, "JPEG", quality=85)
    return written.getvalue()
