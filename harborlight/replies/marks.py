"""What somebody has read of an answer: a mark that is another one after any change.

A page keeps it, and whoever lets something go out sends it back: nobody answers for words
that came after they had looked.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harborlight.replies.models import Point, Reply


def mark_of_letter(reply: Reply) -> str:
    """Of the letter alone."""
    return _mark(str(reply.letter))


def mark_of_answer(reply: Reply, points: Sequence[Point]) -> str:
    """Of the letter, and of each point with what answers it (`points_of`)."""
    listed = [
        [one.key, one.text, one.page, one.answer, one.note, _papers(one)]
        for one in points
    ]
    return _mark([str(reply.letter), listed])


def _papers(point: Point) -> list[list[str]]:
    return [[str(one.version_id), str(one.shows)] for one in point.papers.all()]


def _mark(said: Any) -> str:
    written = json.dumps(said, default=str).encode()
    return hashlib.sha256(written).hexdigest()[:32]
