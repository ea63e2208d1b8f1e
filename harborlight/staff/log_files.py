"""A part of the log as a file: CSV for a spreadsheet, JSON Lines for a program."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from harborlight.cases.queries.logbook import Line
from harborlight.firm.words import sentence

AT_MOST = 20_000
COLUMNS = (
    "number", "at", "kind", "who", "role", "place", "case", "sentence", "changes",
    "hash",
)  # fmt: skip
MIME = {"csv": "text/csv; charset=utf-8", "jsonl": "application/jsonl"}


def file_of(lines: Iterable[Line], kind: str) -> HttpResponse:
    """These lines as a download."""
    text = as_csv(lines) if kind == "csv" else as_json(lines)
    response = HttpResponse(text, content_type=MIME[kind])
    response["Content-Disposition"] = f'attachment; filename="log.{kind}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def as_json(lines: Iterable[Line]) -> str:
    return "".join(f"{json.dumps(_row(one), ensure_ascii=False)}\n" for one in lines)


def as_csv(lines: Iterable[Line]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for one in lines:
        writer.writerow({name: _cell(value) for name, value in _row(one).items()})
    return out.getvalue()


def _row(line: Line) -> dict[str, Any]:
    row = line.row
    return {
        "number": row.n,
        "at": row.at.isoformat(),
        "kind": row.kind,
        "who": line.who,
        "role": row.role,
        "place": row.place,
        "case": line.case.number if line.case else "",
        "sentence": "" if line.closed else sentence(row.kind, line.words),
        "changes": line.words.get("changes", {}),
        "hash": row.hash or "",
    }


def _cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False) if value else ""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
