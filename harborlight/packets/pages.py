"""Which pages of a paper go into a packet, in words: "1-3, 5"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from harborlight.firm.fields import WordsField

_PIECE = re.compile(r"(\d{1,5})(?:\s*[-–]\s*(\d{1,5}))?$")


class PagesField(WordsField):
    """Pages in words: "1-3, 5"; empty: all of them."""

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        pages: list[int] = []
        for piece in filter(None, (one.strip() for one in re.split(r"[,;]", words))):
            found = _PIECE.match(piece)
            if not found:
                raise ValidationError(
                    gettext("Write pages like this: 1-3, 5"), code="pages"
                )
            first = int(found[1])
            last = int(found[2] or first)
            if not 1 <= first <= last:
                raise ValidationError(
                    gettext("A range begins with its smaller page: 1-3"), code="range"
                )
            pages += range(first, min(last, first + 5_000) + 1)
        return pages


def pages_in_words(pages: Sequence[int]) -> str:
    """[1, 2, 3, 5] is "1-3, 5"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
