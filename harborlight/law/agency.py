"""What agencies say of a case: their texts, what these mean, and the service that tells.

Only a person knows what a text means that is not in the table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import yaml

from harborlight.law.book import HERE, BadBook, entries
from harborlight.law.receipts import OF_LABOR, PATTERN, NotAReceipt, is_known

USCIS, LABOR, STATE, COURT = "USCIS", "DOL", "DOS", "EOIR"


@dataclass(frozen=True)
class Meaning:
    """What an agency can say. See agency_meanings.yaml."""

    id: str
    of: tuple[str, ...]
    label: Mapping[str, str]
    client: Mapping[str, str]
    milestone: str = ""
    first: bool = False
    ends: bool = False
    notices: tuple[str, ...] = ()
    in_place_of: str = ""
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class House:
    """One of the two doors of the service. hours are those of `zone`."""

    token: str
    status: str
    per_second: int
    per_day: int
    zone: str
    days: tuple[int, ...]
    opens: int
    closes: int

    def is_open(self, moment: datetime) -> bool:
        """Whether it answers at this moment, as far as its hours are known."""
        there = moment.astimezone(ZoneInfo(self.zone))
        return there.isoweekday() in self.days and (
            self.opens <= there.hour < self.closes
        )


@cache
def meanings() -> dict[str, Meaning]:
    """Everything an agency can say, by its id, in the order of the file."""
    content = yaml.load(
        (HERE / "agency_meanings.yaml").read_text(), Loader=yaml.CSafeLoader
    )
    return {
        key: Meaning(
            id=key,
            **{
                **entry,
                "of": tuple(entry["of"]),
                "notices": tuple(entry.get("notices", ())),
                "numbers": tuple(entry.get("numbers", ())),
            },
        )
        for key, entry in content.items()
    }


def meaning_of_notice(kind: str) -> str:
    """The id of what a kind of notice says (papers/notices.py); "" if it says nothing."""
    return next((one.id for one in meanings().values() if kind in one.notices), "")


def meaning_for(number: str, means: str) -> str:
    """The id of what this meaning is where it is said of this number."""
    for one in meanings().values():
        if one.in_place_of == means and number.startswith(one.numbers):
            return one.id
    return means


def folded_status(text: str) -> str:
    """A text as it is compared: small letters and digits, single blanks."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def meaning_of(text: str) -> str:
    """The id of what a text means; "" where the book does not know it."""
    return _statuses().get(folded_status(text), "")


@cache
def _statuses() -> dict[str, str]:
    found = {}
    for text, entry in entries("agency_statuses").items():
        if entry["means"] not in meanings():
            raise BadBook(f"agency_statuses.yaml, {text}: no such meaning.")
        found[folded_status(text)] = str(entry["means"])
    return found


def house(name: str) -> House:
    """The service's "sandbox" or "production"."""
    said = dict(entries("agency_api")[name])
    for cited in ("source", "effective_from", "reviewed"):
        del said[cited]
    return House(**{**said, "days": tuple(said["days"])})


def case_number(agency: str, text: str) -> str:
    """A number as it is stored. NotAReceipt, with what it must be like, if it is none.

    The Department of State numbers its cases as USCIS does: only whoever holds the
    paper knows which it is.
    """
    plain = re.sub(r"[\s\-–—.#]", "", unicodedata.normalize("NFKC", text)).upper()
    if agency == COURT:
        digits = plain.removeprefix("A")
        if re.fullmatch(r"[0-9]{7,9}", digits):
            return f"A{digits.zfill(9)}"
        raise NotAReceipt("An A-number is seven to nine digits, like A012345678.")
    if agency == LABOR:
        if labor := OF_LABOR.fullmatch(plain):
            return "-".join(labor.groups())
        raise NotAReceipt(
            "A number of the Department of Labor is like G-100-26001-123456."
        )
    if PATTERN.fullmatch(plain):
        return plain
    example = "GUZ2026123456" if agency == STATE else "IOE0912345678"
    raise NotAReceipt(f"It is three letters and ten digits, like {example}.")


def is_usual(agency: str, number: str) -> bool:
    """Whether a number begins as those of its agency do, as far as we know.

    One of the Department of State that begins like a receipt of USCIS is probably one.
    """
    if agency == USCIS:
        return is_known(number)
    return agency != STATE or not is_known(number)
