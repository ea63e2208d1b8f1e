"""Notices of the agency (Form I-797 and its kind): which, and the days that they tell.

What stands beside or below each printed label is read; the label and its value are told
with their place, so that a person sees both before anything is believed. Received date,
notice date and priority date are three different days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from harborlight.papers.page_text import PageText, Word
from harborlight.papers.places import Place, around

# What a notice says of itself, the telling words first: a receipt mentions many others.
_KINDS: tuple[tuple[str, str], ...] = (
    ("rejection", r"rejection notice|we are rejecting|is being rejected"),
    ("evidence", r"request for (additional |initial )?evidence"),
    ("intent to revoke", r"notice of intent to (revoke|rescind|terminate)"),
    ("intent", r"notice of intent to deny"),
    ("denial", r"denial notice|has been denied"),
    ("biometrics", r"asc appointment notice|biometrics? appointment|biometrics notice"),
    ("interview", r"interview notice|appear for (an )?(initial )?interview"),
    ("transfer", r"transfer notice"),
    ("reopening", r"reopen(ing|ed)? notice|notice of reopening"),
    ("approval", r"approval notice|welcome notice"),
    ("receipt", r"receipt notice|receipt number"),
)
# The label as printed -> what we call its day.
_LABELS: tuple[tuple[str, str], ...] = (
    (r"received date|date received", "received_on"),
    (r"notice date|date of (this )?notice", "noticed_on"),
    (r"priority date", "priority_on"),
)
_FORM = re.compile(r"\b[Il1]-?797\s?([A-F])?\b")
# "I130 - PETITION FOR ALIEN RELATIVE"
_CASE_TYPE = re.compile(r"\b([INl1])-?((?!797)\d{3}[A-Z]?)(?= ?[-\u2013\u2014] ?[A-Z])")
_NUMBER = re.compile(
    r"\b([A-Z]{3})[- ]?([0-9OISB]{2}[- ]?[0-9OISB]{3}[- ]?[0-9OISB]{5})\b"
)
_RIGHTED = str.maketrans("OISB", "0158")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DAY = re.compile(
    r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b"
    rf"|\b({'|'.join(_MONTHS)}|{'|'.join(month[:3] for month in _MONTHS)})\.? "
    r"(\d{1,2}),? (\d{4})\b",
    re.I,
)
# Beside its label, at most so far; below it, at most so many of its heights.
_BESIDE, _BELOW = 0.3, 3.0


@dataclass(frozen=True)
class Told:
    """One thing that a notice tells. text: days as ISO 8601. place: where it stands."""

    name: str
    text: str
    place: Place


@dataclass(frozen=True)
class Notice:
    """A notice of the agency.

    form: I-797, I-797A ... I-797F. kind: receipt, approval, transfer, biometrics,
    interview, evidence, rejection, reopening, denial, intent (to deny), intent to
    revoke, or "" where it does not say.
    told: receipt_number, case_form, received_on, noticed_on, priority_on, valid_from,
    valid_to: those that it has.
    """

    form: str
    kind: str
    told: Sequence[Told]

    def get(self, name: str) -> str:
        return next((one.text for one in self.told if one.name == name), "")


@dataclass(frozen=True)
class _Row:
    """Words that stand beside each other, and where in the text of the row each begins."""

    text: str
    words: Sequence[Word]
    starts: Sequence[int]

    def between(self, start: int, end: int) -> list[Word]:
        """The words that these signs of the text are part of."""
        return [
            word
            for word, at in zip(self.words, self.starts, strict=True)
            if at < end and at + len(word.text) > start
        ]


def read_notice(pages: Sequence[PageText]) -> Notice | None:
    """The notice that these pages are, by the first page that says so; None if none does."""
    for page in pages:
        rows = _rows(page.words)
        found = _on_page(page, rows)
        if found is not None:
            return found
    return None


def _on_page(page: PageText, rows: Sequence[_Row]) -> Notice | None:
    whole = "\n".join(row.text for row in rows)
    form = _FORM.search(whole)
    if form is None:
        return None
    told = [
        *_numbers(page, rows),
        *_days(page, rows),
        *_validity(page, rows),
    ]
    if not told:
        return None
    lower = " ".join(whole.lower().split())
    kind = next((kind for kind, words in _KINDS if re.search(words, lower)), "")
    return Notice(f"I-797{form[1] or ''}", kind, tuple(told))


def _numbers(page: PageText, rows: Sequence[_Row]) -> Iterator[Told]:
    for row in rows:
        if number := _NUMBER.search(row.text):
            digits = re.sub(r"[- ]", "", number[2]).translate(_RIGHTED)
            yield _told(page, "receipt_number", number[1] + digits, row, number.span())
            break
    for row in rows:
        if case := _CASE_TYPE.search(row.text):
            form = f"{'N' if case[1] == 'N' else 'I'}-{case[2]}"
            yield _told(page, "case_form", form, row, case.span())
            break


def _days(page: PageText, rows: Sequence[_Row]) -> Iterator[Told]:
    days = [
        (day, row.between(*found.span()))
        for row in rows
        for found in _DAY.finditer(row.text)
        if (day := _day(found))
    ]
    for words, name in _LABELS:
        label = _label(rows, words)
        near = [
            (far, day, where)
            for day, where in days
            if label and (far := _far(label, where)) is not None
        ]
        if near and label:
            _far_, day, where = min(near, key=lambda one: one[0])
            place = around(page.number, [*label, *where], page.turned)
            yield Told(name, day, place)


def _validity(page: PageText, rows: Sequence[_Row]) -> Iterator[Told]:
    for row in rows:
        start = re.search(r"\bvalid\b", row.text, re.I)
        if start is None:
            continue
        days = [*_DAY.finditer(row.text, start.start())]
        for name, found in zip(("valid_from", "valid_to"), days, strict=False):
            if day := _day(found):
                yield _told(page, name, day, row, (start.start(), found.end()))
        if days:
            return


def _told(
    page: PageText, name: str, text: str, row: _Row, span: tuple[int, int]
) -> Told:
    return Told(name, text, around(page.number, row.between(*span), page.turned))


def _label(rows: Sequence[_Row], words: str) -> list[Word]:
    """The words of a label, where the page has it."""
    for row in rows:
        if found := re.search(rf"\b({words})\b", row.text, re.I):
            return row.between(*found.span())
    return []


def _far(label: Sequence[Word], value: Sequence[Word]) -> float | None:
    """How far a value stands from a label: beside it, or below it; None: elsewhere."""
    one, other = around(1, label), around(1, value)
    high = one.bottom - one.top
    if abs(other.top - one.top) < high and other.left >= one.right - 0.005:
        gap = other.left - one.right
        return gap if gap < _BESIDE else None
    below = other.top - one.bottom
    beneath = other.left < one.right and other.right > one.left - 0.02
    if -high / 3 < below < _BELOW * high and beneath:
        # What is printed under a label is its own, before what stands beside it.
        return max(0.0, below) / 2
    return None


def _day(found: re.Match[str]) -> str:
    """The day as ISO 8601; "" where there is none such."""
    try:
        if found[1]:
            return date(int(found[3]), int(found[1]), int(found[2])).isoformat()
        month = [name[:3] for name in _MONTHS].index(found[4][:3].lower()) + 1
        return date(int(found[6]), month, int(found[5])).isoformat()
    except ValueError:
        return ""


def _rows(words: Sequence[Word]) -> list[_Row]:
    """Words that stand at one height, from the left; whatever order they came in."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.top + one.bottom) / 2):
        middle = (word.top + word.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_row(sorted(row, key=lambda one: one.left)) for row in rows]


def _row(words: Sequence[Word]) -> _Row:
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    return _Row(" ".join(word.text for word in words), words, starts)
