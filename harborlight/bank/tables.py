"""Tables for other programs (CSV): no cell of them is a formula. And names of files."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table with its first row of names. Numbers stay numbers."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return out.getvalue()


def file_name(*parts: str) -> str:
    """Letters of every script, digits and hyphens: safe on any disk."""
    return "-".join(re.sub(r"[^\w]+", "-", part).strip("-") for part in parts)[:90]


def _cell(value: object) -> object:
    if isinstance(value, int):
        return value
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
