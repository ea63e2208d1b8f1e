"""Boxes with a place of their own in a pack: signatures, additional information."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from harborlight.filings.pack_drafts.guesses import PREPARER, TODO
from harborlight.filings.pack_drafts.sorting import Asked
from harborlight.filings.pack_drafts.tooltips import local

# Who signs, by the words before "Signature"; an interpreter and an officer do so by hand.
PARTIES = {
    "preparer": "attorney",
    "attorney": "attorney",
    "representative": "attorney",
    "petitioner": "petitioner",
    "beneficiary": "beneficiary",
    "sponsor": "sponsor",
    "applicant": "applicant",
    "client": "client",
    "requestor": "applicant",
    "requester": "applicant",
}
NOT_OURS = re.compile(r"interpreter|officer|interview|USCIS", re.IGNORECASE)
LAST_WORDS = 60
_DATED = re.compile(r"Date ?of ?Signature", re.IGNORECASE)
# "Enter Page Number" at the end of the tooltip, as long as it can be.
_LABEL = 18
_BLOCK = {
    "page": re.compile(r"Page ?Number", re.IGNORECASE),
    "part": re.compile(r"Part ?Number", re.IGNORECASE),
    "item": re.compile(r"Item ?Number", re.IGNORECASE),
    "text": re.compile(r"Addition", re.IGNORECASE),
}


@dataclass
class Signed:
    """A line for a signature, the box for its date, and who seems to sign there."""

    line: Asked
    date: Asked | None
    party: str

    @property
    def is_ours(self) -> bool:
        """Whether somebody whom we prepare the form for (or we) signs it."""
        said = self.line.asks[-LAST_WORDS:]
        return not NOT_OURS.search(f"{self.line.title} {local(self.line.box)} {said}")


def signatures(boxes: Sequence[Asked]) -> list[Signed]:
    """The lines for signatures, each with the nearest date of signature."""
    dates = [one for one in boxes if _is_date(one)]
    found = []
    for line in (one for one in boxes if one.box.kind == "signature"):
        near = [
            one
            for one in dates
            if (one.box.page, one.part) == (line.box.page, line.part)
        ]
        date = min(near, key=lambda one: _apart(one, line), default=None)
        if date:
            dates.remove(date)
        found.append(Signed(line, date, _party(line)))
    return found


def _is_date(one: Asked) -> bool:
    return one.box.kind == "text" and bool(
        _DATED.search(one.asks) or _DATED.search(local(one.box))
    )


def _apart(one: Asked, other: Asked) -> float:
    (left, foot, *_), (x, y, *_) = one.box.rect, other.box.rect
    return abs(left - x) / 4 + abs(foot - y)


def _party(line: Asked) -> str:
    if PREPARER.search(line.title):
        return "attorney"
    for words in (
        line.asks[-LAST_WORDS:].lower(),
        local(line.box).lower(),
        line.title.lower(),
    ):
        for word, party in PARTIES.items():
            if word in words:
                return party
    return TODO


def blocks(boxes: Sequence[Asked]) -> list[dict[str, Asked]]:
    """The blocks of the additional-information part, each of four boxes."""
    made: dict[tuple[int, str, str], dict[str, Asked]] = {}
    for one in boxes:
        kind = _kind(one)
        if kind and one.box.kind == "text":
            block = made.setdefault((one.box.page, one.part, one.number), {})
            block.setdefault(kind, one)
    return [block for block in made.values() if set(block) == set(_BLOCK)]


def _kind(one: Asked) -> str:
    if one.box.multiline:
        about = f"{local(one.box)} {one.asks}"
        return "text" if _BLOCK["text"].search(about) else ""
    for kind in ("page", "part", "item"):
        about = f"{local(one.box)} {one.asks[-_LABEL:]}"
        if _BLOCK[kind].search(about):
            return kind
    return ""
