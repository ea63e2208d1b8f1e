"""The whole draft of a pack: its head, and every box of the blank under its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from harborlight.filings.pack_drafts.guesses import ATTORNEY_ITEM, INTERPRETER, TODO
from harborlight.filings.pack_drafts.naming import Names, barcode_pattern, names_of
from harborlight.filings.pack_drafts.printed_order import in_printed_order
from harborlight.filings.pack_drafts.rows import Row, item_of, row_of
from harborlight.filings.pack_drafts.sorting import Asked, asked, grouped
from harborlight.filings.pack_drafts.special import Signed, blocks, signatures
from harborlight.filings.pack_drafts.writing import flow, listed, notes, scalar
from harborlight.law.editions import edition_of
from harborlight.papers.blanks import Blank

AGENCIES = {"G": "USCIS", "I": "USCIS", "N": "USCIS", "AR": "USCIS", "EOIR": "EOIR",
            "ETA": "DOL"}  # fmt: skip
ACCEPTED = f"""\
accepted:
  from: {TODO}
  until: null
  source: {TODO}
  reviewed: null
"""
HEAD = """\
# Form {form}, drafted from the blank; the words: ../README.md
# Every {todo} is for a person to say: the file is refused until none is left. Lines that
# begin with "#:" tell what the blank says; take them out when the boxes are mapped:
#     sed -i '/^ *#:/d' FILE
form: {form}
title: {todo}
agency: {agency}
edition: {edition}
source: {todo}
reviewed: null
{accepted}blanks:
  - {sha256}
pages: {pages}
reads: {todo}
"""
SIGNED_BY_OTHERS = "signed in ink by somebody whom we do not represent"
INTERPRETS = "the interpreter fills in and signs Part {part}, when there is one"


@dataclass
class _Draft:
    """The boxes, put where a pack has them."""

    names: Names
    barcodes: str | list[str]
    signed: list[Signed]
    blocks: list[dict[str, Asked]]
    rest: list[Asked]


def draft(blank: Blank, *, form: str, edition: date) -> str:
    """The text of a pack for the blank, with TODO wherever a person must say something.

    Every box of the blank stands in it once. Read with `law.packs.read_pack`, it is
    refused until nothing is left to say.
    """
    parts = _sorted_out(blank)
    agency = AGENCIES.get(form.partition("-")[0], TODO)
    accepted = "" if edition_of(form, edition) else ACCEPTED
    head = HEAD.format(form=form, accepted=accepted, agency=agency, edition=edition, sha256=blank.sha256,
                       pages=blank.pages, todo=TODO)  # fmt: skip
    lines = [head.rstrip(), *_naming(parts), "", *_signatures(parts), ""]
    lines += [*_blocks(parts), "", "sections:", *_sections(parts)]
    return "\n".join(lines) + "\n"


def _sorted_out(blank: Blank) -> _Draft:
    boxes = [box for box in blank.boxes if box.kind != "barcode"]
    every = asked(in_printed_order(boxes))
    signed = [one for one in signatures(every) if one.is_ours]
    made = blocks(every)
    taken = {id(one.line) for one in signed} | {id(one.date) for one in signed}
    taken |= {id(one) for block in made for one in block.values()}
    rest = [one for one in every if id(one) not in taken]
    barcodes = barcode_pattern(blank.boxes, blank.pages)
    return _Draft(names_of(boxes), barcodes, signed, made, rest)


def _naming(parts: _Draft) -> Iterator[str]:
    yield f'box_prefix: "{parts.names.prefix}"'
    if parts.names.others:
        yield "box_prefixes:"
        yield from (f'  {page}: "{one}"' for page, one in parts.names.others.items())
    if parts.names.suffix:
        yield f'box_suffix: "{parts.names.suffix}"'
    if parts.barcodes:
        yield f"barcodes: {flow(parts.barcodes)}"


def _signatures(parts: _Draft) -> Iterator[str]:
    if not parts.signed:
        yield "signatures: []"
        return
    yield "signatures:"
    for one in parts.signed:
        words: dict[str, Any] = {
            "party": one.party,
            "part": one.line.part,
            "page": one.line.box.page,
            "item": item_of(one.line),
            "box": parts.names.short(one.line.box),
        }
        if one.date:
            words["date_box"] = parts.names.short(one.date.box, one.line.box.page)
        yield from notes([f"{one.line.title}. {one.line.asks}"[:160]])
        yield listed(words)


def _blocks(parts: _Draft) -> Iterator[str]:
    if not parts.blocks:
        return
    yield f"additional_part: {scalar_text(parts.blocks[0]['text'].part)}"
    yield "additional:"
    for block in parts.blocks:
        page = block["text"].box.page
        shorts = {kind: parts.names.short(one.box, page) for kind, one in block.items()}
        order = ("page", "part", "item", "text")
        yield listed({"on_page": page, **{kind: shorts[kind] for kind in order}})


def scalar_text(part: str) -> str:
    """A part's number as the word that it is, not as a number."""
    return f'"{part}"' if part else scalar(TODO)


def _sections(parts: _Draft) -> Iterator[str]:
    pages = groupby(parts.rest, key=lambda one: one.box.page)
    for page, boxes in pages:
        yield f"# {'-' * 64} page {page}"
        # The attorney's corner stands between the columns; here it stands before them.
        inside_first = sorted(boxes, key=lambda one: _heading(one) != "")
        for part, inside in groupby(inside_first, key=_heading):
            yield from _section(part, page, list(inside), parts.names)


def _heading(one: Asked) -> str:
    return "" if item_of(one) == ATTORNEY_ITEM else one.part


def _section(
    part: str, page: int, boxes: Sequence[Asked], names: Names
) -> Iterator[str]:
    yield f"- part: {scalar_part(part)}"
    yield f"  page: {page}"
    if boxes[0].title and part:
        yield from notes([boxes[0].title])
    yield "  rows:"
    if INTERPRETER.search(boxes[0].title):
        yield listed(_left_to(INTERPRETS.format(part=part), boxes, names))
        return
    not_ours = [one for one in boxes if one.box.kind == "signature"]
    before: set[str] = set()
    for group in grouped([one for one in boxes if one.box.kind != "signature"]):
        row = row_of(group, names)
        yield from notes(_news(row, before))
        yield listed(row.words)
    if not_ours:
        yield listed(_left_to(SIGNED_BY_OTHERS, not_ours, names))


def _news(row: Row, before: set[str]) -> list[str]:
    """The row's comments without the sentences that stand above the row before."""
    first, *others = row.notes
    sentences = first.split(". ")
    new = [one for one in sentences if one not in before] or sentences[-1:]
    before.clear()
    before.update(sentences)
    return [". ".join(new), *others]


def scalar_part(part: str) -> str:
    """A part as packs write it in a section."""
    return scalar(part) if part else '""'


def _left_to(why: str, boxes: Sequence[Asked], names: Names) -> dict[str, Any]:
    return {"empty": [names.short(one.box) for one in boxes], "because": why}
