"""What stands on a statement of a bank, however it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from django.utils.translation import gettext as _

# More is no statement of a month of a law firm: somebody chose another file.
MOST_BYTES = 8_000_000
MOST_LINES = 20_000
MOST_CENTS = 10**13
_WORDS = 200


class UnfitStatement(Exception):
    """This file cannot be taken as a statement of the account; the sentence says why."""


@dataclass(frozen=True)
class Line:
    """One line: cents are positive where money came, negative where it left.

    number: what the bank itself names the line by, the same whenever it is sent again.
    """

    on: date
    cents: int
    words: str = ""
    number: str = ""


@dataclass(frozen=True)
class Read:
    """A statement: its lines; what stood in the account when the day ends_on was over.

    begins_on, ends_on, ending_cents: None where the file does not say.
    """

    lines: list[Line]
    begins_on: date | None = None
    ends_on: date | None = None
    ending_cents: int | None = None


_AMOUNT = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?", re.ASCII)


def cents_of(text: str) -> int:
    """`1,234.50`, `-12`, `(12.00)`, `$3.10-` as whole cents. ValueError for all else."""
    bare = text.strip().replace("$", "").replace("\u2212", "-").replace(" ", "")
    if bare.startswith("(") and bare.endswith(")"):
        bare = f"-{bare[1:-1]}"
    if bare.endswith("-"):
        bare = f"-{bare[:-1]}"
    if not _AMOUNT.fullmatch(bare) or not any(sign.isdigit() for sign in bare):
        raise ValueError(text)
    try:
        exact = Decimal(bare.replace(",", "")) * 100
    except InvalidOperation:
        raise ValueError(text) from None
    cents = int(exact)
    if cents != exact or abs(cents) > MOST_CENTS:
        raise ValueError(text)
    return cents


def words_of(*parts: str) -> str:
    """What the bank wrote, each part once, in one line that is not too long."""
    seen: list[str] = []
    for part in parts:
        one = " ".join(part.split())
        if one and one not in seen:
            seen.append(one)
    return " · ".join(seen)[:_WORDS]


def numbered(lines: list[Line], *, by: str) -> list[Line]:
    """Each line with a name of its own, made of what it says where the bank gives none.

    Two lines that say the same on one day are the first and the second of them: the same
    again in the next file. by: what stands before such a name.
    """
    seen: dict[tuple[date, int, str], int] = {}
    found = []
    for line in lines:
        if line.number:
            found.append(line)
            continue
        same = (line.on, line.cents, line.words.casefold())
        seen[same] = seen.get(same, 0) + 1
        said = f"{line.on}|{line.cents}|{same[2]}|{seen[same]}"
        digest = sha256(said.encode()).hexdigest()[:24]
        found.append(replace(line, number=f"{by}:{digest}"))
    return found


def check_size(lines: list[Line]) -> None:
    if len(lines) > MOST_LINES:
        raise UnfitStatement(
            _(
                "This file has more than %(most)s lines. Ask the bank for a shorter time."
            )
            % {"most": MOST_LINES}
        )


def text_of(data: bytes) -> str:
    """The file as text: UTF-8, or what older programs write."""
    if not data.strip():
        raise UnfitStatement(_("This file is empty."))
    if len(data) > MOST_BYTES:
        raise UnfitStatement(_("This file is too large for a statement of a bank."))
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    if "\x00" in text:
        raise UnfitStatement(
            _("This is no statement that can be read. Choose an OFX, QFX or CSV file.")
        )
    return text
