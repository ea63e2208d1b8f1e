"""Setting our own sheets (receipts, invoices) as PDF, with Typst.

A sheet is a template in papers/sheets; what stands on it comes as data, never as
markup, so that no name or memo can change the sheet.
"""

from __future__ import annotations

import importlib.resources
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

SHEETS = Path(__file__).with_name("sheets")


def print_sheet(name: str, data: Mapping[str, object]) -> bytes:
    """The PDF of a sheet filled with data (texts, numbers, lists of these)."""
    content = json.dumps(data, ensure_ascii=False)
    pdf: object = typst.compile(  # type: ignore[misc]
        SHEETS / f"{name}.typ",
        root=SHEETS,
        sys_inputs={"data": content},
        font_paths=_more_fonts(),
    )
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _more_fonts() -> list[str]:
    """Noto Sans, for names in Greek, Cyrillic and the like, from its package."""
    files = importlib.resources.files("fontpkg_noto_sans") / "files"
    return [str(files)]
