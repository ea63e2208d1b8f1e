"""Reads the picture of a page by the engine that is installed with the house.

Only in a process of its own (`reader_child.py`): what this loads takes a second and half a
gigabyte. The engine finds the lines of a page and reads each; which way up the page is,
in which order its lines are read, and where each word stands, is found out here.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec import TextRecInput

NAME = "rapidocr"
# Of the longer side, in pixels, while lines are looked for: small print is found at this,
# and a page takes half the time it takes at its full size (docs/decisions/0018).
LOOKED_AT = 1_280
# How sure the engine is of what it reads the right way up: more than this, on average.
_SURE, _SURER = 0.85, 0.08
# A line of which it is less sure is none.
_LEAST_SURE = 0.5
# That many lines are tried the other way round.
_TRIED = 4
_TALL = 1.5

Pixels = NDArray[np.uint8]
Boxes = NDArray[np.float32]


@dataclass(frozen=True)
class _Line:
    """What was read in one box. columns: where each letter's middle is, along the box."""

    text: str
    sure: float
    box: Boxes
    columns: Sequence[float]


class Engine:
    """The engine with its models, loaded once."""

    def __init__(self) -> None:
        one = "EngineConfig.onnxruntime."
        self._rapid: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                one + "intra_op_num_threads": 1,
                one + "inter_op_num_threads": 1,
                "Det.limit_type": "max",
                "Det.limit_side_len": LOOKED_AT,
            }
        )
        self._finds: Any = self._rapid._load_det_model()
        self._reads: Any = self._rapid._load_rec_model()

    def read(self, picture: bytes) -> dict[str, Any]:
        """{"text", "words", "turned"} of a PNG or JPEG, as `PageText` has them."""
        image = Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")).convert("RGB")
        # The engine was taught on blue, green, red.
        pixels: Pixels = np.ascontiguousarray(np.asarray(image)[:, :, ::-1])
        found = self._finds(pixels).boxes
        if found is None or not len(found):
            return {"text": "", "words": [], "turned": 0}
        turned, lines = self._upright(pixels, np.asarray(found, np.float32))
        ordered = _in_order([line for line in lines if line.sure >= _LEAST_SURE])
        size = image.size if turned in (0, 180) else image.size[::-1]
        words = [
            {"text": text, **_as_drawn(box, turned)}
            for row in ordered
            for line in row
            for text, box in _words(line, size)
        ]
        text = "\n".join(" ".join(line.text for line in row) for row in ordered)
        return {"text": text, "words": words, "turned": turned}

    def _upright(self, pixels: Pixels, boxes: Boxes) -> tuple[int, list[_Line]]:
        """By how much the page is to be turned (clockwise), and its lines so turned."""
        if _lies(boxes):
            # To the left; whether that was right, a few lines tell.
            boxes = _turned_left(boxes, pixels.shape[1])
            pixels = np.ascontiguousarray(np.rot90(pixels))
            if self._is_head_over(pixels, boxes, self._read_some(pixels, boxes)):
                return 90, self._read(*_turned_over(pixels, boxes))
            return 270, self._read(pixels, boxes)
        lines = self._read(pixels, boxes)
        sure = float(np.mean([line.sure for line in lines]))
        if sure < _SURE and self._is_head_over(
            pixels, boxes, self._read_some(pixels, boxes)
        ):
            return 180, self._read(*_turned_over(pixels, boxes))
        return 0, lines

    def _is_head_over(self, pixels: Pixels, boxes: Boxes, seen: float) -> bool:
        over = self._read_some(*_turned_over(pixels, boxes))
        return over > seen + _SURER

    def _read_some(self, pixels: Pixels, boxes: Boxes) -> float:
        """How sure the engine is of a few lines that say much."""
        widths = np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1)
        # The widest are cut to what the engine takes; those in the middle are not.
        chosen = np.argsort(widths)[::-1][len(widths) // 4 :][:_TRIED]
        some = self._read(pixels, boxes[chosen])
        return float(np.mean([line.sure for line in some]))

    def _read(self, pixels: Pixels, boxes: Boxes) -> list[_Line]:
        parts = self._rapid.crop_text_regions(pixels, boxes)
        seen = self._reads(TextRecInput(img=parts, return_word_box=True))
        return [
            _Line(text, float(sure), box, _columns(text, where))
            for text, sure, box, where in zip(
                seen.txts, seen.scores, boxes, seen.word_results, strict=True
            )
        ]


def _columns(text: str, where: Any) -> list[float]:
    """The middle of each letter that is no blank: a part of the line's length."""
    count = sum(not letter.isspace() for letter in text)
    told = [column for word in (where.word_cols if where else ()) for column in word]
    if len(told) == count and where.line_txt_len:
        return [min(1.0, (column + 0.5) / where.line_txt_len) for column in told]
    spread = [at for at, letter in enumerate(text) if not letter.isspace()]
    return [(at + 0.5) / len(text) for at in spread]


def _words(line: _Line, size: tuple[int, int]) -> list[tuple[str, Boxes]]:
    """The words of a line, each with its corners as parts of the page."""
    words, at = [], 0
    columns = line.columns
    steps = [
        after - before for before, after in zip(columns, columns[1:], strict=False)
    ]
    half = (float(np.median(steps)) if steps else 1.0) / 2
    for text in line.text.split():
        first, last = columns[at] - half, columns[at + len(text) - 1] + half
        at += len(text)
        first, last = max(0.0, first), min(1.0, last)
        upper, lower = line.box[1] - line.box[0], line.box[2] - line.box[3]
        corners = np.array(
            [
                line.box[0] + first * upper,
                line.box[0] + last * upper,
                line.box[3] + last * lower,
                line.box[3] + first * lower,
            ]
        )
        words.append((text, corners / np.array(size)))
    return words


def _as_drawn(corners: Boxes, turned: int) -> dict[str, float]:
    """The box around a word on the page before it was turned."""
    x, y = corners[:, 0], corners[:, 1]
    if turned == 90:
        x, y = y, 1 - x
    elif turned == 180:
        x, y = 1 - x, 1 - y
    elif turned == 270:
        x, y = 1 - y, x
    return {
        "left": float(x.min()),
        "top": float(y.min()),
        "right": float(x.max()),
        "bottom": float(y.max()),
    }


def _lies(boxes: Boxes) -> bool:
    """Whether most of what stands there goes from top to bottom."""
    # Not by the order of its corners: of a long line askew it tells nothing.
    wide, high = np.moveaxis(np.ptp(boxes, axis=1), 1, 0)
    return bool(high[high > _TALL * wide].sum() > wide[wide > _TALL * high].sum())


def _turned_left(boxes: Boxes, width: int) -> Boxes:
    turned = np.stack([boxes[:, :, 1], width - 1 - boxes[:, :, 0]], axis=2)
    # From the upper left corner round to the lower left one, as lines stand now.
    by_left = np.take_along_axis(turned, turned[:, :, :1].argsort(axis=1), axis=1)
    left, right = (
        np.take_along_axis(pair, pair[:, :, 1:].argsort(axis=1), axis=1)
        for pair in (by_left[:, :2], by_left[:, 2:])
    )
    return np.stack([left[:, 0], right[:, 0], right[:, 1], left[:, 1]], axis=1)


def _turned_over(pixels: Pixels, boxes: Boxes) -> tuple[Pixels, Boxes]:
    high, wide = pixels.shape[:2]
    over = np.array([wide - 1, high - 1], np.float32) - boxes
    return np.ascontiguousarray(np.rot90(pixels, 2)), np.roll(over, -2, axis=1)


def _in_order(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Row by row from the top, each from the left, as the page lies (it may be askew)."""
    if not lines:
        return []
    along = np.array([line.box[1] - line.box[0] for line in lines])
    longest = along[np.argsort(np.abs(along[:, 0]))[::-1][:15]]
    slope = float(np.median(longest[:, 1] / np.maximum(np.abs(longest[:, 0]), 1.0)))
    placed = []
    for line in lines:
        middle = line.box.mean(axis=0)
        high = float(np.linalg.norm(line.box[3] - line.box[0]))
        placed.append((float(middle[1] - slope * middle[0]), high, line))
    rows: list[list[_Line]] = []
    level = -1e9
    for y, high, line in sorted(placed, key=lambda one: one[0]):
        if y - level > high / 2:
            rows.append([])
            level = y
        rows[-1].append(line)
    return [sorted(row, key=lambda line: float(line.box[0][0])) for row in rows]
