"""A plan and its files as one file for the sandbox, and what it answers.

Eight bytes of length, a description in JSON, and then the bytes that it tells of.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from harborlight.papers.inspect_content import Held
from harborlight.papers.packet_letters import Letters
from harborlight.papers.packet_types import Built, Exhibit, Limit, PageRow, Plan, Source
from harborlight.papers.page_text import Word

_HEAD = 8


def sent(plan: Plan, letters: Letters) -> Iterator[bytes]:
    """The pieces of the file that goes into the sandbox."""
    blobs = [cut.program for cut in letters.cuts]
    described = [_exhibit(one, blobs) for one in plan.exhibits]
    said = {
        "name": plan.name,
        "under": list(plan.under),
        "limit": asdict(plan.limit),
        "has_contents": plan.has_contents,
        "made_at": plan.made_at,
        "cuts": [cut.as_plain() for cut in letters.cuts],
        "printed": letters.printed,
        "exhibits": described,
        "lengths": [len(one) for one in blobs],
    }
    yield from _written(said, blobs)


def _exhibit(exhibit: Exhibit, blobs: list[bytes]) -> dict[str, Any]:
    sources = []
    for one in exhibit.sources:
        sources.append({**_without_data(one), "blob": len(blobs)})
        blobs.append(one.data)
    return {
        **{n: v for n, v in vars(exhibit).items() if n != "sources"},
        "sources": sources,
    }


def _without_data(source: Source) -> dict[str, Any]:
    told = {name: value for name, value in vars(source).items() if name != "data"}
    words = {
        str(page): [[w.text, w.left, w.top, w.right, w.bottom] for w in several]
        for page, several in source.words.items()
    }
    return {**told, "words": words}


def received(data: Held) -> tuple[Plan, dict[str, Any], list[bytes]]:
    """The plan, the fonts' description, and their programs; see `sent`."""
    said, blobs = _read(data)
    fonts = [bytes(one) for one in blobs[: len(said["cuts"])]]
    exhibits = []
    for exhibit in said["exhibits"]:
        sources = tuple(
            Source(
                **{
                    **{name: value for name, value in one.items() if name != "blob"},
                    "data": blobs[one["blob"]],
                    "pages": tuple(one["pages"]),
                    "words": {
                        int(page): [Word(*word) for word in several]
                        for page, several in one["words"].items()
                    },
                }
            )
            for one in exhibit["sources"]
        )
        exhibits.append(Exhibit(**{**exhibit, "sources": sources}))
    plan = Plan(
        name=said["name"],
        under=tuple(said["under"]),
        limit=Limit(**said["limit"]),
        has_contents=said["has_contents"],
        made_at=said["made_at"],
        exhibits=tuple(exhibits),
    )
    return plan, said, fonts


def answered(built: Built) -> bytes:
    """What comes back from the sandbox."""
    said = {
        "pages": [row.as_plain() for row in built.pages],
        "lengths": [len(part) for part in built.parts],
    }
    return b"".join(_written(said, built.parts))


def understood(answer: bytes) -> Built:
    """The packet that was answered. ValueError (or KeyError, TypeError) if it is none."""
    said, blobs = _read(answer)
    if any(bytes(blob[:5]) != b"%PDF-" for blob in blobs):
        raise ValueError("no PDF")
    rows = tuple(PageRow.from_plain(row) for row in said["pages"])
    return Built(tuple(bytes(blob) for blob in blobs), rows)


def _written(said: Mapping[str, Any], blobs: Iterable[bytes]) -> Iterator[bytes]:
    text = json.dumps(said, ensure_ascii=False).encode()
    yield len(text).to_bytes(_HEAD, "big")
    yield text
    yield from blobs


def _read(data: Held) -> tuple[dict[str, Any], list[Any]]:
    length = int.from_bytes(data[:_HEAD], "big")
    said: dict[str, Any] = json.loads(data[_HEAD : _HEAD + length])
    seen = memoryview(data)
    at, blobs = _HEAD + length, []
    for one in said["lengths"]:
        blobs.append(seen[at : at + one])
        at += one
    if at != len(seen):
        raise ValueError("not whole")
    return said, blobs
