"""Where something stands on a page, to be cut out and shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from harborlight.papers.page_text import Word


@dataclass(frozen=True)
class Place:
    """A box on a page (the first is 1): parts of its width and height as it is drawn.

    turned: by how much (degrees clockwise) what is cut out is turned to stand upright.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float
    turned: int = 0


def around(page: int, words: Iterable[Word], turned: int = 0) -> Place:
    """The place of some words of a page; of no words, all of the page."""
    several = [*words]
    if not several:
        return Place(page, 0.0, 0.0, 1.0, 1.0, turned)
    return Place(
        page,
        min(word.left for word in several),
        min(word.top for word in several),
        max(word.right for word in several),
        max(word.bottom for word in several),
        turned,
    )


def part_of(place: Place, start: float, end: float) -> Place:
    """The part of a line from start to end (0.0 to 1.0), in the direction it is read."""
    left, top, right, bottom = place.left, place.top, place.right, place.bottom
    wide, high = right - left, bottom - top
    if place.turned == 0:
        left, right = left + start * wide, left + end * wide
    elif place.turned == 180:
        left, right = right - end * wide, right - start * wide
    elif place.turned == 90:
        # It goes up.
        top, bottom = bottom - end * high, bottom - start * high
    else:
        top, bottom = top + start * high, top + end * high
    return Place(place.page, left, top, right, bottom, place.turned)
