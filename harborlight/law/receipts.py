"""Receipt numbers: of USCIS three letters and ten digits, no check digit.

The Department of Labor numbers its cases otherwise, in its FLAG system: G-100-26001-123456.

Only typing it twice, or asking the agency, finds a slip of the finger.
"""

from __future__ import annotations

import re
import unicodedata

from harborlight.law.book import entries

PATTERN = re.compile(r"[A-Z]{3}[0-9]{10}")
OF_LABOR = re.compile(r"([GIPH])([0-9]{3})([0-9]{5})([0-9]{6})")
LABOR = "Department of Labor"


class NotAReceipt(Exception):
    """A receipt number is like IOE0912345678, or like G-100-26001-123456."""


def receipt_number(text: str) -> str:
    """The number as it is stored: capitals, no blanks; dashes where it has them."""
    plain = re.sub(r"[\s\-–—.]", "", unicodedata.normalize("NFKC", text)).upper()
    if labor := OF_LABOR.fullmatch(plain):
        return "-".join(labor.groups())
    if not PATTERN.fullmatch(plain):
        raise NotAReceipt(
            "A receipt number is three letters and ten digits, like IOE0912345678, "
            "or at the Department of Labor like G-100-26001-123456."
        )
    return plain


def is_known(number: str) -> bool:
    """Whether we know what begins like this number; new beginnings come without a word."""
    return bool(office(number))


def known_letters() -> list[str]:
    """The beginnings that we know."""
    return sorted(entries("receipts"))


def office(number: str) -> str:
    """Where the number comes from; empty if its letters are not known to us."""
    if number[1:2] == "-":
        return LABOR
    return str(entries("receipts").get(number[:3], {}).get("office", ""))


def gets_receipt(form: str) -> bool:
    """Whether a form gets a notice with a number of its own (no_receipts.yaml)."""
    return form not in entries("no_receipts")
