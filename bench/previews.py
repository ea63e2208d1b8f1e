"""The picture of a photographed page, beside the bare decoding and resizing of the photo.

The floor decodes all pixels and makes them as wide as a page is shown (Pillow; HEIC by
libheif), in a process that has all loaded, and writes nothing. Ours opens the sealed
file, sends it into the sandbox, and brings a picture back that a browser can show. Both
take the same photo of 12 megapixels, in turns.
"""

from __future__ import annotations

import io
import os
import random
import time
from collections.abc import Callable
from statistics import median

import pillow_heif
from PIL import Image, ImageDraw

from bench.records import Record, record
from harborlight.papers import sandbox
from harborlight.papers.previews import mime_of, preview_apart

SIZE = (3024, 4032)
WIDTH = 1100
ROUNDS, WANTED = 15, 2.0


def measure() -> list[Record]:
    """The records of previews; no database and no house is needed."""
    sheet = photographed()
    records = []
    for kind, name in (("jpeg", "JPEG"), ("heic", "HEIC")):
        photo = written(sheet, kind)
        ours, floor = _in_turns(
            lambda p=photo, k=kind: _ours(p, k), lambda p=photo: _bare(p)
        )
        named = f"page of a photo of 12 megapixels ({name})"
        records.append(record(named, ours, "ms", floor=floor, wanted=WANTED))
    return records


def photographed() -> Image.Image:
    """A page of print on a table, with the grain of a camera."""
    chance = random.Random(7)
    page = Image.new("RGB", SIZE, (120, 100, 80))
    draw = ImageDraw.Draw(page)
    draw.rectangle((200, 200, SIZE[0] - 200, SIZE[1] - 200), fill=(236, 234, 228))
    for top in range(400, SIZE[1] - 400, 60):
        for left in range(350, SIZE[0] - 350, 40):
            if chance.random() < 0.8:
                draw.rectangle((left, top, left + 26, top + 30), fill=(40, 40, 48))
    grain = Image.effect_noise(SIZE, 12).convert("RGB")
    return Image.blend(page, grain, 0.08)


def written(sheet: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "heic":
        pillow_heif.from_pillow(sheet).save(out, quality=70)
    else:
        sheet.save(out, "JPEG", quality=88)
    return out.getvalue()


def _ours(photo: bytes, kind: str) -> None:
    with sandbox.in_memory([photo], most=len(photo)) as file:
        picture = preview_apart(file, kind, width=WIDTH)
    assert isinstance(picture, bytes) and mime_of(picture)


def _bare(photo: bytes) -> None:
    image = Image.open(io.BytesIO(photo))
    image.convert("RGB").resize((WIDTH, round(WIDTH * image.height / image.width)))


def _in_turns(
    ours: Callable[[], None], floor: Callable[[], None]
) -> tuple[float, float]:
    """Milliseconds of each, so that a neighbour's work falls on both."""
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS + 2):
        for times, do in zip(taken, (ours, floor), strict=True):
            start = time.perf_counter()
            do()
            times.append(time.perf_counter() - start)
    first, second = (median(times[2:]) * 1000 for times in taken)
    return first, second


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    pillow_heif.register_heif_opener()
    for one in measure():
        print(one["name"], one["value"], one["floor"], one["ratio"])
