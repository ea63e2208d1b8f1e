"""The firm's logo: a picture from outside is drawn anew in the sandbox before it is kept.

Only pictures of dots are taken: a drawing (SVG) is a program that our paper would run.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable

from harborlight.papers.clean_copy import clean_copy_apart
from harborlight.papers.sandbox import in_memory
from harborlight.papers.sandbox_memory import TooMuch

LARGEST = 1024 * 1024
# Of the copy: what a paper can carry, and how many dots it is wide or high.
LARGEST_COPY, MOST_DOTS = 400_000, 1600
PNG = b"\x89PNG\r\n\x1a\n"


class NoLogo(Exception):
    """It is no picture that a paper of ours can carry; the message is a code: "kind",
    "large" or "broken"."""


def clean_logo(chunks: Iterable[bytes]) -> bytes:
    """The same picture as PNG, drawn anew. Raises NoLogo."""
    try:
        file = in_memory(chunks, most=LARGEST)
    except TooMuch:
        raise NoLogo("large") from None
    with file:
        begins = file.read(len(PNG))
        file.seek(0)
        if begins != PNG:
            raise NoLogo("kind")
        made = clean_copy_apart(file, "png")
    if not isinstance(made, bytes) or not made.startswith(PNG):
        raise NoLogo("broken")
    if len(made) > LARGEST_COPY or max(_size(made)) > MOST_DOTS:
        raise NoLogo("large")
    return made


def _size(png: bytes) -> tuple[int, int]:
    """Width and height, as the first chunk of a PNG says."""
    wide, high = struct.unpack(">II", png[16:24])
    return int(wide), int(high)
