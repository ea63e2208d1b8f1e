"""A part of a page as a picture: where a value stands, to be held against it.

`crop` runs in the sandbox; pages call `crop_apart`.
"""

from __future__ import annotations

import warnings
from dataclasses import asdict
from typing import BinaryIO

from harborlight.papers import sandbox
from harborlight.papers.distant import Served
from harborlight.papers.inspect_content import data_of
from harborlight.papers.inspect_images import FORMATS
from harborlight.papers.inspect_verdicts import Kind, Refusal
from harborlight.papers.places import Place
from harborlight.papers.previews import (
    TURNED,
    NoPreview,
    decoded,
    drawn,
    mime_of,
    written,
)

# Around what was read: parts of the page. A line alone is hard to find on a page.
_MARGIN, _BESIDE = 0.012, 0.02
# In pixels, of the whole page it is cut from.
_WIDTH = 1_600


def crop_apart(file: BinaryIO | Served, kind: str, place: Place) -> bytes | Refusal:
    """A PNG or JPEG of a place on a page, turned upright, made in the sandbox."""
    said = {"kind": kind, "place": asdict(place)}
    picture = sandbox.run("cropping.crop", file, said)
    if isinstance(picture, Refusal) or (
        isinstance(picture, bytes) and mime_of(picture)
    ):
        return picture
    return Refusal("damaged", {"why": "answer"})


def crop(file: BinaryIO, kind: Kind, place: dict[str, float]) -> bytes:
    """The same here and now, with no walls around."""
    data, page = data_of(file), int(place["page"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if kind == "pdf":
            image = drawn(data, page, _WIDTH)
        elif kind in FORMATS:
            image = decoded(data, kind, page, _WIDTH)
        else:
            raise NoPreview(kind)
    wide, high = image.size
    part = image.crop(
        (
            round(max(0.0, place["left"] - _BESIDE) * wide),
            round(max(0.0, place["top"] - _MARGIN) * high),
            max(1, round(min(1.0, place["right"] + _BESIDE) * wide)),
            max(1, round(min(1.0, place["bottom"] + _MARGIN) * high)),
        )
    )
    how = TURNED.get(int(place["turned"]))
    return written(part.transpose(how) if how is not None else part)
