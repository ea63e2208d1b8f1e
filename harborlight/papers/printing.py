"""Setting our own sheets (receipts, invoices) as PDF, with Typst.

A sheet is a template in papers/sheets; what stands on it comes as data, never as
markup, so that no name or memo can change the sheet.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import typst

SHEETS = Path(__file__).with_name("sheets")


def print_sheet(name: str, data: Mapping[str, object]) -> bytes:
    """The PDF of a sheet filled with data (texts, numbers, lists of these)."""
    content = json.dumps(data, ensure_ascii=False)
    pdf = typst.compile(SHEETS / f"{name}.typ", root=SHEETS, sys_inputs={"data": content})
    assert isinstance(pdf, bytes)
    return pdf
